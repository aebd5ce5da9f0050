from decimal import Decimal

import pytest

from gonghui.audit.models import Entry
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.periods import Period
from gonghui.meetings.models import AgendaItem
from gonghui.meetings.rules.agenda import ItemKind
from gonghui.reports.actions import draft_anew, draft_report, edit_report, sign_off
from gonghui.reports.models import WorkReport
from gonghui.reports.queries.report import content_of, sections_of
from gonghui.reports.rules.report import Difference
from tests.factories.access import make_account
from tests.factories.meetings import make_meeting
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import make_tree
from tests.factories.people import make_job
from tests.factories.reports import make_report
from tests.factories.returns import FIRST_HALF, make_filed, make_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def made(tree):
    """A round in which the city and one county have filed."""
    made = make_round(tree.city)
    make_filed(made, tree.city)
    make_filed(made, tree.county, {"members": 90})
    return made


def last_verb() -> str:
    return Entry.objects.order_by("-number")[0].verb


def test_draft_report_tells_the_period_from_its_figures(tree, made):
    report = make_report(tree.city)

    content = content_of(report, today=TODAY)
    assert (report.title, report.state, report.period) == (
        "关于2023年上半年全市工会工作情况的通报",
        "draft",
        "2023H1",
    )
    assert [section.title for section in sections_of(report)] == [
        "", "上半年主要工作情况", "组织建设", "服务", "存在的问题", "下一步工作",
    ]  # fmt: skip
    assert content.facts is not None
    assert content.facts.figures["members"].value == Decimal(170)
    assert content.said["figure:members"] == "170人"
    assert content.exact["members"] == "170"
    assert content.said["names:missing"] == "石阡县"
    assert content.grid.rows == [["江口县", "1/5", "90"], ["石阡县", "0/1", "未报"]]
    assert last_verb() == "report.drafted"


def test_draft_report_leaves_the_one_that_is_there(tree, made):
    report = make_report(tree.city)

    assert make_report(tree.city) == report
    assert WorkReport.objects.count() == 1


def test_draft_report_refuses_a_period_nothing_was_collected_for(tree):
    with pytest.raises(RuleBroken) as refusal:
        draft_report(tree.city, Period.parse("2022H2"), by=make_job(), at=IN_JULY)

    assert (refusal.value.code, refusal.value.facts, WorkReport.objects.count()) == (
        "report.no_round",
        {"organisation": "铜仁市总工会", "period": "2022H2"},
        0,
    )


def test_the_report_becomes_the_paper_of_the_meeting(tree, made):
    meeting = make_meeting(tree.city)

    report = make_report(tree.city)

    item = AgendaItem.objects.get(meeting=meeting, kind=ItemKind.REPORT.value)
    assert (item.paper_label, item.paper_address) == (report.title, f"/reports/{report.pk}/")


def test_edit_report_keeps_the_words_and_the_live_figures(tree, made):
    report = make_report(tree.city)

    edit_report(
        report, {"group1": "会员达到{figure:members}。{change:members}{figure:membership_rate}"},
        edition=0, may_drop=True, by=make_job(), at=IN_JULY,
    )  # fmt: skip

    report.refresh_from_db()
    by_key = {section.key: section.text for section in sections_of(report)}
    assert by_key["group1"] == "会员达到{figure:members}。{change:members}{figure:membership_rate}"
    assert by_key["opening"].startswith("现将")
    assert (report.edition, last_verb()) == (1, "report.edited")


@pytest.mark.parametrize(
    ("text", "edition", "code"),
    [
        pytest.param("会员{figure:member}", 0, "report.placeholder_unknown", id="a spoiled figure"),
        pytest.param("会员很多", 0, "report.placeholder_dropped", id="a figure gone"),
        pytest.param("会员很多", 7, "report.changed_meanwhile", id="saved by somebody else"),
    ],
)
def test_edit_report_refuses_and_changes_nothing(tree, made, text, edition, code):
    report = make_report(tree.city)
    before = report.sections

    with pytest.raises(RuleBroken) as refusal:
        edit_report(
            report, {"group1": text}, edition=edition, may_drop=False, by=make_job(), at=IN_JULY
        )

    report.refresh_from_db()
    assert (refusal.value.code, report.sections, report.edition) == (code, before, 0)


def test_draft_anew_takes_the_figures_of_now(tree, made):
    report = make_report(tree.city)
    edit_report(report, {"opening": "改过"}, edition=0, may_drop=True, by=make_job(), at=IN_JULY)

    draft_anew(report, by=make_job(), at=IN_JULY)

    report.refresh_from_db()
    assert sections_of(report)[0].text.startswith("现将")
    assert (report.edition, last_verb()) == (2, "report.drafted_anew")


def test_sign_off_freezes_what_the_figures_say_and_later_filings_are_flagged(tree, made):
    report = make_report(tree.city)
    by = make_account(name="任小禾")

    sign_off(report, by=by, at=IN_JULY)
    make_filed(made, tree.other_county, {"members": 70})

    report.refresh_from_db()
    content = content_of(report, today=TODAY)
    assert (report.state, report.signed_by, report.signed_at) == ("signed", by, IN_JULY)
    assert content.said["figure:members"] == "170人"
    assert content.said["names:missing"] == "石阡县"
    assert content.grid.rows[1] == ["石阡县", "0/1", "未报"]
    assert Difference("members", "170", "240") in content.differences
    assert last_verb() == "sheet.filed"


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(lambda report: sign_off(report, by=make_job(), at=IN_JULY), id="sign"),
        pytest.param(lambda report: draft_anew(report, by=make_job(), at=IN_JULY), id="anew"),
        pytest.param(
            lambda report: edit_report(
                report, {}, edition=0, may_drop=True, by=make_job(), at=IN_JULY
            ),
            id="edit",
        ),
    ],
)
def test_a_signed_report_is_not_touched(tree, made, act):
    report = make_report(tree.city)
    sign_off(report, by=make_job(), at=IN_JULY)

    with pytest.raises(RuleBroken) as refusal:
        act(report)

    assert refusal.value.code == "report.signed"


def test_a_county_reports_on_its_own_part(tree, made):
    report = make_report(tree.county)

    content = content_of(report, today=TODAY)
    assert report.title == "关于2023年上半年全县工会工作情况的通报"
    assert content.said["figure:members"] == "90人"
    assert FIRST_HALF.code == report.period
