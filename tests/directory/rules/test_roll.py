import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.directory.rules.roll import Register, Roll, Standing, circles, waves
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.rules.organisation import Kind
from tests.factories.moments import TODAY
from tests.factories.rows import make_rows, union

CITY = Standing(1, "5206", "铜仁市总工会", Kind.CITY)
COUNTY = Standing(
    2, "520621", "江口县总工会", Kind.COUNTY, superiors={"superior": ("5206", "铜仁市总工会")}
)


def numbers(waves):
    return [[row.number for row in wave] for wave in waves]


def test_superiors_come_in_earlier_waves_wherever_they_stand_in_the_file():
    rows = make_rows(
        union("甲厂工会", "太平镇工会联合会"),
        union("太平镇工会联合会", "520621", code="52062101"),
        union("乙厂工会", "52062101"),
        union("行业工会", "5206"),
        union("丙厂工会", "520621", industrial_superior="行业工会"),
    )

    assert numbers(waves(rows)) == [[3, 5], [2, 4, 6]]


def test_rows_on_a_circle_are_named_and_only_they():
    rows = make_rows(
        union("甲", "乙"),
        union("乙", "丙"),
        union("丙", "甲"),
        union("丁", "甲"),
        union("戊", "戊"),
    )

    assert circles(rows) == {2, 3, 4, 6}
    assert numbers(waves(rows)) == [[2, 3, 4, 5, 6]]  # never taken in, but never endless


def test_a_name_that_two_rows_bear_leads_nowhere():
    rows = make_rows(union("甲", "5206"), union("甲", "520621"), union("乙", "甲"))

    assert numbers(waves(rows)) == [[2, 3, 4]]


@given(st.lists(st.integers(0, 30), max_size=30))
def test_every_row_comes_once_and_after_its_superior(superiors):
    """Each row's superior is a row before it, or nobody; then the file is shuffled by sorting."""
    cells = [
        union(f"工会{n}", f"工会{above % n}" if n and above else "")
        for n, above in enumerate(superiors)
    ]
    rows = make_rows(*sorted(cells, key=lambda one: str(hash(one["name"]))))

    came: set[str] = set()
    for wave in waves(rows):
        for row in wave:
            assert not row.cells["superior"] or row.cells["superior"] in came
        came |= {str(row.cells["name"]) for row in wave}
    assert len(came) == len(rows)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param(union("随便", code="520621"), COUNTY, id="by code, whatever the name says"),
        pytest.param(union("江口县总工会", "5206"), COUNTY, id="by name below its superior's code"),
        pytest.param(union("江口县总工会", "铜仁市总工会"), COUNTY, id="… or name"),
        pytest.param(union("江口县总工会"), COUNTY, id="by name alone, being the only one"),
        pytest.param(union("江口县总工会", "5207"), None, id="another superior: another one"),
        pytest.param(
            union("江口县总工会", "5206", code="X1"), None, id="another code: another one"
        ),
    ],
)
def test_a_row_is_who_stands_already(cells, expected):
    rows = make_rows(cells)

    assert Roll(rows, Register([CITY, COUNTY])).standing(rows[0]) == expected


def test_a_superior_is_found_by_code_before_name():
    odd = Standing(3, "9", "5206", Kind.COUNTY)
    roll = Roll(make_rows(union("闵孝镇工会联合会", "江口县总工会")), Register([CITY, COUNTY, odd]))

    assert roll.meant("5206") == CITY
    assert roll.meant("江口县总工会") == COUNTY
    assert roll.meant("闵孝镇工会联合会").number == 2


@pytest.mark.parametrize(
    ("words", "code", "facts"),
    [
        ("无", "founding.superior_unknown", {"text": "无"}),
        ("同名工会", "founding.superior_ambiguous", {"text": "同名工会", "count": 2}),
        ("旧镇", "founding.superior_ended", {"name": "旧镇", "day": TODAY}),
    ],
)
def test_a_superior_that_cannot_be_one(words, code, facts):
    old = Standing(4, "old", "旧镇", Kind.TOWNSHIP, ended_on=TODAY)
    rows = make_rows(union("同名工会", "5206"), union("同名工会", "520621"))

    with pytest.raises(RuleBroken) as refusal:
        Roll(rows, Register([CITY, COUNTY, old])).meant(words)

    assert (refusal.value.code, refusal.value.facts) == (code, facts)
