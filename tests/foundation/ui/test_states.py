"""Deadlines, figures and what stands beside them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.foundation.ui.drawing import drawn, said

NOW = datetime(2023, 7, 12, 2, 30, tzinfo=UTC)  # 10:30 in Shanghai
DUE = "{% due when=when now=now done=done %}"


@pytest.mark.parametrize(
    ("when", "chinese", "english"),
    [
        pytest.param(date(2023, 7, 10), "逾期 2 天", "2 days late", id="two days over"),
        pytest.param(date(2023, 7, 11), "逾期 1 天", "1 day late", id="one day over"),
        pytest.param(date(2023, 7, 12), "今天", "today", id="a day is not over before its evening"),
        pytest.param(NOW + timedelta(hours=3), "今天 13:30 前", "today by 13:30", id="an hour of today"),
        pytest.param(NOW - timedelta(hours=1), "今天 09:30 已过期", "due today 09:30, late", id="an hour ago"),
        pytest.param(date(2023, 7, 13), "明天", "tomorrow", id="tomorrow"),
        pytest.param(NOW + timedelta(days=1), "明天 10:30 前", "tomorrow by 10:30", id="an hour of tomorrow"),
        pytest.param(date(2023, 7, 15), "还有 3 天", "3 days left", id="three days"),
        pytest.param(date(2023, 7, 28), "7月28日前", "by 28 Jul", id="later is told by its date"),
        pytest.param(date(2024, 1, 5), "2024年1月5日前", "by 5 Jan 2024", id="another year is named"),
        pytest.param(None, "", "", id="no deadline, no words"),
    ],
)  # fmt: skip
def test_a_deadline_is_told_in_words(when, chinese, english):
    facts = {"when": when, "now": NOW, "done": False}

    assert (said(DUE, **facts), said(DUE, "en", **facts)) == (chinese, english)


@pytest.mark.parametrize(
    ("when", "state"),
    [
        pytest.param(date(2023, 7, 11), 'data-state="bad"', id="late"),
        pytest.param(date(2023, 7, 13), 'data-state="warn"', id="a day or less"),
    ],
)
def test_a_near_deadline_is_tinted(when, state):
    assert state in drawn(DUE, when=when, now=NOW, done=False)


def test_a_deadline_that_was_met_is_a_plain_date():
    html = drawn(DUE, when=date(2023, 7, 1), now=NOW, done=True)

    assert html == '<time class="due" datetime="2023-07-01" >7月1日</time>'


@pytest.mark.parametrize(
    ("value", "words"),
    [
        pytest.param(64930, "64,930", id="thousands are marked"),
        pytest.param(0, "0", id="a zero is a zero"),
        pytest.param(None, "未报", id="missing is not zero"),
        pytest.param("—", "—", id="not applicable"),
        pytest.param("42.12", "42.12", id="written by the room"),
    ],
)
def test_a_figure_says_what_it_is(value, words):
    assert said("{% figure value=value %}", value=value) == words
    assert said("{% stat label='x' figure=value %}", value=value) == f"x {words}"


def test_a_figure_names_unit_coverage_and_day():
    source = '{% figure value=9 unit="家" to="/x/" as_of="6月30日" known_of=known %}'

    assert said(source, known=(11, 12)) == "9 家 12 家中 11 家已报 数据截至 6月30日"
    assert said(source, "en", known=(11, 12)) == "9 家 11 of 12 filed as of 6月30日"
    assert '<a class="fig" href="/x/">9</a>' in drawn(source, known=(11, 12))


def test_a_missing_figure_has_no_unit():
    assert said('{% figure value=None unit="家" %}') == "未报"


def test_a_closed_organisation_says_so():
    assert said('{% organisation name="旧厂工会" closed=True %}') == "旧厂工会 已撤销"


def test_a_short_name_carries_the_full_one_for_readers():
    assert said('{% organisation name="松桃苗族自治县总工会" short="松桃县总" %}') == (
        "松桃县总 （松桃苗族自治县总工会）"
    )


def test_the_direction_of_a_change_is_said_not_only_drawn():
    assert said('{% delta words="3.4%" rising=True %}') == "升 3.4%"
    assert said('{% delta words="3.4%" rising=False %}', "en") == "down 3.4%"
    assert said('{% delta words="0" %}') == "0"
