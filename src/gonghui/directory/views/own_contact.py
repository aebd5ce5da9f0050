"""The own telephone number, and what one agreed to."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from gonghui.access.web import SignedInRequest, signed_in
from gonghui.directory.forms.contact import ContactForm
from gonghui.directory.views.agreement import agreements_shown, asked_purpose
from gonghui.directory.views.entry import entered
from gonghui.foundation.clock import moment, today
from gonghui.people.actions.consent import agree, withdraw
from gonghui.people.actions.contact import change_contact
from gonghui.people.models import Person
from gonghui.people.rules.contact import Fact
from gonghui.people.rules.privacy import Channel


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("phone")
def show(request: SignedInRequest) -> HttpResponse:
    """The own number, to be changed without a reason, and what one agreed to."""
    person = _oneself(request)
    form = ContactForm(person, request.POST or None, today=today(), facts=(Fact.PHONE,))
    if entered(request, form, lambda: _change(request, person, form)):
        messages.success(request, _("Your number is kept."))
        return redirect("own-contact")
    facts = {"form": form, "person": person, "agreements": agreements_shown(person)}
    return render(request, "directory/own_contact.html", facts)


def _change(request: SignedInRequest, person: Person, form: ContactForm) -> None:
    change_contact(person, **form.wanted(), by=request.user, at=moment())


def _oneself(request: SignedInRequest) -> Person:
    if request.user.person is None:  # a job of the house
        raise Http404
    return request.user.person


@signed_in
@require_POST
def give(request: SignedInRequest) -> HttpResponse:
    """Agree."""
    agree(_oneself(request), asked_purpose(request), Channel.PAGE, by=request.user, at=moment())
    messages.success(request, _("You agreed. You can take it back here at any time."))
    return redirect("own-contact")


@signed_in
@require_POST
def take_back(request: SignedInRequest) -> HttpResponse:
    """Agree no longer."""
    withdraw(_oneself(request), asked_purpose(request), by=request.user, at=moment())
    messages.success(request, _("Taken back. From now on it does not hold any more."))
    return redirect("own-contact")
