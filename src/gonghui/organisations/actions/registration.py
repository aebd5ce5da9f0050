"""Entering what the register knows of an organisation beside its place in the tree."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gonghui.audit.actions import Actor, Deed, record
from gonghui.foundation.chinese import half_width, tidy
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Organisation, Registration
from gonghui.organisations.rules.organisation import Level
from gonghui.organisations.rules.registration import (
    INDUSTRIES,
    UNIT_TYPES,
    check_choice,
    check_credit_code,
    check_phone,
)


@dataclass(frozen=True, slots=True)
class RegistrationFacts:
    """What the register keeps, as ``models.Registration`` describes it; empty is not known."""

    provincial_code: str = ""
    national_code: str = ""
    employer_name: str = ""
    employer_code: str = ""
    employers_covered: int | None = None
    workers: int | None = None
    unit_type: str = ""
    industry: str = ""
    credit_code: str = ""
    legal_representative: str = ""
    legal_person_on: date | None = None
    phone: str = ""
    address: str = ""
    account_name: str = ""
    account_number: str = ""
    bank: str = ""
    bank_code: str = ""
    remarks: str = ""


@transaction.atomic
def register_facts(
    organisation: Organisation, facts: RegistrationFacts, *, by: Actor, at: datetime
) -> Registration:
    """Enter all the register knows; what is empty here is not known from now on.

    The record tells which facts changed, not what they were: an account number is nobody's
    reading but the register's.

    Raises:
        RuleBroken: ``credit_code.wrong``, ``credit_code.taken``, ``phone.wrong``,
            ``unit_type.unknown``, ``industry.unknown``, ``registration.too_long``,
            ``registration.outside``.
    """
    if organisation.level == Level.OUTSIDE.value:
        raise RuleBroken("registration.outside")
    facts = checked(facts)
    others = Registration.objects.exclude(organisation=organisation)
    taken = others.filter(credit_code=facts.credit_code).select_related("organisation").first()
    if facts.credit_code and taken is not None:
        raise RuleBroken("credit_code.taken", organisation=taken.organisation.name)
    registration = (
        Registration.objects.select_for_update(of=["self"])
        .filter(organisation=organisation)
        .first()
    ) or Registration(organisation=organisation)
    changed = [
        name for name, value in asdict(facts).items() if getattr(registration, name) != value
    ]
    for name in changed:
        setattr(registration, name, getattr(facts, name))
    registration.save()
    if changed:
        deed = Deed("registration.changed", organisation, organisation.pk, {"changed": changed})
        record(deed, by=by, at=at)
    return registration


def checked(facts: RegistrationFacts) -> RegistrationFacts:
    """The same facts as they may be stored: tidied, codes and phone numbers in one form.

    Raises:
        RuleBroken: As ``register_facts``, but for what others have entered.
    """
    texts: dict[str, Any] = {
        name: tidy(value).strip() for name, value in asdict(facts).items() if isinstance(value, str)
    }
    tidied = replace(
        facts,
        **texts
        | {
            "employer_code": check_credit_code(facts.employer_code),
            "credit_code": check_credit_code(facts.credit_code),
            "unit_type": check_choice(facts.unit_type, UNIT_TYPES, "unit_type.unknown"),
            "industry": check_choice(facts.industry, INDUSTRIES, "industry.unknown"),
            "phone": check_phone(facts.phone),
            "account_number": half_width(texts["account_number"]).replace(" ", ""),
        },
    )
    _check_lengths(tidied)
    return tidied


def _check_lengths(facts: RegistrationFacts) -> None:
    for field in Registration._meta.get_fields():
        most = getattr(field, "max_length", None)
        value = getattr(facts, field.name, None)
        if most is not None and isinstance(value, str) and len(value) > most:
            raise RuleBroken("registration.too_long", text=value[:20], most=most)
