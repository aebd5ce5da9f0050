"""What the register holds already of all that a workbook of people in posts speaks of."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from django.db.models import Count

from gonghui.directory.queries.founding import register_of, some_of
from gonghui.directory.rules.muster import PostHere, Staff, name
from gonghui.directory.rules.roll import text
from gonghui.directory.rules.staffing import number_in
from gonghui.documents.rules.workbook import Row
from gonghui.organisations.models import Organisation, Portfolio, Post, Tenure
from gonghui.organisations.queries.post import office_of, seated
from gonghui.organisations.rules.organisation import PostKind
from gonghui.people.models import Person
from gonghui.people.queries.contact import bearers_of
from gonghui.people.rules.contact import Fact


def staff_beside(rows: Sequence[Row], seat: Organisation) -> Staff:
    """The organisations, posts and persons that the rows name, as far as the seat reaches."""
    register = register_of({text(row, "organisation") for row in rows} - {""}, seat)
    keys = [one.pk for one in register.standing]
    names = {name(row) for row in rows}
    codes = {text(row, "person_code") for row in rows} - {""}
    tenures = [one for some in some_of(keys) for one in _tenures(some)]
    here = defaultdict[tuple[int, str], set[int]](set)
    on_post = defaultdict[int, list[Tenure]](list)
    for one in tenures:
        here[one.post.organisation_id, one.person.name].add(one.person_id)
        on_post[one.post_id].append(one)
    return Staff(
        register=register,
        posts=[post for some in some_of(keys) for post in _posts(some, on_post)],
        by_code={
            one.code: (one.pk, one.name)
            for some in some_of(codes)
            for one in Person.objects.filter(code__in=some)
        },
        here={place: frozenset(found) for place, found in here.items()},
        elsewhere=dict(_bearers(names)),
        by_id_number=bearers_of(_id_numbers(rows)),
    )


def _id_numbers(rows: Sequence[Row]) -> set[str]:
    """As they are kept; a wrong one is nobody's."""
    return {number_in(row, Fact.ID_NUMBER, on=date.max) for row in rows} - {""}


def _tenures(organisations: Sequence[int]) -> Iterator[Tenure]:
    found = Tenure.objects.filter(post__organisation__in=organisations)
    yield from found.select_related("post", "person").order_by("pk")


def _posts(organisations: Sequence[int], on_post: dict[int, list[Tenure]]) -> Iterator[PostHere]:
    running = Portfolio.objects.filter(post__organisation__in=organisations, until_on__isnull=True)
    subjects = defaultdict[int, set[str]](set)
    for post, subject in running.values_list("post", "subject"):
        subjects[post].add(subject)
    standing = Post.objects.filter(organisation__in=organisations, ended_on__isnull=True)
    for one in standing.select_related("organisation", "department").order_by("precedence", "pk"):
        yield PostHere(
            pk=one.pk,
            organisation=one.organisation_id,
            department=one.department.name if one.department else "",
            title=one.title,
            kind=PostKind(one.kind),
            office=office_of(one),
            subjects=frozenset(subjects[one.pk]),
            seated=[seated(tenure) for tenure in on_post[one.pk]],
        )


def _bearers(names: Collection[str]) -> Iterator[tuple[str, int]]:
    """How many persons bear each of these names."""
    for some in some_of(names):
        counts = Person.objects.filter(name__in=some).order_by().values_list("name")
        yield from counts.annotate(count=Count("pk"))
