import pytest

from gonghui.demo.rules.figures import invented_answers
from gonghui.returns.rules.catalogue import half_year
from gonghui.returns.rules.sheet import Answers, findings_of


@pytest.mark.parametrize("level", ["province", "city", "county", "township", "grassroots"])
def test_invented_answers_pass_every_hard_check(level):
    blank = half_year().blank
    asked = {line.code for line in blank.asked_of(level) if line.is_typed}

    for n in range(300):
        values = {
            code: value
            for code, value in invented_answers(f"52{n}", level, 2023, 4).items()
            if code in asked
        }

        found = findings_of(Answers(values), {}, level=level, blank=blank)

        assert [finding.refusal for finding in found if finding.hard] == []


def test_an_organisation_keeps_its_size_from_year_to_year():
    before = invented_answers("520628106", "township", 2022, 4)

    after = invented_answers("520628106", "township", 2023, 4)

    assert 0 <= after["employees"] - before["employees"] <= 2
