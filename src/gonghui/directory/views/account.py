"""Accounts, for the system administrator."""

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from gonghui.access.permissions import Permission
from gonghui.access.queries import accounts_where
from gonghui.access.web import SignedInRequest, requires
from gonghui.directory.queries.person import posts_of
from gonghui.foundation.clock import today
from gonghui.foundation.web import asked_text
from gonghui.people.models import Account

ROWS = 50


@requires(Permission.ACCOUNT_MANAGE)
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """Who can sign in here, in which posts, and when they last did."""
    text = asked_text(request)
    accounts = accounts_where(request.user, Permission.ACCOUNT_MANAGE)
    if text:
        accounts = accounts.filter(Q(username__contains=text) | Q(person__name__contains=text))
    page = Paginator(accounts, ROWS).get_page(request.GET.get("page"))
    return render(request, "directory/accounts.html", _page(page, text))


def _page(page: Page[Account], text: str) -> dict[str, object]:
    posts = posts_of([one.person_id for one in page if one.person_id], on=today())
    count = page.paginator.count
    return {
        "q": text,
        "page": page,
        "rows": [(one, posts.get(one.person_id or 0, [])) for one in page],
        "heading": ngettext("%(n)s account", "%(n)s accounts", count) % {"n": f"{count:,}"},
    }
