"""What posts are for, how they are held and by how many, and the work departments stand for."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.rules.organisation import PostKind


class Manner(StrEnum):
    """How a person holds a post (domain.md §1.3)."""

    REGULAR = "regular"  # 专职
    PART_TIME = "part_time"  # 兼职
    SECONDED = "seconded"  # 挂职
    ACTING = "acting"  # 主持工作、代理


class WorkLine(StrEnum):
    """The usual lines of work of a federation, whatever its departments are called.

    Source: the departments named in domain.md §1.4.
    """

    OFFICE = "office"  # 办公室
    ORGANISING = "organising"  # 组织、基层工作
    PUBLICITY = "publicity"  # 宣传教育、网络
    RIGHTS = "rights"  # 权益保障、法律工作
    ECONOMY = "economy"  # 劳动和经济工作
    FINANCE = "finance"  # 财务和资产管理
    AUDIT = "audit"  # 经费审查
    WOMEN = "women"  # 女职工工作


class Order(StrEnum):
    """In what order a list of names stands; the reader of a list by strokes is told so."""

    PRECEDENCE = "precedence"  # 按职务排序, by hand: the highest post first
    STROKES = "strokes"  # 按姓氏笔画为序
    PINYIN = "pinyin"  # 按姓名拼音为序


# The eight departments a federation usually has, with their English names (domain.md §1.4).
USUAL_DEPARTMENTS = {
    WorkLine.OFFICE: ("办公室", "General Office"),
    WorkLine.ORGANISING: ("组织部", "Organisation Department"),
    WorkLine.PUBLICITY: ("宣传教育部", "Publicity and Education Department"),
    WorkLine.RIGHTS: ("权益保障部", "Rights Department"),
    WorkLine.ECONOMY: ("劳动和经济工作部", "Labour and Economy Department"),
    WorkLine.FINANCE: ("财务部", "Finance Department"),
    WorkLine.AUDIT: ("经审办", "Audit Commission Office"),
    WorkLine.WOMEN: ("女职工部", "Women Workers' Department"),
}


def usual_seats(kind: PostKind) -> int:
    """How many may hold a post of this kind at once when nobody says; 0 sets no limit.

    An organisation has one chair. Source: domain.md §1.3.
    """
    return 1 if kind is PostKind.CHAIR else 0


@dataclass(frozen=True, slots=True)
class Span:
    """Days from–until, both included; ``None`` is without end."""

    from_on: date
    until_on: date | None = None

    def holds(self, on: date) -> bool:
        """Whether a day lies in it."""
        return self.from_on <= on and (self.until_on is None or on <= self.until_on)

    def meets(self, other: "Span") -> bool:
        """Whether some day lies in both."""
        return self.holds(other.from_on) or other.holds(self.from_on)


@dataclass(frozen=True, slots=True)
class Seated:
    """A person on a post for some days.

    Attributes:
        person: Whatever tells persons apart.
        name: What the person is called in a refusal.
    """

    person: Hashable
    span: Span
    manner: Manner = Manner.REGULAR
    name: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """What must be known of a post before somebody takes it up.

    Attributes:
        seats: How many may hold it at once; 0 sets no limit.
        founded_on: First day of its organisation; ``None`` is not known.
        ended_on: Last day of the post or of its organisation, the earlier one; ``None`` is still.
        closed: Its organisation is dissolved.
    """

    title: str
    seats: int = 0
    founded_on: date | None = None
    ended_on: date | None = None
    closed: bool = False


def check_seating(new: Seated, office: Office, others: Sequence[Seated]) -> None:
    """Whether a person may hold a post for these days beside those who hold it.

    Who is acting stands in for somebody and takes no seat: an acting chair may serve beside a
    chair who is away, but not beside another acting one, and the seat of a chair who left stays
    vacant, because a chair is elected (Trade Union Law, articles 10 and 18; domain.md §1.1).

    Raises:
        RuleBroken: ``tenure.ends_before_it_begins``, ``tenure.before_the_founding``,
            ``post.organisation_dissolved``, ``tenure.after_the_end``, ``tenure.overlapping``,
            ``post.seats_taken``.
    """
    check_days(new.span, office)
    same = [one for one in others if one.person == new.person and one.span.meets(new.span)]
    if same:
        raise RuleBroken(
            "tenure.overlapping", person=new.name, post=office.title, since=same[0].span.from_on
        )
    crowd = _crowd(new, others) if office.seats else []
    if office.seats and len(crowd) >= office.seats:
        raise RuleBroken(
            "post.seats_taken",
            post=office.title,
            seats=office.seats,
            names=[one.name for one in crowd],
        )


def check_days(span: Span, office: Office) -> None:
    """Whether a post can be held on all these days, whoever holds it.

    Raises:
        RuleBroken: ``tenure.ends_before_it_begins``, ``tenure.before_the_founding``,
            ``post.organisation_dissolved``, ``tenure.after_the_end``.
    """
    if span.until_on is not None and span.until_on < span.from_on:
        raise RuleBroken("tenure.ends_before_it_begins", since=span.from_on, until=span.until_on)
    if office.founded_on is not None and span.from_on < office.founded_on:
        raise RuleBroken("tenure.before_the_founding", post=office.title, founded=office.founded_on)
    ended = office.ended_on
    if ended is not None and (span.until_on is None or span.until_on > ended):
        raise RuleBroken("tenure.after_the_end", post=office.title, ended=ended)
    if ended is None and office.closed:
        raise RuleBroken("post.organisation_dissolved", post=office.title)


def _crowd(new: Seated, others: Sequence[Seated]) -> list[Seated]:
    """Of those who would hold it in the same way, the most on any one day of the new span."""
    acting = new.manner is Manner.ACTING
    rivals = [
        one
        for one in others
        if (one.manner is Manner.ACTING) is acting and one.span.meets(new.span)
    ]
    days = {max(one.span.from_on, new.span.from_on) for one in rivals}
    crowds = ([one for one in rivals if one.span.holds(day)] for day in sorted(days))
    return max(crowds, key=len, default=[])


def check_leaving(span: Span, on: date) -> None:
    """Whether a post may be left with this last day.

    Raises:
        RuleBroken: ``tenure.left_already``, ``tenure.ends_before_it_begins``.
    """
    if span.until_on is not None and span.until_on <= on:
        raise RuleBroken("tenure.left_already", until=span.until_on)
    if on < span.from_on:
        raise RuleBroken("tenure.ends_before_it_begins", since=span.from_on, until=on)
