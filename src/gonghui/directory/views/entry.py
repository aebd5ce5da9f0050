"""A page with one form that enters something, and what became of it."""

from collections.abc import Callable

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import pgettext

from gonghui.access.web import SignedInRequest
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.web import acts_once
from gonghui.foundation.wording import sentence_for
from gonghui.organisations.models import Organisation
from gonghui.organisations.rules.organisation import Kind

Trail = list[tuple[str, str]]


def entered(request: SignedInRequest, form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the form's deed is done; when it is refused, the form says why.

    The same form sent again is done already: it leads on, and nothing is done twice.
    """
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            if acts_once(request):
                act()
    except RuleBroken as refusal:
        form.add_error(None, sentence_for(refusal))
        return False
    return True


def form_page(
    request: SignedInRequest, form: forms.Form, trail: Trail, *, commit: object, about: object = ""
) -> HttpResponse:
    """The form by itself: its title is the end of the trail, the way back the step before."""
    facts = {"form": form, "trail": trail, "commit": commit, "about": about}
    titles = {"title": trail[-1][0], "back": trail[-2][1]}
    return render(request, "directory/entry.html", facts | titles)


def trail_to(organisation: Organisation, *further: tuple[object, str]) -> Trail:
    """From the list to the organisation, or from the list of outside bodies, and on."""
    if organisation.kind == Kind.OUTSIDE.value:
        address = reverse("directory:outside-bodies")
        own = f"{address}?q={organisation.name}"
        first = (pgettext("crumbs", "Outside bodies"), address)
    else:
        own = reverse("directory:organisation", args=[organisation.pk])
        first = (pgettext("menu", "Organisations"), reverse("directory:organisations"))
    return [first, (organisation.short_name, own), *((str(words), to) for words, to in further)]
