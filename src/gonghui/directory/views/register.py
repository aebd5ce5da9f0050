"""What the register knows of an organisation, line by line."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gonghui.directory.forms.registration import RegistrationForm
from gonghui.foundation.clock import today
from gonghui.organisations.models import Organisation, Registration, Term
from gonghui.organisations.rules.organisation import Level
from gonghui.organisations.wording import INDUSTRY_NAMES, UNIT_TYPE_NAMES

# for those who keep the register, nobody else's reading
KEPT = {"account_name", "account_number", "bank", "bank_code", "remarks"}
# what a grassroots union is expected to have in the register
EXPECTED = {"employer_name", "employer_code", "workers", "unit_type", "industry", "credit_code"}
CODED = {"unit_type": UNIT_TYPE_NAMES, "industry": INDUSTRY_NAMES}
Facts = list[tuple[str, str]]


def facts_of(
    organisation: Organisation,
    registration: Registration | None,
    term: Term | None,
    *,
    manages: bool,
) -> tuple[Facts, list[str]]:
    """What is known, and the names of what is expected of it but not known: missing is not zero."""
    told: Facts = [(_("Code"), organisation.code)]
    told += [(_("Division code"), organisation.division_code)]
    told += [(_("Founded on"), _day(organisation.founded_on))]
    told += [(_("Approval of its founding"), organisation.approval_number)]
    told += [(_("Last day"), _day(organisation.ended_on))]
    told += _election(term)
    missing = []
    for name, field in RegistrationForm.base_fields.items():
        value = getattr(registration, name) if registration else None
        if value in (None, "") and name in EXPECTED and _is_expected(organisation):
            missing.append(str(field.label))
        if name not in KEPT or manages:
            told.append((str(field.label), _words(name, value)))
    return [(label, words) for label, words in told if words], missing


def _is_expected(organisation: Organisation) -> bool:
    return organisation.level == Level.GRASSROOTS.value and not organisation.division_code


def _words(name: str, value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, int):
        return f"{value:,}"
    return str(CODED[name].get(str(value), value)) if name in CODED else str(value)


def _election(term: Term | None) -> Facts:
    if term is None:
        return []
    words = (
        _("%(day)s, until %(last)s")
        if term.ends_on >= today()
        else _("%(day)s, overdue since %(last)s")
    )
    return [(_("Elected"), words % {"day": _day(term.elected_on), "last": _day(term.ends_on)})]


def _day(day: date | None) -> str:
    return date_format(day) if day else ""
