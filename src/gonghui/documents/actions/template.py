"""An office changes what its papers begin with."""

from datetime import datetime

from django.db import transaction

from gonghui.audit.actions import Deed, record
from gonghui.documents.models import PaperTemplate
from gonghui.documents.queries.template import template_in_force
from gonghui.documents.rules.handling import PaperKind
from gonghui.documents.rules.template import Pattern
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.models import held
from gonghui.organisations.models import Organisation
from gonghui.people.models import Account


@transaction.atomic
def save_template(
    organisation: Organisation,
    kind: PaperKind,
    pattern: Pattern,
    *,
    version: int,
    by: Account,
    at: datetime,
) -> PaperTemplate:
    """Keep a new version; papers drafted before keep what they began with.

    ``version`` is the one that was read, 0 where the built-in words stood.

    Raises:
        RuleBroken: ``template.changed_meanwhile``.
    """
    held(Organisation.objects.filter(pk=organisation.pk)).get()
    there = template_in_force(organisation, kind)
    if (there.version if there else 0) != version:
        raise RuleBroken("template.changed_meanwhile")
    if there is not None:
        there.replaced = True
        there.save(update_fields=["replaced", "changed_at"])
    saved = PaperTemplate.objects.create(
        organisation=organisation, kind=kind.value, version=version + 1,
        mark=pattern.mark, title=pattern.title, opening=pattern.opening, closing=pattern.closing,
        addressees=pattern.addressees, copies=pattern.copies, issuer=pattern.issuer,
        printed_by=pattern.printed_by, saved_by=by, saved_at=at,
    )  # fmt: skip
    facts = {"kind": kind.value, "version": saved.version}
    record(Deed("template.saved", saved, organisation.pk, facts), by=by, at=at)
    return saved
