"""Filling in a sheet, filing it, and everything that can go wrong on the way."""

import pytest
from django.urls import reverse

from gonghui.access.permissions import Role
from gonghui.returns.models import RollUp, Sheet, Version
from tests.factories.access import make_account
from tests.factories.organisations import make_tree
from tests.factories.returns import make_filed, make_round, sheet_of

pytestmark = pytest.mark.django_db

GOOD = {
    "figure_employees": "１００",
    "figure_members": "80",
    "figure_women": "30",
    "figure_funds": "12.50",
    "figure_six_haves": "是",
}


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def made(tree):
    return make_round(tree.city)


@pytest.fixture
def sheet(made, tree):
    return sheet_of(made, tree.union)


@pytest.fixture
def filer(client, tree):
    account = make_account(Role.FILER, tree.union)
    client.force_login(account)
    return client


@pytest.fixture
def reviewer(tree):
    return make_account(Role.REVIEWER, tree.township, name="任小禾")


def at(name, sheet):
    return reverse(f"returns:{name}", args=[sheet.pk])


def typed(sheet, **cells):
    sheet.refresh_from_db()
    return {**GOOD, "edition": str(sheet.edition), **cells}


def test_the_way_from_an_empty_sheet_to_the_totals_of_the_city(filer, sheet, made, tree):
    filer.post(at("sheet", sheet), typed(sheet, then="check"))
    read_back = filer.get(at("sheet-check", sheet))
    filed = filer.post(at("sheet-file", sheet), {"agreed": "1", "form_key": "a"}, follow=True)

    assert "12.50" in read_back.content.decode()
    assert "已上报" in filed.content.decode()
    version = Version.objects.get()
    assert version.values == {
        "employees": 100, "members": 80, "women": 30, "funds": 1250, "six_haves": 1
    }  # fmt: skip
    assert RollUp.objects.get(round=made, organisation=tree.city).filed_count == 1


def test_a_form_sent_twice_files_once(filer, sheet):
    filer.post(at("sheet", sheet), typed(sheet))
    for _ in range(2):
        filer.post(at("sheet-file", sheet), {"agreed": "1", "form_key": "twice"})

    assert Version.objects.count() == 1


def test_what_cannot_be_read_is_kept_and_told(filer, sheet):
    wrong = {"figure_members": "八十人abc", "figure_women": "-3", "figure_funds": "1.234"}

    page = filer.post(at("sheet", sheet), typed(sheet, **wrong, then="check"), follow=True)

    text = page.content.decode()
    sheet.refresh_from_db()
    assert {code: sheet.typed[code] for code in ("members", "women", "funds")} == {
        "members": "八十人abc", "women": "-3", "funds": "1.234"
    }  # fmt: skip
    assert 'value="八十人abc"' in text
    assert "3 处要处理" in text
    assert not Version.objects.exists()


def test_more_women_than_members_is_told_with_both_figures(filer, sheet):
    page = filer.post(
        at("sheet", sheet), typed(sheet, figure_women="90", then="check"), follow=True
    )

    assert "女会员（90）大于会员数（80）" in page.content.decode()


def test_an_empty_cell_is_not_zero(filer, sheet):
    page = filer.post(at("sheet", sheet), typed(sheet, figure_women="", then="check"), follow=True)

    assert "还没有填；没有就填 0" in page.content.decode()


def test_a_thousand_fields_are_taken(filer, sheet):
    many = {f"figure_extra{n}": "1" for n in range(1500)}

    answer = filer.post(at("sheet", sheet), typed(sheet, **many))

    sheet.refresh_from_db()
    assert answer.status_code == 302
    assert sheet.typed["members"] == "80"
    assert "extra1" not in sheet.typed


def test_saving_while_typing_hands_on_the_edition(filer, sheet):
    first = filer.post(at("sheet-save", sheet), typed(sheet))
    stale = filer.post(at("sheet-save", sheet), GOOD | {"edition": "0"})

    assert (first.status_code, first["X-Edition"]) == (204, "1")
    assert stale.status_code == 409


def test_somebody_else_saving_meanwhile_loses_nothing(filer, sheet):
    old = typed(sheet)
    filer.post(at("sheet", sheet), typed(sheet))

    page = filer.post(at("sheet", sheet), {**old, "figure_members": "77"})

    assert page.status_code == 409
    assert 'value="77"' in page.content.decode()
    assert 'name="edition" value="1"' in page.content.decode()


@pytest.mark.parametrize("edition", ["", "abc", "９" * 30, "-1"])
def test_an_edition_that_is_none_is_a_conflict_not_an_error(filer, sheet, edition):
    assert filer.post(at("sheet", sheet), {**GOOD, "edition": edition}).status_code == 409


def test_a_superior_never_edits_a_sheet_below(client, sheet, tree):
    client.force_login(make_account(Role.FILER, tree.county))

    saved = client.post(at("sheet", sheet), typed(sheet))
    filed = client.post(at("sheet-file", sheet), {"agreed": "1"})

    assert (saved.status_code, filed.status_code) == (404, 404)
    assert client.get(at("sheet", sheet)).status_code == 200
    sheet.refresh_from_db()
    assert sheet.typed == {}


@pytest.mark.parametrize("name", ["sheet", "sheet-check", "sheet-file", "sheet-withdraw"])
def test_out_of_reach_is_not_there(client, sheet, tree, name):
    client.force_login(make_account(Role.FILER, tree.other_county))
    send = client.post if name in ("sheet-file", "sheet-withdraw") else client.get

    assert send(at(name, sheet)).status_code == 404


@pytest.mark.parametrize(
    "name",
    ["sheet-save", "sheet-file", "sheet-withdraw", "sheet-accept", "sheet-send-back"],
)
def test_a_deed_is_never_a_get(client, sheet, tree, name):
    superior = name in ("sheet-accept", "sheet-send-back")
    account = (
        make_account(Role.REVIEWER, tree.township)
        if superior
        else make_account(Role.FILER, tree.union)
    )
    client.force_login(account)

    assert client.get(at(name, sheet)).status_code == 405


def test_withdrawing_before_acceptance_takes_it_out_of_the_totals(filer, sheet, made, tree):
    make_filed(made, tree.union)

    filer.post(at("sheet-withdraw", sheet), {"form_key": "w"})

    assert RollUp.objects.get(round=made, organisation=tree.city).filed_count == 0
    assert "figure_members" in filer.get(at("sheet", sheet)).content.decode()


def test_the_reviewer_accepts_and_cannot_be_late_twice(client, reviewer, sheet, made, tree):
    make_filed(made, tree.union)
    client.force_login(reviewer)

    page = client.post(at("sheet-accept", sheet), {"form_key": "x"}, follow=True)
    again = client.post(at("sheet-accept", sheet), {"form_key": "y"}, follow=True)

    assert "已验收" in page.content.decode()
    assert "这件事刚刚有了变化" in again.content.decode()
    assert RollUp.objects.get(round=made, organisation=tree.city).accepted_count == 1


def test_sending_back_needs_a_reason_and_keeps_remarks(client, reviewer, sheet, made, tree):
    make_filed(made, tree.union)
    client.force_login(reviewer)

    refused = client.post(at("sheet-send-back", sheet), {"reason": " "})
    client.post(at("sheet-send-back", sheet), {"reason": "请核对", "remark_women": "多写一位？"})

    assert refused.status_code == 200
    assert "写明要改什么" in refused.content.decode()
    sheet.refresh_from_db()
    assert sheet.remarks == {"women": "多写一位？"}
    client.force_login(make_account(Role.FILER, tree.union))
    page = client.get(at("sheet", sheet)).content.decode()
    assert "请核对" in page
    assert "多写一位？" in page


def test_several_are_accepted_together(client, reviewer, made, tree):
    for union in tree.grassroots:
        make_filed(made, union)
    client.force_login(reviewer)
    waiting = reverse("returns:waiting", args=[made.pk])

    page = client.get(waiting)
    keys = list(Sheet.objects.filter(organisation__in=tree.grassroots).values_list("pk", flat=True))
    client.post(
        reverse("returns:sheets-accept", args=[made.pk]), {"sheet": [*keys, "x"], "form_key": "k"}
    )

    assert "2 张报表待验收" in page.content.decode()
    assert RollUp.objects.get(round=made, organisation=tree.city).accepted_count == 2


def test_from_the_assignment_to_its_sheet(filer, sheet):
    answer = filer.get(reverse("returns:answer", args=[sheet.assignment.pk]))

    assert answer.url == at("sheet", sheet)


def test_an_english_reader_reads_english(filer, en, sheet):
    page = filer.get(at("sheet", sheet)).content.decode()

    assert "Same period last year" in page
    assert "Organisation building" in page


def test_a_wrong_host_is_refused_not_an_error(client):
    client.raise_request_exception = False

    assert client.get("/returns/", headers={"host": "elsewhere.example"}).status_code == 400
