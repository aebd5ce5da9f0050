"""Setting up many posts at once, as a workbook of people in posts does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from gonghui.audit.actions import Actor, Deed, record
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Department, Organisation, Portfolio, Post
from gonghui.organisations.rules.organisation import PostKind, Status
from gonghui.organisations.rules.post import usual_seats

Place = tuple[int, str]  # an organisation's key and the name of a department


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post to be set up.

    Attributes:
        department: Its name, set up with the post where it is not there; empty is none.
        subjects: What the post is in charge of (分管), from ``since`` on.
    """

    organisation: Organisation
    title: str
    kind: PostKind
    precedence: int
    since: date
    department: str = ""
    subjects: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class SetUp:
    """What was set up; the posts in the order they were asked for."""

    departments: Sequence[Department]
    posts: Sequence[Post]
    portfolios: Sequence[Portfolio]


@transaction.atomic
def set_up_all(wanted: Sequence[NewPost], *, by: Actor, at: datetime) -> SetUp:
    """Set up many posts with their departments and portfolios, as one deed.

    Raises:
        RuleBroken: ``post.organisation_dissolved``.
    """
    for one in wanted:
        if one.organisation.status == Status.DISSOLVED.value:
            raise RuleBroken("post.organisation_dissolved", post=one.title)
    departments, new_departments = _departments(wanted)
    posts = Post.objects.bulk_create(
        [
            Post(
                organisation=one.organisation,
                department=departments.get((one.organisation.pk, one.department)),
                title=one.title,
                kind=one.kind.value,
                precedence=one.precedence,
                seats=usual_seats(one.kind),
            )
            for one in wanted
        ],
        batch_size=500,
    )
    told = [(post, one.subjects, one.since) for post, one in zip(posts, wanted, strict=True)]
    portfolios = put_in_charge(told)
    if posts:
        first = posts[0]
        facts = {"count": len(posts)}
        record(Deed("post.many_set_up", first, first.organisation_id, facts), by=by, at=at)
    return SetUp(new_departments, posts, portfolios)


def put_in_charge(told: Sequence[tuple[Post, Sequence[str], date]]) -> list[Portfolio]:
    """Enter what posts are in charge of, beside what they are already."""
    return Portfolio.objects.bulk_create(
        [
            Portfolio(post=post, subject=subject, from_on=since)
            for post, subjects, since in told
            for subject in subjects
        ],
        batch_size=500,
    )


def _departments(wanted: Sequence[NewPost]) -> tuple[Mapping[Place, Department], list[Department]]:
    """The departments named, those not there yet set up behind the others."""
    whose = {one.organisation.pk for one in wanted if one.department}
    standing = {
        (one.organisation_id, one.name): one
        for one in Department.objects.filter(organisation__in=whose)
    }
    last = dict(
        Department.objects.filter(organisation__in=whose)
        .order_by()
        .values_list("organisation")
        .annotate(last=Max("order"))
    )
    new: dict[Place, Department] = {}
    for one in wanted:
        place = (one.organisation.pk, one.department)
        if one.department and place not in standing and place not in new:
            last[one.organisation.pk] = last.get(one.organisation.pk, 0) + 1
            new[place] = Department(
                organisation=one.organisation, name=one.department, order=last[one.organisation.pk]
            )
    made = Department.objects.bulk_create(new.values(), batch_size=500)
    return {**standing, **dict(zip(new, made, strict=True))}, made
