"""Erasing a person takes two, spares nothing that law lets go, and keeps what it must."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client

from gonghui.access.actions.proposal import confirm
from gonghui.access.models import Proposal
from gonghui.access.permissions import Role
from gonghui.audit.models import Entry
from gonghui.audit.queries import fault_in_chain
from gonghui.directory.actions import propose_erasure
from gonghui.directory.queries.request import place_of
from gonghui.documents.models import ImportTrace
from gonghui.documents.queries.batch import files_of
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.retention import EVERYTHING
from gonghui.foundation.sealed import keyring
from gonghui.people.actions.account import open_account, reopen_account
from gonghui.people.actions.contact import change_contact
from gonghui.people.actions.own import erase
from gonghui.people.actions.request import ask, withdraw
from gonghui.people.actions.retention import hold
from gonghui.people.models import Account, Consent, DataRequest, Person, SignInLink
from gonghui.people.queries.person import found, namesakes
from gonghui.people.rules.privacy import RequestKind
from tests.factories.access import make_account, make_grant
from tests.factories.documents import make_batch
from tests.factories.moments import IN_JULY, LONG_AGO, TODAY
from tests.factories.organisations import make_post, make_tenure, make_tree
from tests.factories.people import make_plain_account
from tests.factories.returns import make_filed, make_round

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
# planted: nothing of it may be left anywhere
PHONE, ID_NUMBER = "13987654321", "110101199003070038"
CANARIES = {
    "phone": PHONE,
    "identity card": ID_NUMBER,
    "e-mail": "yin.que@canary.example",
    "sign-in name": "yinque.canary",
    "office's number": "GH-CANARY-77",
    "reading": "yinqueniao",
    "written in a request": "我住在金丝雀巷七号",
    "browser": "Canary/7.0",
}


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def first(tree):
    return make_account(Role.SYSTEM_ADMINISTRATOR, tree.city, name="龚德才")


@pytest.fixture
def second(tree):
    return make_account(Role.SYSTEM_ADMINISTRATOR, tree.city, name="任小禾")


@pytest.fixture
def leaver(tree):
    """Somebody with a fact of each kind, who holds no post any more."""
    account = make_plain_account("尹雀鸟", username=CANARIES["sign-in name"])
    person = account.person
    person.phone, person.id_number = PHONE, ID_NUMBER
    person.sort_reading, person.code = CANARIES["reading"], CANARIES["office's number"]
    person.save()
    account.email = CANARIES["e-mail"]
    account.save()
    EmailAddress.objects.create(user=account, email=CANARIES["e-mail"])
    Authenticator.objects.create(user=account, type="totp", data={"secret": "canary"})
    Consent.objects.create(
        person=person, purpose="e_mail", text_version=1, channel="page", given_at=IN_JULY
    )
    ends_at = IN_JULY + DAY
    SignInLink.objects.create(account=account, digest="c" * 64, made_at=IN_JULY, ends_at=ends_at)
    client = Client()
    client.force_login(account)
    UserSession.objects.create(
        user=account,
        ip="127.0.0.1",
        user_agent=CANARIES["browser"],
        session_key=client.session.session_key,
    )
    ask(person, RequestKind.CORRECT, CANARIES["written in a request"], by=account, at=IN_JULY)
    return account


def asked(account) -> DataRequest:
    return ask(account.person, RequestKind.ERASE, "", by=account, at=IN_JULY)


def erased(request, first, second) -> None:
    propose_erasure(request, place_of(request.person, first), by=first, at=IN_JULY)
    confirm(Proposal.objects.get(), by=second, at=IN_JULY)


def dump() -> dict[str, str]:
    """Every table as the database has it, without the record of deeds, which nobody shortens."""
    told = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in ("audit_entry", "django_migrations"):
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- names of our tables
                told[table] = repr(cursor.fetchall())
    return told


def left(canaries) -> dict[str, list[str]]:
    return {
        name: tables
        for name, text in canaries.items()
        if (tables := [table for table, rows in dump().items() if text in rows])
    }


def served(leaver, tree) -> None:
    """Held a post once, and filed a return."""
    post = make_post(tree.city, "统计干事")
    make_tenure(leaver.person, post, from_on=LONG_AGO, until_on=TODAY - DAY)
    version = make_filed(make_round(tree.city), tree.county)
    version.filed_by = leaver
    version.save(update_fields=["filed_by"])


def test_who_never_held_a_post_and_never_acted_goes_entirely(tree, first, second, leaver):
    before = left(CANARIES)
    erased(asked(leaver), first, second)

    # the numbers lie under seal: they never stood in the database
    assert set(before) == set(CANARIES) - {"phone", "identity card"}
    assert left({**CANARIES, "name": "尹雀鸟"}) == {}
    assert not Person.objects.filter(name="尹雀鸟").exists()
    assert not Account.objects.filter(pk=leaver.pk).exists()
    last = Entry.objects.filter(verb="person.erased").get()
    assert (last.facts, last.subject_label) == ({"removed": True}, f"#{leaver.person_id}")
    assert fault_in_chain() is None


def test_who_served_keeps_the_name_in_history_and_nothing_else(tree, first, second, leaver):
    served(leaver, tree)
    request = asked(leaver)
    erased(request, first, second)

    person = Person.objects.get(pk=leaver.person_id)
    account = Account.objects.get(pk=leaver.pk)
    request.refresh_from_db()
    assert left(CANARIES) == {}
    assert (person.name, bool(person.phone), bool(person.id_number)) == ("尹雀鸟", False, False)
    assert (person.phone_likeness, person.id_number_likeness) == ("", "")
    assert (person.sort_reading, person.plain_name, person.erased_at) == ("", "", IN_JULY)
    assert (account.username, account.is_active) == (f"erased-{account.pk}", False)
    assert not account.has_usable_password()
    assert (request.state, request.answer, request.decided_by) == ("done", "", second)
    assert set(DataRequest.objects.values_list("kind", "state")) == {
        ("erase", "done"),
        ("correct", "withdrawn"),
    }
    assert Consent.objects.get().withdrawn_at == IN_JULY


def test_no_search_finds_who_was_erased_and_nothing_is_entered_anew(tree, first, second, leaver):
    served(leaver, tree)
    erased(asked(leaver), first, second)
    person = Person.objects.get(pk=leaver.person_id)

    typed = ("尹雀鸟", "雀", "yinque", "yqn", CANARIES["office's number"])
    assert [list(found(text)) for text in typed] == [[], [], [], [], []]
    assert list(namesakes("尹雀鸟")) == []
    by = {"by": first, "at": IN_JULY}
    for deed in (
        lambda: open_account("again", person=person, **by),
        lambda: reopen_account(Account.objects.get(pk=leaver.pk), **by),
        lambda: change_contact(person, phone=PHONE, **by),
    ):
        with pytest.raises(RuleBroken, match="person.erased"):
            deed()


def test_signed_in_sessions_end(tree, first, second, leaver):
    served(leaver, tree)
    client = Client()
    client.force_login(leaver)
    before = client.get("/my/data/").status_code
    erased(asked(leaver), first, second)

    assert (before, client.get("/my/data/").status_code) == (200, 302)


def test_files_of_workbooks_that_hold_the_person_go(
    tree, first, second, leaver, django_capture_on_commit_callbacks
):
    served(leaver, tree)
    brought, holding, other = (make_batch(tree.city) for _ in range(3))
    kept = keyring().seal(PHONE, "people.phone")
    ImportTrace.objects.create(
        batch=brought, step=1, row=2, model_label="people.person",
        record_pk=leaver.person_id, before={"phone": kept},
    )  # fmt: skip
    rows = {brought: "[2, {}]", holding: f'[2, {{"phone": "{PHONE}"}}]', other: "[2, {}]"}
    for batch, text in rows.items():
        files = files_of(batch)
        files.folder.mkdir(parents=True)
        files.rows.write_text(text)
        files.sent.write_text(text)
    with django_capture_on_commit_callbacks(execute=True):
        erased(asked(leaver), first, second)

    assert [files_of(batch).folder.exists() for batch in rows] == [False, False, True]
    trace = ImportTrace.objects.get()
    assert (trace.before, trace.undone) == (None, True)
    for batch in rows:
        batch.refresh_from_db()
    assert [batch.emptied_at for batch in rows] == [IN_JULY, IN_JULY, None]


def test_a_workbook_being_worked_at_is_waited_for(tree, first, second, leaver):
    batch = make_batch(tree.city, state="committing")
    files_of(batch).folder.mkdir(parents=True)
    files_of(batch).rows.write_text(f'[2, {{"phone": "{PHONE}"}}]')

    with pytest.raises(RuleBroken, match="import.holds_person"):
        erased(asked(leaver), first, second)
    assert Person.objects.get(pk=leaver.person_id).phone.unsealed() == PHONE


@pytest.mark.parametrize("office", ["post", "role"])
def test_nobody_is_erased_while_in_office(office, tree, first, second, leaver):
    request = asked(leaver)
    if office == "post":
        make_tenure(leaver.person, make_post(tree.city, "主席"), until_on=TODAY + 400 * DAY)
    else:
        make_grant(Role.FILER, tree.city, account=leaver)

    with pytest.raises(RuleBroken, match="data_request.in_office"):
        erased(request, first, second)
    assert Proposal.objects.count() == 0


def test_nobody_is_erased_while_everything_is_to_be_kept(tree, first, second, leaver):
    request = asked(leaver)
    propose_erasure(request, tree.city, by=first, at=IN_JULY)
    hold(EVERYTHING, "法院调查令", by=first, at=IN_JULY, on=TODAY)
    deeds = (
        lambda: confirm(Proposal.objects.get(), by=second, at=IN_JULY),
        lambda: propose_erasure(request, tree.city, by=second, at=IN_JULY),
    )
    for deed in deeds:
        with pytest.raises(RuleBroken, match="data_request.held"):
            deed()
    assert Person.objects.get(pk=leaver.person_id).erased_at is None


def test_taking_office_between_the_two_steps_stops_it(tree, first, second, leaver):
    request = asked(leaver)
    propose_erasure(request, tree.city, by=first, at=IN_JULY)
    make_tenure(leaver.person, make_post(tree.city, "主席"))

    with pytest.raises(RuleBroken, match="data_request.in_office"):
        confirm(Proposal.objects.get(), by=second, at=IN_JULY)
    request.refresh_from_db()
    assert request.state == "open"


def test_it_takes_two_others(tree, first, second, leaver):
    own = asked(first)
    request = asked(leaver)
    propose_erasure(request, tree.city, by=first, at=IN_JULY)
    proposal = Proposal.objects.get()
    codes = []
    for deed in (
        lambda: propose_erasure(own, tree.city, by=first, at=IN_JULY),
        lambda: propose_erasure(request, tree.city, by=second, at=IN_JULY),
        lambda: confirm(proposal, by=first, at=IN_JULY),
        lambda: erase(request, by=leaver, at=IN_JULY),
    ):
        with pytest.raises(RuleBroken) as refusal:
            deed()
        codes.append(refusal.value.code)

    assert codes == [
        "data_request.own",
        "proposal.made_already",
        "proposal.same_person",
        "data_request.own",
    ]
    assert Person.objects.get(pk=leaver.person_id).erased_at is None


def test_a_request_taken_back_is_not_carried_out(tree, first, second, leaver):
    request = asked(leaver)
    propose_erasure(request, tree.city, by=first, at=IN_JULY)
    withdraw(request, by=leaver, at=IN_JULY)

    with pytest.raises(RuleBroken, match="data_request.decided"):
        confirm(Proposal.objects.get(), by=second, at=IN_JULY)
    assert Person.objects.get(pk=leaver.person_id).erased_at is None
