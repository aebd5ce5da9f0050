"""The way of a paper, who may go it, and the trace it leaves."""

from dataclasses import replace

import pytest

from gonghui.audit.models import Entry
from gonghui.documents.actions import number
from gonghui.documents.actions import paper as acts
from gonghui.documents.actions.template import save_template
from gonghui.documents.models import Paper, Revision, SeriesYear
from gonghui.documents.queries.paper import content_of, printed, trace_of, words_of
from gonghui.documents.rules.difference import Line, Mark
from gonghui.documents.rules.handling import PaperKind, PaperState, Urgency
from gonghui.documents.rules.template import Pattern
from gonghui.foundation.errors import RuleBroken
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import make_organisation
from tests.factories.papers import TEXT, make_paper, make_series, make_words
from tests.factories.papers import content_of as read
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make_organisation("铜仁市总工会")


@pytest.fixture
def drafter():
    return make_plain_account("任小禾")


@pytest.fixture
def leader():
    return make_plain_account("龚德才")


def refused(code: str, act, *args, **told) -> dict[str, object]:
    with pytest.raises(RuleBroken) as refusal:
        act(*args, **told)
    assert refusal.value.code == code
    return refusal.value.facts


def test_the_whole_way_from_draft_to_archive(city, drafter, leader):
    at = {"at": IN_JULY}
    paper = acts.draft(city, PaperKind.REPORT, make_words(), by=drafter, **at)
    assert (paper.state, paper.number, paper.mark) == ("draft", "", "铜仁市总工会文件")

    acts.submit(paper, by=drafter, **at)
    acts.pass_on(paper, edition=0, by=leader, **at)
    acts.sign(paper, edition=0, by=leader, **at)
    number.register(paper, make_series(city), by=drafter, **at)
    acts.issue(paper, by=drafter, **at)
    acts.archive(paper, by=drafter, **at)

    paper.refresh_from_db()
    assert (paper.state, paper.number) == ("archived", "铜工发〔2023〕1号")
    assert (paper.signer, paper.dated_on, paper.issued_on) == ("龚德才", TODAY, TODAY)
    steps = ["drafted", "submitted", "passed", "signed", "registered", "issued", "archived"]
    assert list(paper.revisions.values_list("step", flat=True)) == steps
    deeds = Entry.objects.order_by("number").values_list("verb", flat=True)
    assert list(deeds) == [f"paper.{step}" for step in steps]
    made = printed(paper)
    assert (made.number, made.on, made.signer, made.printed_on) == (
        "铜工发〔2023〕1号", TODAY, "龚德才", TODAY,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("act", "code"),
    [
        pytest.param(lambda p, s, w: acts.sign(p, edition=0, **w), "not_reviewed", id="sign"),
        pytest.param(lambda p, s, w: number.register(p, s, **w), "not_signed", id="register"),
        pytest.param(lambda p, s, w: acts.issue(p, **w), "not_signed", id="issue"),
        pytest.param(lambda p, s, w: acts.archive(p, **w), "not_signed", id="archive"),
        pytest.param(lambda p, s, w: acts.pass_on(p, edition=0, **w), "not_now", id="pass"),
        pytest.param(lambda p, s, w: acts.void(p, reason="错", **w), "not_now", id="void"),
        pytest.param(lambda p, s, w: acts.take_back(p, **w), "not_now", id="take back"),
    ],
)
def test_a_draft_goes_no_step_ahead_and_nothing_is_half_done(city, leader, act, code):
    paper, series = make_paper(city), make_series(city)

    refused(f"paper.{code}", act, paper, series, {"by": leader, "at": IN_JULY})

    paper.refresh_from_db()
    assert (paper.state, paper.number, paper.signed_by) == ("draft", "", None)
    assert (paper.revisions.count(), SeriesYear.objects.count()) == (1, 0)


def test_whoever_wrote_in_it_neither_reviews_nor_signs_it(city, drafter, leader):
    told = {"at": IN_JULY}
    paper = acts.draft(city, PaperKind.NOTICE, make_words(), by=drafter, **told)
    acts.edit(paper, make_words(title="改过的标题"), edition=0, by=leader, **told)
    acts.submit(paper, by=drafter, **told)
    third = make_plain_account("唐心怡")

    for writer in (drafter, leader):
        refused("paper.own_review", acts.pass_on, paper, edition=1, by=writer, **told)
    acts.pass_on(paper, edition=1, by=third, **told)
    for writer in (drafter, leader):
        refused("paper.own_signature", acts.sign, paper, edition=1, by=writer, **told)

    assert acts.sign(paper, edition=1, by=third, **told).signed_by == third


def test_another_account_of_the_same_person_signs_no_more_than_they_do(city, drafter):
    paper = make_paper(city, PaperState.SIGNING, by=drafter)
    second = make_plain_account("任小禾")
    second.person = drafter.person
    second.save()

    refused("paper.own_signature", acts.sign, paper, edition=0, by=second, at=IN_JULY)


def test_what_is_signed_is_what_was_read(city, drafter, leader):
    paper = make_paper(city, PaperState.REVIEW, by=drafter)
    acts.take_back(paper, by=drafter, at=IN_JULY)
    acts.edit(paper, make_words(title="悄悄改过"), edition=0, by=drafter, at=IN_JULY)
    acts.submit(paper, by=drafter, at=IN_JULY)

    refused("paper.changed_meanwhile", acts.pass_on, paper, edition=0, by=leader, at=IN_JULY)


def test_two_people_editing_do_not_overwrite_each_other(city, drafter, leader):
    paper = make_paper(city, by=drafter)
    acts.edit(paper, make_words(text="甲的改动。"), edition=0, by=drafter, at=IN_JULY)

    refused(
        "paper.changed_meanwhile", acts.edit, paper, make_words(text="乙的改动。"), edition=0,
        by=leader, at=IN_JULY,
    )  # fmt: skip

    paper.refresh_from_db()
    assert words_of(paper)["text"] == "甲的改动。"


def test_saved_as_it_was_nothing_happens(city, drafter):
    paper = make_paper(city, by=drafter)

    acts.edit(paper, make_words(), edition=0, by=drafter, at=IN_JULY)

    paper.refresh_from_db()
    assert (paper.edition, paper.revisions.count()) == (0, 1)


def test_the_trace_tells_who_changed_what(city, drafter, leader):
    paper = make_paper(city, by=drafter)
    changed = make_words(
        title="关于改期的通知", text=TEXT.replace("25日", "26日"), urgency=Urgency.URGENT
    )
    acts.edit(paper, changed, edition=0, by=leader, at=IN_JULY)
    acts.submit(paper, by=drafter, at=IN_JULY)
    acts.send_back(paper, reason="时间再核实", by=leader, at=IN_JULY)

    back, _submitted, edited, drafted = trace_of(paper)

    assert (back.revision.reason, back.revision.state) == ("时间再核实", "draft")
    assert edited.revision.by == leader
    assert edited.changed == [
        ("title", "关于召开半年工作会议的通知", "关于改期的通知"),
        ("urgency", "", "加急"),
    ]
    assert edited.lines == [
        Line(Mark.SAME, "一、时间"),
        Line(Mark.GONE, "7月25日上午9:00。"),
        Line(Mark.NEW, "7月26日上午9:00。"),
        Line(Mark.SAME, "二、要求"),
    ]
    assert (drafted.changed, drafted.lines) == ([], [])


@pytest.mark.parametrize(
    ("state", "act"),
    [
        pytest.param(PaperState.REVIEW, acts.send_back, id="sent back"),
        pytest.param(PaperState.SIGNING, acts.refuse, id="not signed"),
        pytest.param(PaperState.SIGNED, acts.void, id="void"),
    ],
)
def test_sending_back_and_voiding_say_why(city, leader, state, act):
    paper = make_paper(city, state)

    refused("paper.reason_missing", act, paper, reason=" 　", by=leader, at=IN_JULY)

    paper.refresh_from_db()
    assert paper.state == state.value


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(make_words(title=" "), "title_missing", id="no title"),
        pytest.param(make_words(title="长" * 300), "title_too_long", id="300 characters"),
        pytest.param(make_words(text=""), "empty", id="no text"),
        pytest.param(make_words(text="工" * 300_000), "too_long", id="five hundred pages"),
        pytest.param(
            make_words(text="|a" * 13 + "|\n" + "|1" * 13 + "|"), "table_too_wide", id="wide table"
        ),
    ],
)
def test_what_cannot_be_a_paper_is_refused_and_keeps_nothing(city, drafter, words, code):
    refused(f"paper.{code}", acts.draft, city, PaperKind.NOTICE, words, by=drafter, at=IN_JULY)

    assert (Paper.objects.count(), Revision.objects.count()) == (0, 0)


def test_rare_characters_are_kept(city, drafter):
    paper = make_paper(city, by=drafter, words=make_words("关于𬱖明、㛃华的通报", "𠮷田、䶮、〇。"))

    paper.refresh_from_db()
    assert (paper.title, content_of(paper)) == ("关于𬱖明、㛃华的通报", read("𠮷田、䶮、〇。"))


def test_a_void_paper_keeps_its_number_and_the_next_one_goes_on(city, leader):
    first = make_paper(city, PaperState.REGISTERED)
    acts.void(first, reason="内容有误", by=leader, at=IN_JULY)

    second = make_paper(city, PaperState.REGISTERED)

    first.refresh_from_db()
    assert (first.state, first.number) == ("void", "铜工发〔2023〕1号")
    assert second.number == "铜工发〔2023〕2号"


def test_numbers_begin_anew_each_year_by_the_day_of_registering(city, leader):
    series = make_series(city)
    told = []
    for year in (2023, 2024, 2024):
        paper = make_paper(city, PaperState.SIGNED)
        at = IN_JULY.replace(year=year, month=1, day=1, hour=0, minute=0)
        told.append(number.register(paper, series, by=leader, at=at).number)

    assert told == ["铜工发〔2023〕1号", "铜工发〔2024〕1号", "铜工发〔2024〕2号"]


def test_an_office_that_begins_in_the_year_goes_on_from_its_own_number(city, leader):
    series = make_series(city)
    number.begin_year(series, before=37, by=leader, at=IN_JULY)

    paper = make_paper(city, PaperState.REGISTERED)

    assert paper.number == "铜工发〔2023〕38号"
    facts = refused(
        "series.begun_already", number.begin_year, series, before=0, by=leader, at=IN_JULY
    )
    assert facts == {"number": 38}


@pytest.mark.parametrize("before", [-1, 10_000])
def test_a_beginning_nobody_can_have_is_refused(city, leader, before):
    series = make_series(city)

    refused("series.before_unfit", number.begin_year, series, before=before, by=leader, at=IN_JULY)


def test_letters_before_a_number_are_taken_once(city, leader):
    number.open_series(city, "铜工发", by=leader, at=IN_JULY)
    other = make_organisation("石阡县总工会")

    told = refused(
        "series.code_taken", number.open_series, other, " 铜工发 ", by=leader, at=IN_JULY
    )
    assert told == {"text": "铜工发"}


@pytest.mark.parametrize("code", ["", "铜", "铜工〔2023〕", "铜工 发", "工" * 21, "=1+1"])
def test_letters_that_cannot_stand_before_a_number(city, leader, code):
    refused("series.code_unfit", number.open_series, city, code, by=leader, at=IN_JULY)


def test_a_register_of_another_organisation_gives_no_number(city, leader):
    series = make_series(make_organisation("石阡县总工会"), "石工发")
    paper = make_paper(city, PaperState.SIGNED)

    refused("series.not_here", number.register, paper, series, by=leader, at=IN_JULY)

    paper.refresh_from_db()
    assert (paper.state, SeriesYear.objects.count()) == ("signed", 0)


def test_an_own_template_begins_new_papers_and_leaves_old_ones(city, drafter, leader):
    before = make_paper(city, by=drafter)
    pattern = Pattern(mark="{organisation}办公室文件", issuer="{organisation}办公室")
    save_template(city, PaperKind.NOTICE, pattern, version=0, by=leader, at=IN_JULY)

    after = make_paper(city, by=drafter)

    assert (before.mark, before.template) == ("铜仁市总工会文件", None)
    assert (after.mark, after.issuer) == ("铜仁市总工会办公室文件", "铜仁市总工会办公室")
    assert after.template.version == 1
    refused(
        "template.changed_meanwhile", save_template, city, PaperKind.NOTICE,
        replace(pattern, closing="特此通知。"), version=0, by=drafter, at=IN_JULY,
    )  # fmt: skip
