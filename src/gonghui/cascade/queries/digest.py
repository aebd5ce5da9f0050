"""What a day's digest tells of asks: late, sent back, due soon, answers to accept."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from django.db.models import Count, Q

from gonghui.access.permissions import Permission
from gonghui.access.queries import seats_of
from gonghui.cascade.models import Assignment
from gonghui.cascade.rules.assignment import OPEN, DirectiveState, State
from gonghui.cascade.rules.reminder import DAYS_BEFORE
from gonghui.foundation.calendar import add_working_days
from gonghui.notices.rules.delivery import Line, Section

Placed = Iterator[tuple[int, Line]]  # the key of an organisation, and what is told there


def digest_lines(accounts: Collection[int], on: date) -> Mapping[int, list[Line]]:
    """For each of these accounts what waits where they sit; eight queries, however many."""
    told: dict[int, list[Line]] = {}
    for permission, lines_at in (
        (Permission.ASSIGNMENT_RECEIVE, _owed),
        (Permission.ASSIGNMENT_REVIEW, _to_accept),
    ):
        seats = seats_of(accounts, permission, on=on)
        lines: dict[int, list[Line]] = {}
        for organisation, line in lines_at({pk for one in seats.values() for pk in one}, on):
            lines.setdefault(organisation, []).append(line)
        for account, organisations in seats.items():
            found = [line for pk in sorted(organisations) for line in lines.get(pk, ())]
            if found:
                told.setdefault(account, []).extend(found)
    return told


def _owed(organisations: Collection[int], on: date) -> Placed:
    soon = add_working_days(on, DAYS_BEFORE)
    rows = (
        Assignment.objects.filter(Q(due_on__lte=soon) | Q(state=State.SENT_BACK.value))
        .filter(
            organisation__in=organisations,
            state__in=[state.value for state in OPEN],
            directive__state=DirectiveState.ISSUED.value,
        )
        .order_by("due_on", "pk")
        .values_list(
            *("organisation", "organisation__short_name"), "directive__title", "due_on", "state"
        )
    )
    for organisation, name, title, due_on, state in rows:
        section = Section.CAME_BACK if state == State.SENT_BACK.value else Section.DUE
        if due_on < on:
            section = Section.LATE
        facts = {"title": title, "organisation": name, "due_on": due_on}
        yield organisation, Line(section, f"digest.{section.value}", facts)


def _to_accept(organisations: Collection[int], _on: date) -> Placed:
    rows = (
        Assignment.objects.filter(answers_to__in=organisations, state=State.FILED.value)
        .filter(directive__state=DirectiveState.ISSUED.value)
        .values_list("answers_to", "directive__title")
        .annotate(count=Count("pk"))
        .order_by("answers_to", "directive__title")
    )
    for organisation, title, count in rows:
        yield organisation, Line(Section.REVIEW, "digest.review", {"title": title, "count": count})
