import pytest
from django.db import transaction

from gonghui.audit import queries
from gonghui.audit.actions import Deed, record, record_all
from gonghui.audit.models import Entry, Head
from gonghui.audit.queries import content_of, entries_about, fault_in_chain, newest_entries
from gonghui.audit.rules import Fault
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation
from tests.factories.people import make_job, make_plain_account

pytestmark = pytest.mark.django_db


def test_record_keeps_who_did_what_in_what_capacity():
    account = make_plain_account("田晓岚")
    account.capacity = "松桃苗族自治县总工会统计干事"
    organisation = make_organisation("松桃苗族自治县总工会")

    entry = record(
        Deed("organisation.founded", organisation, organisation.pk, {"count": 3}),
        by=account,
        at=IN_JULY,
    )

    entry.refresh_from_db()
    assert content_of(entry) == {
        "number": 1,
        "at": "2023-07-12T02:30:00.000000+00:00",
        "actor": [account.pk, "田晓岚", "松桃苗族自治县总工会统计干事"],
        "verb": "organisation.founded",
        "subject": ["organisations.organisation", organisation.pk, "松桃苗族自治县总工会"],
        "organisation": organisation.pk,
        "facts": {"count": 3},
    }


def test_record_all_seals_each_with_the_one_before():
    organisations = [make_organisation() for _ in range(3)]

    entries = record_all(
        [Deed("organisation.founded", one) for one in organisations], by=make_job(), at=IN_JULY
    )

    head = Head.objects.get()
    assert [entry.number for entry in entries] == [1, 2, 3]
    assert (head.number, head.digest, str(head)) == (3, entries[-1].digest, "3")
    assert fault_in_chain() is None


def test_a_deed_undone_leaves_no_entry():
    with pytest.raises(RuntimeError), transaction.atomic():
        record(Deed("organisation.founded", make_organisation()), by=make_job(), at=IN_JULY)
        raise RuntimeError

    assert (Entry.objects.count(), Head.objects.count()) == (0, 0)
    assert fault_in_chain() is None


def test_recording_nothing_seals_nothing():
    assert record_all([], by=make_job(), at=IN_JULY) == []
    assert Head.objects.get().number == 0


def test_fault_in_chain_finds_a_changed_head():
    record(Deed("organisation.founded", make_organisation()), by=make_job(), at=IN_JULY)
    Head.objects.update(digest="0" * 64)

    assert fault_in_chain() == (2, Fault.CUT)


def test_fault_in_chain_finds_an_entry_put_in_behind_the_end():
    record(Deed("organisation.founded", make_organisation()), by=make_job(), at=IN_JULY)
    last = Entry.objects.get()
    last.pk, last.number = None, 2
    last.save(force_insert=True)

    assert fault_in_chain() == (2, Fault.CHANGED)


def test_fault_in_chain_tells_how_far_it_is(monkeypatch):
    monkeypatch.setattr(queries, "CHUNK", 2)
    organisation = make_organisation()
    record_all([Deed("a.done", organisation)] * 5, by=make_job(), at=IN_JULY)
    told: list[int] = []

    assert fault_in_chain(told.append) is None
    assert told == [2, 4]


def test_entries_about_one_thing_come_in_their_order():
    first, other = make_organisation(), make_organisation()
    deeds = [Deed("a.done", first), Deed("b.done", other), Deed("c.done", first)]
    record_all(deeds, by=make_job(), at=IN_JULY)

    about = entries_about("organisations.organisation", first.pk)

    assert [entry.verb for entry in about] == ["a.done", "c.done"]
    assert [entry.verb for entry in newest_entries(2)] == ["c.done", "b.done"]


def test_long_names_are_cut_to_what_the_record_holds():
    account = make_plain_account()
    account.capacity = "长" * 300

    entry = record(Deed("a.done", make_organisation("名" * 120)), by=account, at=IN_JULY)

    entry.refresh_from_db()
    assert len(entry.capacity) == 200
    assert fault_in_chain() is None
