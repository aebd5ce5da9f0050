"""My data: seen, taken along, asked about."""

import json
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from gonghui.access.permissions import Role
from gonghui.audit.models import Entry
from gonghui.notices.models import Notice
from gonghui.people.actions.request import answer, ask
from gonghui.people.models import Account, DataRequest
from gonghui.people.queries.own import about
from gonghui.people.rules.privacy import RequestKind
from tests.factories.access import make_account, make_grant, prove
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_post, make_tenure, make_tree
from tests.factories.people import make_job, make_plain_account

pytestmark = pytest.mark.django_db
PHONE, ID_NUMBER = "13812345678", "110101199003070038"
HASH = "canary$of$a$password"


@pytest.fixture
def clerk(client):
    tree = make_tree()
    account = make_account(Role.FILER, tree.city, name="任小禾", username="rxh")
    account.password, account.email = HASH, "rxh@union.example"
    account.save()
    person = account.person
    person.phone, person.id_number = PHONE, ID_NUMBER
    person.save()
    make_tenure(person, make_post(tree.city, "统计干事"))
    client.force_login(account)
    prove(client)
    return account


def text(response) -> str:
    return response.content.decode()


def test_everything_is_shown_with_what_it_is_for_and_secrets_are_not(clerk, zh, client):
    page = text(client.get("/my/data/"))

    for words in (
        *("任小禾", "rxh", "rxh@union.example", "138****5678", "110***********0038"),
        *("统计干事", "填报员", "作为组织沿革", "《档案法》"),
    ):
        assert words in page, words
    for secret in (PHONE, ID_NUMBER, HASH):
        assert secret not in page


def test_the_page_asks_as_much_of_the_database_for_many_rows(clerk, client):
    client.get("/my/data/")
    with CaptureQueriesContext(connection) as few:
        client.get("/my/data/")
    city = make_tree().city
    for number in range(49):
        make_tenure(clerk.person, make_post(city, f"干事{number}"))
        DataRequest.objects.create(
            person=clerk.person, kind="erase", state="refused", asked_at=IN_JULY,
            due_on=IN_JULY.date(), decided_by=make_plain_account("某"), decided_at=IN_JULY,
        )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        page = text(client.get("/my/data/"))

    assert len(many) == len(few)
    assert "干事48" in page
    assert "干事3<" not in page


def test_the_file_holds_every_row_of_the_walk(clerk, client):
    ask(clerk.person, RequestKind.EXPLAIN, "为什么？", by=clerk, at=IN_JULY)
    file = client.post("/my/data/file/")
    told = json.loads(file.content)

    walked = {one.kind.label: {row.record.pk for row in one.rows} for one in about(clerk.person)}
    assert {one["table"]: {row["id"] for row in one["rows"]} for one in told["tables"]} == walked
    assert {"audit.Entry", "organisations.Tenure", "people.DataRequest"} < set(walked)
    assert (PHONE in text(file), ID_NUMBER in text(file), HASH in text(file)) == (True, True, False)
    assert "people.Account.password" in told["kept_but_never_shown"]
    assert file["Cache-Control"] == "no-store"
    assert Entry.objects.filter(verb="own_data.taken", actor_id=clerk.pk).count() == 1


def test_the_paper_tells_the_same_to_people(clerk, client):
    file = client.post("/my/data/paper/")
    document = Document(BytesIO(file.content))
    words = "\n".join(one.text for one in document.paragraphs)
    cells = [cell.text for table in document.tables for cell in table._cells]

    assert (PHONE in words, "rxh@union.example" in words, HASH in words) == (True, True, False)
    assert any("统计干事" in cell for cell in cells)


@pytest.mark.parametrize("address", ["/my/data/file/", "/my/data/paper/"])
def test_taking_it_along_asks_for_the_password_again(address, clerk):
    client = Client()
    client.force_login(clerk)
    answered = client.post(address)

    assert (answered.status_code, answered["Location"].split("?")[0]) == (302, "/sign-in/again/")
    assert not Entry.objects.filter(verb="own_data.taken").exists()
    assert client.get(address).status_code == 405


def test_a_request_is_made_answered_and_read(clerk, zh, client):
    made = client.post("/my/data/ask/correct/", {"words": "职务应为<b>副科长</b>。"}, follow=True)
    one = DataRequest.objects.get()
    answer(one, "已改为副科长。", granted=True, by=make_plain_account("龚德才"), at=IN_JULY)
    page = text(client.get(f"/my/data/requests/{one.pk}/"))

    told = Notice.objects.get()
    assert (told.account, told.code, told.page, told.of) == (
        clerk,
        "data_request.answered",
        "own-request",
        one.pk,
    )
    assert made.redirect_chain == [("/my/data/", 302)]
    assert "已提出" in text(made)
    for words in ("职务应为&lt;b&gt;副科长&lt;/b&gt;。", "已改为副科长。", "龚德才", "已办"):
        assert words in page, words


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param("", "写明哪里不对", id="nothing typed"),
        pytest.param("错" * 20_000, "20000", id="far too much"),
    ],
)
def test_wrong_words_are_told_and_kept(words, told, clerk, zh, client):
    answered = client.post("/my/data/ask/correct/", {"words": words})

    assert answered.status_code == 200
    assert (told in text(answered), words in text(answered)) == (True, True)
    assert not DataRequest.objects.exists()


def test_a_second_request_leads_to_the_first(clerk, zh, client):
    one = ask(clerk.person, RequestKind.ERASE, "", by=clerk, at=IN_JULY)
    looked = client.get("/my/data/ask/erase/")
    sent = client.post("/my/data/ask/erase/", {"words": "再提一次"})

    assert looked["Location"] == f"/my/data/requests/{one.pk}/"
    assert ("已经提出过" in text(sent), "再提一次" in text(sent)) == (True, True)
    assert DataRequest.objects.count() == 1


def test_a_form_sent_twice_asks_once(clerk, client):
    sent = {"words": "职务错了", "form_key": "once"}
    first = client.post("/my/data/ask/correct/", sent)
    DataRequest.objects.update(state="withdrawn")
    second = client.post("/my/data/ask/correct/", sent)

    assert (first.status_code, second.status_code) == (302, 302)
    assert DataRequest.objects.count() == 1


def test_what_would_stay_is_told_before_somebody_asks_to_be_erased(clerk, zh, client):
    page = text(client.get("/my/data/ask/erase/"))

    for words in ("任职", "《档案法》", "姓名", "留在"):
        assert words in page, words


def test_a_request_is_taken_back_once(clerk, zh, client):
    one = ask(clerk.person, RequestKind.EXPLAIN, "", by=clerk, at=IN_JULY)
    address = f"/my/data/requests/{one.pk}/withdraw/"
    first, second = client.post(address, follow=True), client.post(address, follow=True)

    assert ("已撤回" in text(first), "已经答复或者撤回" in text(second)) == (True, True)
    assert DataRequest.objects.get().state == "withdrawn"


def test_others_requests_are_not_there(clerk, client):
    other = make_plain_account("龚德才")
    one = ask(other.person, RequestKind.EXPLAIN, "", by=other, at=IN_JULY)

    statuses = [
        client.get(f"/my/data/requests/{one.pk}/").status_code,
        client.post(f"/my/data/requests/{one.pk}/withdraw/").status_code,
        client.get("/my/data/ask/anything/").status_code,
    ]
    assert statuses == [404, 404, 404]


def test_a_job_has_no_data_of_its_own(client):
    client.force_login(make_job())

    assert client.get("/my/data/").status_code == 404


def test_somebody_without_any_role_sees_their_data(client):
    client.force_login(make_plain_account("任小禾", username="nobody-yet"))

    assert "nobody-yet" in text(client.get("/my/data/"))
    assert Account.objects.count() == 1


def test_rows_nobody_gave_words_to_are_told_by_their_purpose(clerk, en, client):
    make_grant(account=clerk)
    page = text(client.get("/my/data/"))

    assert "Roles given to the account" in page
    assert "To decide who may do what" in page
