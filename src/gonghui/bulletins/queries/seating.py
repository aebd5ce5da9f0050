"""Posts a text gives to somebody which the register gives otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gonghui.bulletins.queries.proposal import Proposal, ProposedPerson
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Post
from gonghui.organisations.queries.post import Seating, refusals, tenures_of
from gonghui.people.models import Person


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A post that confirming will not enter; the meeting keeps it as the text tells it."""

    seating: Seating
    refusal: RuleBroken


def told_otherwise(proposal: Proposal, *, on: date) -> list[Otherwise]:
    """Of the posts a text gives to people, those the register cannot take from that day on."""
    wanted = [one for told in proposal.people for one in _seatings(told, on)]
    return [
        Otherwise(seating, refusal)
        for seating, refusal in zip(wanted, refusals(wanted), strict=True)
        if refusal is not None
    ]


def _seatings(told: ProposedPerson, on: date) -> Iterator[Seating]:
    """The posts that are there already and that the person does not hold yet."""
    if told.person is None and not told.registers:
        return
    person = told.person or Person(name=told.name)
    held = {tenure.post_id for tenure in tenures_of(told.person, on=on)} if told.person else set()
    for post in told.posts:
        standing = Post.objects.filter(
            organisation=post.body.organisation,
            title=post.title[:80],
            department=None,
            ended_on=None,
        ).first()
        if standing is not None and standing.pk not in held:
            yield Seating(person, standing, on)
