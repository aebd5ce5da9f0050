"""The form we ship is whole, and its page in the documents tells the same."""

import re
from pathlib import Path

from gonghui.returns.rules.catalogue import half_year
from gonghui.returns.rules.indicator import Addition

PAGE = Path(__file__).parents[3] / "docs" / "domain" / "indicators.md"


def test_the_documents_list_every_indicator_in_its_order():
    rows = re.findall(r"^\| `([a-z_0-9]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)

    assert rows == [line.code for line in half_year().blank.lines]


def test_it_asks_more_than_forty_real_indicators_and_far_fewer_of_the_grassroots():
    blank = half_year().blank

    assert len(blank.typed) >= 40
    assert len(blank.typed_by("grassroots")) <= 35


def test_every_part_check_and_ratio_names_a_line_of_the_form():
    blank = half_year().blank
    named = {code for check in blank.checks for code in check.codes}
    named |= {line.part_of for line in blank.lines if line.part_of}
    for line in blank.ratios:
        named |= {line.numerator, line.denominator}

    assert named <= set(blank.line)
    assert {line.addition for line in blank.ratios} == {Addition.RATIO}
