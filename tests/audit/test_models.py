import pytest
from django.db import DatabaseError, connection, transaction

from gonghui.audit.actions import Deed, record
from gonghui.audit.models import Entry
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation
from tests.factories.people import make_job, make_plain_account


@pytest.fixture
def entry(db):
    return record(Deed("organisation.founded", make_organisation()), by=make_job(), at=IN_JULY)


def test_database_refuses_to_change_an_entry(entry):
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(verb="organisation.dissolved")

    entry.refresh_from_db()
    assert entry.verb == "organisation.founded"


def test_database_refuses_to_delete_an_entry(entry):
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.all().delete()

    assert Entry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_transactional_tests_empty_the_record_and_still_keep_it_while_they_run(turn):
    record(Deed("account.opened", make_plain_account()), by=make_job(), at=IN_JULY)

    with pytest.raises(DatabaseError):
        Entry.objects.all().delete()

    assert Entry.objects.count() == 1
    assert not connection.in_atomic_block


def test_entry_names_itself(entry):
    assert str(entry) == f"1 organisation.founded {entry.subject_label}"
