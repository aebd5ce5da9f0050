"""Entering outside bodies: party committees, congresses, schools, where people hold posts too."""

from datetime import date, datetime

from django.db import transaction

from gonghui.audit.actions import Actor
from gonghui.foundation.chinese import tidy
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.actions.tree import Founding, found_organisation
from gonghui.organisations.models import Organisation
from gonghui.organisations.rules.naming import outside_code
from gonghui.organisations.rules.organisation import Kind


@transaction.atomic
def enter_body(
    name: str, *, on: date, by: Actor, at: datetime, english_name: str = ""
) -> Organisation:
    """Enter an outside body. It has no superior and is never asked for anything.

    Its code follows from its name, so that a text which names it finds it.

    Raises:
        RuleBroken: ``organisation.name_missing``, ``outside.entered_already``.
    """
    name = tidy(name).strip()
    if not name:
        raise RuleBroken("organisation.name_missing")
    code = outside_code(name)
    if Organisation.objects.filter(code=code).exists():
        raise RuleBroken("outside.entered_already", name=name)
    founding = Founding(
        code=code, name=name, short_name=name[:60], english_name=english_name, kind=Kind.OUTSIDE
    )
    return found_organisation(founding, on=on, by=by, at=at)
