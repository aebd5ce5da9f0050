"""What organisations sent down, and how far it has come right below them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from gonghui.cascade.models import Assignment, Directive
from gonghui.cascade.rules.assignment import OPEN, DirectiveState, Progress, State, progress_of
from gonghui.organisations.models import Organisation

Key = tuple[int, int | None]  # a directive, and the assignment it was relayed from


@dataclass(frozen=True, slots=True)
class Asked:
    """One ask as its sender sees it.

    Attributes:
        under: The assignment it was relayed from; ``None`` when they issued it themselves.
        due_on: The last day of those asked by them.
    """

    directive: Directive
    under: Assignment | None
    due_on: date
    progress: Progress


def asked_by(organisations: list[Organisation], *, today: date, most: int) -> list[Asked]:
    """What these organisations issued or handed on, the newest first. At most four queries."""
    sent = Assignment.objects.filter(answers_to__in=organisations).exclude(
        directive__state=DirectiveState.WITHDRAWN.value
    )
    newest = list(
        sent.values_list("directive", "parent")
        .annotate(due_on=Max("due_on"), newest=Max("sent_at"))
        .order_by("-newest", "-directive")[:most]
    )
    keys = [(directive, parent) for directive, parent, _due, _newest in newest]
    progress = _progress(organisations, keys, today=today)
    directives = Directive.objects.select_related("issuer", "department").in_bulk(
        {directive for directive, _parent in keys}
    )
    parents = Assignment.objects.select_related("organisation").in_bulk(
        {parent for _directive, parent in keys if parent}
    )
    return [
        Asked(
            directives[directive],
            parents.get(parent) if parent else None,
            due_on,
            progress[directive, parent],
        )
        for directive, parent, due_on, _newest in newest
    ]


def _progress(
    organisations: list[Organisation], keys: Collection[Key], *, today: date
) -> dict[Key, Progress]:
    """How far each has come; one query."""
    overdue = Count("pk", filter=Q(state__in=[state.value for state in OPEN], due_on__lt=today))
    rows = (
        Assignment.objects.filter(
            answers_to__in=organisations, directive__in={directive for directive, _ in keys}
        )
        .values_list("directive", "parent", "state")
        .annotate(count=Count("pk"), late=overdue)
    )
    states: dict[Key, dict[State, int]] = {}
    late: dict[Key, int] = {}
    for directive, parent, state, count, behind in rows:
        states.setdefault((directive, parent), {})[State(state)] = count
        late[directive, parent] = late.get((directive, parent), 0) + behind
    return {key: progress_of(states[key], late=late[key]) for key in keys}
