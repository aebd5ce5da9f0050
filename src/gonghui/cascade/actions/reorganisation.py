"""What becomes of open asks when the tree changes: they follow whom they were asked of.

Nothing already answered is touched. What is still owed goes along with the organisation, is taken
over by whoever takes over from it, or is no longer asked when its issuer has no say there any more.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.db.models import QuerySet

from gonghui.cascade.models import Assignment
from gonghui.cascade.rules.assignment import EXCUSED, OPEN, DirectiveState, State
from gonghui.organisations.announcements import Born, Consequence, Ended, Placed, Reorganisation
from gonghui.organisations.models import Organisation
from gonghui.organisations.queries.tree import below_all, path, superior
from gonghui.organisations.rules.organisation import Line

_DONE = [State.ACCEPTED.value, *(state.value for state in EXCUSED)]


@transaction.atomic
def follow(reorganisation: Reorganisation, *, at: datetime) -> list[Consequence]:
    """Carry out in the asks what an act did to the tree; tells what that meant.

    Asks travel on the territorial line; an act on another line changes nothing here. Recorded with
    the act.
    """
    if reorganisation.line is not Line.TERRITORIAL:
        return []
    told: list[Consequence] = []
    for birth in reorganisation.born:
        told += _also_ask(birth, at)
    heirs = {one.organisation.pk: one.successor for one in reorganisation.ended}
    told += _rehang(reorganisation.placed, heirs)
    for end in reorganisation.ended:
        told += _take_over(end, at)
    for one in reorganisation.paused:
        told += _excuse(one)
    return told


def _owed(organisations: Collection[Organisation] | QuerySet[Organisation]) -> QuerySet[Assignment]:
    """What these still owe."""
    return Assignment.objects.filter(
        organisation__in=organisations,
        state__in=[state.value for state in OPEN],
        directive__state=DirectiveState.ISSUED.value,
    )


def _also_ask(birth: Born, at: datetime) -> list[Consequence]:
    """Who came out of others is asked for what those still owe."""
    made = _deliver(birth.organisation, birth.out_of, at)
    return _told("assignment.also_asked", made, birth.organisation)


def _deliver(to: Organisation, owing: Sequence[Organisation], at: datetime) -> int:
    """Ask somebody for what others owe, once for each ask; what they were asked before stays.

    It answers to whom those answered, where that one is above it too; else as ``_answering`` says.
    """
    had = set(Assignment.objects.filter(organisation=to).values_list("directive_id", flat=True))
    above = {one.pk for one in path(to)}
    say = above | {one.pk for one in owing}
    theirs = _asked_of(superior(to))
    made: dict[int, Assignment] = {}
    for one in _owed(owing).select_related("directive").order_by("due_on", "pk"):
        if one.directive_id in had or one.directive.issuer_id not in say:
            continue
        copy = Assignment(
            directive=one.directive,
            organisation=to,
            answers_to_id=one.answers_to_id,
            parent_id=one.parent_id,
            due_on=one.due_on,  # of several, the latest day
            instruction=one.instruction,
            sent_at=at,
        )
        made[one.directive_id] = (
            copy if one.answers_to_id in say else _answering(copy, theirs.get(one.directive_id))
        )
    Assignment.objects.bulk_create(made.values(), batch_size=500)
    return len(made)


def _asked_of(organisation: Organisation | None) -> dict[int, Assignment]:
    """What somebody was asked and not excused from, by the ask."""
    asked = Assignment.objects.filter(organisation=organisation)
    return {one.directive_id: one for one in asked if State(one.state) not in EXCUSED}


def _rehang(placed: Sequence[Placed], heirs: dict[int, Organisation | None]) -> list[Consequence]:
    """Group by group, those that went from one superior to another together."""
    told: list[Consequence] = []
    steps = sorted(placed, key=lambda one: (one.now.pk, one.was.pk if one.was else 0))
    for (now, was), group in groupby(steps, key=lambda one: (one.now, one.was)):
        say = {one.pk for one in path(now)}
        # who was merged into one of them goes on asking through it
        say |= {pk for pk, heir in heirs.items() if heir is not None and heir.pk in say}
        told += _rehang_together([one.organisation for one in group], was, now, say)
    return told


def _rehang_together(
    branches: Sequence[Organisation],
    was: Organisation | None,
    now: Organisation,
    say: Iterable[int],
) -> list[Consequence]:
    inside = below_all(branches)
    gone = (
        _owed(inside)
        .exclude(directive__issuer__in=list(say))
        .exclude(directive__issuer__in=inside)
        .update(state=State.WITHDRAWN.value)
    )
    theirs = _asked_of(now)
    answered_to_old = (
        Assignment.objects.filter(organisation__in=inside, answers_to=was)
        .filter(directive__state=DirectiveState.ISSUED.value)
        .exclude(state__in=_DONE)
        .exclude(directive__issuer=was)
        .select_related("directive")
    )
    changed = [_answering(one, theirs.get(one.directive_id)) for one in answered_to_old]
    Assignment.objects.bulk_update(changed, ["parent", "answers_to"], batch_size=500)
    return [
        *_told("assignment.answers_elsewhere", len(changed), now),
        *_told("assignment.no_longer_asked", gone, branches[0]),
    ]


def _answering(assignment: Assignment, parent: Assignment | None) -> Assignment:
    """It answers to the new superior where that was asked too, else to the issuer itself."""
    assignment.parent = parent
    assignment.answers_to_id = (
        parent.organisation_id if parent is not None else assignment.directive.issuer_id
    )
    return assignment


def _take_over(end: Ended, at: datetime) -> list[Consequence]:
    """Who takes over from an ended one owes what it owed and accepts what answers to it."""
    told: list[Consequence] = []
    owed = _owed([end.organisation])
    if end.successor is not None:
        made = _deliver(end.successor, [end.organisation], at)
        told += _told("assignment.taken_over", made, end.successor)
        answering = Assignment.objects.filter(answers_to=end.organisation)
        answering.exclude(state__in=_DONE).update(answers_to=end.successor)
    gone = owed.update(state=State.WITHDRAWN.value)
    return told + _told("assignment.withdrawn_with", gone, end.organisation)


def _excuse(organisation: Organisation) -> list[Consequence]:
    excused = _owed([organisation]).update(state=State.WAIVED.value)
    return _told("assignment.excused", excused, organisation)


def _told(code: str, count: int, organisation: Organisation) -> list[Consequence]:
    """Nothing is told of what did not happen."""
    facts = {"count": count, "organisation": organisation.name}
    return [Consequence(code, facts)] if count else []
