"""All that somebody may, and what a change of roles would make different."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from gonghui.access.checks import Held, live, overlapping
from gonghui.access.models import Grant
from gonghui.access.permissions import ADMINISTRATORS, Permission, Role
from gonghui.access.roles import MAY
from gonghui.organisations.models import Ancestry, Organisation, Post, Tenure
from gonghui.people.models import Account

_ADMINISTRATORS = [role.value for role in ADMINISTRATORS]


@dataclass(frozen=True, slots=True)
class Reach:
    """Something somebody may over an organisation and all below it.

    Attributes:
        count: How many organisations that is.
    """

    organisation: Organisation
    count: int
    permissions: Sequence[Permission]


@dataclass(frozen=True, slots=True)
class Difference:
    """What one account may after a change and not before, and the other way round."""

    account: Account
    gained: Sequence[Reach]
    lost: Sequence[Reach]


def difference(account: Account, was: Sequence[Held], now: Sequence[Held]) -> Difference:
    """Between the roles held before and after. What is held from further above is nothing new."""
    above = _above([*was, *now])
    gained, lost = _beyond(now, was, above), _beyond(was, now, above)
    counts = sizes({*gained, *lost})
    return Difference(account, _reaches(gained, now, counts), _reaches(lost, was, counts))


def _above(held: Iterable[Held]) -> dict[int, set[int]]:
    """Of each organisation a role is held over: itself and everyone above."""
    found: dict[int, set[int]] = {}
    pairs = Ancestry.objects.filter(organisation__in={one.organisation.pk for one in held})
    for below, above in pairs.values_list("organisation", "ancestor"):
        found.setdefault(below, set()).add(above)
    return found


def _beyond(
    held: Sequence[Held], other: Sequence[Held], above: Mapping[int, set[int]]
) -> dict[int, frozenset[Permission]]:
    """What these roles allow that the others do not, by the organisation they are held over."""
    found: dict[int, set[Permission]] = {}
    for one in held:
        reach = above.get(one.organisation.pk, {one.organisation.pk})
        known = frozenset().union(*(MAY[two.role] for two in other if two.organisation.pk in reach))
        found.setdefault(one.organisation.pk, set()).update(MAY[one.role] - known)
    return {pk: frozenset(permissions) for pk, permissions in found.items() if permissions}


def _reaches(
    found: Mapping[int, frozenset[Permission]], held: Sequence[Held], counts: Mapping[int, int]
) -> list[Reach]:
    called = {one.organisation.pk: one.organisation for one in held}
    return [
        Reach(called[pk], counts.get(pk, 0), [one for one in Permission if one in permissions])
        for pk, permissions in found.items()
    ]


def sizes(organisations: Iterable[int]) -> dict[int, int]:
    """How many stand at and below each of these, those that have ended left out. One query."""
    pairs = Ancestry.objects.filter(
        ancestor__in=list(organisations), organisation__ended_on__isnull=True
    )
    counted = pairs.values("ancestor").annotate(count=Count("organisation", distinct=True))
    return dict(counted.order_by().values_list("ancestor", "count"))


def reaches(held: Sequence[Held]) -> list[Reach]:
    """All that these roles allow, organisation by organisation."""
    allowed: dict[int, frozenset[Permission]] = {}
    for one in held:
        allowed[one.organisation.pk] = allowed.get(one.organisation.pk, frozenset()) | MAY[one.role]
    return _reaches(allowed, held, sizes(allowed))


def accounts_of(to: Post | Account, *, on: date) -> list[Account]:
    """The accounts a role of a post, or of an account, reaches on a day."""
    if isinstance(to, Account):
        return [to]
    holders = Tenure.objects.filter(live(on), post=to).values("person")
    accounts = Account.objects.filter(person__in=holders, is_active=True)
    return list(accounts.select_related("person").order_by("person__sort_reading", "username"))


def holders_of(role: Role, organisation: Organisation, *, on: date) -> list[Account]:
    """The accounts that hold a role over exactly this organisation on a day and can sign in."""
    grants = Grant.objects.filter(live(on), role=role.value, organisation=organisation)
    serving = Tenure.objects.filter(live(on), post__in=grants.values("post")).values("person")
    holding = Q(pk__in=grants.values("account")) | Q(person__in=serving)
    return list(Account.objects.filter(holding, is_active=True).order_by("pk"))


def clash_of(role: Role, to: Post | Account, *, since: date, until: date | None) -> str | None:
    """Who would be two of the three administrators by this role; ``None`` when nobody would.

    Asked of every account of the same person, of every post held meanwhile, and of the post itself.
    """
    meanwhile = overlapping(since, until)
    if isinstance(to, Account):
        persons = [to.person_id] if to.person_id is not None else []
        theirs = Q(account=to)
    else:
        serving = Tenure.objects.filter(meanwhile, post=to)
        persons = list(serving.values_list("person", flat=True))
        theirs = Q(post=to)
    posts = Tenure.objects.filter(meanwhile, person__in=persons).values("post")
    theirs |= Q(account__person__in=persons) | Q(post__in=posts)
    grants = Grant.objects.filter(meanwhile, role__in=_ADMINISTRATORS).exclude(role=role.value)
    other = grants.filter(theirs).select_related("account__person", "post__organisation").first()
    if other is None:
        return None
    return other.account.display_name if other.account else str(other.post)


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody who came to be two of the administrators, so that none of it counts."""

    name: str
    roles: Sequence[Role]


def clashes(within: QuerySet[Organisation], *, on: date) -> list[Clash]:
    """Who is two of the three administrators on a day, one of them over any of these."""
    grants = Grant.objects.filter(live(on), role__in=_ADMINISTRATORS)
    rows = [
        (person, name, role, pk)
        for person, name, role, pk in grants.filter(account__person__isnull=False).values_list(
            "account__person", "account__person__name", "role", "pk"
        )
    ]
    of_post: dict[int, list[tuple[str, int]]] = {}
    for post, role, pk in grants.filter(post__isnull=False).values_list("post", "role", "pk"):
        of_post.setdefault(post, []).append((role, pk))
    serving = Tenure.objects.filter(live(on), post__in=list(of_post))
    for person, name, post in serving.values_list("person", "person__name", "post"):
        rows += [(person, name, role, pk) for role, pk in of_post[post]]
    reached = grants.filter(organisation__in=within).values_list("pk", flat=True)
    return _clashes(rows, set(reached))


def _clashes(rows: Iterable[tuple[int, str, str, int]], reached: set[int]) -> list[Clash]:
    roles: dict[tuple[int, str], set[str]] = {}
    seen = set()
    for person, name, role, grant in rows:
        roles.setdefault((person, name), set()).add(role)
        if grant in reached:
            seen.add(person)
    return [
        Clash(name, [one for one in Role if one.value in found])
        for (person, name), found in roles.items()
        if len(found) > 1 and person in seen
    ]
