from datetime import date

import pytest

from gonghui.bulletins.rules.days import Days, days_of
from gonghui.bulletins.rules.naming import is_short, place_of, plain_name, whole_name
from gonghui.bulletins.rules.review import (
    Item,
    ItemState,
    Sureness,
    check_key,
    decided,
    items,
    settled,
    still_open,
)
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.rules.naming import outside_code

RECORD = {
    "date": {"iso": "2023-07-20"},
    "name": "推进会",
    "venue": None,
    "sites": [{"name": "驿站", "uncertain": False}, {"name": "书屋", "uncertain": True}],
}


def claim(field, certainty="sure", cleaned=(0, 3), rule="r"):
    return {
        "field": field,
        "value": "x",
        "certainty": certainty,
        "span": (cleaned[0] * 2, cleaned[1] * 2),
        "cleaned": cleaned,
        "rule": rule,
    }


def item_of(key, claims=(), decisions=None):
    return next(item for item in items(RECORD, claims, decisions or {}) if item.key == key)


def test_an_item_is_as_sure_as_its_weakest_value_and_spans_all_its_words():
    claims = [
        claim("sites[1].name", "unsure", (10, 12), "sites.shared"),
        claim("sites[1].uncertain", "sure", (8, 12), "sites.listed"),
        claim("sites[0].name", "sure", (2, 4)),
    ]

    assert item_of("sites.1", claims) == Item(
        key="sites.1",
        field="sites",
        value={"name": "书屋", "uncertain": True},
        sureness=Sureness.UNSURE,
        state=ItemState.OPEN,
        span=(8, 12),
        original=(16, 24),
        rules=frozenset({"sites.shared", "sites.listed"}),
    )


def test_words_far_apart_are_not_marked_as_one():
    far = [claim("name", cleaned=(0, 3)), claim("name", cleaned=(900, 903))]

    assert item_of("name", far).span == (0, 3)


def test_what_the_text_does_not_say_is_shown_as_an_unsure_empty_item():
    assert item_of("venue").value is None
    assert (item_of("venue").sureness, item_of("venue").span) == (Sureness.UNSURE, None)


def test_settled_takes_what_was_decided():
    decisions = decided({}, "sites.0", ItemState.REFUSED)
    decisions = decided(decisions, "venue", ItemState.CHANGED, "江口县宾馆")
    decisions = decided(decisions, "name", ItemState.ACCEPTED)

    whole = settled(RECORD, decisions)

    assert (whole["name"], whole["venue"]) == ("推进会", "江口县宾馆")
    assert whole["sites"] == [{"name": "书屋", "uncertain": True}]
    assert (whole["people"], whole["host"]) == ([], None)


def test_to_refuse_a_single_item_empties_it():
    assert settled(RECORD, decided({}, "date", ItemState.REFUSED))["date"] is None


def test_to_open_again_forgets_and_to_accept_a_change_keeps_it():
    changed = decided({}, "venue", ItemState.CHANGED, "江口县宾馆")

    assert decided(changed, "venue", ItemState.ACCEPTED) == changed
    assert decided(changed, "venue", ItemState.OPEN) == {}


def test_still_open_counts_by_sureness_without_the_empty():
    claims = [
        claim("name"),
        claim("date.iso", "look"),
        claim("sites[0].name"),
        claim("sites[1].name", "unsure"),
    ]
    found = items(RECORD, claims, decided({}, "sites.0", ItemState.ACCEPTED))

    assert still_open(found) == {Sureness.SURE: 1, Sureness.LOOK: 1, Sureness.UNSURE: 1}


def test_check_key_refuses_what_was_not_read():
    check_key(RECORD, "sites.1")
    with pytest.raises(RuleBroken) as refusal:
        check_key(RECORD, "sites.2")

    assert refusal.value.code == "claim.unknown"


@pytest.mark.parametrize(
    ("value", "days"),
    [
        pytest.param({"iso": "2023-07-20"}, Days(date(2023, 7, 20), None, ""), id="a day"),
        pytest.param(
            {"iso": "2023-07-20/2023-07-21"},
            Days(date(2023, 7, 20), date(2023, 7, 21), ""),
            id="several days",
        ),
        pytest.param(
            {"iso": "XXXX-07-20"}, Days(None, None, "XXXX-07-20"), id="no year is not this year"
        ),
        pytest.param(
            {"iso": "2023-07"}, Days(None, None, "2023-07"), id="a month is not its first day"
        ),
        pytest.param({"iso": "2023-02-30"}, Days(None, None, "2023-02-30"), id="no such day"),
        pytest.param(None, Days(None, None, ""), id="nothing"),
    ],
)
def test_days_of(value, days):
    assert days_of(value) == days


@pytest.mark.parametrize(
    ("told", "name"),
    [
        pytest.param("市总工会", "铜仁市总工会", id="the organiser's place"),
        pytest.param("县委", "江口县委", id="the host's place"),
        pytest.param("县人大常委会", "江口县人大常委会", id="a standing committee"),
        pytest.param("区委", "区委", id="no such place is near"),
        pytest.param("省总工会", "贵州省总工会", id="the place above"),
        pytest.param("铜仁市总工会", "铜仁市总工会", id="whole already"),
        pytest.param("镇远县总工会", "镇远县总工会", id="a county whose name begins like a town"),
        pytest.param("市场监管局", "市场监管局", id="a market is no city"),
        pytest.param("市政协", "铜仁市政协", id="the consultative conference is"),
    ],
)
def test_whole_name(told, name):
    assert whole_name(told, ["铜仁市", "江口县", "闵孝镇", "贵州省"]) == name


def test_short_names_elsewhere_are_other_bodies():
    assert (is_short("区委"), is_short("江口县委")) == (True, False)
    assert outside_code("区委", "reading 1") != outside_code("区委", "reading 2")
    assert outside_code("江口县委") == outside_code("江口县委")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("铜仁市总工会", "铜仁市"),
        ("闵孝镇工会联合会", "闵孝镇"),
        ("江口县", "江口县"),
        ("某某公司工会委员会", "某某公司工会委员会"),
    ],
)
def test_place_of(name, place):
    assert place_of(name) == place


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("松桃苗族自治县总工会", "松桃县总工会"),
        ("松桃自治县总工会", "松桃县总工会"),
        ("印江土家族苗族自治县总工会", "印江县总工会"),
        ("黔东南苗族侗族自治州总工会", "黔东南州总工会"),
        ("江口县总工会", "江口县总工会"),
        ("自治工会", "自治工会"),
    ],
)
def test_plain_name(name, plain):
    assert plain_name(name) == plain
