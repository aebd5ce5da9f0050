"""A person's telephone and identity card number: entered, masked, and told with a reason."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonghui.access.web import SignedInRequest, requires, step_up
from gonghui.directory.forms.contact import ByPhoneForm, ContactForm, TellForm
from gonghui.directory.queries.contact import KEEP, TELL, found_by_phone, told_where
from gonghui.directory.queries.person import persons_where, posts_of
from gonghui.directory.views.entry import Trail, entered, form_page
from gonghui.foundation.clock import moment, today
from gonghui.people.actions.contact import change_contact, note_found, tell
from gonghui.people.models import Person
from gonghui.people.queries.consent import has_agreed
from gonghui.people.queries.contact import UNKNOWN, phones_shown
from gonghui.people.rules.contact import Fact, Reason
from gonghui.people.rules.privacy import Purpose
from gonghui.people.wording import FACT_NAMES

METHODS = ["GET", "HEAD", "POST"]
ADDRESSES = {Fact.PHONE: "directory:person-phone", Fact.ID_NUMBER: "directory:person-id-number"}


def contact_of(request: SignedInRequest, person: Person) -> dict[str, object]:
    """What stands of it on the person's page; nothing for whoever may neither call nor keep."""
    keeps = KEEP in request.may and persons_where(request.user, KEEP).filter(pk=person.pk).exists()
    calls = TELL in request.may and _may_be_told(request, person, Fact.PHONE)
    if not (keeps or calls):
        return {}
    shown = phones_shown([person]).get(person.pk, UNKNOWN)
    if shown.is_whole and not calls:
        shown = type(shown)(str(person.phone), is_whole=False)
    return {
        "phone": shown,
        "phone_address": _address(person, Fact.PHONE) if calls and not shown.is_whole else "",
        "id_number": person.id_number if keeps else "",
        "id_number_address": _address(person, Fact.ID_NUMBER) if keeps else "",
        "keeps": keeps,
        "agreed": bool(shown.words) and has_agreed(person, Purpose.CONTACT_LIST),
    }


def _address(person: Person, fact: Fact) -> str:
    return reverse(ADDRESSES[fact], args=[person.pk]) if getattr(person, fact.value) else ""


def _may_be_told(request: SignedInRequest, person: Person, fact: Fact) -> bool:
    return told_where(request.user, fact, on=today()).filter(pk=person.pk).exists()


@requires(KEEP)
@require_http_methods(METHODS)
@sensitive_post_parameters("phone", "id_number")
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter the numbers of a person."""
    person = get_object_or_404(persons_where(request.user, KEEP), pk=pk)
    form = ContactForm(person, request.POST or None, today=today())
    if entered(request, form, lambda: _change(request, person, form)):
        return redirect("directory:person", person.pk)
    trail = _trail(person, _("Enter the numbers"))
    return form_page(request, form, trail, commit=_("Keep them"), about=person.name)


def _change(request: SignedInRequest, person: Person, form: ContactForm) -> None:
    change_contact(person, **form.wanted(), by=request.user, at=moment())


def _trail(person: Person, last: str) -> Trail:
    return [
        (pgettext("menu", "Organisations"), reverse("directory:organisations")),
        (person.name, reverse("directory:person", args=[person.pk])),
        (last, ""),
    ]


@requires(TELL)
@require_safe
def phone(request: SignedInRequest, pk: int) -> HttpResponse:
    """What for does somebody need this telephone number?"""
    return _asked(request, _person(request, pk, Fact.PHONE), Fact.PHONE, TellForm(Fact.PHONE))


@requires(KEEP)
@require_safe
def id_number(request: SignedInRequest, pk: int) -> HttpResponse:
    """What for does somebody need this identity card number?"""
    fact = Fact.ID_NUMBER
    return _asked(request, _person(request, pk, fact), fact, TellForm(fact))


@requires(TELL)
@require_POST
@step_up
def phone_tell(request: SignedInRequest, pk: int) -> HttpResponse:
    """The telephone number whole, once."""
    return _told(request, _person(request, pk, Fact.PHONE), Fact.PHONE)


@requires(KEEP)
@require_POST
@step_up
def id_number_tell(request: SignedInRequest, pk: int) -> HttpResponse:
    """The identity card number whole, once."""
    return _told(request, _person(request, pk, Fact.ID_NUMBER), Fact.ID_NUMBER)


def _person(request: SignedInRequest, pk: int, fact: Fact) -> Person:
    return get_object_or_404(told_where(request.user, fact, on=today()), pk=pk)


def _asked(
    request: SignedInRequest, person: Person, fact: Fact, form: TellForm, number: str = ""
) -> HttpResponse:
    facts = {
        "person": person,
        "fact_name": FACT_NAMES[fact],
        "masked": getattr(person, fact.value),
        "form": form,
        "number": number,
        "to": f"{reverse(ADDRESSES[fact], args=[person.pk])}tell/",
        "trail": _trail(person, str(FACT_NAMES[fact])),
        "now": moment(),
    }
    return render(request, "directory/contact_tell.html", facts)


@sensitive_variables()
def _told(request: SignedInRequest, person: Person, fact: Fact) -> HttpResponse:
    """Shown on this one page; the same form sent again tells nothing."""
    form, numbers = TellForm(fact, request.POST), list[str]()
    if not entered(request, form, lambda: numbers.append(_number(request, person, form))):
        return _asked(request, person, fact, form)
    if not numbers:
        messages.info(request, _("It was shown already. Ask again where you need it once more."))
        return redirect("directory:person", person.pk)
    return _asked(request, person, fact, form, numbers[0])


@sensitive_variables()
def _number(request: SignedInRequest, person: Person, form: TellForm) -> str:
    reason, words = Reason(form.cleaned_data["reason"]), form.cleaned_data["words"]
    return tell(person, form.fact, reason, words=words, by=request.user, at=moment())


@requires(TELL)
@require_http_methods(METHODS)
@sensitive_post_parameters("phone")
def by_phone(request: SignedInRequest) -> HttpResponse:
    """Whose is this number? It is sent, not asked for in the address: addresses are kept."""
    form, found = ByPhoneForm(request.POST or None), list[Person]()
    if form.is_valid():
        found = found_by_phone(request.user, form.cleaned_data["phone"], on=today())
        if found:
            note_found(found, by=request.user, at=moment())
    posts = posts_of([one.pk for one in found], on=today())
    facts = {
        "form": form,
        "asked": form.is_bound and form.is_valid(),
        "found": [(one, "、".join(map(str, posts.get(one.pk, [])))) for one in found],
    }
    return render(request, "directory/by_phone.html", facts)
