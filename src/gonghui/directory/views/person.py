"""One person and their posts."""

from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from gonghui.access.checks import seated
from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.directory.queries.person import (
    Career,
    accounts_of,
    career_of,
    namesakes_of,
    persons_where,
    posts_of,
)
from gonghui.directory.queries.tree import ways_to
from gonghui.directory.views.contact import contact_of
from gonghui.directory.views.whose import trail, way_words
from gonghui.foundation.clock import today
from gonghui.organisations.models import Organisation, Tenure
from gonghui.organisations.rules.post import Manner
from gonghui.organisations.wording import MANNER_NAMES
from gonghui.people.models import Person


@requires(Permission.ORGANISATION_VIEW)
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """The posts a person holds and held, within the reach of whoever looks."""
    person = get_object_or_404(persons_where(request.user, Permission.ORGANISATION_VIEW), pk=pk)
    career = career_of(person, request.user, on=today())
    manages = Permission.ACCOUNT_MANAGE in request.may
    facts = {
        "person": person,
        "trail": _trail(request, person, career),
        "now": _rows(request, career, career.now),
        "before": _rows(request, career, career.before),
        "later": _rows(request, career, career.later),
        "namesakes": _namesakes(request, person),
        "accounts": accounts_of(person) if manages else [],
        "contact": contact_of(request, person),
    }
    return render(request, "directory/person.html", facts)


def _trail(request: SignedInRequest, person: Person, career: Career) -> list[tuple[str, str]]:
    """Down to where the person holds the highest post today."""
    if career.now:
        return trail(request, career.now[0].post.organisation, person.name)
    return [
        (pgettext("menu", "Organisations"), reverse("directory:organisations")),
        (person.name, ""),
    ]


def _rows(
    request: SignedInRequest, career: Career, tenures: Sequence[Tenure]
) -> list[dict[str, object]]:
    organisations: Mapping[int, Organisation] = {
        one.post.organisation_id: one.post.organisation for one in tenures
    }
    tops = seated(request.held, Permission.ORGANISATION_VIEW)
    ways = ways_to(list(organisations.values()), tops)
    return [
        {
            "tenure": one,
            "manner": _manner(one),
            "way": way_words(ways[one.post.organisation_id]),
            "portfolio": career.portfolios.get(one.post_id, ()),
        }
        for one in tenures
    ]


def _manner(tenure: Tenure) -> str:
    regular = tenure.manner == Manner.REGULAR.value
    return "" if regular else str(MANNER_NAMES[Manner(tenure.manner)])


def _namesakes(request: SignedInRequest, person: Person) -> list[tuple[Person, str]]:
    """Others of that name, each with a post to tell them apart by."""
    others = namesakes_of(person, request.user)
    posts = posts_of([one.pk for one in others], on=today())
    return [(one, str(posts[one.pk][0]) if one.pk in posts else one.code) for one in others]
