"""Accounts, for the system administrator."""

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonghui.access.actions.lost_factor import administered
from gonghui.access.queries import accounts_where
from gonghui.access.web import SignedInRequest, requires, step_up
from gonghui.directory.exports.account import accounts_listing
from gonghui.directory.forms.account import CloseAccountForm, LostFactorForm, OpenAccountForm
from gonghui.directory.queries.account import (
    MANAGE,
    account_where,
    with_second_factor,
    without_account,
)
from gonghui.directory.queries.person import posts_of
from gonghui.documents.web import as_file, file_answer
from gonghui.foundation.clock import moment, today
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.web import asked_text, refusals_shown
from gonghui.foundation.wording import sentence_for
from gonghui.people.actions.account import (
    Invited,
    close_account,
    open_account,
    reopen_account,
    start_reset,
)
from gonghui.people.models import Account
from gonghui.people.queries.session import places_signed_in

ROWS = 50


@requires(MANAGE)
@require_safe
def index(request: SignedInRequest) -> HttpResponseBase:
    """Who can sign in here, in which posts, and when they last did."""
    text = asked_text(request)
    accounts = accounts_where(request.user, MANAGE)
    if text:
        accounts = accounts.filter(Q(username__contains=text) | Q(person__name__contains=text))
    if as_file(request):
        listing = accounts_listing(accounts, on=today())
        return file_answer(request, "accounts", listing, persons=accounts.count())
    page = Paginator(accounts, ROWS).get_page(request.GET.get("page"))
    return render(request, "directory/accounts.html", _page(page, text))


def _page(page: Page[Account], text: str) -> dict[str, object]:
    posts = posts_of([one.person_id for one in page if one.person_id], on=today())
    guarded = with_second_factor(list(page))
    count = page.paginator.count
    return {
        "q": text,
        "page": page,
        "rows": [(one, posts.get(one.person_id or 0, []), one.pk in guarded) for one in page],
        "heading": ngettext("%(n)s account", "%(n)s accounts", count) % {"n": f"{count:,}"},
    }


@requires(MANAGE)
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """One account: whose, when last used, and what can be done about it."""
    account = _account_or_404(request, pk)
    return render(request, "directory/account.html", _facts(request, account))


def _facts(request: SignedInRequest, account: Account) -> dict[str, object]:
    posts = posts_of([account.person_id or 0], on=today())
    return {
        "account": account,
        "posts": posts.get(account.person_id or 0, []),
        "second_factor": bool(with_second_factor([account])),
        "places": places_signed_in(account, at=now()),
        "own": account.pk == request.user.pk,
        "close_form": CloseAccountForm(),
        "lost_form": LostFactorForm(),
        "administers": administered(account, at=moment()) is not None,
        "trail": [(_("Accounts"), reverse("directory:accounts")), (account.username, "")],
    }


@requires(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Open an account for a person; its link is shown once."""
    text = asked_text(request) or request.POST.get("q", "")[:60]
    persons = without_account(request.user, text)
    posts = posts_of([one.pk for one in persons], on=today())
    words = {pk: "、".join(map(str, held)) for pk, held in posts.items()}
    form = OpenAccountForm(request.POST or None, persons=persons, posts=words)
    invited = _open(request, form)
    if invited:
        return _link_shown(request, invited)
    trail = [(_("Accounts"), reverse("directory:accounts")), (_("Open an account"), "")]
    facts = {"form": form, "q": text, "found": bool(persons), "trail": trail}
    return render(request, "directory/account_new.html", facts)


@sensitive_variables()
def _open(request: SignedInRequest, form: OpenAccountForm) -> Invited | None:
    if not form.is_valid():
        return None
    name, person = form.cleaned_data["username"], form.cleaned_data["person"]
    try:
        return open_account(name, person=person, by=request.user, at=moment())
    except RuleBroken as refusal:
        form.add_error("username", sentence_for(refusal))
        return None


@sensitive_variables()
def _link_shown(request: SignedInRequest, invited: Invited) -> HttpResponse:
    """The one page on which the link ever stands."""
    path = reverse("sign-in-link", args=[invited.token])
    trail = [(_("Accounts"), reverse("directory:accounts")), (_("One-time link"), "")]
    facts = {"account": invited.account, "link": request.build_absolute_uri(path), "trail": trail}
    return render(request, "directory/account_link.html", facts)


@requires(MANAGE)
@require_POST
@step_up
@sensitive_variables()
def reset(request: SignedInRequest, pk: int) -> HttpResponse:
    """Start a new password: the person sets it, by a link."""
    account, token = _account_or_404(request, pk), ""
    with refusals_shown(request):
        token = start_reset(account, by=request.user, at=moment())
    if not token:
        return redirect("directory:account", pk)
    return _link_shown(request, Invited(account, token))


@requires(MANAGE)
@require_POST
@step_up
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close an account: at once, everywhere."""
    account = _account_or_404(request, pk)
    with refusals_shown(request):
        close_account(account, request.POST.get("reason", ""), by=request.user, at=moment())
        messages.success(request, _("The account is closed and signed out everywhere."))
    return redirect("directory:account", pk)


@requires(MANAGE)
@require_POST
@step_up
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    account = _account_or_404(request, pk)
    with refusals_shown(request):
        reopen_account(account, by=request.user, at=moment())
        messages.success(request, _("The account is open again."))
    return redirect("directory:account", pk)


def _account_or_404(request: SignedInRequest, pk: int) -> Account:
    account = account_where(request.user, pk)
    if account is None:
        raise Http404
    return account
