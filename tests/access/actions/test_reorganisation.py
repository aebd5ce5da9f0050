"""What becomes of roles when the tree changes."""

from datetime import date, datetime, timedelta

import pytest

from gonghui.access.actions.grant import follow
from gonghui.access.checks import can
from gonghui.access.models import Grant
from gonghui.access.permissions import Permission, Role
from gonghui.audit.models import Entry
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.actions.change import Act
from gonghui.organisations.actions.change import foreseen as act_foreseen
from gonghui.organisations.actions.move import merge
from gonghui.organisations.announcements import Consequence, Ended, Reorganisation
from gonghui.organisations.rules.change import Decision
from gonghui.organisations.rules.organisation import Line
from tests.factories.access import make_account, make_grant
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import make_organisation, make_post, make_tree
from tests.factories.people import make_job

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def told() -> dict:
    return {"by": make_job(), "at": IN_JULY}


def test_roles_over_an_organisation_end_with_it():
    tree = make_tree()
    gone, heir = tree.townships
    account = make_account(Role.REVIEWER, gone)
    post = make_post(gone, "干事")
    make_grant(Role.FILER, tree.county, post=post)
    make_grant(Role.FILER, heir, account=account)
    later = make_grant(Role.LEADER, gone, from_on=date(2999, 1, 1))
    told_by = Reorganisation(Line.TERRITORIAL, on=TODAY, ended=[Ended(gone, heir)])

    consequences = follow(told_by, **told())

    assert consequences == [
        Consequence("grant.ended_with_it", {"organisation": gone.name, "count": 2}),
        Consequence("grant.ended_with_it", {"organisation": tree.county.name, "count": 1}),
    ]
    assert not Grant.objects.filter(pk=later.pk).exists()
    assert {(one.role, one.until_on) for one in Grant.objects.all()} == {
        ("reviewer", TODAY - DAY),
        ("filer", TODAY - DAY),
        ("filer", None),
    }
    assert sorted(Entry.objects.values_list("verb", flat=True)) == [
        "grant.ended",
        "grant.ended",
        "grant.taken_back",
    ]


def test_a_merger_gives_nobody_a_role_over_the_one_that_took_over():
    tree = make_tree()
    gone, heir = tree.townships
    theirs = make_account(Role.REVIEWER, gone)
    above = make_account(Role.REVIEWER, tree.county, name="安一鸣")
    act = Act(
        Decision(TODAY, "两镇合一", ""), by=make_job(), at=datetime.combine(TODAY, IN_JULY.timetz())
    )
    shown = act_foreseen(lambda: merge([gone], act, into=heir))

    assert can(theirs, Permission.SHEET_REVIEW, tree.union, on=TODAY)
    done = merge([gone], act, into=heir)

    ended = Consequence("grant.ended_with_it", {"organisation": gone.name, "count": 1})
    assert ended in shown.consequences
    assert ended in done.consequences
    for one in (gone, heir, tree.union):
        assert not can(theirs, Permission.SHEET_REVIEW, one, on=TODAY)
        assert can(above, Permission.SHEET_REVIEW, one, on=TODAY)
    assert can(theirs, Permission.SHEET_REVIEW, gone, on=TODAY - DAY)


def test_a_role_begun_after_the_last_day_stands_in_the_way():
    gone = make_organisation()
    make_grant(Role.REVIEWER, gone, from_on=TODAY - DAY)
    act = Reorganisation(Line.TERRITORIAL, on=TODAY - 3 * DAY, ended=[Ended(gone)])

    with pytest.raises(RuleBroken, match=r"grant\.begins_later"):
        follow(act, **told())


def test_an_act_that_ends_nobody_ends_no_role():
    make_grant(Role.REVIEWER, make_organisation())

    assert follow(Reorganisation(Line.TERRITORIAL, on=TODAY), **told()) == []
    assert not Entry.objects.exists()
