"""Audiences: composed, looked through by name on any day, taken out as a list."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gonghui.access.checks import seated
from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.directory.exports.audience import audience_listing, audiences_listing
from gonghui.directory.forms.audience import AudienceFilter
from gonghui.directory.forms.composition import Composition
from gonghui.directory.queries.audience import (
    Size,
    audiences_where,
    groups,
    lines,
    persons,
    read_out,
    resolved,
    size_of,
    subjects_within,
)
from gonghui.documents.web import as_file, file_answer
from gonghui.foundation.clock import moment, today
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.web import acts_once, refusals_shown
from gonghui.foundation.wording import sentence_for
from gonghui.organisations.actions.audience import change_audience, drop_audience, save_audience
from gonghui.organisations.models import Audience
from gonghui.organisations.queries.audience import Resolved
from gonghui.organisations.rules.post import Order
from gonghui.organisations.wording import exceptions_sentence, part_sentence

ROWS = 50
VIEW, MANAGE = Permission.AUDIENCE_VIEW, Permission.AUDIENCE_MANAGE


@requires(VIEW)
@require_safe
def index(request: SignedInRequest) -> HttpResponseBase:
    """The audiences kept here, each in words."""
    found = audiences_where(request.user, VIEW).order_by("keeper__order", "keeper__code", "name")
    if as_file(request):
        return file_answer(request, "audiences", audiences_listing(found))
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    rows = [
        (one, [part_sentence(part, names) for part in description.parts], description.without.count)
        for one, description, names in read_out(list(page))
    ]
    facts = {"page": page, "rows": rows, "may_compose": MANAGE in request.may}
    return render(request, "directory/audiences.html", facts)


@requires(VIEW)
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Who is in an audience on a day: counted, by name, and who is missing."""
    audience = get_object_or_404(audiences_where(request.user, VIEW), pk=pk)
    wish = _wish(request)
    facts: dict[str, object] = {"audience": audience, "problem": "", **wish.facts()}
    try:
        if as_file(request):
            return _file(request, audience, wish)
        facts |= _shown(request, audience, wish)
    except RuleBroken as refusal:
        facts["problem"] = sentence_for(refusal)
    may_manage = audiences_where(request.user, MANAGE).filter(pk=pk).exists()
    return render(request, "directory/audience.html", facts | {"may_manage": may_manage})


@dataclass(frozen=True, slots=True)
class _Wish:
    """The day and the order asked for."""

    form: AudienceFilter
    on: date
    order: Order

    def facts(self) -> dict[str, object]:
        """For the page."""
        return {"filter": self.form, "on": self.on, "order": self.order.value}


def _wish(request: SignedInRequest) -> _Wish:
    """What cannot be read asks for today, by precedence."""
    form = AudienceFilter({"on": today(), "order": Order.PRECEDENCE.value, **request.GET.dict()})
    form.is_valid()
    typed = form.cleaned_data
    order = Order(typed.get("order") or Order.PRECEDENCE.value)
    return _Wish(form, typed.get("on") or today(), order)


def _shown(request: SignedInRequest, audience: Audience, wish: _Wish) -> dict[str, object]:
    found = resolved(audience, on=wish.on)
    size = size_of(found)
    [(_audience, description, names)] = read_out([audience])
    return {
        "size": size,
        "finding": _finding(audience, found, size),
        "sentences": [part_sentence(part, names) for part in description.parts],
        "without": exceptions_sentence(description, names),
        "absent": found.absent[:ROWS],
        "means_posts": found.means_posts,
        **_list(request, found, wish.order),
    }


def _file(request: SignedInRequest, audience: Audience, wish: _Wish) -> HttpResponseBase:
    """Everybody in it on that day, in that order."""
    found = resolved(audience, on=wish.on)
    listing = audience_listing(audience, found, wish.order)
    count = size_of(found).persons
    return file_answer(request, f"audience-{audience.pk}", listing, persons=count)


def _finding(audience: Audience, found: Resolved, size: Size) -> str:
    """What the page is about, in one line."""
    words = _("“%(name)s”: %(organisations)s organisations")
    if not size.organisations:
        words = _("On this day nobody is in “%(name)s”")
    elif found.means_posts and size.vacant:
        words = _("“%(name)s”: %(persons)s people, %(vacant)s vacancies")
    elif found.means_posts:
        words = _("“%(name)s”: %(persons)s people, no post vacant")
    counts = {one: f"{getattr(size, one):,}" for one in ("persons", "organisations", "vacant")}
    return words % {"name": audience.name, **counts}


def _list(request: SignedInRequest, found: Resolved, order: Order) -> dict[str, object]:
    """A page of organisations with their people, or of people."""
    number = request.GET.get("page")
    if order is Order.PRECEDENCE:
        above = Paginator(found.organisations, ROWS).get_page(number)
        return {"page": above, "groups": groups(found, list(above))}
    page = Paginator(persons(found, order), ROWS).get_page(number)
    return {"page": page, "lines": lines(found, list(page))}


@requires(MANAGE)
def new(request: SignedInRequest) -> HttpResponse:
    """Compose an audience, kept where the person sits."""
    seats = seated(request.held, MANAGE)
    keeper = next((one for one in seats if str(one.pk) == request.GET.get("keeper")), seats[0])
    page = Composition(keeper, request.POST or None, on=today())
    if page.is_ready and (saved := _saved(request, page)):
        return redirect("directory:audience", pk=saved.pk)
    places = [
        (one.name, f"{reverse('directory:audience-new')}?keeper={one.pk}", one == keeper)
        for one in seats
    ]
    return render(request, "directory/audience_edit.html", _facts_of(page) | {"places": places})


@requires(MANAGE)
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Compose a kept audience otherwise."""
    audience = get_object_or_404(audiences_where(request.user, MANAGE), pk=pk)
    page = Composition(audience.keeper, request.POST or None, audience=audience, on=today())
    if page.is_ready and (saved := _saved(request, page)):
        return redirect("directory:audience", pk=saved.pk)
    return render(request, "directory/audience_edit.html", _facts_of(page))


def _saved(request: SignedInRequest, page: Composition) -> Audience | None:
    """The audience as it is kept now; ``None`` when a rule refused and the page says why."""
    try:
        with transaction.atomic():
            if not acts_once(request):
                return page.audience or _newest(page)
            return _kept(request, page)
    except RuleBroken as refusal:
        page.refuse(refusal)
        return None


def _kept(request: SignedInRequest, page: Composition) -> Audience:
    by, at = request.user, moment()
    if page.audience is not None:
        return change_audience(page.audience, page.name, page.description, by=by, at=at)
    return save_audience(page.keeper, page.name, page.description, by=by, at=at)


def _newest(page: Composition) -> Audience | None:
    """What the same form saved when it was sent before."""
    return Audience.objects.filter(keeper=page.keeper).order_by("-pk").first()


def _facts_of(page: Composition) -> dict[str, object]:
    return {
        "composition": page,
        "form": page.form,
        "errors": page.errors(),
        "subjects": subjects_within(page.keeper),
    }


@requires(MANAGE)
@require_POST
def drop(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep an audience no longer."""
    audience = get_object_or_404(audiences_where(request.user, MANAGE), pk=pk)
    dropped = False
    with refusals_shown(request):
        drop_audience(audience, by=request.user, at=moment())
        dropped = True
    if not dropped:
        return redirect("directory:audience", pk=pk)
    messages.success(request, _("The audience “%(name)s” is dropped.") % {"name": audience.name})
    return redirect("directory:audiences")
