import pytest

from gonghui.bulletins.rules.reading import as_json, read
from gonghui.bulletins.rules.writing import day_words, headline, write
from tests.factories.bulletins import TEXT


def record_in(text):
    return as_json(read(text))["record"]


def test_what_was_written_reads_as_the_same_record():
    told = record_in(TEXT)

    assert record_in(write(told)) == told
    assert [person["name"] for person in told["people"]] == ["田晓岚", "石开泉", "冉茂林", "麻青松"]
    assert [site["uncertain"] for site in told["sites"]] == [False, False, True, True]


def test_writing_leaves_out_what_is_not_known():
    told = {
        **record_in(TEXT),
        "date": None,
        "venue": None,
        "host": None,
        "organiser": None,
        **{name: [] for name in ("purposes", "people", "statements", "requirements")},
        **{name: [] for name in ("sites", "awards", "attendees")},
    }

    assert write(told) == "铜仁市总工会2023年半年工作暨“班组建设年”现场推进会召开。"
    assert headline(told) == "铜仁市总工会2023年半年工作暨“班组建设年”现场推进会召开"


def test_writing_makes_no_laureates_of_representatives():
    told = record_in(TEXT)

    text = write(told)

    assert "会议对2023年铜仁市工人先锋号获得者代表进行颁奖。" in text
    assert "个人" not in text


@pytest.mark.parametrize(
    ("day", "name", "words"),
    [
        pytest.param(
            {"iso": "2023-07-20", "year_from": "name"},
            "2023年半年工作会",
            "7月20日",
            id="the name says the year",
        ),
        pytest.param(
            {"iso": "2023-07-20", "year_from": "text"},
            "2023年半年工作会",
            "2023年7月20日",
            id="the date said it",
        ),
        pytest.param(
            {"iso": "2023-07-20", "year_from": "person"},
            "半年工作会",
            "2023年7月20日",
            id="nothing else says it",
        ),
        pytest.param(
            {"iso": "2023-07-20/2023-07-21", "year_from": "text"},
            "",
            "2023年7月20日至21日",
            id="several days",
        ),
        pytest.param(
            {"iso": "2023-07-31/2023-08-01", "year_from": "text"},
            "",
            "2023年7月31日至8月1日",
            id="over the end of the month",
        ),
        pytest.param({"iso": "XXXX-07-20", "year_from": None}, "", "7月20日", id="no year known"),
        pytest.param({"iso": "2023-07", "year_from": "text"}, "", "2023年7月", id="only the month"),
        pytest.param({"iso": "XXXX-XX-28", "year_from": None}, "", "28日", id="only the day"),
        pytest.param({"iso": None}, "", "", id="nothing known"),
        pytest.param({}, "", "", id="no date at all"),
    ],
)
def test_day_words(day, name, words):
    assert day_words(day, name) == words


@pytest.mark.parametrize(
    ("organiser", "host", "words"),
    [
        ("铜仁市总工会", "江口县总工会", "会议由铜仁市总工会主办，江口县总工会承办。"),
        ("铜仁市总工会", None, "会议由铜仁市总工会主办。"),
        (None, "江口县总工会", "会议由江口县总工会承办。"),
    ],
)
def test_organiser_and_host_are_written_as_far_as_they_are_known(organiser, host, words):
    assert words in write({**record_in(TEXT), "organiser": organiser, "host": host})


def test_what_somebody_did_is_written_in_the_order_it_was_read():
    told = record_in(TEXT)
    person = {"name": "石开泉", "posts": [], "roles": ["preside", "speech"]}

    assert "石开泉主持会议并讲话。" in write({**told, "people": [person]})


def test_how_many_were_honoured_is_written_only_where_it_is_known():
    award = {"title": "工人先锋号", "count": 20, "representatives_only": False}

    assert "会议对20个工人先锋号获得者进行颁奖。" in write({**record_in(TEXT), "awards": [award]})
