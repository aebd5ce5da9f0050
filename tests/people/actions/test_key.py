"""Keys change, everything stays readable and findable, and an old key can be given up."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from gonghui.audit.models import Entry
from gonghui.documents.models import ImportTrace
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.keys import add_key, drop_key, key_file, values_by_key
from gonghui.foundation.sealed import keyring, like
from gonghui.foundation.sealing import read_keys
from gonghui.people.actions.account import job_account
from gonghui.people.actions.contact import change_contact, restore_contacts
from gonghui.people.actions.key import add, drop, reseal
from gonghui.people.models import Person
from tests.factories.documents import make_batch
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
PHONE, ID_NUMBER = "13812345678", "330102199001010011"


@pytest.fixture(autouse=True)
def home(settings, tmp_path, monkeypatch):
    """A home of our own with one key in it, and the site started anew."""
    monkeypatch.delenv("GONGHUI_SEAL_KEYS", raising=False)
    settings.HOME = tmp_path
    key_file().parent.mkdir()
    key_file().write_text("the secret made at the first start")
    start_anew(settings)
    yield tmp_path
    keyring.cache_clear()


def start_anew(settings, cipher: str = "aes") -> None:
    settings.SEAL_KEYS, settings.CIPHER = read_keys(key_file().read_text()), cipher
    keyring.cache_clear()


def make_known(name: str = "麻青松", phone: str = PHONE, id_number: str = ID_NUMBER) -> Person:
    person = make_person(name)
    person.phone, person.id_number = phone, id_number
    person.save()
    return Person.objects.get(pk=person.pk)


def kept(person: Person) -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone, phone_likeness FROM people_person WHERE id = %s", [person.pk])
        return cursor.fetchone()


def facts(person: Person) -> tuple[str, str]:
    fresh = Person.objects.get(pk=person.pk)
    return fresh.phone.unsealed(), fresh.id_number.unsealed()


def run_reseal():
    return reseal(by=job_account(), clock=lambda: IN_JULY)


@pytest.mark.parametrize("cipher", ["aes", "sm"])
def test_keys_change_and_the_old_one_goes(settings, cipher):
    start_anew(settings, cipher)
    person = make_known()
    assert values_by_key() == {"k1": 2}

    assert add(by=job_account(), at=IN_JULY) == "k2"
    start_anew(settings, cipher)
    assert facts(person) == (PHONE, ID_NUMBER)
    assert (run_reseal().done, values_by_key()) == (2, {"k1": 0, "k2": 2})
    drop("k1", by=job_account(), at=IN_JULY)
    start_anew(settings, cipher)

    assert list(settings.SEAL_KEYS) == ["k2"]
    assert facts(person) == (PHONE, ID_NUMBER)
    assert Person.objects.get(phone_likeness__in=like(PHONE, "people.phone")) == person
    assert run_reseal().done == 0
    assert list(Entry.objects.values_list("verb", flat=True)) == [
        "keys.added", "keys.resealed", "keys.dropped",
    ]  # fmt: skip


@pytest.mark.parametrize(("first", "then"), [("aes", "sm"), ("sm", "aes")])
def test_another_cipher_opens_finds_and_seals_anew(settings, first, then):
    start_anew(settings, first)
    person = make_known()
    start_anew(settings, then)

    assert facts(person) == (PHONE, ID_NUMBER)
    assert Person.objects.get(phone_likeness__in=like(PHONE, "people.phone")) == person
    assert run_reseal().done == 2
    assert kept(person)[0].startswith(f"{then}.k1.")
    assert Person.objects.get(phone_likeness__in=like(PHONE, "people.phone")) == person


def test_a_key_that_something_needs_is_not_given_up(settings):
    make_known()
    add_key()
    start_anew(settings)

    for name, code in [("k1", "keys.needed"), ("k2", "keys.seals"), ("k9", "keys.unknown")]:
        with pytest.raises(RuleBroken) as refusal:
            drop_key(name)
        assert refusal.value.code == code
    assert list(read_keys(key_file().read_text())) == ["k1", "k2"]


def test_what_a_workbook_changed_is_still_to_be_opened_with_its_key(settings):
    person = make_known()
    before = {"phone": [kept(person)[0], kept(person)[0]]}
    batch = make_batch(make_organisation())
    ImportTrace.objects.create(
        batch=batch, step=1, row=1, model_label="people.person", record_pk=person.pk, before=before
    )
    add_key()
    start_anew(settings)
    run_reseal()

    with pytest.raises(RuleBroken) as refusal:
        drop_key("k1")

    assert (refusal.value.code, refusal.value.facts) == ("keys.needed", {"key": "k1", "count": 1})


def test_what_was_entered_is_taken_back_after_the_keys_changed(settings):
    person = make_known()
    entered = change_contact(person, phone="13912345678", by=job_account(), at=IN_JULY)
    add_key()
    start_anew(settings)
    run_reseal()

    restore_contacts([entered], by=job_account(), at=IN_JULY)

    assert facts(person) == (PHONE, ID_NUMBER)


def test_only_a_likeness_of_the_old_key_is_made_anew_too(settings):
    person = make_known()
    add_key()
    start_anew(settings)
    run_reseal()
    old = Concat(Value("k1"), Substr(F("phone_likeness"), 3))
    Person.objects.filter(pk=person.pk).update(phone_likeness=old)

    assert values_by_key() == {"k1": 1, "k2": 2}
    assert run_reseal().done == 1
    assert Person.objects.get(phone_likeness__in=like(PHONE, "people.phone")) == person


def test_resealing_goes_on_where_it_was_broken_off(settings):
    people = [make_known(f"麻{n}", f"138{n:08}", f"33010219900{n:07}") for n in range(350)]
    add_key()
    start_anew(settings)

    class BrokenOffError(Exception):
        pass

    def break_off(done: int) -> None:
        if done >= 100:
            raise BrokenOffError

    with pytest.raises(BrokenOffError):
        reseal(by=job_account(), clock=lambda: IN_JULY, told=break_off)
    first = values_by_key()
    assert first["k2"] in range(100, 700)
    assert run_reseal().done == 700 - first["k2"]
    assert values_by_key() == {"k1": 0, "k2": 700}
    assert [facts(person)[0] for person in people[:5]] == [f"138{n:08}" for n in range(5)]


def test_a_value_that_does_not_open_stays_as_it_is_and_is_named(settings):
    person, other = make_known(), make_known("龙云", "13912345678", "330102199001010020")
    broken = kept(person)[0][:-6] + "AAAAAA"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET phone = %s WHERE id = %s", [broken, person.pk])
    add_key()
    start_anew(settings)
    out = StringIO()

    with pytest.raises(CommandError, match=f"people.Person {person.pk} phone"):
        call_command("keys", "reseal", "--json", stdout=out)

    assert json.loads(out.getvalue()) == {"done": 3, "broken": [f"people.Person {person.pk} phone"]}
    assert kept(person)[0] == broken
    assert facts(other) == ("13912345678", "330102199001010020")


def test_a_key_not_here_is_told(settings):
    make_known()
    key_file().write_text("k7:another secret altogether\n")
    start_anew(settings)

    assert values_by_key() == {"k7": 0, "?": 2}


def test_the_file_stays_its_owners_and_no_secret_is_shown(settings, home):
    out = StringIO()

    call_command("keys", "add", stdout=out)
    start_anew(settings)
    call_command("keys", stdout=out)
    call_command("keys", "--json", stdout=out)

    assert key_file().stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (home / "keys").iterdir() if "new" in path.name] == []
    secrets = list(read_keys(key_file().read_text()).values())
    assert secrets[0] == "the secret made at the first start"
    assert len(secrets[1]) >= 48
    assert [secret for secret in secrets if secret in out.getvalue()] == []
    assert '"seals": "k2", "cipher": "aes"' in out.getvalue()


def test_keys_of_the_environment_are_changed_there(monkeypatch):
    monkeypatch.setenv("GONGHUI_SEAL_KEYS", "k1:secret")

    with pytest.raises(CommandError, match="GONGHUI_SEAL_KEYS"):
        call_command("keys", "add")


@pytest.mark.parametrize("cipher", ["aes", "sm"])
def test_the_database_as_a_file_holds_no_number(settings, tmp_path, cipher):
    start_anew(settings, cipher)
    make_known()
    if connection.vendor == "sqlite":
        told = "\n".join(connection.connection.iterdump())
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT people_person::text FROM people_person")
            told = str(cursor.fetchall())

    assert "麻青松" in told
    assert f"{cipher}.k1." in told
    assert PHONE not in told
    assert ID_NUMBER not in told
