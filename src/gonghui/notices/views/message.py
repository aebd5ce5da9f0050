"""One's own messages. Below access, so ``config.urls`` says they are for whoever is signed in."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonghui.foundation.clock import moment
from gonghui.notices.actions.delivery import choose_language
from gonghui.notices.actions.notice import mark_all_read, mark_read
from gonghui.notices.forms import MailForm
from gonghui.notices.queries.delivery import language_of
from gonghui.notices.queries.notice import notices_of, unread_count, unread_of
from gonghui.notices.web import address_of, shown
from gonghui.people.actions.account import change_email
from gonghui.people.models import Account
from gonghui.people.queries.consent import has_agreed
from gonghui.people.rules.privacy import Purpose

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


@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: HttpRequest) -> HttpResponse:
    """Where and in which language I am written to."""
    account = cast(Account, request.user)
    now = {"email": account.email, "language": language_of(account)}
    form = MailForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_valid():
        change_email(account, form.cleaned_data["email"], by=account, at=moment())
        choose_language(account, form.cleaned_data["language"])
        messages.success(request, _("Saved."))
        return redirect("messages-mail")
    return render(request, "notices/mail.html", {"form": form, **_standing(account)})


def _standing(account: Account) -> dict[str, object]:
    """Whether e-mail comes, and if not, why not."""
    agreed = account.person is not None and has_agreed(account.person, Purpose.E_MAIL)
    comes = bool(settings.MAIL and agreed and account.email)
    return {
        "heading": _("E-mail comes to you") if comes else _("No e-mail comes to you"),
        "sends": bool(settings.MAIL),
        "agreed": agreed,
        "hour": str(settings.DIGEST_HOUR),
        "trail": [(_("Messages"), reverse("messages")), (_("By e-mail"), "")],
    }


def _finding(unread: int) -> str:
    if not unread:
        return _("No unread messages")
    words = ngettext("%(n)s unread message", "%(n)s unread messages", unread)
    return words % {"n": unread}
