"""Departments, posts, and persons taking them up."""

from datetime import date, datetime

from django.db import transaction

from gonghui.audit.actions import Actor, Deed, record
from gonghui.organisations.models import Department, Organisation, Post, Tenure
from gonghui.organisations.rules.organisation import PostKind
from gonghui.people.models import Person


@transaction.atomic
def set_up_department(
    organisation: Organisation,
    name: str,
    *,
    by: Actor,
    at: datetime,
    english_name: str = "",
    order: int = 0,
) -> Department:
    """Set up a department of an organisation."""
    department = Department.objects.create(
        organisation=organisation, name=name, english_name=english_name, order=order
    )
    record(Deed("department.set_up", department, organisation.pk), by=by, at=at)
    return department


@transaction.atomic
def take_up_post(person: Person, post: Post, *, on: date, by: Actor, at: datetime) -> Tenure:
    """A person takes up a post; several may hold it at once, and one person several posts."""
    tenure = Tenure.objects.create(person=person, post=post, from_on=on)
    record(Deed("tenure.begun", tenure, post.organisation_id), by=by, at=at)
    return tenure


def post_in(
    organisation: Organisation,
    title: str,
    *,
    kind: PostKind = PostKind.OTHER,
    precedence: int = 100,
    department: Department | None = None,
) -> Post:
    """The post of that title in an organisation, made when it is not there yet."""
    post, _ = Post.objects.get_or_create(
        organisation=organisation,
        title=title,
        department=department,
        defaults={"kind": kind.value, "precedence": precedence},
    )
    return post
