"""Every view says who it is for; one that says nothing is closed."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gonghui.access.checks import Capacity, Held, allowed_to, choices, remember, roles_held, within
from gonghui.access.permissions import ADMINISTRATORS, DECIDING, Permission, Role
from gonghui.foundation.clock import today
from gonghui.foundation.web import typed_in
from gonghui.people.models import Account
from gonghui.people.web import proven_lately

P = ParamSpec("P")
R = TypeVar("R")
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
SECOND_FACTOR_FOR: dict[str, Collection[Role]] = {
    "nobody": (),
    "administrators": ADMINISTRATORS,
    "reviewers": ADMINISTRATORS | DECIDING,
    "everybody": tuple(Role),
}
SAFE = ("GET", "HEAD", "OPTIONS")
CHOSEN = "capacity"  # in the session: key and title of the chosen one
# Views of libraries that anyone may call; ours carry @public.
PUBLIC_MODULES = (
    *("allauth.account.", "allauth.mfa.base.views."),
    *("django.views.i18n", "django.contrib.staticfiles."),
)


class SignedInRequest(HttpRequest):
    """A request whose user is known; what ``@requires`` hands on."""

    user: Account  # narrowed to the capacity they act in
    may: frozenset[Permission]
    held: list[Held]
    capacities: list[Capacity]
    acting: Capacity | None


def requires(
    permission: Permission,
) -> Callable[
    [Callable[Concatenate[SignedInRequest, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """The view is for those who hold the permission somewhere; for others it is not there (404)."""

    def guard(
        view: Callable[Concatenate[SignedInRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            if permission not in request_permissions(request):
                raise Http404
            if lacks_second_factor(request):
                return redirect("mfa_activate_totp")
            return view(cast(SignedInRequest, request), *args, **kwargs)

        guarded.requires = permission  # type: ignore[attr-defined]
        return cast("Callable[Concatenate[HttpRequest, P], HttpResponseBase]", guarded)

    return guard


def signed_in(
    view: Callable[Concatenate[SignedInRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """The view is about one's own sign-in: for whoever has one, in any role or none."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        return view(cast(SignedInRequest, request), *args, **kwargs)

    guarded.signed_in = True  # type: ignore[attr-defined]
    return cast("Callable[Concatenate[HttpRequest, P], HttpResponseBase]", guarded)


def step_up(
    view: Callable[Concatenate[SignedInRequest, P], HttpResponseBase],
) -> Callable[Concatenate[SignedInRequest, P], HttpResponseBase]:
    """Something dangerous: below ``@requires``, asks for the password again after five minutes.

    What was sent is kept meanwhile and done as soon as the password is right; files are not.
    """

    @wraps(view)
    def guarded(request: SignedInRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not proven_lately(request):
            raise ReauthenticationRequired  # allauth's middleware keeps the request and asks
        return view(request, *args, **kwargs)

    return cast("Callable[Concatenate[SignedInRequest, P], HttpResponseBase]", guarded)


def lacks_second_factor(request: HttpRequest) -> bool:
    """Whether the person must set up a second factor before anything else, by what they may do."""
    concerned = SECOND_FACTOR_FOR[settings.SECOND_FACTOR_FOR]
    if not concerned:
        return False
    request_permissions(request)
    held = cast(SignedInRequest, request).held
    must = any(one.role in concerned for one in held)
    return must and not is_mfa_enabled(request.user, SECOND_FACTORS)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in first; what somebody was just sending is given back, not lost."""
    if request.method in SAFE:
        return redirect_to_login(request.get_full_path())
    facts = {"typed": typed_in(request), "again": request.get_full_path()}
    return render(request, "access/signed_out.html", facts, status=403)


def public(view: Callable[P, R]) -> Callable[P, R]:
    """The view is for everybody, signed in or not."""
    view.public = True  # type: ignore[attr-defined]
    return view


def request_permissions(request: HttpRequest) -> frozenset[Permission]:
    """All the person of this request may do, in the capacity they act in; read once a request."""
    signed_in = cast(SignedInRequest, request)
    if not hasattr(request, "may"):
        day = today()
        held = roles_held(request.user, on=day)
        signed_in.capacities = choices(held)
        signed_in.acting = _acting(signed_in)
        signed_in.held = within(held, signed_in.acting) if signed_in.acting else []
        signed_in.may = allowed_to(signed_in.held)
        if isinstance(request.user, Account):
            remember(request.user, signed_in.held, on=day)
    return signed_in.may


def _acting(request: SignedInRequest) -> Capacity | None:
    """The capacity chosen before, else the first; ``None`` for who has no role at all.

    Whoever lost the chosen one meanwhile is told, and goes on in the first.
    """
    if not request.capacities:
        return None
    first, chosen = request.capacities[0], getattr(request, "session", {}).get(CHOSEN)
    acting = next((one for one in request.capacities if chosen and one.key == chosen[0]), first)
    if chosen and chosen[0] != acting.key:
        del request.session[CHOSEN]
        lost = _("You no longer act as %(lost)s. You now act as %(acting)s.")
        words = lost % {"lost": chosen[1], "acting": acting.title}
        messages.warning(request, words, fail_silently=True)
    user = request.user
    user.acting_post, user.acting_for, user.capacity = acting.post, acting.giver, acting.title
    return acting


def act_as(request: SignedInRequest, key: str) -> Capacity | None:
    """From the next request on the person acts in that capacity; ``None`` if it is not theirs."""
    chosen = next((one for one in request.capacities if one.key == key), None)
    if chosen is not None:
        request.session[CHOSEN] = [chosen.key, chosen.title]
    return chosen


def is_declared(view: Callable[..., object]) -> bool:
    """Whether a view says who it is for."""
    return (
        hasattr(view, "requires")
        or hasattr(view, "signed_in")
        or hasattr(view, "public")
        or f"{view.__module__}.".startswith(PUBLIC_MODULES)
    )


class DeclaredMiddleware:
    """Refuses, as missing, any view that does not say who it is for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., object],
        _args: tuple[object, ...],
        _kwargs: dict[str, object],
    ) -> None:
        """Fail closed."""
        if not is_declared(view):
            raise Http404
