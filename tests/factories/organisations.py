"""Organisations in a tree, their departments and posts, and who holds them."""

from dataclasses import dataclass
from datetime import date
from itertools import count

from gonghui.foundation.chinese import initials, pinyin
from gonghui.organisations.actions.search import enter_names
from gonghui.organisations.models import (
    Ancestry,
    Department,
    Organisation,
    Placement,
    Post,
    Tenure,
)
from gonghui.organisations.rules.organisation import LEVEL_OF, Kind, Line, PostKind
from gonghui.organisations.rules.post import Manner
from gonghui.people.models import Person
from tests.factories.moments import LONG_AGO
from tests.factories.people import make_person

_numbers = count(1)


def make_organisation(
    name: str | None = None,
    *,
    parent: Organisation | None = None,
    kind: Kind = Kind.GRASSROOTS,
    code: str | None = None,
    short_name: str | None = None,
    order: int = 0,
    invented: bool = False,
) -> Organisation:
    """An organisation standing since long ago, below ``parent`` or at the top of a tree of its own."""
    number = next(_numbers)
    name = name or f"第{number}基层工会"
    short_name = (short_name or name)[:60]
    organisation = Organisation.objects.create(
        code=code or f"T{number:06d}",
        name=name,
        short_name=short_name,
        kind=kind.value,
        level=LEVEL_OF[kind].value,
        order=order,
        pinyin=pinyin(short_name)[:300],
        initials=initials(short_name)[:60],
        invented=invented,
    )
    enter_names([organisation])
    if kind is not Kind.OUTSIDE:
        _place(organisation, parent)
    return organisation


def _place(organisation: Organisation, parent: Organisation | None) -> None:
    line = Line.TERRITORIAL.value
    above = [(organisation.pk, 0)]
    if parent is not None:
        Placement.objects.create(
            organisation=organisation, parent=parent, line=line, from_on=LONG_AGO
        )
        pairs = Ancestry.objects.filter(organisation=parent, line=line)
        above += [(pair.ancestor_id, pair.steps + 1) for pair in pairs]
    Ancestry.objects.bulk_create(
        Ancestry(line=line, ancestor_id=pk, organisation=organisation, steps=steps)
        for pk, steps in above
    )


def make_outside_body(name: str = "中共铜仁市委") -> Organisation:
    return make_organisation(name, kind=Kind.OUTSIDE)


@dataclass(frozen=True, slots=True)
class Tree:
    """A city, two counties, two townships in the first county, two grassroots unions in the first township."""

    city: Organisation
    counties: list[Organisation]
    townships: list[Organisation]
    grassroots: list[Organisation]

    @property
    def county(self) -> Organisation:
        return self.counties[0]

    @property
    def other_county(self) -> Organisation:
        return self.counties[1]

    @property
    def township(self) -> Organisation:
        return self.townships[0]

    @property
    def union(self) -> Organisation:
        return self.grassroots[0]


def make_tree() -> Tree:
    city = make_organisation("铜仁市总工会", kind=Kind.CITY, short_name="铜仁市")
    counties = [
        make_organisation(f"{name}总工会", parent=city, kind=Kind.COUNTY, short_name=name, order=n)
        for n, name in enumerate(("江口县", "石阡县"), 1)
    ]
    townships = [
        make_organisation(f"{name}工会联合会", parent=counties[0], kind=Kind.TOWNSHIP, order=n)
        for n, name in enumerate(("闵孝镇", "太平镇"), 1)
    ]
    grassroots = [
        make_organisation(f"{name}村工会委员会", parent=townships[0], order=n)
        for n, name in enumerate(("鱼梁", "提溪"), 1)
    ]
    return Tree(city, counties, townships, grassroots)


def make_department(
    organisation: Organisation | None = None, name: str = "基层工作部", *, order: int = 0
) -> Department:
    return Department.objects.create(
        organisation=organisation or make_organisation(), name=name, order=order
    )


def make_post(
    organisation: Organisation | None = None,
    title: str = "主席",
    *,
    kind: PostKind = PostKind.CHAIR,
    precedence: int = 10,
    department: Department | None = None,
    seats: int = 0,
) -> Post:
    return Post.objects.create(
        seats=seats,
        organisation=organisation or make_organisation(),
        title=title,
        kind=kind.value,
        precedence=precedence,
        department=department,
    )


def make_tenure(
    person: Person | None = None,
    post: Post | None = None,
    *,
    from_on: date = LONG_AGO,
    until_on: date | None = None,
    manner: Manner = Manner.REGULAR,
) -> Tenure:
    return Tenure.objects.create(
        manner=manner.value,
        person=person or make_person(),
        post=post or make_post(),
        from_on=from_on,
        until_on=until_on,
    )
