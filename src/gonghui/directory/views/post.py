"""Posts: who holds them now and before, what they are in charge of, and changing that."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gonghui.access.web import SignedInRequest, requires
from gonghui.directory.exports.post import holders_listing
from gonghui.directory.forms.post import (
    EndForm,
    LeaveForm,
    PortfolioForm,
    PostForm,
    TakeUpForm,
    lines_of,
)
from gonghui.directory.queries.person import persons_where
from gonghui.directory.queries.post import (
    MANAGE,
    VIEW,
    Held,
    held,
    known_persons,
    may_manage,
    posts_listed,
    posts_where,
    tenures_where,
    workplaces_where,
)
from gonghui.directory.views.entry import Trail, entered, form_page, trail_to
from gonghui.documents.web import as_file, file_answer
from gonghui.foundation.clock import moment, today
from gonghui.organisations.actions.post import (
    change_portfolio,
    end_post,
    leave_post,
    seat_all,
    set_up_post,
    take_up_post,
)
from gonghui.organisations.models import Organisation, Post, Tenure
from gonghui.organisations.queries.post import Seating, holders_at, in_order
from gonghui.organisations.rules.organisation import PostKind
from gonghui.organisations.rules.post import Manner, Order
from gonghui.organisations.wording import MANNER_NAMES, ORDER_NAMES, POST_KIND_NAMES
from gonghui.people.actions.person import register_person

METHODS = ["GET", "HEAD", "POST"]


@requires(VIEW)
@require_safe
def index(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The posts of an organisation with their holders, in the order that is asked for."""
    organisation = get_object_or_404(workplaces_where(request.user, VIEW), pk=pk)
    if as_file(request):
        order = _order(request)
        tenures = list(in_order(holders_at(organisation, on=today()), order))
        listing = holders_listing(organisation, tenures, order, on=today())
        return file_answer(request, "posts", listing, persons=len(tenures))
    return render(request, "directory/posts.html", _list_facts(request, organisation))


def _order(request: SignedInRequest) -> Order:
    asked = request.GET.get("order", "")
    return Order(asked) if asked in set(Order) else Order.PRECEDENCE


def _list_facts(request: SignedInRequest, organisation: Organisation) -> dict[str, object]:
    order = _order(request)
    tenures = list(in_order(holders_at(organisation, on=today()), order))
    address = reverse("directory:posts", args=[organisation.pk])
    return {
        "organisation": organisation,
        "trail": trail_to(organisation, (_("Posts"), "")),
        "tabs": [
            (str(words), f"{address}?order={one.value}", one is order)
            for one, words in ORDER_NAMES.items()
        ],
        "order": order.value,
        "by_post": order is Order.PRECEDENCE,
        "note": "" if order is Order.PRECEDENCE else ORDER_NAMES[order],
        "listed": posts_listed(organisation, on=today()),
        "rows": _rows(tenures),
        "known": known_persons(request.user, tenures),
        "manages": may_manage(request.user, organisation),
    }


def _rows(tenures: list[Tenure]) -> list[tuple[Tenure, object]]:
    """Each with how it is held."""
    return [(one, MANNER_NAMES[Manner(one.manner)]) for one in tenures]


@requires(VIEW)
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """One post: who holds it, what it is in charge of, who held it before."""
    found = held(get_object_or_404(posts_where(request.user, VIEW), pk=pk), on=today())
    return render(request, "directory/post.html", _facts(request, found))


def _facts(request: SignedInRequest, found: Held) -> dict[str, object]:
    post = found.post
    everybody = [*found.now, *found.later, *found.before]
    return {
        "post": post,
        "held": found,
        "now": _rows([*found.now, *found.later]),
        "before": _rows(list(found.before)),
        "known": known_persons(request.user, everybody),
        "kind_name": POST_KIND_NAMES[PostKind(post.kind)],
        "trail": [*_trail(post)[:-2], (post.title, "")],
        "manages": may_manage(request.user, post.organisation) and post.ended_on is None,
    }


def _trail(post: Post, last: object = "") -> Trail:
    posts = reverse("directory:posts", args=[post.organisation_id])
    own = reverse("directory:post", args=[post.pk])
    return trail_to(post.organisation, (_("Posts"), posts), (post.title, own), (last, ""))


@requires(MANAGE)
@require_http_methods(METHODS)
def new(request: SignedInRequest, pk: int) -> HttpResponse:
    """Set up a post."""
    organisation = get_object_or_404(workplaces_where(request.user, MANAGE), pk=pk)
    form = PostForm(organisation, request.POST or None, today=today())
    if entered(request, form, lambda: _set_up(request, organisation, form)):
        return redirect("directory:posts", organisation.pk)
    posts = reverse("directory:posts", args=[organisation.pk])
    trail = trail_to(organisation, (_("Posts"), posts), (_("Set up a post"), ""))
    return form_page(request, form, trail, commit=_("Set it up"), about=organisation.name)


def _set_up(request: SignedInRequest, organisation: Organisation, form: PostForm) -> None:
    on = form.cleaned_data["on"]
    set_up_post(organisation, form.facts(), on=on, by=request.user, at=moment())


@requires(MANAGE)
@require_http_methods(METHODS)
def take_up(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody takes the post up."""
    post = get_object_or_404(posts_where(request.user, MANAGE), pk=pk)
    form = TakeUpForm(persons_where(request.user, VIEW), request.POST or None, today=today())
    if entered(request, form, lambda: _take_up(request, post, form)):
        return redirect("directory:post", post.pk)
    trail = _trail(post, _("Somebody takes it up"))
    return form_page(request, form, trail, commit=_("Enter the holder"), about=post)


def _take_up(request: SignedInRequest, post: Post, form: TakeUpForm) -> None:
    """Who left already is entered with both days; somebody new is registered first."""
    typed, by, at = form.cleaned_data, request.user, moment()
    person = typed.get("person") or register_person(typed["name"], by=by, at=at)
    manner, until = Manner(typed["manner"]), typed["until"]
    if until is None:
        take_up_post(person, post, on=typed["on"], by=by, at=at, manner=manner)
    else:
        seat_all([Seating(person, post, typed["on"], until, manner)], by=by, at=at)


@requires(MANAGE)
@require_http_methods(METHODS)
def leave(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody leaves a post."""
    tenure = get_object_or_404(tenures_where(request.user, MANAGE), pk=pk)
    form = LeaveForm(request.POST or None, today=today())
    if entered(request, form, lambda: _leave(request, tenure, form)):
        return redirect("directory:post", tenure.post_id)
    title = _("%(name)s leaves the post") % {"name": tenure.person.name}
    trail = _trail(tenure.post, title)
    return form_page(request, form, trail, commit=_("Enter the last day"), about=tenure.post)


def _leave(request: SignedInRequest, tenure: Tenure, form: LeaveForm) -> None:
    leave_post(tenure, on=form.cleaned_data["on"], by=request.user, at=moment())


@requires(MANAGE)
@require_http_methods(METHODS)
def portfolio(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the post is in charge of from a day on."""
    post = get_object_or_404(posts_where(request.user, MANAGE), pk=pk)
    now = [one.subject for one in held(post, on=today()).charge]
    form = PortfolioForm(now, request.POST or None, today=today())
    if entered(request, form, lambda: _charge(request, post, form)):
        return redirect("directory:post", post.pk)
    trail = _trail(post, _("What it is in charge of"))
    return form_page(request, form, trail, commit=_("Keep it"), about=post)


def _charge(request: SignedInRequest, post: Post, form: PortfolioForm) -> None:
    typed = form.cleaned_data
    change_portfolio(
        post, lines_of(typed["subjects"]), on=typed["on"], by=request.user, at=moment()
    )


@requires(MANAGE)
@require_http_methods(METHODS)
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """The post is no more."""
    post = get_object_or_404(posts_where(request.user, MANAGE), pk=pk)
    form = EndForm(request.POST or None, today=today())
    if entered(request, form, lambda: _end(request, post, form)):
        return redirect("directory:post", post.pk)
    trail = _trail(post, _("End the post"))
    return form_page(request, form, trail, commit=_("End the post"), about=post)


def _end(request: SignedInRequest, post: Post, form: EndForm) -> None:
    end_post(post, on=form.cleaned_data["on"], by=request.user, at=moment())
