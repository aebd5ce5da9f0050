"""Every check of the workbook of people in posts, a case each."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gonghui.directory.rules.muster import Muster, PostHere, Staff
from gonghui.directory.rules.roll import Register, Standing
from gonghui.directory.rules.staffing import faults_in, namesakes_in
from gonghui.organisations.rules.organisation import Kind, PostKind, Status
from gonghui.organisations.rules.post import Manner, Office, Seated, Span
from tests.factories.moments import TODAY
from tests.factories.rows import make_rows, seat

DAY, EVE = date(2021, 5, 1), date(2021, 4, 30)
COUNTY = Standing(1, "520621", "江口县总工会", Kind.COUNTY, known={"founded_on": date(2000, 1, 1)})
FACTORY = Standing(2, "F1", "一厂工会", Kind.GRASSROOTS)
GONE = Standing(3, "F2", "二厂工会", Kind.GRASSROOTS, Status.DISSOLVED, ended_on=DAY)
CHAIR = PostHere(
    7, 2, "", "主席", PostKind.CHAIR, Office("主席", 1),
    seated=[Seated(11, Span(DAY), Manner.REGULAR, "麻青松")],
)  # fmt: skip
DEPUTY = PostHere(8, 2, "", "副主席", PostKind.DEPUTY, Office("副主席"), frozenset({"组织"}))
STAFF = Staff(
    Register([COUNTY, FACTORY, GONE]),
    posts=[CHAIR, DEPUTY],
    by_code={"P1": (11, "麻青松"), "P2": (12, "田晓岚")},
    here={(2, "麻青松"): frozenset({11}), (2, "龙秀英"): frozenset({13, 14})},
)


def found(*cells):
    faults = faults_in(make_rows(*cells), STAFF, on=TODAY)
    return [(fault.row, fault.key, fault.code, dict(fault.facts)) for fault in faults]


def test_a_file_with_nothing_wrong():
    assert (
        found(
            seat("任小禾", "主席", "520621", DAY, precedence=1, portfolio="全面工作"),
            seat("任小禾", "党组书记", "江口县总工会", DAY),
            seat("龚德才", "副主席", "520621", DAY, portfolio="组织、宣传"),
            seat("梁正平", "副主席", "520621", DAY, portfolio="财务", manner="part_time"),
            seat("田晓岚", "部长", "520621", DAY, department="组织部", post_kind="department_head"),
            seat("田晓岚", "部长", "520621", date(2010, 1, 1), department="组织部", until_on=EVE),
            seat("麻青松", "主席", "F1", DAY),
            seat("田晓岚", "主席", "F1", DAY, manner="acting", person_code="P2"),
        )
        == []
    )


ONE = [
    pytest.param(
        seat("甲", "主席", "三厂工会", DAY), "organisation", "staffing.organisation_unknown",
        {"text": "三厂工会"}, id="an organisation nobody knows",
    ),
    pytest.param(
        seat("甲", "主席", "F2", DAY), "organisation", "staffing.organisation_ended",
        {"name": "二厂工会", "day": DAY}, id="an organisation that is no more",
    ),
    pytest.param(
        seat("甲", "组织委员", "F1", DAY), "post_kind", "staffing.kind_missing",
        {"post": "组织委员"}, id="a title that says nothing",
    ),
    pytest.param(
        seat("甲", "副主席", "F1", DAY, post_kind="officer"), "post_kind", "staffing.kind_known",
        {"post": "副主席"}, id="a post known as another kind",
    ),
    pytest.param(
        seat("甲", "副主席", "F1", TODAY + timedelta(1)), "from_on", "founding.day_ahead",
        {"day": TODAY + timedelta(1)}, id="from tomorrow",
    ),
    pytest.param(
        seat("甲", "副主席", "F1", DAY, until_on=EVE), "until_on", "tenure.ends_before_it_begins",
        {"since": DAY, "until": EVE}, id="days reversed",
    ),
    pytest.param(
        seat("甲", "副主席", "520621", date(1999, 1, 1)), "from_on", "tenure.before_the_founding",
        {"post": "副主席", "founded": date(2000, 1, 1)}, id="before the founding",
    ),
    pytest.param(
        seat("甲", "主席", "F1", DAY), "name", "post.seats_taken",
        {"post": "主席", "seats": 1, "names": ["麻青松"]}, id="a second chair",
    ),
    pytest.param(
        seat("麻青松", "主席", "F1", TODAY), "name", "tenure.overlapping",
        {"person": "麻青松", "post": "主席", "since": DAY}, id="on the post already",
    ),
    pytest.param(
        seat("龙秀英", "副主席", "F1", DAY), "person_code", "staffing.namesakes_here",
        {"name": "龙秀英"}, id="a name that two bear there",
    ),
    pytest.param(
        seat("甲", "副主席", "F1", DAY, person_code="P2"), "person_code",
        "staffing.code_of_another", {"number": "P2", "name": "田晓岚"}, id="somebody else's number",
    ),
    pytest.param(
        seat("甲", "副主席", "F1", DAY, precedence=-1), "precedence", "founding.negative", {},
        id="minus",
    ),
    pytest.param(
        seat("甲", "副主席", "F1", DAY, portfolio="长" * 101), "portfolio", "portfolio.too_long",
        {"text": "长" * 20, "most": 100}, id="a portfolio too long",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "key", "code", "facts"), ONE)
def test_what_is_wrong_in_one_row(cells, key, code, facts):
    assert found(cells) == [(2, key, code, facts)]


def test_what_only_the_whole_file_shows():
    assert found(
        seat("甲", "主席", "520621", DAY, portfolio="全面"),
        seat("乙", "主席", "520621", DAY, portfolio="组织"),
        seat("丙", "干事", "520621", DAY, post_kind="officer"),
        seat("丁", "干事", "520621", DAY, post_kind="other"),
        seat("戊", "干事", "520621", DAY, person_code="N1"),
        seat("己", "干事", "520621", DAY, person_code="N1"),
        seat("庚", "干事", "520621", DAY),
        seat("庚", "干事", "520621", TODAY),
    ) == [
        (3, "name", "post.seats_taken", {"post": "主席", "seats": 1, "names": ["甲"]}),
        (5, "post_kind", "staffing.kind_differs", {"post": "干事", "row": 4}),
        (7, "person_code", "staffing.code_twice", {"number": "N1", "name": "戊", "row": 6}),
        (7, "name", "tenure.overlapping", {"person": "己", "post": "干事", "since": DAY}),
        (9, "name", "tenure.overlapping", {"person": "庚", "post": "干事", "since": DAY}),
    ]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param([{}, {}], True, id="one name in one organisation"),
        pytest.param([{"person_code": "N1"}, {}], True, id="the number may stand once"),
        pytest.param([{"person_code": "N1"}, {"person_code": "N2"}], False, id="two numbers"),
        pytest.param([{}, {"organisation": "520621"}], False, id="two organisations"),
        pytest.param(
            [{"person_code": "N1"}, {"person_code": "N1", "organisation": "520621"}], True,
            id="one number in two organisations",
        ),
        pytest.param([{"name": "阿·布"}, {"name": "阿 • 布"}], True, id="one dot in two ways"),
    ],
)  # fmt: skip
def test_who_is_one_person(cells, expected):
    rows = make_rows(*(seat("甲", "副主席", "F1", DAY) | one for one in cells))
    muster = Muster(rows, STAFF)

    first, second = (muster.person(row, muster.organisation(row)) for row in rows)

    assert (first == second) is expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param({"portfolio": "组织"}, DEPUTY, id="the one in charge of it"),
        pytest.param({}, DEPUTY, id="the one there is"),
        pytest.param(
            {"portfolio": "财务"}, (2, "", "副主席", frozenset({"财务"})), id="one of its own"
        ),
        pytest.param({"post_title": "主席", "portfolio": "组织"}, CHAIR, id="there is one chair"),
        pytest.param(
            {"department": "组织部"}, (2, "组织部", "副主席", frozenset()), id="in a department"
        ),
    ],
)
def test_which_post_is_meant(cells, expected):
    (row,) = make_rows(seat("甲", "副主席", "F1", DAY) | cells)
    muster = Muster([row], STAFF)

    assert muster.post(row, muster.organisation(row)) == expected


def test_a_cell_that_could_not_be_read_is_told_by_its_reader_alone():
    assert found(seat("甲", "副主席", "F1", None), {"organisation": "F1"}, {"name": "甲"}) == []


@pytest.mark.parametrize(
    ("cells", "elsewhere", "names"),
    [
        pytest.param([{}, {"organisation": "520621"}], 0, ["甲"], id="in two organisations"),
        pytest.param([{}], 1, ["甲"], id="somebody of the register is called so"),
        pytest.param([{}, {"post_title": "党组书记"}], 0, [], id="one person in two posts"),
        pytest.param(
            [{"person_code": "N1"}, {"person_code": "N1", "organisation": "520621"}], 0, [],
            id="one number",
        ),
        pytest.param(
            [{"person_code": "N1"}, {"person_code": "N2", "organisation": "520621"}], 2, [],
            id="the office has told them apart",
        ),
        pytest.param([{"organisation": "无"}, {"name": None}], 1, [], id="rows that are wrong"),
    ],
)  # fmt: skip
def test_namesakes_are_listed(cells, elsewhere, names):
    rows = make_rows(*(seat("甲", "副主席", "F1", DAY) | one for one in cells))

    found = namesakes_in(rows, replace(STAFF, elsewhere={"甲": elsewhere}))

    assert [one.facts["names"] for one in found] == ([names] if names else [])
