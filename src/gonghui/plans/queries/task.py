"""Which tasks there are, who sees them, and how far each organisation has come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate

from gonghui.access.checks import Visitor, organisations_where, seats
from gonghui.access.permissions import Permission
from gonghui.cascade.models import Assignment
from gonghui.cascade.queries.assignment import assignments_where, to_review_where
from gonghui.cascade.rules.assignment import ANSWERED, EXCUSED, OPEN, DirectiveKind, State
from gonghui.organisations.models import Organisation
from gonghui.plans.models import ProgressReport, Task
from gonghui.plans.rules.light import Light, LightCounts, LightState, count_lights, light


def tasks_where(user: Visitor, permission: Permission) -> QuerySet[Task]:
    """Tasks of issuers over which the person holds the permission, the newest first."""
    return (
        Task.objects.filter(issuer__in=organisations_where(user, permission), dropped_at=None)
        .select_related("issuer", "lead_department", "directive")
        .order_by("-directive__issued_at", "pk")
    )


def own_tasks_where(user: Visitor, permission: Permission) -> QuerySet[Task]:
    """Tasks issued by the organisations where the person sits, the newest first."""
    issued = tasks_where(user, permission).filter(directive__isnull=False)
    return issued.filter(issuer__in=seats(user, permission))


def drafts_where(user: Visitor, permission: Permission) -> QuerySet[Task]:
    """Drafts nobody was asked yet, in the order they were required."""
    return tasks_where(user, permission).filter(directive=None).order_by("pk")


def tasks_seen_where(user: Visitor, permission: Permission) -> QuerySet[Task]:
    """Tasks issued from, or asked of, organisations over which the person holds the permission."""
    reach = organisations_where(user, permission)
    asked = Assignment.objects.filter(directive=OuterRef("directive"), organisation__in=reach)
    return (
        Task.objects.filter(Q(issuer__in=reach) | Exists(asked), dropped_at=None)
        .select_related("issuer", "lead_department", "directive")
        .order_by("-directive__issued_at", "pk")
    )


def tasks_from(address: str) -> QuerySet[Task]:
    """Tasks drafted from one source (a meeting's address), in the order they were required."""
    return (
        Task.objects.filter(basis_address=address, dropped_at=None)
        .exclude(basis_address="")
        .select_related("issuer", "lead_department", "directive")
        .order_by("pk")
    )


def task_of(assignment: Assignment) -> Task:
    """The task an assignment is a share of."""
    return Task.objects.select_related("issuer", "lead_department", "directive").get(
        directive=assignment.directive_id
    )


def answers_where(user: Visitor, permission: Permission) -> QuerySet[Assignment]:
    """Shares of tasks of organisations over which the person holds the permission."""
    return assignments_where(user, permission).filter(directive__kind=DirectiveKind.TASK.value)


def own_answers_where(user: Visitor, permission: Permission) -> QuerySet[Assignment]:
    """Shares of tasks of the organisations where the person sits, not of those below."""
    return answers_where(user, permission).filter(organisation__in=seats(user, permission))


def reviews_where(user: Visitor, permission: Permission) -> QuerySet[Assignment]:
    """Shares of tasks answered to organisations over which the person holds the permission."""
    return to_review_where(user, permission).filter(directive__kind=DirectiveKind.TASK.value)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one organisation is with its share.

    Attributes:
        percent: As last reported; ``None`` when it reported nothing.
        words: The last report, in the organisation's own words.
    """

    organisation: Organisation
    assignment: Assignment
    percent: int | None
    words: str
    reported_at: datetime | None
    light: Light

    @property
    def state(self) -> State:
        """Where the assignment is."""
        return State(self.assignment.state)

    @property
    def is_open(self) -> bool:
        """Whether the organisation still has something to do."""
        return self.state in OPEN


def _latest(assignments: Iterable[Assignment]) -> dict[int, ProgressReport]:
    newest = (
        ProgressReport.objects.filter(assignment=OuterRef("assignment"))
        .order_by("-at", "-pk")
        .values("pk")[:1]
    )
    found = ProgressReport.objects.filter(
        assignment__in=[one.pk for one in assignments], pk=Subquery(newest)
    )
    return {report.assignment_id: report for report in found}


def standings(assignments: Sequence[Assignment], *, today: date) -> list[Standing]:
    """How far each of these is; those excused are left out. Two queries, however many."""
    live = [one for one in assignments if State(one.state) not in EXCUSED]
    latest = _latest(live)
    return [_standing(one, latest.get(one.pk), today=today) for one in live]


def _standing(assignment: Assignment, report: ProgressReport | None, *, today: date) -> Standing:
    percent = report.percent if report else None
    return Standing(
        organisation=assignment.organisation,
        assignment=assignment,
        percent=percent,
        words=report.words if report else "",
        reported_at=report.at if report else None,
        light=light(
            percent,
            started_on=localdate(assignment.sent_at),
            due_on=assignment.due_on,
            today=today,
            closed=State(assignment.state) in ANSWERED,
        ),
    )


def _shares(tasks: Sequence[Task]) -> list[Assignment]:
    """What the issuers asked directly, in the order of the organisations."""
    return list(
        Assignment.objects.filter(
            directive__in=[task.directive_id for task in tasks if task.directive_id], parent=None
        )
        .select_related("organisation", "answers_to", "directive")
        .order_by("organisation__order", "organisation__code")
    )


def standing(task: Task, today: date) -> list[Standing]:
    """How far each organisation asked by the issuer is."""
    return standings(_shares([task]), today=today)


def relayed_standing(assignment: Assignment, *, today: date) -> list[Standing]:
    """How far those are to whom an organisation handed its share on."""
    below = assignment.relayed.select_related("organisation", "answers_to", "directive")
    return standings(list(below.order_by("organisation__order", "pk")), today=today)


@dataclass(frozen=True, slots=True)
class Listed:
    """A task with how its shares stand.

    Attributes:
        stuck: Names of the organisations whose light is red.
    """

    task: Task
    counts: LightCounts
    stuck: Sequence[str]

    @property
    def begun(self) -> int:
        """How many organisations have reported or answered."""
        return self.counts.total - self.counts.none

    @property
    def all_done(self) -> bool:
        """Whether every organisation asked has answered."""
        return self.counts.done == self.counts.total > 0


def listed(tasks: Sequence[Task], *, today: date) -> list[Listed]:
    """Tasks with their lights counted, in constant queries."""
    by_directive: dict[int, list[Standing]] = {}
    for one in standings(_shares(tasks), today=today):
        by_directive.setdefault(one.assignment.directive_id, []).append(one)
    return [_listed(task, by_directive.get(task.directive_id or 0, [])) for task in tasks]


def _listed(task: Task, shares: Sequence[Standing]) -> Listed:
    stuck = [one.organisation.short_name for one in shares if one.light.state == LightState.BAD]
    return Listed(task, count_lights(one.light for one in shares), stuck)


def lights_of(issuer: Organisation, today: date) -> LightCounts:
    """How the shares of all the tasks an organisation issued stand."""
    tasks = list(Task.objects.filter(issuer=issuer, directive__isnull=False))
    return count_lights(one.light for one in standings(_shares(tasks), today=today))


def reports_on(assignment: Assignment) -> QuerySet[ProgressReport]:
    """What was reported, the newest first."""
    return ProgressReport.objects.filter(assignment=assignment).order_by("-at", "-pk")


def owed_by(organisations: Iterable[Organisation]) -> dict[int, int]:
    """How many asks of any kind each organisation has open: what it already carries."""
    counts = (
        Assignment.objects.filter(
            organisation__in=[one.pk for one in organisations],
            state__in=[state.value for state in OPEN],
        )
        .order_by()
        .values_list("organisation")
        .annotate(count=Count("pk"))
    )
    return dict(counts)
