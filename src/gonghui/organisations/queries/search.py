"""Finding organisations among a million by any part of what they are or were called (ADR-0016)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import connection, models
from django.db.models import Exists, OuterRef, Q, QuerySet

from gonghui.foundation.chinese import half_width, tidy
from gonghui.organisations.models import Ancestry, FormerName, NamePart, Organisation
from gonghui.organisations.rules.organisation import Level, Line
from gonghui.organisations.rules.search import beginning, fold, folded, is_in_endings, whole

MOST = 500  # nobody reads on: they write more of the name
RANKED = 50  # at least so many are compared, however few are asked for
FEW, WIDE = 5_000, 50_000  # where one way of looking becomes slower than the other (measured)
_HEIGHT = {level.value: place for place, level in enumerate(Level)}

_Hits = QuerySet[NamePart] | QuerySet[Organisation] | QuerySet[FormerName]

_Spelt = type[Organisation] | type[FormerName]


@dataclass(frozen=True, slots=True)
class Matches:
    """The organisations a text found, the best first.

    Attributes:
        more: Whether there are others beside these; more of the name finds them.
    """

    pks: Sequence[int]
    more: bool


def found(text: str) -> QuerySet[Organisation]:
    """Organisations a text finds, all of them, in their order: to narrow another list by."""
    plain = fold(text)
    if not plain:
        return Organisation.objects.none()
    parts = NamePart.objects.filter(begins("text", plain) | begins("text", beginning(plain)))
    named = Q(pk__in=parts.values("organisation"))
    if is_in_endings(plain):
        named |= Q(name__contains=plain)
    for model, spelt in _spelt(text, plain):
        if model is FormerName:
            spelt = Q(pk__in=FormerName.objects.filter(spelt).values("organisation"))
        named |= spelt
    return Organisation.objects.filter(named).exclude(level=Level.OUTSIDE.value)


def search(
    text: str, *, within: Collection[Organisation] | None = None, most: int = MOST
) -> Matches:
    """What a text finds below these organisations, or anywhere when ``within`` is ``None``.

    The text is a part of a name or of a former one, a code, pinyin or initials. Whoever is called
    exactly so comes first, then whoever's name begins so; higher organisations before lower ones.
    """
    plain = fold(text)
    if not plain or (within is not None and not within):
        return Matches([], more=False)
    reach = None if within is None else _Reach([one.pk for one in within])
    hits: dict[int, None] = {}
    enough = max(most, RANKED)  # the best few are chosen among more than a few
    for look in _looks(text, plain):
        hits |= dict.fromkeys(_keys(look, reach)[: enough + 1])
        if len(hits) >= most:
            break
    return Matches(_ranked(plain, hits)[:most], more=len(hits) > most)


@dataclass(frozen=True, slots=True)
class _Look:
    """One look-up by range: what it finds, and whether it is known to find very many."""

    hits: _Hits
    many: bool = False


def _looks(text: str, plain: str) -> Iterator[_Look]:
    """Who is called so, whose name begins so, who has it anywhere."""
    yield _Look(NamePart.objects.filter(text=whole(plain)))
    for model, spelt in _spelt(text, plain):
        yield _Look(model._default_manager.filter(spelt).order_by())
    if is_in_endings(plain):
        yield _Look(Organisation.objects.filter(name__contains=plain).order_by(), many=True)
    for start in (beginning(plain), plain):
        yield _Look(NamePart.objects.filter(begins("text", start)))


@dataclass(frozen=True)
class _Reach:
    """Below whom is looked."""

    tops: Sequence[int]

    @cached_property
    def is_wide(self) -> bool:
        pairs = Ancestry.objects.filter(ancestor__in=self.tops)
        return pairs[: WIDE + 1].count() > WIDE


def _keys(look: _Look, reach: _Reach | None) -> QuerySet[models.Model, int]:
    """The organisations found that stand within reach.

    Few hits are held against the reach one by one; for many, whoever stands in a narrow reach is
    held against the text. In a wide reach enough of many hits stand soon. Both lines are named so
    that the pair is one look-up, also for an SQLite that never counted its rows.
    """
    hits, to = look.hits, "" if look.hits.model is Organisation else "organisation"
    if reach is not None:
        if (look.many or hits[: FEW + 1].count() > FEW) and not reach.is_wide:
            above = "__".join(filter(None, [to, "above__ancestor__in"]))
            hits = hits.filter(**{above: reach.tops})
        else:
            pairs = Ancestry.objects.filter(ancestor__in=reach.tops, line__in=list(Line))
            hits = hits.filter(Exists(pairs.filter(organisation=OuterRef(to or "pk"))))
    return hits.values_list(to or "pk", flat=True)


def _spelt(text: str, plain: str) -> Iterator[tuple[_Spelt, Q]]:
    """What Latin letters and digits are looked for in beside the names: spelling and code."""
    if plain.isascii():
        code = half_width(tidy(text)).strip()
        spelling = begins("pinyin", plain) | begins("initials", plain)
        yield Organisation, spelling | begins("code", code) | begins("code", code.upper())
        yield FormerName, spelling


def begins(column: str, text: str) -> Q:
    """The column begins with this text, by index: SQLite has it for ranges, PostgreSQL for LIKE."""
    if connection.vendor == "sqlite":
        return Q((f"{column}__gte", text), (f"{column}__lt", f"{text}\U0010ffff"))
    return Q((f"{column}__startswith", text))


def _ranked(plain: str, pks: Collection[int]) -> list[int]:
    rows = list(
        Organisation.objects.filter(pk__in=pks)
        .exclude(level=Level.OUTSIDE.value)
        .order_by()
        .values_list("pk", "level", "order", "code", "name", "short_name", "pinyin", "initials")
    )
    names = iter(folded(name for row in rows for name in row[4:6]))
    places = {}
    for pk, level, order, code, _name, _short, *spelt in rows:
        called = [next(names), next(names), code.lower(), *spelt]
        near = 0 if plain in called else 1 if any(one.startswith(plain) for one in called) else 2
        places[pk] = (near, _HEIGHT[level], order, code)
    return sorted(places, key=lambda pk: places[pk])


def by_former_name(text: str, organisations: Collection[Organisation]) -> dict[int, str]:
    """Of these hits, the ones a former name found and none of today's: that name. One query."""
    plain = fold(text)
    code = half_width(tidy(text)).strip().lower()
    names = iter(folded(name for one in organisations for name in (one.name, one.short_name)))
    former = {
        one.pk
        for one in organisations
        if not any([plain in next(names), plain in next(names)])
        and not one.code.lower().startswith(code)
        and not one.pinyin.startswith(plain)
        and not one.initials.startswith(plain)
    }
    told = {}
    for name in FormerName.objects.filter(organisation__in=former).order_by("until_on"):
        spelt = name.pinyin.startswith(plain) or name.initials.startswith(plain)
        if spelt or any(plain in one for one in folded([name.name, name.short_name])):
            told[name.organisation_id] = name.name
    return told
