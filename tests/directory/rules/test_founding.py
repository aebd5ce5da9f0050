"""Every check of the workbook of organisations, a case each."""

from datetime import date, timedelta

import pytest

from gonghui.directory.rules.founding import doubts_in, faults_in
from gonghui.directory.rules.roll import Register, Standing
from gonghui.organisations.rules.organisation import Kind, Status
from tests.factories.moments import TODAY
from tests.factories.rows import make_rows, union

DAY = date(2021, 5, 1)
CITY = Standing(1, "5206", "铜仁市总工会", Kind.CITY)
IN_CITY = {"superior": ("5206", "铜仁市总工会")}
COUNTY = Standing(2, "520621", "江口县总工会", Kind.COUNTY, superiors=IN_CITY)
FACTORY = Standing(
    3, "F1", "一厂工会", Kind.GRASSROOTS, Status.PREPARING,
    superiors={"superior": ("520621", "江口县总工会")},
    known={"short_name": "一厂", "founded_on": DAY, "approval_number": "", "order": 1},
    terms=[(DAY, 3)],
)  # fmt: skip
GOOD, BAD = "91110000802100433B", "91110000802100433C"
REGISTER = Register(
    [CITY, COUNTY, FACTORY], elsewhere={"5301"}, credit_codes={"81110000500000001X": 3}
)


def found(*cells, register=REGISTER):
    faults = faults_in(make_rows(*cells), register, on=TODAY)
    return [(fault.row, fault.key, fault.code, dict(fault.facts)) for fault in faults]


def test_a_file_with_nothing_wrong():
    assert (
        found(
            union("三厂工会", "太平镇工会联合会", code="F3", workers=0, phone="0856-5230001"),
            union("太平镇工会联合会", "520621", kind="township", division_code="520621101",
                  founded_on=DAY, elected_on=TODAY, term_years="5"),
            union("江口县教育局", kind="outside"),
            union("一厂工会", "520621", workers=30, approval_number="江工〔2021〕5号", order=1),
            union("二厂工会", "江口县总工会", employer_code=GOOD, status="planned"),
        )
        == []
    )  # fmt: skip


ONE = [
    pytest.param(union("甲"), "superior", "founding.superior_missing", {}, id="no superior"),
    pytest.param(
        union("甲", "谁"), "superior", "founding.superior_unknown", {"text": "谁"},
        id="a superior nobody knows",
    ),
    pytest.param(
        union("甲", "5301"), "superior", "founding.superior_unknown", {"text": "5301"},
        id="a superior out of reach is as unknown",
    ),
    pytest.param(
        union("甲", "5206", industrial_superior="谁"), "industrial_superior",
        "founding.superior_unknown", {"text": "谁"}, id="an industrial superior nobody knows",
    ),
    pytest.param(
        union("思南县总工会", "F1", kind="county"), "superior", "organisation.wrong_superior", {},
        id="a county below a factory",
    ),
    pytest.param(
        union("教育局", "5206", kind="outside"), "superior", "organisation.outside", {},
        id="an outside body in the tree",
    ),
    pytest.param(
        union("甲", "5206", code="一1"), "code", "founding.code_unfit", {"text": "一1"},
        id="a code with other signs",
    ),
    pytest.param(
        union("甲", "5206", code="U0000007"), "code", "founding.code_unfit", {"text": "U0000007"},
        id="a code the platform gives itself",
    ),
    pytest.param(
        union("甲", "5206", code="5301"), "code", "founding.code_elsewhere", {"text": "5301"},
        id="a code taken out of reach",
    ),
    pytest.param(
        union("一厂工会", "520621", code="F9"), "name", "founding.name_taken",
        {"name": "一厂工会", "taken": "F1"}, id="a name taken below that superior",
    ),
    pytest.param(
        union("甲", "5206", division_code="52062"), "division_code", "founding.division_code",
        {"text": "52062"}, id="a division code of five digits",
    ),
    pytest.param(union("甲", "5206", workers=-1), "workers", "founding.negative", {}, id="minus"),
    pytest.param(
        union("甲", "5206", founded_on=TODAY + timedelta(1)), "founded_on", "founding.day_ahead",
        {"day": TODAY + timedelta(1)}, id="founded tomorrow",
    ),
    pytest.param(
        union("甲", "5206", founded_on=TODAY, legal_person_on=DAY), "legal_person_on",
        "founding.before_founding", {"day": DAY, "founded": TODAY}, id="days reversed",
    ),
    pytest.param(
        union("一厂工会", "520621", legal_person_on=DAY - timedelta(1)), "legal_person_on",
        "founding.before_founding", {"day": DAY - timedelta(1), "founded": DAY},
        id="before a founding that is known",
    ),
    pytest.param(
        union("甲", "5206", elected_on=DAY), "term_years", "founding.years_missing", {},
        id="an election without its years",
    ),
    pytest.param(
        union("甲", "5206", term_years="3"), "elected_on", "founding.elected_missing", {},
        id="years without an election",
    ),
    pytest.param(
        union("思南县总工会", "5206", kind="county", elected_on=DAY, term_years="3"), "term_years",
        "term.years_wrong", {"years": 3, "allowed": [5]}, id="a county elected for three years",
    ),
    pytest.param(
        union("一厂工会", "520621", elected_on=DAY, term_years="5"), "term_years",
        "term.entered_already", {"day": DAY}, id="an election known with other years",
    ),
    pytest.param(
        union("甲", "5206", employer_code=BAD), "employer_code", "credit_code.wrong",
        {"text": BAD}, id="a credit code with a wrong last sign",
    ),
    pytest.param(
        union("甲", "5206", phone="12"), "phone", "phone.wrong", {"text": "12"}, id="half a phone",
    ),
    pytest.param(
        union("教育局", kind="outside", workers=3), None, "registration.outside", {},
        id="an outside body with the facts of a union",
    ),
    pytest.param(
        union("壹厂工会", "520621", code="F1"), "name", "founding.renamed", {"name": "一厂工会"},
        id="a name changed without the act",
    ),
    pytest.param(
        union("一厂工会", "520621", code="F1", kind="joint"), "kind", "founding.kind_changed",
        {"name": "一厂工会"}, id="another kind",
    ),
    pytest.param(
        union("一厂工会", "520621", status="standing"), "status", "founding.status_changed",
        {"name": "一厂工会"}, id="a step of its status without the act",
    ),
    pytest.param(
        union("一厂工会", "5206", code="F1"), "superior", "founding.moved",
        {"name": "一厂工会", "superior": "江口县总工会"}, id="moved without the act",
    ),
    pytest.param(
        union("一厂工会", "520621", founded_on=TODAY), "founded_on", "founding.kept",
        {"name": "一厂工会", "was": DAY}, id="a founding that is known otherwise",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "key", "code", "facts"), ONE)
def test_what_is_wrong_in_one_row(cells, key, code, facts):
    assert found(cells) == [(2, key, code, facts)]


def test_what_only_the_whole_file_shows():
    assert found(
        union("甲", "5206", code="A"),
        union("乙", "5206", code="A"),
        union("丙", "江口县总工会"),
        union("丙", "520621"),
        union("丁", "戊"),
        union("戊", "丁"),
        union("己", "同名"),
        union("同名", "5206"),
        union("同名", "520621"),
    ) == [
        (3, "code", "founding.code_twice", {"text": "A", "row": 2}),
        (5, "name", "founding.name_twice", {"name": "丙", "row": 4}),
        (6, "superior", "founding.circle", {}),
        (7, "superior", "founding.circle", {}),
        (8, "superior", "founding.superior_ambiguous", {"text": "同名", "count": 2}),
    ]


def test_a_cell_that_could_not_be_read_is_told_by_its_reader_alone():
    assert (
        found(
            {"name": "甲", "kind": None, "superior": "5206", "elected_on": DAY, "term_years": "3"}
        )
        == []
    )


def test_what_looks_strange_is_told_and_stands_in_the_way_of_nothing():
    rows = make_rows(
        union("甲", "5206", credit_code=GOOD, employer_code="8152060000000001X8"),
        union("乙", "5206", credit_code="8152060000000001X8", employer_code=GOOD),
        union("丙", "5206", kind="county", credit_code=GOOD),
        union("丁", "5206", kind=None, credit_code=GOOD),
    )

    assert [(one.row, one.code, one.facts) for one in doubts_in(rows)] == [
        (0, "founding.not_of_a_union", {"count": 1, "rows": ["2"]}),
        (0, "founding.of_a_union", {"count": 1, "rows": ["2"]}),
    ]
