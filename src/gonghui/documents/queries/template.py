"""What papers of an organisation begin with."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from gonghui.documents.models import PaperTemplate
from gonghui.documents.rules.handling import UPWARD, PaperKind, layout_of
from gonghui.documents.rules.marks import read_text
from gonghui.documents.rules.paper import Paper, document_number
from gonghui.documents.rules.template import BUILT_IN, SUBJECT, Pattern, filled
from gonghui.organisations.models import Organisation


def template_in_force(organisation: Organisation, kind: PaperKind) -> PaperTemplate | None:
    """The newest version of an office's own template; ``None`` where the built-in words stand."""
    return PaperTemplate.objects.filter(
        organisation=organisation, kind=kind.value, replaced=False
    ).first()


def templates_of(organisations: Sequence[Organisation]) -> QuerySet[PaperTemplate]:
    """The templates in force of some organisations."""
    found = PaperTemplate.objects.filter(organisation__in=organisations, replaced=False)
    return found.select_related("organisation", "saved_by__person")


def own_pattern(kind: PaperKind, template: PaperTemplate | None) -> Pattern:
    """The standing words of a template, its places not filled in."""
    if template is None:
        return BUILT_IN[kind]
    return Pattern(
        template.mark, template.title, template.opening, template.closing, template.addressees,
        template.copies, template.issuer, template.printed_by,
    )  # fmt: skip


def pattern_for(
    organisation: Organisation, kind: PaperKind, template: PaperTemplate | None
) -> Pattern:
    """What a paper of that kind begins with."""
    return filled(own_pattern(kind, template), organisation.name)


def sample(organisation: Organisation, kind: PaperKind, pattern: Pattern, *, on: date) -> Paper:
    """How a paper with these standing words looks; what is not known yet is dots."""
    told = filled(pattern, organisation.name)
    content = read_text(f"{told.opening}\n{SUBJECT * 12}\n{told.closing}")
    return Paper(
        issuer=told.issuer,
        title=told.title,
        blocks=content.blocks,
        mark=told.mark,
        number=document_number(SUBJECT, on.year, 1),
        addressees=told.addressees,
        on=on,
        copies=told.copies,
        printed_by=told.printed_by,
        printed_on=on,
        layout=layout_of(kind),
        signer=SUBJECT if kind in UPWARD else "",
    )
