from datetime import date, timedelta

import pytest

from gonghui.audit.models import Entry
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.actions.term import Election, elect
from gonghui.organisations.models import Organisation, Term
from gonghui.organisations.queries.term import elections_due, in_office, terms_unknown
from gonghui.organisations.rules.organisation import Kind, Status
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import make_organisation, make_outside_body, make_tree
from tests.factories.people import make_job

pytestmark = pytest.mark.django_db
ELECTED = date(2021, 3, 15)


def enter(organisation, elected_on=ELECTED, years=5, **facts):
    return elect(organisation, Election(elected_on, years, **facts), by=make_job(), at=IN_JULY)


def test_elect():
    organisation = make_organisation(kind=Kind.COUNTY)

    enter(organisation, ordinal=6, approval_number="铜工复〔2021〕3号")

    assert list(
        Term.objects.values_list(
            "organisation", "ordinal", "elected_on", "years", "ends_on", "approval_number"
        )
    ) == [(organisation.pk, 6, ELECTED, 5, date(2026, 3, 14), "铜工复〔2021〕3号")]
    assert list(Entry.objects.values_list("verb", "organisation_id")) == [
        ("term.begun", organisation.pk)
    ]


@pytest.mark.parametrize(
    ("prepare", "elected_on", "years", "code"),
    [
        pytest.param({"kind": Kind.COUNTY}, ELECTED, 3, "term.years_wrong", id="three years"),
        pytest.param({"kind": Kind.OUTSIDE}, ELECTED, 5, "term.outside", id="outside"),
        pytest.param(
            {"status": Status.DISSOLVED}, ELECTED, 3, "term.organisation_dissolved", id="dissolved"
        ),
        pytest.param({}, TODAY + timedelta(days=1), 3, "term.in_future", id="tomorrow"),
        pytest.param(
            {"founded_on": TODAY}, ELECTED, 3, "term.before_the_founding", id="before the founding"
        ),
    ],
)
def test_elect_refused_changes_nothing(prepare, elected_on, years, code):
    organisation = make_organisation(kind=prepare.get("kind", Kind.GRASSROOTS))
    organisation.founded_on = prepare.get("founded_on")
    organisation.status = prepare.get("status", Status.STANDING).value

    with pytest.raises(RuleBroken) as refusal:
        enter(organisation, elected_on, years)

    assert refusal.value.code == code
    assert (Term.objects.count(), Entry.objects.count()) == (0, 0)


def test_one_election_is_entered_once_and_an_earlier_one_may_follow():
    organisation = make_organisation()
    newest = enter(organisation)
    enter(organisation, date(2016, 3, 15))

    with pytest.raises(RuleBroken) as refusal:
        enter(organisation)

    assert refusal.value.code == "term.entered_already"
    assert list(in_office(Organisation.objects.all())) == [newest]


def test_elections_due_and_overdue():
    tree = make_tree()
    overdue = enter(tree.county, date(2018, 7, 1))  # until 30 June 2023
    due = enter(tree.city, date(2018, 9, 1))  # until 31 August 2023
    enter(tree.township, date(2015, 1, 1))
    enter(tree.township, date(2021, 1, 1), 3)  # until 31 December 2023
    enter(tree.union, date(2013, 1, 1))
    tree.union.status = Status.DISSOLVED.value
    tree.union.save()
    everywhere = Organisation.objects.all()
    autumn = date(2023, 9, 30)

    assert list(elections_due(everywhere, since=None, until=autumn)) == [overdue, due]
    assert list(elections_due(everywhere, since=TODAY, until=autumn)) == [due]
    assert (
        list(elections_due(everywhere.filter(pk=tree.city.pk), since=None, until=date(2023, 8, 30)))
        == []
    )


def test_of_whom_no_election_is_entered():
    tree = make_tree()
    make_outside_body()
    for one in (tree.city, *tree.counties, *tree.townships):
        enter(one)

    assert set(terms_unknown(Organisation.objects.all())) == set(tree.grassroots)
