from io import BytesIO

import pytest
from docx import Document

from gonghui.organisations.rules.organisation import Kind
from gonghui.reports.actions import sign_off
from gonghui.reports.exports import addressees_of, report_docx
from gonghui.reports.queries.report import content_of
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import make_organisation, make_tree
from tests.factories.people import make_job
from tests.factories.reports import make_report
from tests.factories.returns import make_filed, make_round

pytestmark = pytest.mark.django_db


def written(report) -> tuple[list[str], list[list[str]]]:
    document = Document(BytesIO(report_docx(report, content_of(report, today=TODAY))))
    table = document.tables[0]
    return (
        [line.text for line in document.paragraphs if line.text],
        [[cell.text for cell in row.cells] for row in table.rows],
    )


def test_the_paper_of_a_draft_has_its_figures_in_words_and_no_invented_date():
    tree = make_tree()
    made = make_round(tree.city)
    make_filed(made, tree.county, {"members": 90})

    lines, table = written(make_report(tree.city))

    assert lines[:4] == [
        "铜仁市总工会文件",
        "关于2023年上半年全市工会工作情况的通报",
        "各县（市、区）总工会：",
        "现将2023年上半年全市工会工作情况通报如下。",
    ]
    assert "一、上半年主要工作情况" in lines
    assert "（一）组织建设" in lines
    assert "二、存在的问题" in lines
    assert not [line for line in lines if "{" in line]
    assert lines[-1] == "铜仁市总工会"
    assert table == [
        ["单位", "已报/应报", "会员数（人）"],
        ["江口县", "1/5", "90"],
        ["石阡县", "0/1", "未报"],
    ]


def test_the_paper_of_a_signed_report_carries_its_day():
    tree = make_tree()
    make_filed(make_round(tree.city), tree.county)
    report = make_report(tree.city)

    lines, _ = written(sign_off(report, by=make_job(), at=IN_JULY))

    assert lines[-2:] == ["铜仁市总工会", "2023年7月12日"]


@pytest.mark.parametrize(
    ("below", "addressees"),
    [
        pytest.param([], "", id="nobody below"),
        pytest.param(
            [
                ("碧江区", Kind.COUNTY),
                ("铜仁高新区总工会", Kind.ZONE),
                ("大龙开发区总工会", Kind.ZONE),
            ],
            "各县（市、区）、铜仁高新区、大龙开发区总工会",
            id="counties and zones",
        ),
        pytest.param([("铜仁市", Kind.CITY)], "各市（州）总工会", id="cities"),
        pytest.param([("孟溪镇", Kind.TOWNSHIP)], "各乡镇（街道）工会联合会", id="townships"),
        pytest.param([("一厂", Kind.GRASSROOTS)], "所属各工会", id="unions"),
    ],
)
def test_addressees_of(below, addressees):
    parent = make_organisation(kind=Kind.CITY)
    for place, (name, kind) in enumerate(below):
        make_organisation(name, parent=parent, kind=kind, order=place)

    assert addressees_of(parent) == addressees
