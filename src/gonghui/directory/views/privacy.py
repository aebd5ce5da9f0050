"""What is kept about people, for everybody to read."""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from gonghui.access.permissions import Role
from gonghui.access.web import public
from gonghui.access.wording import seen_words
from gonghui.directory.queries.privacy import edition, told
from gonghui.foundation.privacy_words import KINDS, PURPOSES, ground_words, term_words
from gonghui.people.rules.privacy import ANSWERED_WITHIN

ROLES = frozenset(role.value for role in Role)


@public
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The notice the law asks for (PIPL art. 17), in plain words."""
    rows = [
        {
            "purpose": PURPOSES[one.purpose],
            "kinds": KINDS[one.purpose],
            "terms": [(term_words(kept), ground_words(kept)) for kept in one.retentions],
            "seen": _lines(one.seen),
        }
        for one in told()
    ]
    context = {
        "rows": rows,
        "contact": settings.PRIVACY_CONTACT,
        "edition": edition(),
        "days": ANSWERED_WITHIN.days,
    }
    return render(request, "directory/privacy.html", context)


def _lines(seen: Sequence[str]) -> list[str]:
    """Who sees it, a line each; roles together in one."""
    roles = [seen_words(who) for who in seen if who in ROLES]
    lines = [seen_words(who) for who in seen if who not in ROLES]
    joined = pgettext("between items of a list", ", ").join(roles)
    return [*lines, joined] if joined else lines
