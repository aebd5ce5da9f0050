"""What a person agreed to, shown to them and to whoever keeps the register."""

from collections.abc import Mapping
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from gonghui.access.web import SignedInRequest, requires
from gonghui.directory.forms.contact import PaperForm
from gonghui.directory.queries.contact import KEEP
from gonghui.directory.queries.person import persons_where
from gonghui.foundation.clock import moment, today
from gonghui.foundation.web import acts_once, refusals_shown
from gonghui.people.actions.consent import agree, withdraw
from gonghui.people.models import Consent, Person
from gonghui.people.queries.consent import agreements_of
from gonghui.people.rules.privacy import TEXT_VERSION, Channel, Purpose, check_signed
from gonghui.people.wording import CHANNEL_NAMES, CONSENT_TEXTS, PURPOSE_NAMES

Said = tuple[Consent, object]  # a consent, and how it was given, in words


def agreements_shown(person: Person) -> list[dict[str, Any]]:
    """Each purpose with the words agreed to, or those in force, and what was said when."""
    return [
        {
            "purpose": one.purpose,
            "name": PURPOSE_NAMES[one.purpose],
            "text": _text(one.purpose, one.standing),
            "standing": _said(one.standing) if one.standing else None,
            "past": [_said(consent) for consent in one.past],
        }
        for one in agreements_of(person)
    ]


def _text(purpose: Purpose, standing: Consent | None) -> object:
    version = standing.text_version if standing else TEXT_VERSION[purpose]
    return CONSENT_TEXTS[purpose, version]


def _said(consent: Consent) -> Said:
    return consent, CHANNEL_NAMES[Channel(consent.channel)]


def asked_purpose(request: SignedInRequest) -> Purpose:
    """The purpose a form is about.

    Raises:
        Http404: There is none of that name.
    """
    try:
        return Purpose(request.POST.get("purpose", ""))
    except ValueError as unknown:
        raise Http404 from unknown


@requires(KEEP)
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a person agreed to, where somebody enters what they signed on paper."""
    return _page(request, _person(request, pk))


@requires(KEEP)
@require_POST
def give(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter a signed paper."""
    person, purpose = _person(request, pk), asked_purpose(request)
    form = PaperForm(purpose, request.POST, today=today())
    if not form.is_valid():
        return _page(request, person, refused={purpose: form})
    with refusals_shown(request):
        _enter(request, person, purpose, form.cleaned_data["signed_on"])
    return redirect("directory:person-agreements", person.pk)


def _enter(request: SignedInRequest, person: Person, purpose: Purpose, on: date) -> None:
    check_signed(on, today=today())
    signed = make_aware(datetime.combine(on, time()))
    if acts_once(request):
        agree(person, purpose, Channel.PAPER, by=request.user, at=moment(), given_at=signed)
        messages.success(request, _("The paper is entered."))


@requires(KEEP)
@require_POST
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter that the person takes it back, however they said so."""
    person = _person(request, pk)
    withdraw(person, asked_purpose(request), by=request.user, at=moment())
    messages.success(request, _("Taken back. From now on it does not hold any more."))
    return redirect("directory:person-agreements", person.pk)


def _person(request: SignedInRequest, pk: int) -> Person:
    return get_object_or_404(persons_where(request.user, KEEP), pk=pk)


def _page(
    request: SignedInRequest,
    person: Person,
    refused: Mapping[Purpose, PaperForm] = MappingProxyType({}),
) -> HttpResponse:
    forms = {one: PaperForm(one, today=today()) for one in Purpose} | dict(refused)
    facts = {
        "person": person,
        "agreements": [(one, forms[one["purpose"]]) for one in agreements_shown(person)],
        "trail": [
            (pgettext("menu", "Organisations"), reverse("directory:organisations")),
            (person.name, reverse("directory:person", args=[person.pk])),
            (_("Agreed to"), ""),
        ],
    }
    return render(request, "directory/agreements.html", facts)
