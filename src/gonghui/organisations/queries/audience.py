"""What an audience comes to on a day: organisations, who holds the posts meant, and who is missing.

Everything here is a handful of queries however many organisations there are; the querysets are
read only as far as a page needs them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import (
    Department,
    Organisation,
    Portfolio,
    Post,
    Tenure,
)
from gonghui.organisations.queries.composition import composition_of, inner_audiences
from gonghui.organisations.queries.reach import TreeOfDay, tree_of_day
from gonghui.organisations.rules.audience import (
    Choice,
    Description,
    Exceptions,
    Part,
    check_composition,
)
from gonghui.organisations.rules.organisation import LEVEL_OF, Level, PostKind
from gonghui.people.models import Person

M = TypeVar("M", bound=Model)
MOST_LEAVES = 60  # parts of a composed audience, with all it is composed of
_RANKS = (
    Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWNSHIP, Level.GRASSROOTS, Level.OUTSIDE,
)  # fmt: skip
_UPPER = (Level.PROVINCE.value, Level.CITY.value, Level.COUNTY.value)


@dataclass(frozen=True, slots=True)
class Gap:
    """Posts that were meant but are not there at all.

    Attributes:
        organisations: Those without any post that the choice means.
    """

    choice: Choice
    organisations: QuerySet[Organisation]


@dataclass(frozen=True, slots=True)
class Resolved:
    """An audience on a day.

    Attributes:
        organisations: Those meant, and those whose posts are meant, held or not.
        holders: Who holds a post that is meant; a person may be among them in several posts.
        vacant: Posts that are meant and held by nobody. Of a past day: as far as the posts of
            today tell, because a post does not say when it was set up.
        gaps: Choices that some organisations have no post for.
        absent: Named one by one, but not in it on that day: gone, moved away, or not yet there.
        headless: Departments without a post of a head, where heads of departments are meant; as
            departments stand today.
        means_posts: Whether any part means posts at all.
    """

    on: date
    organisations: QuerySet[Organisation]
    holders: QuerySet[Tenure]
    vacant: QuerySet[Post]
    gaps: Sequence[Gap]
    absent: QuerySet[Organisation]
    headless: QuerySet[Department]
    means_posts: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A person of an audience, told once, with every post they are meant in."""

    person: Person
    tenures: Sequence[Tenure]


def resolve(description: Description, *, keeper: Organisation, on: date) -> Resolved:
    """What a description comes to on a day, past, present or future.

    It never goes beyond what stood below the keeper on that day, but for outside bodies it names.
    Tenures and portfolios of a future day are those known today; the tree is the tree of today.

    Raises:
        RuleBroken: ``audience.gone``, ``audience.circle``, ``audience.too_deep`` or
            ``audience.too_much`` when it is composed of audiences that do not hold.
    """
    tree = tree_of_day(on)
    leaves = _leaves(description, keeper)
    meant = [(leaf, _organisations(leaf, tree)) for leaf in leaves]
    posts = [(leaf, _posts(leaf, found, on)) for leaf, found in meant if leaf.choices]
    organisations = _either(Organisation.objects.all(), [found for _, found in meant])
    tenures = [_tenures(leaf, found, on) for leaf, found in posts]
    held = Tenure.objects.filter(_during(on), post=OuterRef("pk"))
    vacant = [found.filter(~Exists(held)) for _, found in posts]
    named = {key for leaf in leaves for scope in leaf.scopes for key in scope.part.named}
    absent = Organisation.objects.filter(pk__in=named).exclude(pk__in=organisations.values("pk"))
    return Resolved(
        on=on,
        organisations=organisations.order_by(*rank()),
        holders=_either(Tenure.objects.all(), tenures)
        .select_related("post__organisation", "post__department", "person")
        .order_by(*rank("post__organisation__"), "post__precedence", "pk"),
        vacant=_either(Post.objects.all(), vacant)
        .select_related("organisation", "department")
        .order_by(*rank("organisation__"), "precedence", "pk"),
        gaps=[gap for leaf, found in meant for gap in _gaps(leaf, found, on)],
        absent=absent.exclude(pk__in=description.without.organisations).order_by(*rank()),
        headless=_either(
            Department.objects.all(),
            [one for leaf, found in meant for one in _headless(leaf, found, on)],
        ).select_related("organisation"),
        means_posts=bool(posts),
    )


def addressed(description: Description, *, keeper: Organisation, on: date) -> list[Organisation]:
    """The organisations an ask goes to; outside bodies are never asked.

    Raises:
        RuleBroken: ``audience.nobody``, and as ``resolve``.
    """
    found = resolve(description, keeper=keeper, on=on).organisations
    asked = list(found.exclude(level=Level.OUTSIDE.value))
    if not asked:
        raise RuleBroken("audience.nobody")
    return asked


def invited(description: Description, *, keeper: Organisation, on: date) -> list[Told]:
    """The persons something is sent to, each once.

    Raises:
        RuleBroken: ``audience.nobody``, and as ``resolve``.
    """
    found = told(resolve(description, keeper=keeper, on=on).holders)
    if not found:
        raise RuleBroken("audience.nobody")
    return found


def told(tenures: Iterable[Tenure]) -> list[Told]:
    """Each person once, where their first post stands, with all their posts."""
    of: dict[int, list[Tenure]] = {}
    for tenure in tenures:
        of.setdefault(tenure.person_id, []).append(tenure)
    return [Told(own[0].person, own) for own in of.values()]


def rank(of: str = "") -> tuple[Case | F, ...]:
    """How organisations are ordered in a list of many: by level, then as their superior has them.

    ``of`` leads to the organisation, as ``post__organisation__``. Below the counties the code goes
    first, so that those of one county stand together.
    """
    levels = [When(**{f"{of}level": one.value}, then=Value(n)) for n, one in enumerate(_RANKS)]
    upper = When(**{f"{of}level__in": _UPPER}, then=F(f"{of}order"))
    return (
        Case(*levels, default=Value(len(_RANKS)), output_field=IntegerField()),
        Case(upper, default=Value(0), output_field=IntegerField()),
        F(f"{of}code"),
    )


# ── audiences composed of audiences ──


@dataclass(frozen=True, slots=True)
class _Scope:
    """One part, and whose reach it stays in."""

    part: Part
    keeper: int


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A part with all the parts it stands inside of; the innermost is the last."""

    scopes: tuple[_Scope, ...]
    choices: tuple[Choice, ...]
    without: tuple[Exceptions, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    description: Description
    keeper: int


def _leaves(description: Description, keeper: Organisation) -> list[_Leaf]:
    inner = inner_audiences(description)
    check_composition(None, composition_of(inner), description.audiences)
    kept = {
        key: _Kept(Description.from_json(one.description), one.keeper_id)
        for key, one in inner.items()
    }
    leaves: list[_Leaf] = []
    _gather(_Kept(description, keeper.pk), kept, _Leaf((), (), ()), leaves)
    return leaves


def _gather(own: _Kept, kept: dict[int, _Kept], outer: _Leaf, leaves: list[_Leaf]) -> None:
    """Take every part of an audience apart until none is an audience itself."""
    for part in own.description.parts:
        leaf = _Leaf(
            (*outer.scopes, _Scope(part, own.keeper)),
            outer.choices or part.posts,
            (*outer.without, own.description.without),
        )
        if part.audience is not None:
            _gather(kept[part.audience], kept, leaf, leaves)
        elif len(leaves) == MOST_LEAVES:
            raise RuleBroken("audience.too_much", most=MOST_LEAVES)
        else:
            leaves.append(leaf)


# ── one leaf as a query ──


def _organisations(leaf: _Leaf, tree: TreeOfDay) -> QuerySet[Organisation]:
    few = any(_are_few(scope.part) for scope in leaf.scopes)
    found = Organisation.objects.filter(tree.there())
    for scope in leaf.scopes:
        innermost = scope is leaf.scopes[-1]
        found = found.filter(_within(scope, tree, few=few or not innermost))
    for left_out in leaf.without:
        found = found.exclude(pk__in=left_out.organisations)
        for branch in left_out.branches:
            found = found.exclude(tree.reached(branch))
    return found


def _are_few(part: Part) -> bool:
    """Whether it is quicker to look whether each stands there than to go through all below.

    Everybody above the grass roots is one in twenty-five of a whole country's organisations.
    """
    levels = _levels(part)
    return bool(part.named) or (bool(levels) and Level.GRASSROOTS not in levels)


def _levels(part: Part) -> frozenset[Level]:
    """The levels it is narrowed to, also by the kinds it names; the level is what has an index."""
    implied = frozenset(LEVEL_OF[kind] for kind in part.kinds)
    return part.levels & implied if part.levels and implied else part.levels or implied


def _within(scope: _Scope, tree: TreeOfDay, *, few: bool) -> Q:
    part, top = scope.part, scope.part.below or scope.keeper
    placed = tree.below(top, part.line, part.reach, few=few)
    if top != scope.keeper:
        placed &= tree.reached(scope.keeper)
    if part.levels or part.kinds:
        placed &= Q(level__in=_levels(part))
    if part.kinds:
        placed &= Q(kind__in=part.kinds)
    if part.statuses:
        placed &= tree.status_in(part.statuses)
    if part.named:
        return Q(pk__in=part.named) & (placed | Q(level=Level.OUTSIDE.value))
    return placed


def _during(on: date) -> Q:
    return Q(from_on__lte=on) & (Q(until_on__isnull=True) | Q(until_on__gte=on))


def _meant(choice: Choice, on: date) -> Q:
    """Posts that a choice means."""
    wanted = Q(ended_on__isnull=True) | Q(ended_on__gte=on)
    if choice.kinds:
        wanted &= Q(kind__in=choice.kinds)
    if choice.titles:
        wanted &= Q(title__in=choice.titles)
    if choice.work_lines:
        wanted &= Q(department__work_line__in=choice.work_lines)
    if choice.subjects:
        charged = Portfolio.objects.filter(_during(on), subject__in=choice.subjects)
        wanted &= Q(Exists(charged.filter(post=OuterRef("pk"))))
    return wanted


def _posts(leaf: _Leaf, organisations: QuerySet[Organisation], on: date) -> QuerySet[Post]:
    wanted = Q()
    for choice in leaf.choices:
        wanted |= _meant(choice, on)
    found = Post.objects.filter(wanted, organisation__in=organisations.order_by().values("pk"))
    return found.exclude(pk__in=[key for one in leaf.without for key in one.posts])


def _tenures(leaf: _Leaf, posts: QuerySet[Post], on: date) -> QuerySet[Tenure]:
    found = Tenure.objects.filter(_during(on), post__in=posts.order_by().values("pk"))
    return found.exclude(person__in=[key for one in leaf.without for key in one.persons])


def _gaps(leaf: _Leaf, organisations: QuerySet[Organisation], on: date) -> list[Gap]:
    """One for each choice, whether or not any organisation lacks its post: the page counts them."""
    return [
        Gap(
            choice,
            organisations.exclude(
                Exists(Post.objects.filter(_meant(choice, on), organisation=OuterRef("pk")))
            ).order_by(*rank()),
        )
        for choice in leaf.choices
    ]


def _headless(
    leaf: _Leaf, organisations: QuerySet[Organisation], on: date
) -> list[QuerySet[Department]]:
    """The departments whose head is meant and who have no such post."""
    heads = [one for one in leaf.choices if PostKind.DEPARTMENT_HEAD in one.kinds]
    found = []
    for choice in heads:
        posts = Post.objects.filter(_meant(choice, on), department=OuterRef("pk"))
        keys = organisations.order_by().values("pk")
        departments = Department.objects.filter(~Exists(posts), organisation__in=keys)
        if choice.work_lines:
            departments = departments.filter(work_line__in=choice.work_lines)
        found.append(departments)
    return found


def _either(all_of_them: QuerySet[M], found: Sequence[QuerySet[M]]) -> QuerySet[M]:
    """What any of the queries finds, each once."""
    if not found:
        return all_of_them.none()
    if len(found) == 1:
        return found[0]
    first, *others = (one.order_by().values("pk") for one in found)
    return all_of_them.filter(pk__in=first.union(*others))
