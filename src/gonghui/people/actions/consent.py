"""Agreeing to something, and taking it back as easily."""

from datetime import datetime

from django.db import transaction

from gonghui.audit.actions import Actor, Deed, record
from gonghui.people.models import Consent, Person
from gonghui.people.rules.privacy import TEXT_VERSION, Channel, Purpose


@transaction.atomic
def agree(  # noqa: PLR0913 -- who, to what, how and when they said so, who enters it when
    person: Person,
    purpose: Purpose,
    channel: Channel,
    *,
    by: Actor,
    at: datetime,
    given_at: datetime | None = None,
) -> Consent:
    """The person agrees, to the words in force; who agreed already has said nothing new.

    ``given_at`` is when a paper was signed; ``None`` means just now.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    standing = Consent.objects.filter(person=person, purpose=purpose.value, withdrawn_at=None)
    known = standing.first()
    if known is not None:
        return known
    consent = Consent.objects.create(
        person=person,
        purpose=purpose.value,
        text_version=TEXT_VERSION[purpose],
        channel=channel.value,
        given_at=given_at or at,
    )
    _note("consent.given", consent, by=by, at=at)
    return consent


@transaction.atomic
def withdraw(person: Person, purpose: Purpose, *, by: Actor, at: datetime) -> None:
    """The person takes it back; from now on it does not hold, and that it did stays on record."""
    standing = Consent.objects.select_for_update().filter(
        person=person, purpose=purpose.value, withdrawn_at=None
    )
    consent = standing.first()
    if consent is not None:
        consent.withdrawn_at = at
        consent.save(update_fields=["withdrawn_at"])
        _note("consent.withdrawn", consent, by=by, at=at)


def _note(verb: str, consent: Consent, *, by: Actor, at: datetime) -> None:
    facts = {"purpose": consent.purpose, "text_version": consent.text_version}
    facts |= {"channel": consent.channel}
    record(Deed(verb, consent.person, facts=facts), by=by, at=at)
