"""What papers of an organisation begin with."""

from collections.abc import Sequence

from django.db.models import QuerySet

from gonghui.documents.models import PaperTemplate
from gonghui.documents.rules.handling import PaperKind
from gonghui.documents.rules.template import BUILT_IN, Pattern, filled
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
