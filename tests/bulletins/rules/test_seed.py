"""The real bulletin the product starts from. Its text is not in the repository; neither are its sentences."""

import re
from collections import Counter
from pathlib import Path

import pytest

from gonghui.bulletins.rules.reading import Reading, as_json, read
from tests.bulletins.rules.test_reading import check_claims

SEED = Path(__file__).resolve().parents[4] / "shared" / "bulletins" / "seed.txt"
pytestmark = pytest.mark.skipif(
    not SEED.exists(), reason="the seed bulletin is kept outside the repository and is not here"
)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(SEED.read_text(encoding="utf-8"))


def test_date_takes_its_year_from_the_name(reading: Reading):
    record = as_json(reading)["record"]

    assert record["date"] == {"iso": "2023-07-25", "precision": "day", "year_from": "name"}


def test_name_is_compound_and_the_host_is_not_the_organiser(reading: Reading):
    record = as_json(reading)["record"]

    assert record["name"].count("暨") == 1
    assert len(record["themes"]) == 2
    assert record["organiser"].endswith("市总工会")
    assert record["host"].endswith("自治县")
    assert record["venue"].startswith(record["host"])
    assert "11楼" in record["venue"]
    assert [purpose[:2] for purpose in record["purposes"]] == ["总结", "安排"]
    assert (record["kind"], record["is_event"]) == ("meeting", True)
    certainty = {claim.field: claim.certainty.value for claim in reading.claims}
    assert (certainty["organiser"], certainty["host"]) == ("look", "look")


def test_people_have_all_their_posts_and_parts(reading: Reading):
    people = as_json(reading)["record"]["people"]

    assert [len(person["posts"]) for person in people] == [2, 2, 1, 1, 2]
    assert [sorted(person["roles"]) for person in people] == [
        ["attend", "speech"], ["report"], ["welcome"], ["attend"], ["preside"],
    ]  # fmt: skip
    titles = [[post["title"] for post in person["posts"]] for person in people]
    assert titles == [
        ["副主任", "主席"], ["党组书记", "常务副主席"], ["副书记"], ["副主任"], ["党组成员", "副主席"],
    ]  # fmt: skip
    bodies = [[post["organisation"] for post in person["posts"]] for person in people]
    assert bodies[0][0].endswith("市人大常委会")
    assert bodies[0][1] == "市总工会"
    assert bodies[1][0] == bodies[1][1]
    assert bodies[2:4] == [["县委"], ["县人大常委会"]]


def test_what_was_found_and_what_was_asked_are_kept_apart(reading: Reading):
    record = as_json(reading)["record"]

    assert len(record["statements"]) == 2
    assert len(record["requirements"]) == 11
    assert sum(item.startswith("要") for item in record["requirements"]) == 6
    assert sum("上下功夫" in item for item in record["requirements"]) == 4


def test_five_sites_and_the_last_two_share_a_phrase(reading: Reading):
    sites = as_json(reading)["record"]["sites"]

    assert [site["uncertain"] for site in sites] == [False, False, False, True, True]
    assert not any("情况" in site["name"] for site in sites)


def test_only_representatives_were_on_the_stage(reading: Reading):
    awards = as_json(reading)["record"]["awards"]

    assert [(award["count"], award["representatives_only"]) for award in awards] == [
        (None, True),
        (None, True),
    ]


def test_attendees_are_kinds_of_people_from_bodies(reading: Reading):
    attendees = as_json(reading)["record"]["attendees"]

    shape = [(kind["category"][-4:], len(kind["organisations"])) for kind in attendees]
    assert shape == [
        ("班子成员", 1), ("党组书记", 3), ("分管领导", 3), ("室负责人", 1), ("主席", 1),
    ]  # fmt: skip


def test_nothing_is_invented_and_no_gloss_remains(reading: Reading):
    assert as_json(reading)["record"]["figures"] == []
    assert not re.search(r"[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ|!\[\]]", reading.cleaned)
    assert Counter(reading.cleaned)["（"] == 1
    check_claims(reading)
