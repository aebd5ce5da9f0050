from datetime import date

import pytest

from gonghui.audit.models import Entry
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.actions.intake import (
    complete_foundings,
    elect_all,
    register_all,
    take_back,
)
from gonghui.organisations.actions.registration import RegistrationFacts, register_facts
from gonghui.organisations.actions.term import Election
from gonghui.organisations.models import Organisation, Registration, Term
from gonghui.organisations.rules.organisation import Kind
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation, make_outside_body
from tests.factories.people import make_job

pytestmark = pytest.mark.django_db

DAY = date(2021, 5, 1)
CREDIT = "8152060000000001X8"


def doing():
    return {"by": make_job(), "at": IN_JULY}


def recorded():
    return list(Entry.objects.order_by("number").values_list("verb", "facts"))


def test_what_is_known_of_many_is_entered_and_the_empty_stays_as_it_was():
    new, old = make_organisation(), make_organisation()
    register_facts(old, RegistrationFacts(phone="0856-5230001", workers=3), **doing())

    taken = register_all(
        [
            (new, RegistrationFacts(credit_code=CREDIT.lower(), legal_person_on=DAY)),
            (old, RegistrationFacts(workers=5)),
        ],
        **doing(),
    )

    stored = {one.organisation_id: one for one in Registration.objects.all()}
    assert (stored[new.pk].credit_code, stored[new.pk].legal_person_on) == (CREDIT, DAY)
    assert (stored[old.pk].phone, stored[old.pk].workers) == ("0856-5230001", 5)
    assert [(one.record.pk, one.before) for one in taken] == [
        (new.pk, None),
        (old.pk, {"workers": [3, 5]}),
    ]
    assert recorded()[-1] == ("registration.taken_in", {"count": 2})


def test_what_says_nothing_new_is_no_deed():
    old = make_organisation()
    register_facts(old, RegistrationFacts(workers=3), **doing())
    before = recorded()

    assert register_all([(old, RegistrationFacts(workers=3))], **doing()) == []
    assert complete_foundings([(old, {"founded_on": None})], **doing()) == []
    assert elect_all([], **doing()) == []
    assert recorded() == before


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        pytest.param([CREDIT, CREDIT], "credit_code.taken", id="twice in one batch"),
        pytest.param([CREDIT], "credit_code.taken", id="another union's"),
        pytest.param(["8152"], "credit_code.wrong", id="wrong in itself"),
    ],
)
def test_a_batch_with_one_wrong_code_enters_nothing(facts, code):
    if len(facts) == 1:
        register_facts(make_organisation(), RegistrationFacts(credit_code=CREDIT), **doing())
    before = Registration.objects.count()

    with pytest.raises(RuleBroken) as refusal:
        register_all(
            [(make_organisation(), RegistrationFacts(credit_code=one)) for one in facts], **doing()
        )

    assert refusal.value.code == code
    assert Registration.objects.count() == before


def test_an_outside_body_has_nothing_registered():
    with pytest.raises(RuleBroken) as refusal:
        register_all([(make_outside_body(), RegistrationFacts(workers=1))], **doing())

    assert refusal.value.code == "registration.outside"


def test_a_founding_is_completed_not_changed():
    one = make_organisation()
    Organisation.objects.filter(pk=one.pk).update(approval_number="市工〔2020〕1号")

    (taken,) = complete_foundings(
        [(one, {"founded_on": DAY, "approval_number": "别的", "division_code": None})], **doing()
    )

    one.refresh_from_db()
    assert (one.founded_on, one.approval_number, one.division_code) == (DAY, "市工〔2020〕1号", "")
    assert taken.before == {"founded_on": [None, "2021-05-01"]}
    assert recorded() == [("founding.completed", {"count": 1})]


def test_elections_of_many():
    one = make_organisation()

    (term,) = elect_all([(one, Election(DAY, 3))], **doing())

    assert (term.organisation, term.ends_on) == (one, date(2024, 4, 30))
    assert recorded() == [("term.taken_in", {"count": 1})]

    with pytest.raises(RuleBroken) as refusal:
        elect_all([(make_organisation(kind=Kind.COUNTY), Election(DAY, 3))], **doing())
    assert refusal.value.code == "term.years_wrong"


def test_all_of_it_is_taken_back():
    new, old = make_organisation(), make_organisation()
    register_facts(old, RegistrationFacts(workers=3, legal_person_on=DAY), **doing())
    was = list(Registration.objects.values("organisation", "workers", "legal_person_on"))
    facts = [
        (new, RegistrationFacts(workers=1)),
        (old, RegistrationFacts(workers=5, legal_person_on=date(2022, 1, 1))),
    ]
    taken = register_all(facts, **doing())
    (completed,) = complete_foundings([(old, {"founded_on": DAY})], **doing())
    (term,) = elect_all([(new, Election(DAY, 3))], **doing())

    take_back(Term, [term.pk], {}, **doing())
    take_back(Organisation, [], {old.pk: completed.before}, **doing())
    take_back(Registration, [new.pk], {old.pk: taken[1].before}, **doing())

    assert list(Registration.objects.values("organisation", "workers", "legal_person_on")) == was
    assert not Term.objects.exists()
    assert not Organisation.objects.filter(founded_on__isnull=False).exists()
    assert recorded()[-1] == ("intake.taken_back", {"count": 2})


def test_what_somebody_changed_since_stays():
    one = make_organisation("甲厂工会")
    register_facts(one, RegistrationFacts(workers=3), **doing())
    (taken,) = register_all([(one, RegistrationFacts(workers=5))], **doing())
    register_facts(one, RegistrationFacts(workers=6), **doing())

    with pytest.raises(RuleBroken) as refusal:
        take_back(Registration, [], {one.pk: taken.before}, **doing())

    assert (refusal.value.code, refusal.value.facts) == ("intake.built_upon", {"name": "甲厂工会"})
    assert Registration.objects.get().workers == 6
