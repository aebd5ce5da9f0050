from datetime import date

import pytest

from gonghui.audit.models import Entry
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.actions.registration import RegistrationFacts, register_facts
from gonghui.organisations.models import Registration
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation, make_outside_body
from tests.factories.people import make_job
from tests.factories.registration import credit_code, make_registration

pytestmark = pytest.mark.django_db
CODE = credit_code("81520600MC0000001")
FACTS = RegistrationFacts(
    employer_name=" 某某有限公司 ",
    employer_code=credit_code("91520600MA0000001").lower(),
    employers_covered=None,
    workers=0,
    unit_type="170",
    industry="c",
    credit_code=f" {CODE[:8]} {CODE[8:]}",
    legal_person_on=date(2021, 5, 1),
    phone="（0856）5222222",
    account_number="6222 0000 0000 0000",
)


def register(organisation, facts=FACTS):
    return register_facts(organisation, facts, by=make_job(), at=IN_JULY)


def kept(organisation):
    row = Registration.objects.filter(organisation=organisation).values().get()
    return {name: value for name, value in row.items() if value not in ("", None)}


def test_register_facts_keeps_each_in_one_form():
    organisation = make_organisation()

    register(organisation)

    shown = kept(organisation)
    assert {name: shown[name] for name in sorted(set(shown) - {"created_at", "changed_at"})} == {
        "account_number": "6222000000000000",
        "credit_code": CODE,
        "employer_code": credit_code("91520600MA0000001"),
        "employer_name": "某某有限公司",
        "industry": "C",
        "legal_person_on": date(2021, 5, 1),
        "organisation_id": organisation.pk,
        "phone": "0856-5222222",
        "unit_type": "170",
        "workers": 0,
    }


def test_the_record_tells_what_changed_and_no_contents():
    organisation = make_organisation()
    register(organisation, RegistrationFacts(bank="某银行"))
    register(organisation, RegistrationFacts(bank="某银行", account_number="6222"))
    register(organisation, RegistrationFacts(bank="某银行", account_number="6222"))

    assert list(Entry.objects.values_list("verb", "organisation_id", "facts")) == [
        ("registration.changed", organisation.pk, {"changed": ["bank"]}),
        ("registration.changed", organisation.pk, {"changed": ["account_number"]}),
    ]


def test_what_is_empty_is_not_known_from_now_on():
    organisation = make_organisation()
    register(organisation)

    register(organisation, RegistrationFacts())

    assert set(kept(organisation)) == {"organisation_id", "created_at", "changed_at"}


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (RegistrationFacts(credit_code="123"), "credit_code.wrong"),
        (RegistrationFacts(employer_code="123"), "credit_code.wrong"),
        (RegistrationFacts(phone="见名片"), "phone.wrong"),
        (RegistrationFacts(unit_type="171"), "unit_type.unknown"),
        (RegistrationFacts(industry="Z"), "industry.unknown"),
        (RegistrationFacts(address="长" * 201), "registration.too_long"),
        (RegistrationFacts(credit_code=CODE), "credit_code.taken"),
    ],
)
def test_register_facts_refused_changes_nothing(facts, code):
    make_registration(make_organisation(), credit_code=CODE)

    with pytest.raises(RuleBroken) as refusal:
        register(make_organisation(), facts)

    assert refusal.value.code == code
    assert (Registration.objects.count(), Entry.objects.count()) == (1, 0)


def test_an_outside_body_is_not_in_the_register():
    with pytest.raises(RuleBroken) as refusal:
        register(make_outside_body())

    assert refusal.value.code == "registration.outside"
