"""What every page shares: its look, how a refusal is told, forms that act once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address, ip_network
from secrets import token_urlsafe

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from gonghui.foundation.chinese import tidy
from gonghui.foundation.clock import moment as moment
from gonghui.foundation.clock import today
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.limits import seconds_over
from gonghui.foundation.models import Receipt
from gonghui.foundation.wording import sentence_for

LOOKS = {
    "density": ("normal", "compact", "roomy"),
    "type": ("normal", "large"),
    "theme": ("light", "dark"),
}


def _wished(request: HttpRequest, name: str) -> str | None:
    """What the address asks for, at once; else what was chosen before."""
    return request.GET.get(f"look_{name}") or request.COOKIES.get(_cookie(name))


def _cookie(name: str) -> str:
    return f"{settings.COOKIE_PREFIX}look_{name}"


def look(request: HttpRequest) -> dict[str, object]:
    """The attributes of ``<html>`` a visitor chose, from cookies; and a fresh key for each form."""
    chosen = {
        name: value if (value := _wished(request, name)) in values else values[0]
        for name, values in LOOKS.items()
    }
    return {"look": chosen, "form_key": token_urlsafe(18), "today": today()}


class ProxyMiddleware:
    """Takes a proxy's word about who asks, but only from the proxies that are listed.

    Afterwards ``REMOTE_ADDR`` is the visitor's own address everywhere, and what an unlisted
    machine claims in ``X-Forwarded-…`` is gone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        listed = [one for one in settings.TRUSTED_PROXIES if one != "unix"]
        self.by_socket = "unix" in settings.TRUSTED_PROXIES
        self.networks = [ip_network(one, strict=False) for one in listed]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        meta = request.META
        if self._is_proxy(meta.get("REMOTE_ADDR", "")):
            claimed = meta.get("HTTP_X_FORWARDED_FOR", "").split(",")
            meta["REMOTE_ADDR"] = self._visitor(claimed) or meta.get("REMOTE_ADDR", "")
        else:
            for name in [name for name in meta if name.startswith("HTTP_X_FORWARDED_")]:
                del meta[name]
        return self.get_response(request)

    def _is_proxy(self, address: str) -> bool:
        if not address:
            return self.by_socket
        try:
            return any(ip_address(address) in network for network in self.networks)
        except ValueError:
            return False

    def _visitor(self, claimed: list[str]) -> str:
        """The last address of the chain that is no proxy of ours; empty when there is none."""
        for address in reversed([one.strip() for one in claimed]):
            if not self._is_proxy(address):
                try:
                    return str(ip_address(address))
                except ValueError:
                    return ""
        return ""


class HeadersMiddleware:
    """What every answer tells the browser, beside what Django and the CSP middleware tell it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Reporting-Endpoints", f'csp="{settings.POLICY_REPORTS}"')
        return response


METHODS = ("GET", "HEAD", "POST", "OPTIONS")


class MethodsMiddleware:
    """What no page needs, as TRACE, is refused before anything looks at it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return self.get_response(request)


# how a list is asked for as a file: by its address, its name, or ``?as=``
EXPORTS = (".xlsx", ".csv", ".docx", ".json", ".pdf")
EXPORT_NAMES = ("export", "word", "template", "corrected")


class LimitMiddleware:
    """Searching, exporting and sending files in cost much: an account does so often, no oftener.

    A request shows by its shape what it is, so that no page can be forgotten. Source: quality.md
    S46; OWASP ASVS 5.0 V2.4.1.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """429 and when to come again, where it was too often."""
        kind = _costly(request)
        wait = seconds_over(kind, asker(request)) if kind else 0
        return _too_often(request, wait) if wait else None


def _costly(request: HttpRequest) -> str:
    """What a request costs; empty when it is like any other."""
    if request.method == "POST":
        return "upload" if request.FILES else ""
    name = request.resolver_match.url_name or "" if request.resolver_match else ""
    if "as" in request.GET or request.path.endswith(EXPORTS) or name.endswith(EXPORT_NAMES):
        return "export"
    return "search" if request.GET.get("q", "").strip() else ""


def asker(request: HttpRequest) -> str:
    """Who asks, as limits count it: the account, or the address of who is not signed in."""
    user = getattr(request, "user", None)
    known = user is not None and user.is_authenticated
    return f"account {user.pk}" if known and user else f"address {request.META.get('REMOTE_ADDR')}"


def _too_often(request: HttpRequest, wait: int) -> HttpResponse:
    response = render(request, "foundation/too_often.html", {"wait": wait}, status=429)
    response["Retry-After"] = str(wait)
    return response


class LookMiddleware:
    """``?look_type=large`` on any page changes the look; a cookie remembers it for a year.

    Chinese is the first language: what the person chose counts, what a browser asks for not.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        response = self.get_response(request)
        for name, values in LOOKS.items():
            value = request.GET.get(f"look_{name}")
            if value in values:
                response.set_cookie(
                    _cookie(name),
                    value,
                    max_age=365 * 86400,
                    samesite="Lax",
                    httponly=True,
                    secure=settings.HTTPS,
                )
        return response


@contextmanager
def refusals_shown(request: HttpRequest) -> Iterator[None]:
    """Tell a refused rule to the person on the next page, instead of failing."""
    try:
        yield
    except RuleBroken as refusal:
        messages.error(request, sentence_for(refusal))


def acts_once(request: HttpRequest) -> bool:
    """Whether this form was sent for the first time; its key is remembered in this transaction.

    Call it inside the transaction of the act, so that key and deed commit together.
    A form without a key always counts as new.
    """
    key = request.POST.get("form_key", "")[:64]
    if not key:
        return True
    _, first = Receipt.objects.get_or_create(
        key=key,
        defaults={"owner_id": request.user.pk or 0, "address": request.path[:300], "at": moment()},
    )
    return first


def asked_text(request: HttpRequest, name: str = "q", *, most: int = 60) -> str:
    """What the address asks for, as it may be looked for: tidied, cut, empty when nothing was."""
    return tidy(request.GET.get(name, "")).strip()[:most]


# never shown again: keys of ours, and what people type in secret
KEPT_BACK = {"csrfmiddlewaretoken", "form_key", "password", "password1", "password2", "oldpassword"}


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """What was sent with a form, name by name, without keys and passwords: to be given back."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in KEPT_BACK
        for value in values
    ]
