"""Whether the time of an answer tells which names there are, and how long a sign-in takes."""

import statistics
from time import perf_counter

from bench._ground import AT, Row, p95, run

PASSWORD = "banzu-peixun-2023"


def measure(database: str, *, small: bool) -> list[Row]:
    """200 tries of each kind, in turn, each from an address of its own; the real hash."""
    from django.conf import settings
    from django.test import Client

    from gonghui.people.actions.account import job_account
    from gonghui.people.actions.person import register_person
    from gonghui.people.models import Account

    settings.ALLOWED_HOSTS.append("testserver")
    job = job_account()
    for username, is_active in (("open", True), ("closed", False)):
        person = register_person("麻青松", by=job, at=AT)
        account = Account(username=username, person=person, is_active=is_active)
        account.set_password(PASSWORD)
        account.save()
    kinds = {
        "wrong password": ("open", "wrong-wrong-wrong"),
        "unknown name": ("nobody", "wrong-wrong-wrong"),
        "closed account, right password": ("closed", PASSWORD),
        "right password": ("open", PASSWORD),
    }
    taken: dict[str, list[float]] = {kind: [] for kind in kinds}
    for n in range(40 if small else 200):
        for place, (kind, (username, password)) in enumerate(kinds.items()):
            _forget()
            client = Client(REMOTE_ADDR=f"10.{place}.{n // 250}.{n % 250 + 1}")
            start = perf_counter()
            client.post("/sign-in/", {"login": username, "password": password})
            taken[kind].append(perf_counter() - start)
    medians = {kind: statistics.median(times) * 1000 for kind, times in taken.items()}
    refused = [medians[kind] for kind in list(kinds)[:3]]
    rows = [Row(f"{database}: {kind}, median", value, "ms") for kind, value in medians.items()]
    rows.append(Row(f"{database}: a sign-in, p95", p95(taken["right password"]), "ms"))
    slower = (max(refused) / min(refused) - 1) * 100
    rows.append(Row(f"{database}: slowest refusal beyond the quickest", slower, "%"))
    return rows


def _forget() -> None:
    """So that no wait is measured instead, nor a person signed in at 200 places."""
    from allauth.usersessions.models import UserSession
    from django.core.cache import cache

    from gonghui.people.models import Tries

    Tries.objects.all().delete()
    UserSession.objects.all().delete()
    cache.clear()


if __name__ == "__main__":
    run("sign_in", measure)
