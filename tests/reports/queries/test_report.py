from datetime import timedelta

import pytest

from gonghui.access.permissions import Permission, Role
from gonghui.reports.queries.report import content_of, live_content, report_of, reports_where
from gonghui.reports.rules.outline import Section
from tests.factories.access import make_account
from tests.factories.moments import TODAY
from tests.factories.organisations import make_tree
from tests.factories.reports import FACTS, make_report
from tests.factories.returns import FIRST_HALF, make_filed, make_round

pytestmark = pytest.mark.django_db


def test_who_sees_which_report():
    tree = make_tree()
    make_round(tree.city)
    of_city, of_county = make_report(tree.city), make_report(tree.county)

    at_city, at_county = (
        make_account(Role.LEADER, tree.city),
        make_account(Role.LEADER, tree.county),
    )

    assert set(reports_where(at_city, Permission.REPORT_VIEW)) == {of_city, of_county}
    assert list(reports_where(at_county, Permission.REPORT_VIEW)) == [of_county]
    assert list(reports_where(at_county, Permission.REPORT_DRAFT)) == []
    assert report_of(tree.city, FIRST_HALF) == of_city
    assert report_of(tree.city, FIRST_HALF.before) is None


def test_a_draft_follows_its_figures():
    tree = make_tree()
    made = make_round(tree.city)
    make_filed(made, tree.city)
    report = make_report(tree.city)

    before = content_of(report, today=TODAY).said["figure:members"]
    make_filed(made, tree.county)
    after = content_of(report, today=TODAY + timedelta(days=1))

    assert (before, after.said["figure:members"]) == ("80人", "160人")
    assert (after.as_of, list(after.differences)) == (TODAY + timedelta(days=1), [])


def test_a_live_figure_no_longer_known_is_said_to_be_missing():
    content = live_content([Section("a", 0, "", "会员{figure:gone}{figure:members}")], FACTS)

    assert content.said == {"figure:gone": "（未报）", "figure:members": "6.4万余人"}
    assert content.exact == {"members": "64,930"}
