"""Writing the record. Called last in every action: the head of the chain is the last lock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any, Protocol

from django.conf import settings
from django.db import models, transaction
from django.utils.timezone import localtime

from gonghui.audit.exports import write_anchor
from gonghui.audit.models import Entry, Head
from gonghui.audit.queries import content_of
from gonghui.audit.rules import START, Anchor, seal


class Actor(Protocol):
    """Whoever acts: a signed-in person in one of their capacities, or a named job."""

    @property
    def pk(self) -> Any:  # noqa: ANN401 -- Django's own type of a primary key
        """Which account."""

    @property
    def display_name(self) -> str:
        """The name that goes into the record."""

    @property
    def capacity(self) -> str:
        """The post the person acts in; empty for jobs."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One line for the record.

    Attributes:
        verb: ``<noun>.<past participle>``, as ``sheet.filed``.
        subject: What it was done to.
        organisation_id: Whose matter it is; ``None`` when nobody's in particular.
        facts: What a reader of the record must know; plain JSON, no personal data.
    """

    verb: str
    subject: models.Model
    organisation_id: int | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


def record(deed: Deed, *, by: Actor, at: datetime) -> Entry:
    """Seal one deed into the chain, in the transaction that does it."""
    return record_all([deed], by=by, at=at)[0]


@transaction.atomic(savepoint=False)
def record_all(deeds: Sequence[Deed], *, by: Actor, at: datetime) -> list[Entry]:
    """Seal several deeds of one person and moment, in their order."""
    head = _locked_head()
    _anchor(head, on=localtime(at).date())
    entries = []
    for deed in deeds:
        entry = _entry(deed, number=head.number + 1, by=by, at=at)
        entry.digest = head.digest = seal(settings.AUDIT_KEY, head.digest, content_of(entry))
        head.number = entry.number
        entries.append(entry)
    Entry.objects.bulk_create(entries, batch_size=500)
    head.save(update_fields=["number", "digest", "anchored_on"])
    return entries


@transaction.atomic
def anchor(*, at: datetime) -> None:
    """Have a day anchored on which nobody did anything yet; one that is stays as it is."""
    head = _locked_head()
    _anchor(head, on=localtime(at).date())
    head.save(update_fields=["anchored_on"])


def _anchor(head: Head, *, on: date) -> None:
    """The first deed of a day has where the chain stood written outside the database."""
    if head.anchored_on is not None and head.anchored_on >= on:
        return
    head.anchored_on = on
    anchor = Anchor(on, head.number, head.digest)
    # a full disk must not stop people; Django logs it, and the next day has its own anchor
    transaction.on_commit(partial(write_anchor, anchor), robust=True)


def _locked_head() -> Head:
    """Where the chain ends, held until the transaction does; made by the very first record."""
    head = Head.objects.select_for_update().filter(pk=1).first()
    if head is None:
        Head.objects.get_or_create(pk=1, defaults={"number": 0, "digest": START})
        head = Head.objects.select_for_update().get(pk=1)
    return head


def _entry(deed: Deed, *, number: int, by: Actor, at: datetime) -> Entry:
    return Entry(
        number=number,
        at=at,
        actor_id=by.pk,
        actor_name=by.display_name,
        capacity=by.capacity[:200],
        verb=deed.verb,
        subject_kind=deed.subject._meta.label_lower,
        subject_id=deed.subject.pk,
        subject_label=str(deed.subject)[:300],
        organisation_id=deed.organisation_id,
        facts=dict(deed.facts),
    )
