"""One's own messages. Below access, so ``config.urls`` says they are for whoever is signed in."""

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from gonghui.foundation.clock import moment
from gonghui.notices.actions.notice import mark_all_read, mark_read
from gonghui.notices.queries.notice import notices_of, unread_count, unread_of
from gonghui.notices.web import address_of, shown
from gonghui.people.models import Account

ROWS = 30


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """What I was told: what I have not read, or everything."""
    account = cast(Account, request.user)
    everything = request.GET.get("show") == "all"
    found = notices_of(account) if everything else unread_of(account)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    unread = unread_count(account)
    facts = {
        "page": page,
        "items": [shown(one) for one in page],
        "heading": _finding(unread),
        "unread_here": unread,
        "everything": everything,
        "tabs": [(_("Unread"), "?", not everything), (_("All"), "?show=all", everything)],
    }
    return render(request, "notices/messages.html", facts)


@require_POST
def open_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Go where a message leads; then it is read."""
    account = cast(Account, request.user)
    notice = get_object_or_404(notices_of(account), pk=pk)
    mark_read(account, [notice.pk], at=moment())
    return redirect(address_of(notice) or "messages")


@require_POST
def read_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Read here, without opening what it leads to."""
    account = cast(Account, request.user)
    notice = get_object_or_404(notices_of(account), pk=pk)
    mark_read(account, [notice.pk], at=moment())
    return redirect("messages")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """All of them are read."""
    count = mark_all_read(cast(Account, request.user), at=moment())
    words = ngettext("%(n)s message is marked read", "%(n)s messages are marked read", count)
    messages.success(request, words % {"n": count})
    return redirect("messages")


def _finding(unread: int) -> str:
    if not unread:
        return _("No unread messages")
    words = ngettext("%(n)s unread message", "%(n)s unread messages", unread)
    return words % {"n": unread}
