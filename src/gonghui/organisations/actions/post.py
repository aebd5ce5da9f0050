"""Departments, posts, what each is in charge of, and persons taking them up and leaving them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from gonghui.audit.actions import Actor, Deed, record
from gonghui.foundation.chinese import tidy
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Department, Organisation, Portfolio, Post, Tenure
from gonghui.organisations.queries.post import Seating, refusals
from gonghui.organisations.rules.organisation import PostKind, Status
from gonghui.organisations.rules.post import (
    USUAL_DEPARTMENTS,
    Manner,
    Span,
    WorkLine,
    check_leaving,
    usual_seats,
)
from gonghui.people.models import Person

LONGEST_SUBJECT = 100


@dataclass(frozen=True, slots=True)
class DepartmentFacts:
    """What must be said of a department; the line of work is ``None`` where it is none of them."""

    name: str
    english_name: str = ""
    order: int = 0
    work_line: WorkLine | None = None


@dataclass(frozen=True, slots=True)
class PostFacts:
    """What must be said to set up a post.

    Attributes:
        precedence: Its place in the manual order, the highest post first.
        seats: How many may hold it at once; ``None`` is as usual for its kind, 0 sets no limit.
        portfolio: What it is in charge of, item by item.
    """

    title: str
    kind: PostKind = PostKind.OTHER
    precedence: int = 100
    seats: int | None = None
    department: Department | None = None
    english_title: str = ""
    portfolio: Sequence[str] = ()


@transaction.atomic
def set_up_department(
    organisation: Organisation, facts: DepartmentFacts, *, by: Actor, at: datetime
) -> Department:
    """Set up a department of an organisation.

    Raises:
        RuleBroken: ``department.name_missing``, ``department.name_taken``.
    """
    department = Department(organisation=organisation)
    _describe(department, facts)
    department.save()
    record(Deed("department.set_up", department, organisation.pk), by=by, at=at)
    return department


@transaction.atomic
def set_up_usual_departments(
    organisation: Organisation, *, by: Actor, at: datetime
) -> list[Department]:
    """Set up those of the eight usual departments whose line of work nobody has here yet."""
    lines = set(organisation.departments.values_list("work_line", flat=True))
    names = set(organisation.departments.values_list("name", flat=True))
    missing = [
        DepartmentFacts(name, english, order, line)
        for order, (line, (name, english)) in enumerate(USUAL_DEPARTMENTS.items(), 1)
        if line.value not in lines and name not in names
    ]
    return [set_up_department(organisation, facts, by=by, at=at) for facts in missing]


@transaction.atomic
def change_department(
    department: Department, facts: DepartmentFacts, *, by: Actor, at: datetime
) -> Department:
    """Call a department otherwise, give it another line of work or another place in the order.

    Raises:
        RuleBroken: ``department.name_missing``, ``department.name_taken``.
    """
    _describe(department, facts)
    department.save()
    record(Deed("department.changed", department, department.organisation_id), by=by, at=at)
    return department


def _describe(department: Department, facts: DepartmentFacts) -> None:
    department.name = _free_name(department, facts.name)
    department.english_name = facts.english_name
    department.order = facts.order
    department.work_line = facts.work_line.value if facts.work_line else ""


def _free_name(department: Department, text: str) -> str:
    name = tidy(text).strip()
    if not name:
        raise RuleBroken("department.name_missing")
    namesakes = Department.objects.filter(organisation=department.organisation_id, name=name)
    if namesakes.exclude(pk=department.pk).exists():
        raise RuleBroken("department.name_taken", name=name)
    return name


@transaction.atomic
def set_up_post(
    organisation: Organisation, facts: PostFacts, *, on: date, by: Actor, at: datetime
) -> Post:
    """Set up a post of an organisation, with its portfolio from that day on.

    Raises:
        RuleBroken: ``post.title_missing``, ``post.title_taken`` in the same department,
            ``post.organisation_dissolved``, ``portfolio.too_long``.
    """
    title = tidy(facts.title).strip()
    if not title:
        raise RuleBroken("post.title_missing")
    if organisation.status == Status.DISSOLVED.value:
        raise RuleBroken("post.organisation_dissolved", post=title)
    standing = Post.objects.filter(organisation=organisation, ended_on__isnull=True)
    if standing.filter(title=title, department=facts.department).exists():
        raise RuleBroken("post.title_taken", title=title)
    post = Post.objects.create(
        organisation=organisation,
        department=facts.department,
        title=title,
        english_title=facts.english_title,
        kind=facts.kind.value,
        precedence=facts.precedence,
        seats=usual_seats(facts.kind) if facts.seats is None else facts.seats,
    )
    _give_portfolio(post, _subjects(facts.portfolio), on=on)
    record(Deed("post.set_up", post, organisation.pk), by=by, at=at)
    return post


def post_in(
    organisation: Organisation,
    title: str,
    *,
    kind: PostKind = PostKind.OTHER,
    precedence: int = 100,
    department: Department | None = None,
) -> Post:
    """The post of that title in an organisation, made when it is not there yet.

    Of several, each with a portfolio of its own, it is the highest.
    """
    place = {"organisation": organisation, "title": title, "department": department}
    standing = Post.objects.filter(ended_on=None, **place).order_by("precedence", "pk").first()
    return standing or Post.objects.create(
        kind=kind.value, precedence=precedence, seats=usual_seats(kind), **place
    )


@transaction.atomic
def take_up_post(
    person: Person,
    post: Post,
    *,
    on: date,
    by: Actor,
    at: datetime,
    manner: Manner = Manner.REGULAR,
) -> Tenure:
    """A person takes up a post on a day; one person may hold several posts.

    Who left it already is entered by ``seat_all``. Locks the post, so that two persons cannot
    both take its last seat.

    Raises:
        RuleBroken: As ``rules.post.check_seating`` says.
    """
    (tenure,) = _seat([Seating(person, post, on, manner=manner)])
    record(Deed("tenure.begun", tenure, post.organisation_id), by=by, at=at)
    return tenure


@transaction.atomic
def seat_all(seatings: Sequence[Seating], *, by: Actor, at: datetime) -> list[Tenure]:
    """Enter many persons on their posts as one deed; the first that may not be refuses all.

    Raises:
        RuleBroken: As ``rules.post.check_seating`` says.
    """
    tenures = _seat(seatings)
    if tenures:
        first = tenures[0]
        facts = {"count": len(tenures)}
        record(Deed("tenure.many_begun", first, first.post.organisation_id, facts), by=by, at=at)
    return tenures


def _seat(seatings: Sequence[Seating]) -> list[Tenure]:
    keys = sorted({one.post.pk for one in seatings})
    list(Post.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    for refusal in refusals(seatings):
        if refusal is not None:
            raise refusal
    return Tenure.objects.bulk_create(
        [
            Tenure(
                post=one.post,
                person=one.person,
                from_on=one.from_on,
                until_on=one.until_on,
                manner=one.manner.value,
            )
            for one in seatings
        ],
        batch_size=500,
    )


@transaction.atomic
def leave_post(tenure: Tenure, *, on: date, by: Actor, at: datetime) -> Tenure:
    """A person leaves a post; ``on`` is the last day. What they did in it stays theirs.

    Raises:
        RuleBroken: ``tenure.left_already``, ``tenure.ends_before_it_begins``.
    """
    tenure = Tenure.objects.select_for_update(of=["self"]).get(pk=tenure.pk)
    check_leaving(Span(tenure.from_on, tenure.until_on), on)
    tenure.until_on = on
    tenure.save(update_fields=["until_on"])
    record(Deed("tenure.ended", tenure, tenure.post.organisation_id), by=by, at=at)
    return tenure


@transaction.atomic
def change_portfolio(
    post: Post, subjects: Sequence[str], *, on: date, by: Actor, at: datetime
) -> list[Portfolio]:
    """From a day on a post is in charge of exactly these; what it had before stays on record.

    Raises:
        RuleBroken: ``portfolio.too_long``, ``portfolio.changed_later`` with the day of the newest
            item, ``post.ended``.
    """
    post = Post.objects.select_for_update(of=["self"]).get(pk=post.pk)
    if post.ended_on is not None and post.ended_on < on:
        raise RuleBroken("post.ended", post=post.title, ended=post.ended_on)
    newest = post.portfolios.aggregate(day=Max("from_on"))["day"]
    if newest is not None and newest > on:
        raise RuleBroken("portfolio.changed_later", post=post.title, day=newest)
    wanted = _subjects(subjects)
    running = {one.subject: one for one in post.portfolios.filter(until_on__isnull=True)}
    dropped = [one for subject, one in running.items() if subject not in wanted]
    for one in dropped:
        _drop(one, on=on)
    added = _give_portfolio(post, [one for one in wanted if one not in running], on=on)
    if dropped or added:
        record(Deed("portfolio.changed", post, post.organisation_id), by=by, at=at)
    return list(post.portfolios.filter(until_on__isnull=True))


def _drop(portfolio: Portfolio, *, on: date) -> None:
    """It ends the day before; one that began this very day was never in force."""
    if portfolio.from_on == on:
        portfolio.delete()
        return
    portfolio.until_on = on - timedelta(days=1)
    portfolio.save(update_fields=["until_on"])


def _subjects(texts: Sequence[str]) -> list[str]:
    """Tidied, each once, in their order."""
    subjects = list(dict.fromkeys(text for one in texts if (text := tidy(one).strip())))
    for subject in subjects:
        if len(subject) > LONGEST_SUBJECT:
            raise RuleBroken("portfolio.too_long", most=LONGEST_SUBJECT, text=subject[:20])
    return subjects


def _give_portfolio(post: Post, subjects: Sequence[str], *, on: date) -> list[Portfolio]:
    return Portfolio.objects.bulk_create(
        [Portfolio(post=post, subject=subject, from_on=on) for subject in subjects]
    )


@transaction.atomic
def end_post(post: Post, *, on: date, by: Actor, at: datetime) -> Post:
    """A post is no more after a day: whoever holds it leaves it with that day.

    Raises:
        RuleBroken: ``post.ended``, ``post.used_later`` with the latest day on which somebody
            takes it up or its portfolio changes.
    """
    post = Post.objects.select_for_update(of=["self"]).get(pk=post.pk)
    if post.ended_on is not None:
        raise RuleBroken("post.ended", post=post.title, ended=post.ended_on)
    begun = [*post.tenures.values_list("from_on", flat=True)]
    begun += post.portfolios.values_list("from_on", flat=True)
    if begun and max(begun) > on:
        raise RuleBroken("post.used_later", post=post.title, day=max(begun))
    for running in (post.tenures, post.portfolios):
        running.filter(until_on__isnull=True).update(until_on=on)
        running.filter(until_on__gt=on).update(until_on=on)
    post.ended_on = on
    post.save(update_fields=["ended_on"])
    record(Deed("post.ended", post, post.organisation_id), by=by, at=at)
    return post
