"""How much is sealed, opened and found in a second, and how quickly everything is sealed anew."""

import os
from collections.abc import Callable
from itertools import pairwise
from time import perf_counter

from bench._ground import Row, run

PHONE = "13812345678"


def measure(database: str, *, small: bool) -> list[Row]:
    """The seal by itself against the plain cipher, then whole rows of persons."""
    return [*_by_itself(small=small), *_rows(database, small=small)]


def _by_itself(*, small: bool) -> list[Row]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from gonghui.foundation.sealing import Keyring

    many = 5_000 if small else 50_000
    plain, nonce = AESGCM(os.urandom(32)), os.urandom(12)
    kept = plain.encrypt(nonce, PHONE.encode(), b"people.phone")
    sealing = _rate(lambda: plain.encrypt(os.urandom(12), PHONE.encode(), b"people.phone"), many)
    opening = _rate(lambda: plain.decrypt(nonce, kept, b"people.phone"), many)
    rows = []
    for cipher in ("aes", "sm"):
        ring = Keyring({"k1": "a secret", "k2": "another secret"}, "k2", cipher)
        sealed = ring.seal(PHONE, "people.phone")
        for what, act, floor in (
            ("seal", lambda ring=ring: ring.seal(PHONE, "people.phone"), sealing),
            (
                "unseal",
                lambda ring=ring, sealed=sealed: ring.unseal(sealed, "people.phone"),
                opening,
            ),
            ("likeness", lambda ring=ring: ring.likeness(PHONE, "people.phone"), None),
            (
                "likenesses to look for, 2 keys",
                lambda ring=ring: ring.likenesses(PHONE, "people.phone"),
                None,
            ),
        ):
            rows.append(Row(f"{cipher}: {what}", _rate(act, many), "/s", floor))
    return rows


def _rate(act: Callable[[], object], many: int) -> float:
    start = perf_counter()
    for _ in range(many):
        act()
    return many / (perf_counter() - start)


def _rows(database: str, *, small: bool) -> list[Row]:
    many = 2_000 if small else 100_000
    rows = [_entered(database, many), _masked(database, many)]
    _with_another_key()
    return [*rows, _found(database), *_sealed_anew(database, many)]


def _entered(database: str, many: int) -> Row:
    from gonghui.people.models import Person

    start = perf_counter()
    for first in range(0, many, 1_000):
        Person.objects.bulk_create(
            Person(
                name="麻青松",
                sort_reading="maqingsong",
                phone=f"138{n:08}",
                id_number=f"33010219900{n:07}",
            )
            for n in range(first, first + 1_000)
        )
    return Row(f"{database}: persons entered with both numbers", many / _since(start), "/s")


def _masked(database: str, many: int) -> Row:
    from gonghui.people.models import Person

    start = perf_counter()
    told = [str(one.phone) for one in Person.objects.only("phone")[:many]]
    return Row(f"{database}: numbers shown masked", len(told) / _since(start), "/s")


def _with_another_key() -> None:
    from django.conf import settings

    from gonghui.foundation.sealed import keyring

    settings.SEAL_KEYS = {**settings.SEAL_KEYS, "k2": "another secret"}
    keyring.cache_clear()


def _found(database: str) -> Row:
    from gonghui.foundation.sealed import like
    from gonghui.people.models import Person

    start = perf_counter()
    for n in range(500):
        Person.objects.get(phone_likeness__in=like(f"138{n:08}", "people.phone"))
    return Row(f"{database}: a person found by number, 2 keys", _since(start) / 500 * 1000, "ms")


def _sealed_anew(database: str, many: int) -> list[Row]:
    from gonghui.foundation.clock import moment
    from gonghui.foundation.keys import values_by_key
    from gonghui.people.actions.account import job_account
    from gonghui.people.actions.key import reseal

    steps: list[float] = []
    start = perf_counter()
    done = reseal(by=job_account(), clock=moment, told=lambda _: steps.append(perf_counter())).done
    taken = _since(start)
    assert values_by_key() == {"k1": 0, "k2": many * 2}
    lasted = [later - sooner for sooner, later in pairwise([start, *steps])]
    floor = _written_again(min(many, 2_000))
    return [
        Row(f"{database}: values sealed anew, of {many * 2:,}", done / taken, "/s", floor),
        Row(f"{database}: longest step of it", max(lasted) * 1000, "ms"),
    ]


def _written_again(many: int) -> float:
    """Rows a second, written one by one in transactions of 100, with nothing sealed."""
    from django.db import transaction
    from django.db.models import F

    from gonghui.people.models import Person

    keys = list(Person.objects.order_by("pk").values_list("pk", flat=True)[:many])
    start = perf_counter()
    for first in range(0, many, 100):
        with transaction.atomic():
            for pk in keys[first : first + 100]:
                Person.objects.filter(pk=pk).update(code=F("code"))
    return many / _since(start)


def _since(start: float) -> float:
    return perf_counter() - start


if __name__ == "__main__":
    run("sealing", measure)
