"""A bulletin read: the proposed record, and a claim for each value that points at its words."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from gonghui.bulletins.rules.attendees import Attendees, find_attendees
from gonghui.bulletins.rules.awards import Award, find_awards
from gonghui.bulletins.rules.claims import Claim, Mark
from gonghui.bulletins.rules.cleaning import Cleaned, clean
from gonghui.bulletins.rules.dates import Day, find_date
from gonghui.bulletins.rules.decoding import check_text
from gonghui.bulletins.rules.event import (
    Held,
    find_held,
    find_host,
    find_organiser,
    find_themes,
    find_venue,
    mark_name,
)
from gonghui.bulletins.rules.figures import Figure, find_figures
from gonghui.bulletins.rules.kinds import find_kind, is_visit_first
from gonghui.bulletins.rules.people import Person, find_people
from gonghui.bulletins.rules.purposes import find_purposes
from gonghui.bulletins.rules.sections import Page, parts
from gonghui.bulletins.rules.sites import Site, find_sites
from gonghui.bulletins.rules.speech import find_requirements, find_speech, find_statements


@dataclass(frozen=True)
class Record:
    """What the text proposes; ``None`` or empty where it says nothing."""

    date: Day
    name: Mark[str] | None
    themes: tuple[Mark[str], ...]
    organiser: Mark[str] | None
    host: Mark[str] | None
    venue: Mark[str] | None
    purposes: tuple[Mark[str], ...]
    people: tuple[Person, ...]
    statements: tuple[Mark[str], ...]
    requirements: tuple[Mark[str], ...]
    sites: tuple[Site, ...]
    awards: tuple[Award, ...]
    attendees: tuple[Attendees, ...]
    figures: tuple[Figure, ...]
    kind: Mark[str]
    is_event: Mark[bool]


@dataclass(frozen=True)
class Reading:
    """The text as it came, the text as it was read, and the record read from it."""

    original: str
    cleaned: str
    record: Record
    claims: tuple[Claim, ...]


def read(text: str) -> Reading:
    """Propose a record for this bulletin. The same text always gives the same reading.

    Raises:
        RuleBroken: ``bulletin.empty``, ``bulletin.not_text``, ``bulletin.too_long``.
    """
    cleaned = clean(check_text(text))
    check_text(cleaned.text)
    record = _record(parts(cleaned.text))
    return Reading(text, cleaned.text, record, tuple(_claims(record, cleaned)))


def _record(page: Page) -> Record:
    held = find_held(page)
    if is_visit_first(page, held):
        held = Held()
    kind, is_event = find_kind(page, held)
    if not is_event.value:
        return _nothing(kind, is_event)
    speech = find_speech(page)
    people = find_people(page, tuple(said.words for said in speech))
    bodies = tuple(
        post.organisation for person in people for post in person.posts if post.organisation
    )
    organiser = find_organiser(page, held, bodies)
    venue = find_venue(page, held)
    awards = find_awards(page, speech)
    places = (held.sentence,) if held.sentence else ()
    return Record(
        date=find_date(page, held.name, (*places, *page.lead[:2], *page.headlines)),
        name=mark_name(page.text, held),
        themes=find_themes(page.text, held),
        organiser=organiser,
        host=find_host(page, venue, organiser),
        venue=venue,
        purposes=find_purposes(page, held),
        people=people,
        statements=find_statements(page, speech),
        requirements=find_requirements(page, speech),
        sites=find_sites(page, speech),
        awards=awards,
        attendees=find_attendees(page, speech),
        figures=find_figures(page, frozenset(award.count.start for award in awards if award.count)),
        kind=kind,
        is_event=is_event,
    )


def _nothing(kind: Mark[str], is_event: Mark[bool]) -> Record:
    """A text that tells of no event gives nothing but that."""
    return Record(
        Day(None, None, None), None, (), None, None, None,
        (), (), (), (), (), (), (), (), kind, is_event,
    )  # fmt: skip


def _claims(part: object, cleaned: Cleaned, path: str = "") -> Iterator[Claim]:
    if isinstance(part, Mark):
        span = cleaned.span(part.start, part.end)
        yield Claim(path, part.value, part.certainty, span, part.rule)
    elif isinstance(part, tuple):
        for place, item in enumerate(part):
            yield from _claims(item, cleaned, f"{path}[{place}]")
    elif is_dataclass(part):
        for name in (field.name for field in fields(part)):
            yield from _claims(getattr(part, name), cleaned, f"{path}.{name}" if path else name)


def as_json(reading: Reading) -> dict[str, Any]:
    """The record as plain values and its claims, as the command and the page hand it out."""
    return {
        "record": _plain(reading.record),
        "claims": [
            {
                "field": claim.field,
                "value": claim.value,
                "certainty": claim.certainty.value,
                "span": list(claim.span),
                "rule": claim.rule,
            }
            for claim in reading.claims
        ],
    }


def _plain(part: object) -> object:
    if isinstance(part, Mark):
        return part.value
    if isinstance(part, tuple):
        return [_plain(item) for item in part]
    if is_dataclass(part):
        return {field.name: _plain(getattr(part, field.name)) for field in fields(part)}
    return part
