"""Reminding a million organisations of the same last day, with an account in each.

Every organisation but the top was asked by the one above it, has a filer, and has not answered; a
superior has a reviewer. Reminding is done part by part; the longest part is what others wait for.
"""

from time import perf_counter

from bench._ground import AT, Row, run
from bench._registry import ON, nodes, settle, write


def measure(database: str, *, small: bool) -> list[Row]:
    made = nodes(20_000 if small else 1_000_000)
    write(made)
    settle()
    ask(made)
    settle()
    return cases(f"{len(made):,} organisations, {database}")


def ask(made) -> None:
    """One directive of the top, an assignment and an account everywhere below."""
    from gonghui.access.models import Grant
    from gonghui.cascade.models import Assignment, Directive
    from gonghui.people.models import Account, Person

    person = Person.objects.create(name="试员", sort_reading="shiyuan", invented=True)
    accounts = [Account(pk=one.pk, username=f"a{one.pk}", person=person) for one in made]
    Account.objects.bulk_create(accounts, batch_size=1000)
    superiors = {one.parent for one in made}
    grants = [
        Grant(role=role, organisation_id=one.pk, account_id=one.pk, from_on=ON)
        for one in made
        for role in (("filer", "reviewer") if one.pk in superiors else ("filer",))
    ]
    Grant.objects.bulk_create(grants, batch_size=1000)
    directive = Directive.objects.create(
        issuer_id=1, kind="answer", title="半年工作", basis_label="试", due_on=AT.date(),
        state="issued", issued_at=AT, issued_by=accounts[0],
    )  # fmt: skip
    Assignment.objects.bulk_create(
        [
            Assignment(
                directive=directive, organisation_id=one.pk, answers_to_id=one.parent,
                due_on=AT.date(), sent_at=AT,
            )
            for one in made
            if one.parent
        ],
        batch_size=1000,
    )  # fmt: skip


def cases(size: str) -> list[Row]:
    from datetime import timedelta

    from django.db import transaction

    from gonghui.cascade.actions import reminder
    from gonghui.notices.models import Notice
    from gonghui.people.actions.account import job_account

    by, on = job_account(), AT.date() + timedelta(days=2)  # a Saturday's last day, then Monday
    parts: list[float] = []
    tell_each = reminder.tell_each

    def timed_part(messages, *, at) -> None:
        began = perf_counter()
        with transaction.atomic():
            tell_each(messages, at=at)
        parts.append(perf_counter() - began)

    reminder.tell_each = timed_part

    def whole() -> float:
        began = perf_counter()
        reminder.remind(on=on, since=None, by=by, at=AT)
        return perf_counter() - began

    first, told = whole(), Notice.objects.count()
    longest = max(parts)
    again = whole()
    if Notice.objects.count() != told:
        raise SystemExit("somebody was told twice")
    return [
        Row(f"{size}: everybody reminded ({told:,} messages)", first, "s"),
        Row(f"{size}: the longest part of it", longest * 1000, "ms"),
        Row(f"{size}: begun again, nobody told twice", again, "s"),
    ]


if __name__ == "__main__":
    run("reminders", measure)
