from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from gonghui.access.permissions import Role
from gonghui.reports.actions import sign_off
from gonghui.reports.models import WorkReport
from gonghui.reports.queries.report import sections_of
from tests.factories.access import make_account
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import make_tree
from tests.factories.people import make_job
from tests.factories.reports import make_report
from tests.factories.returns import make_filed, make_round

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_day(settings) -> None:
    settings.DEMO_DAY = TODAY


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def made(tree):
    made = make_round(tree.city)
    make_filed(made, tree.county, {"members": 90})
    return made


def at(name: str, report) -> str:
    return reverse(f"reports:{name}", args=[report.pk])


def test_the_list_says_what_waits_for_a_signature(zh, tree, made):
    report = make_report(tree.city)
    zh.force_login(make_account(Role.LEADER, tree.city))

    page = zh.get(reverse("reports:reports")).content.decode()

    assert "1 份通报待签发" in page
    assert at("report", report) in page


def test_an_empty_list_says_what_a_report_needs(en, tree):
    en.force_login(make_account(Role.LEADER, tree.city))

    page = en.get(reverse("reports:reports")).content.decode()

    assert "No report has been drafted" in page
    assert "A report is drafted from a period that has been collected." in page


def test_every_number_of_the_page_opens_its_sheets(zh, tree, made):
    report = make_report(tree.city)
    zh.force_login(make_account(Role.LEADER, tree.city))

    page = zh.get(at("report", report)).content.decode()

    door = reverse("returns:figure", args=[made.pk, tree.city.pk, "members"])
    assert f'<a class="fig" href="{door}">90人</a>' in page
    assert "石阡县未报，未计入" in page.replace("\n", "")
    assert zh.get(door).status_code == 200


def test_a_person_without_the_right_gets_no_buttons(zh, tree, made):
    report = make_report(tree.city)
    zh.force_login(make_account(Role.FILER, tree.city))

    page = zh.get(at("report", report)).content.decode()

    assert at("report-edit", report) not in page
    assert at("sign-off", report) not in page
    assert at("report-word", report) in page


def test_out_of_reach_is_missing(zh, tree, made):
    report = make_report(tree.city)
    zh.force_login(make_account(Role.LEADER, tree.county))

    assert zh.get(at("report", report)).status_code == 404
    assert zh.get(at("report-word", report)).status_code == 404
    assert zh.get(at("report-edit", report)).status_code == 404
    assert zh.post(at("sign-off", report)).status_code == 404


def test_drafting_opens_the_report(zh, tree, made):
    zh.force_login(make_account(Role.ISSUER, tree.city))

    answer = zh.post(
        reverse("reports:draft"), {"organisation": tree.city.pk, "period": "２０２３h1"}
    )

    assert answer.headers["Location"] == at("report", WorkReport.objects.get())


@pytest.mark.parametrize(
    ("period", "said"),
    [
        pytest.param("上半年", "上半年", id="unreadable"),
        pytest.param("2020H1", "没有收过报表", id="nothing collected"),
    ],
)
def test_drafting_refused_keeps_what_was_typed(zh, tree, made, period, said):
    zh.force_login(make_account(Role.ISSUER, tree.city))

    page = zh.post(
        reverse("reports:draft"), {"organisation": tree.city.pk, "period": period}, follow=True
    ).content.decode()

    assert said in page
    assert f'value="{period}"' in page
    assert WorkReport.objects.count() == 0


def test_the_word_file_is_named_after_the_report(zh, tree, made):
    report = make_report(tree.city)
    zh.force_login(make_account(Role.LEADER, tree.city))

    answer = zh.get(at("report-word", report))

    assert "filename*=UTF-8''%E5%85%B3%E4%BA%8E2023" in answer.headers["Content-Disposition"]
    assert report.title in [p.text for p in Document(BytesIO(answer.content)).paragraphs]


def texts_of(report) -> dict[str, str]:
    return {section.key: section.text for section in sections_of(report)}


def test_editing_keeps_words_and_figures(zh, tree, made):
    report = make_report(tree.city)
    zh.force_login(make_account(Role.ISSUER, tree.city))
    page = zh.get(at("report-edit", report)).content.decode()

    typed = texts_of(report) | {"edition": "0"}
    typed["opening"] = f"另起一句。\r\n{typed['opening']}"
    answer = zh.post(at("report-edit", report), typed)

    report.refresh_from_db()
    assert "{figure:members}" in page
    assert answer.headers["Location"] == at("report", report)
    assert texts_of(report)["opening"].startswith("另起一句。\n现将")


def test_editing_that_loses_a_figure_is_told_and_loses_no_word(zh, tree, made):
    report = make_report(tree.city)
    zh.force_login(make_account(Role.ISSUER, tree.city))

    page = zh.post(
        at("report-edit", report), texts_of(report) | {"edition": "0", "group1": "写了一大段话"}
    ).content.decode()

    report.refresh_from_db()
    assert "正文里少了这些数字" in page
    assert "写了一大段话" in page
    assert report.edition == 0


def test_signing_freezes_and_later_filings_show_on_the_page(zh, tree, made):
    report = make_report(tree.city)
    zh.force_login(make_account(Role.LEADER, tree.city))

    zh.post(at("sign-off", report))
    make_filed(made, tree.other_county, {"members": 70})

    page = zh.get(at("report", report)).content.decode()
    assert "签发后有" in page
    assert "90人</a>" in page
    assert at("sign-off", report) not in page


def test_a_signed_report_tells_who_tries_to_edit(zh, tree, made):
    report = sign_off(make_report(tree.city), by=make_job(), at=IN_JULY)
    zh.force_login(make_account(Role.ISSUER, tree.city))

    page = zh.post(at("report-edit", report), texts_of(report) | {"edition": "0"}).content.decode()

    assert "这份通报已签发，不再改动" in page


def test_drafting_anew(zh, tree, made):
    report = make_report(tree.city)
    zh.force_login(make_account(Role.ISSUER, tree.city))

    zh.post(at("draft-anew", report))

    report.refresh_from_db()
    assert report.edition == 1


@pytest.mark.parametrize("name", ["sign-off", "draft-anew"])
def test_deeds_are_posted(zh, tree, made, name):
    report = make_report(tree.city)
    zh.force_login(make_account(Role.LEADER, tree.city))
    make_account(Role.ISSUER, tree.city)

    assert zh.get(at(name, report)).status_code in (404, 405)


def test_the_page_speaks_english_around_the_chinese_text(en, tree, made):
    report = make_report(tree.city)
    en.force_login(make_account(Role.LEADER, tree.city))

    page = en.get(at("report", report)).content.decode()

    assert "1 of 7 sheets filed" in page
    assert "Sign the report" in page


def test_the_list_takes_as_many_queries_for_three_reports_as_for_one(
    zh, tree, made, django_assert_max_num_queries
):
    zh.force_login(make_account(Role.LEADER, tree.city))

    def queries() -> int:
        with django_assert_max_num_queries(60) as seen:
            zh.get(reverse("reports:reports"))
        return len(seen)

    make_report(tree.city)
    queries()
    first = queries()
    make_report(tree.county)
    make_report(tree.other_county)

    assert queries() == first
