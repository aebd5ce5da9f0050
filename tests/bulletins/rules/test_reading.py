"""Whole texts, most of them broken in a way met on real pages, and what a careful reader takes from them."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gonghui.bulletins.rules.cleaning import clean
from gonghui.bulletins.rules.reading import Reading, as_json, read
from gonghui.foundation.errors import RuleBroken

TEXTS = Path(__file__).parent.parent / "texts"
NAMES = sorted(path.stem for path in TEXTS.glob("*.txt"))

# Values that are inferred or computed, not words of the text.
DERIVED = re.compile(
    r"date\.\w+|kind|is_event|people\[\d+\]\.roles\[\d+\]|sites\[\d+\]\.uncertain|"
    r"awards\[\d+\]\.(count|representatives_only)|figures\[\d+\]\.(value|rounded)"
)


_WORDS = (
    "7月25日 ， 。 、 ； “ ” （ ） 市总工会 主席 张三 李四光 召开 会议 在 县 出席并讲话 主持 会议要求， 要 一要 二要 观摩 等地 "
    "五一劳动奖章 20名 代表 颁奖 各县区 负责人 参加会议 暨 2023年 ( (huì) ? | ![]() 會 國 ，， 3.5万 家 和 以及"
)
_PIECES = [*_WORDS.split(), "\n", " "]


def text_of(name: str) -> str:
    return (TEXTS / f"{name}.txt").read_text(encoding="utf-8")


def leaves(part: object, path: str = "") -> dict[str, object]:
    """Every value of a record that is there, by its place."""
    if isinstance(part, dict):
        found: dict[str, object] = {}
        for key, value in part.items():
            found |= leaves(value, f"{path}.{key}" if path else key)
        return found
    if isinstance(part, list):
        found = {}
        for place, value in enumerate(part):
            found |= leaves(value, f"{path}[{place}]")
        return found
    return {} if part is None else {path: part}


def check_claims(reading: Reading) -> None:
    """Each value has one claim, and its words, cleaned, are the value."""
    whole = as_json(reading)
    claimed = {claim["field"]: claim["value"] for claim in whole["claims"]}
    assert claimed == leaves(whole["record"])
    assert len(whole["claims"]) == len(claimed)
    for claim in whole["claims"]:
        start, end = claim["span"]
        assert 0 <= start < end <= len(reading.original), claim
        if not DERIVED.fullmatch(claim["field"]):
            assert clean(reading.original[start:end]).text == claim["value"]


@pytest.mark.parametrize("name", NAMES)
def test_record_is_what_a_careful_reader_takes_from_the_text(name: str):
    expected = json.loads((TEXTS / f"{name}.json").read_text(encoding="utf-8"))

    found = as_json(read(text_of(name)))["record"]

    assert found == expected


@pytest.mark.parametrize("name", NAMES)
def test_every_value_points_at_its_words_in_the_original(name: str):
    check_claims(read(text_of(name)))


def test_twelve_texts_are_broken_and_none_is_missing_its_record():
    assert len(NAMES) >= 14
    assert {path.stem for path in TEXTS.glob("*.json")} == set(NAMES)


def test_same_text_is_read_the_same_way_twice():
    assert read(text_of("glosses")) == read(text_of("glosses"))


def test_record_has_the_promised_keys():
    record = as_json(read(text_of("clean_committee")))["record"]

    assert list(record) == [
        "date", "name", "themes", "organiser", "host", "venue", "purposes", "people", "statements",
        "requirements", "sites", "awards", "attendees", "figures", "kind", "is_event",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["notice", "script", "explainer"])
def test_text_that_tells_of_no_event_gives_nothing(name: str):
    record = as_json(read(text_of(name)))["record"]

    there = leaves(record)

    assert there == {"kind": record["kind"], "is_event": False}


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(_PIECES),
        max_size=80,
    ).map("".join)
)
def test_any_mixture_of_words_is_read_or_refused_and_its_claims_hold(text: str):
    try:
        reading = read(text)
    except RuleBroken as refusal:
        assert refusal.code in {"bulletin.empty", "bulletin.not_text"}
        return

    claimed = {claim.field: claim.value for claim in reading.claims}

    assert claimed == leaves(as_json(reading)["record"])
    assert all(0 <= claim.span[0] <= claim.span[1] <= len(text) for claim in reading.claims)
