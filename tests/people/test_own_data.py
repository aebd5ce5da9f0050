"""Everything kept about a person is found by walking the keys of all tables."""

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from gonghui.audit.actions import Deed, record
from gonghui.foundation.privacy import personal_data
from gonghui.people.actions.own import take_along
from gonghui.people.models import Account, DataRequest, Person
from gonghui.people.queries.own import LOOSE, about, kinds, secrets, told_facts
from tests.factories.access import make_grant
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation, make_post, make_tenure
from tests.factories.people import make_job, make_plain_account

pytestmark = pytest.mark.django_db


def test_no_key_to_a_person_or_an_account_is_missed():
    """Walked here once more, in another way: by the columns of the database."""
    found = {kind.model._meta.db_table for kind in kinds()}
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        pointing = {
            table
            for table in tables
            for _, _, target in _keys(cursor, table)
            if target in (Person._meta.db_table, Account._meta.db_table)
        }

    assert pointing - found == set()
    assert len(pointing) > 15


def _keys(cursor, table):
    keys = connection.introspection.get_constraints(cursor, table).values()
    return [(table, *key["columns"], key["foreign_key"][0]) for key in keys if key["foreign_key"]]


def test_no_number_of_an_account_stands_loose_unseen():
    """A whole number called …_id or …_pk is a key of something else, or is walked."""
    others = {
        "audit.Entry.subject_id",  # by its kind
        "audit.Entry.organisation_id",
        "cascade.Directive.delivered_pk",  # how far down the list of organisations
        "documents.ImportTrace.record_pk",  # documents.actions.forgetting
    }
    loose = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.IntegerField)
        and not field.primary_key
        and field.name.endswith(("_id", "_pk"))
    }
    walked = {f"{label}.{name}" for label, names in LOOSE.items() for name in names}

    assert loose - walked - others == set()


@pytest.fixture
def clerk():
    account = make_plain_account("任小禾", username="rxh")
    account.person.phone = "13812345678"
    account.person.save(update_fields=["phone", "phone_likeness"])
    return account


def busy(clerk, times: int):
    """So many rows of several tables."""
    city = make_organisation("铜仁市总工会")
    for number in range(times):
        make_tenure(clerk.person, make_post(city, f"干事{number}"))
        make_grant(at=city, account=clerk)
        DataRequest.objects.create(
            person=clerk.person,
            kind="correct",
            state="done",
            asked_at=IN_JULY,
            due_on=IN_JULY.date(),
        )
        record(Deed("account.opened", clerk), by=make_job(), at=IN_JULY)
        record(Deed("sign_in.done", make_job()), by=clerk, at=IN_JULY)
        record(Deed("person.renamed", clerk.person), by=make_job(), at=IN_JULY)


def test_all_rows_are_told_and_nobody_elses(clerk):
    busy(clerk, 2)
    busy(make_plain_account("龚德才"), 3)
    counts = {one.kind.label: one.count for one in about(clerk.person)}

    assert counts == {
        "people.Person": 1,
        "people.Account": 1,
        "people.DataRequest": 2,
        "organisations.Tenure": 2,
        "access.Grant": 2,
        "audit.Entry": 6,
    }


def test_as_many_queries_for_one_row_as_for_fifty(clerk):
    busy(clerk, 1)
    with CaptureQueriesContext(
        connection,
    ) as few:
        [str(row.record) for one in about(clerk.person, most=10) for row in one.rows]
    busy(clerk, 49)
    with CaptureQueriesContext(connection) as many:
        told = about(clerk.person, most=10)
        [str(row.record) for one in told for row in one.rows]

    assert len(many) == len(few) == len(kinds()) + 1
    assert {one.kind.label: (len(one.rows), one.count) for one in told}["access.Grant"] == (10, 50)


def test_a_row_says_by_what_it_names_the_person_and_when(clerk):
    record(Deed("account.opened", clerk), by=make_job(), at=IN_JULY)
    record(Deed("person.renamed", clerk.person), by=clerk, at=IN_JULY)
    entries = next(one for one in about(clerk.person) if one.kind.label == "audit.Entry")

    assert [(row.record.verb, row.ways, row.at) for row in entries.rows] == [
        ("person.renamed", ("actor_id",), IN_JULY),
        ("account.opened", ("subject_id",), IN_JULY),
    ]


def test_secrets_are_named_and_never_told(clerk):
    accounts = next(one for one in about(clerk.person) if one.kind.label == "people.Account")
    persons = next(one for one in about(clerk.person) if one.kind.label == "people.Person")

    assert "people.Account.password" in secrets()
    assert told_facts(accounts.rows[0]) == {
        "username": "rxh",
        "person": clerk.person_id,
        "email": "",
        "last_login": None,
    }
    masked, whole = told_facts(persons.rows[0]), {"phone": "13812345678"}
    assert (masked["phone"], told_facts(persons.rows[0], whole=whole)["phone"]) == (
        "138****5678",
        "13812345678",
    )
    assert masked.keys().isdisjoint({"phone_likeness", "id_number_likeness"})


def test_taking_it_along_is_a_deed_and_unseals_the_own_facts(clerk):
    package = take_along(clerk.person, by=clerk, at=IN_JULY)

    assert package.whole == {"phone": "13812345678", "id_number": ""}
    last = next(one for one in package.tables if one.kind.label == "audit.Entry").rows[0].record
    assert (last.verb, last.actor_id, last.subject_id) == (
        "own_data.taken",
        clerk.pk,
        clerk.person_id,
    )


def test_every_table_that_names_people_is_on_the_map():
    known = {said.model for said in personal_data()}

    assert {kind.label for kind in kinds()} - known == set()
