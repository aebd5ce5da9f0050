"""What is kept about people, for everybody to read."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gonghui.access.web import public
from gonghui.access.wording import seen_words
from gonghui.directory.queries.privacy import edition, told
from gonghui.foundation.privacy_words import KINDS, PURPOSES, ground_words, term_words
from gonghui.people.rules.privacy import ANSWERED_WITHIN


@public
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The notice the law asks for (PIPL art. 17), in plain words."""
    rows = [
        {
            "purpose": PURPOSES[one.purpose],
            "kinds": KINDS[one.purpose],
            "terms": [(term_words(kept), ground_words(kept)) for kept in one.retentions],
            "seen": [seen_words(who) for who in one.seen],
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
