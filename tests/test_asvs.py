"""The list of security requirements: every number stands in it once, and what it names exists."""

import re
import runpy
from collections import Counter

from gonghui.access.forms import OUR_WORDS
from tests.rooms import REPOSITORY

ASVS = runpy.run_path(str(REPOSITORY / "scripts" / "asvs"), run_name="asvs")
LEVELS, ITEMS = ASVS["levels"](), ASVS["items"]()


def test_the_numbers_are_those_of_the_standard():
    # counted in the standard's own table, version 5.0.0
    assert Counter(LEVELS.values()) == {1: 70, 2: 183, 3: 92}


def test_every_number_of_levels_one_and_two_stands_once():
    text = ASVS["SOURCE"].read_text(encoding="utf-8")
    written = Counter(re.findall(r'^"([0-9.]+)" = \{ asks', text, re.MULTILINE))

    assert {number for number, times in written.items() if times > 1} == set()
    assert {number for number, level in LEVELS.items() if level < 3} - set(ITEMS) == set()
    assert set(ITEMS) - set(LEVELS) == set()


def test_each_says_one_thing_and_why():
    wanting = {
        number
        for number, told in ITEMS.items()
        if sum(way in told for way in ASVS["WAYS"]) != 1
        or not told["asks"]
        or not told[ASVS["way"](told)]
        or set(told) - {"asks", "shown", *ASVS["WAYS"]}
    }

    assert wanting == set()


def test_every_test_and_heading_it_names_exists():
    missing = {
        f"{number}: {reference}"
        for number, told in ITEMS.items()
        for reference in ASVS["shown_by"](told)
        if not ASVS["is_there"](reference)
    }

    assert missing == set()


def test_what_holds_is_shown_by_a_test_unless_a_document_is_asked_for():
    documents_only = {
        number
        for number, told in ITEMS.items()
        if "holds" in told and not any("::" in one for one in told["holds"])
    }

    # the first section of a chapter asks for documents; no password expires, nothing can show it
    of_documents = {number for number in ITEMS if number.split(".")[1] == "1"}
    assert documents_only - of_documents == {"6.2.10", "15.3.5"}


def test_the_page_is_up_to_date():
    assert ASVS["LIST"].read_text(encoding="utf-8") == ASVS["drawn"]()


def test_the_count_that_holds_stands_in_the_evidence():
    found = ASVS["counts"]({1, 2})
    apply = sum(found.values()) - found["not_applicable"]

    evidence = (REPOSITORY / "docs/evidence.md").read_text(encoding="utf-8")
    assert f"{found['holds']} of {apply}" in evidence


def test_the_words_no_password_is_made_of_are_written_down():
    text = (REPOSITORY / "docs/operate/security.md").read_text(encoding="utf-8")
    listed = " ".join(text.split()).split("`OUR_WORDS` in `access/forms.py`: ")[1].split(".")[0]

    assert listed.split(", ") == list(OUR_WORDS)
