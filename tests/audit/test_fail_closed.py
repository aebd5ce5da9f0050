"""Where the record cannot be written, nothing is done. Source: quality.md S65."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth import get_user
from django.db import connection
from django.test import Client
from django.urls import reverse

from gonghui.access.permissions import Role
from gonghui.audit.models import Entry
from tests.access.test_every_view import everything_kept
from tests.factories.access import make_account, prove
from tests.factories.meetings import make_meeting
from tests.factories.organisations import Tree, make_post, make_tenure, make_tree
from tests.factories.people import make_person
from tests.factories.plans import make_issued, share_of
from tests.factories.reports import make_report
from tests.factories.returns import make_filed, make_round, sheet_of

pytestmark = pytest.mark.django_db
PASSWORD = "nu mal langsam und richtig"  # noqa: S105 -- of nobody
DECISION = {"step": "commit", "effective_on": "2024-05-06", "reason": "区划调整"}
FULL = {
    "sqlite": [
        """CREATE TRIGGER record_is_full BEFORE INSERT ON audit_entry
           BEGIN SELECT RAISE(ABORT, 'the record is full'); END"""
    ],
    "postgresql": [
        """CREATE FUNCTION record_is_full() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION 'the record is full'; END $$""",
        """CREATE TRIGGER record_is_full BEFORE INSERT ON audit_entry
           FOR EACH ROW EXECUTE FUNCTION record_is_full()""",
    ],
}
EMPTIED = {
    "sqlite": ["DROP TRIGGER record_is_full"],
    "postgresql": [
        "DROP TRIGGER record_is_full ON audit_entry",
        "DROP FUNCTION record_is_full()",
    ],
}


def fill_the_record() -> None:
    """Taken back with the test's transaction."""
    with connection.cursor() as cursor:
        for statement in FULL[connection.vendor]:
            cursor.execute(statement)


def rename(tree: Tree) -> tuple[str, dict]:
    typed = DECISION | {"name": "铜仁市总工会（新）", "short_name": "铜仁"}
    return reverse("directory:act-rename", args=[tree.city.pk]), typed


def new_post(tree: Tree) -> tuple[str, dict]:
    typed = {"title": "副主席", "kind": "deputy", "precedence": "20", "on": "2024-05-06"}
    return reverse("directory:post-new", args=[tree.city.pk]), typed


def register(tree: Tree) -> tuple[str, dict]:
    return reverse("directory:registration-edit", args=[tree.city.pk]), {"address": "锦江北路"}


def open_account(tree: Tree) -> tuple[str, dict]:
    person = make_person("任小禾")
    make_tenure(person, make_post(tree.city))
    return reverse("directory:account-new"), {"q": "任", "person": person.pk, "username": "xiaoren"}


def give_role(tree: Tree) -> tuple[str, dict]:
    to = make_account(None, name="任小禾", username="rxh")
    make_tenure(to.person, make_post(tree.county))
    typed = {"role": "filer", "organisation": tree.county.code, "to": "rxh", "step": "commit"}
    return reverse("directory:grant-new"), typed | {"from_on": "2099-01-01", "until_on": ""}


def accept_sheet(tree: Tree) -> tuple[str, dict]:
    made = make_round(tree.city)
    make_filed(made, tree.county)
    return reverse("returns:sheet-accept", args=[sheet_of(made, tree.county).pk]), {}


def accept_task(tree: Tree) -> tuple[str, dict]:
    share = share_of(make_issued(tree.city, [tree.county]))
    type(share).objects.update(state="filed")
    return reverse("plans:task-accept", args=[share.pk]), {}


def report_task(tree: Tree) -> tuple[str, dict]:
    share = share_of(make_issued(tree.city, [tree.city]))
    address = reverse("plans:task-report", args=[share.pk])
    return address, {"percent": "40", "words": "走访了 12 家"}


def draft_report(tree: Tree) -> tuple[str, dict]:
    make_round(tree.city)
    return reverse("reports:draft"), {"organisation": tree.city.pk, "period": "2023H1"}


def sign_report(tree: Tree) -> tuple[str, dict]:
    make_round(tree.city)
    return reverse("reports:sign-off", args=[make_report(tree.city).pk]), {}


def write_bulletin(tree: Tree) -> tuple[str, dict]:
    return reverse("bulletins:write", args=[make_meeting(tree.city).pk]), {}


@pytest.mark.parametrize(
    ("role", "deed", "verb"),
    [
        (Role.SYSTEM_ADMINISTRATOR, rename, "organisation.renamed"),
        (Role.SYSTEM_ADMINISTRATOR, new_post, "post.set_up"),
        (Role.SYSTEM_ADMINISTRATOR, register, "registration.changed"),
        (Role.SYSTEM_ADMINISTRATOR, open_account, "account.opened"),
        (Role.SECURITY_ADMINISTRATOR, give_role, "grant.given"),
        (Role.REVIEWER, accept_sheet, "sheet.accepted"),
        (Role.REVIEWER, accept_task, "task.accepted"),
        (Role.FILER, report_task, "task.progress_reported"),
        (Role.ISSUER, draft_report, "report.drafted"),
        (Role.LEADER, sign_report, "report.signed_off"),
        (Role.PUBLISHER, write_bulletin, "bulletin.written"),
    ],
)
def test_a_deed_is_done_with_its_record_or_not_at_all(
    client: Client,
    role: Role,
    deed: Callable[[Tree], tuple[str, dict]],
    verb: str,
):
    tree = make_tree()
    address, typed = deed(tree)
    client.force_login(make_account(role, tree.city, name="麻青松"))
    prove(client)
    client.raise_request_exception = False
    before = everything_kept()

    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT before_the_fault")
        fill_the_record()
        refused = client.post(address, typed)
        after = everything_kept()
        cursor.execute("ROLLBACK TO SAVEPOINT before_the_fault")
    done = client.post(address, typed)

    assert (refused.status_code, after) == (500, before)
    assert done.status_code in (200, 302)
    last = Entry.objects.order_by("-number").first()
    assert last is not None
    assert (last.verb, last.actor_name, last.capacity) == (verb, "麻青松", tree.city.name)


@pytest.fixture
def full(transactional_db) -> Iterator[None]:
    fill_the_record()
    yield
    with connection.cursor() as cursor:
        for statement in EMPTIED[connection.vendor]:
            cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_nobody_comes_in_unrecorded(client, full):
    make_account(None, username="xiaohe", password=PASSWORD)
    client.raise_request_exception = False

    answer = client.post("/sign-in/", {"login": "xiaohe", "password": PASSWORD})

    assert answer.status_code == 500
    assert not get_user(client).is_authenticated


@pytest.mark.django_db(transaction=True)
def test_nobody_takes_the_record_out_unrecorded(client, full):
    tree = make_tree()
    client.force_login(make_account(Role.AUDIT_ADMINISTRATOR, tree.city))
    prove(client)
    client.raise_request_exception = False

    assert client.post(reverse("directory:audit-export")).status_code == 500


def test_nobody_is_let_through_when_rights_cannot_be_read(client):
    tree = make_tree()
    client.force_login(make_account(Role.LEADER, tree.city))
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE access_grant RENAME TO access_grant_gone")

    answer = client.get(reverse("directory:organisation", args=[tree.city.pk]))

    assert answer.status_code == 500
    assert tree.city.name not in answer.content.decode()
