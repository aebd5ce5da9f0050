"""How sign-in behaves here: who may try how often, how long one stays in, what is recorded."""

import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from typing import Any, ClassVar, cast

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.account.signals import authentication_step_completed, password_changed
from allauth.core import context
from allauth.mfa import signals as second_factor
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.adapter import get_adapter as second_factor_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from qrcode.image.svg import SvgPathFillImage

from gonghui.audit.actions import Deed, record
from gonghui.foundation.clock import moment
from gonghui.people.actions.account import job_account
from gonghui.people.actions.session import (
    count_wrong_try,
    end_own_sessions,
    end_sessions,
    note_arrival,
)
from gonghui.people.announcements import sign_in_changed
from gonghui.people.models import Account
from gonghui.people.queries.session import SEEN_EVERY, seconds_to_wait

SIGNED_IN_AT, SEEN_AT = "signed_in_at", "seen_at"  # seconds of the real clock
PROVEN_FOR = 300  # seconds for which a password or code counts before something dangerous


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are opened by an administrator, for a person in a post."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "Sign-in name and password do not belong together. Check capitals and try again."
        ),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your password."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes and try once more."),
        "rate_limited": _("Too many tries. Wait five minutes and try once more."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:  # noqa: ANN401 -- allauth's own
        """Who belongs to name and password; unknown, wrong and closed take and say the same."""
        name, address = credentials.get("username", ""), self.get_client_ip(request)
        wait = seconds_to_wait(name, address, at=now())
        if wait:
            raise ValidationError(too_many_tries(wait), code="too_many_login_attempts")
        account = authenticate(request, **credentials)
        AuthenticationBackend.unstash_authenticated_user()  # a closed account is told nothing more
        if account is None:
            count = count_wrong_try(name, address, at=now())
            known = Account.objects.filter(username__iexact=name.strip()).first()
            # a name nobody has is often a password typed into the wrong field: it stays nowhere
            verb = "sign_in.failed" if known else "sign_in.unknown"
            deed = Deed(verb, known or job_account(), facts={"tries": count})
            record(deed, by=job_account(), at=moment())
        return account

    def post_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 -- allauth's own
        """Somebody is in: no stranger at this address any more."""
        note_arrival(user.username, self.get_client_ip(request), at=now())
        record(Deed("sign_in.done", user), by=user, at=moment())
        return cast(HttpResponse, super().post_login(request, user, **kwargs))

    def logout(self, request: HttpRequest) -> None:
        """Somebody leaves."""
        leaving = cast(Account, request.user)
        record(Deed("sign_out.done", leaving), by=leaving, at=moment())
        UserSession.objects.filter(session_key=request.session.session_key).delete()
        super().logout(request)

    def is_reauthentication_required(self, *, app: str, **_kwargs: object) -> bool:
        """Also for allauth's own dangerous pages, who has just signed in has proven enough."""
        return not proven_lately(self.request)


def too_many_tries(wait: int) -> str:
    """How long to wait, in minutes begun."""
    minutes = -(-wait // 60)
    words = ngettext(
        "Too many tries. Wait %(n)s minute and try once more.",
        "Too many tries. Wait %(n)s minutes and try once more.",
        minutes,
    )
    return words % {"n": minutes}


def proven_lately(request: HttpRequest) -> bool:
    """Whether the person gave a password or code in the last five minutes."""
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < PROVEN_FOR


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Secrets of the apps lie encrypted in the database, under a key of their own."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. Take the newest one of the app."),
    }

    def encrypt(self, text: str) -> str:
        """As it is stored."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """As it is used."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """Dark on white, so that it is read on dark pages too."""
        out = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(out)
        return out.getvalue().decode()


def _cipher() -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(settings.SECOND_FACTOR_KEY.encode()).digest()))


class SessionsAdapter(DefaultUserSessionsAdapter):  # type: ignore[misc]  # allauth has no types
    """Ending all others at once goes on record too."""

    def end_sessions(self, sessions: list[UserSession]) -> None:
        """All of one account."""
        end_own_sessions(sessions, by=cast(Account, context.request.user), at=moment())


def app_picture(request: HttpRequest) -> str | None:
    """The picture an app is set up by, as SVG; ``None`` when nobody is setting one up."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        return None
    adapter = second_factor_adapter()
    return str(adapter.build_totp_svg(adapter.build_totp_url(request.user, secret)))


class SessionMiddleware:
    """Ends a session after half an hour of rest or twelve hours, and keeps its pages uncached.

    Who was typing gets it back from the page that says so (access.web); sheets save themselves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        was_in = request.user.is_authenticated
        if was_in:
            _end_or_renew(request)
        response = self.get_response(request)
        if was_in and not request.user.is_authenticated:
            response["Clear-Site-Data"] = '"cache", "storage"'
        if was_in or request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def _end_or_renew(request: HttpRequest) -> None:
    moment_now, session = int(time.time()), request.session
    begun = session.setdefault(SIGNED_IN_AT, moment_now)
    seen = session.setdefault(SEEN_AT, moment_now)
    rested, lasted = moment_now - seen, moment_now - begun
    if rested > settings.SESSION_IDLE_FOR or lasted > settings.SESSION_ENDS_AFTER:
        UserSession.objects.filter(session_key=session.session_key).delete()
        logout(request)
    elif rested >= SEEN_EVERY:
        session[SEEN_AT] = moment_now
        UserSession.objects.create_from_request(request)


def connect() -> None:
    """What allauth and Django tell us about sign-ins, noted down."""
    user_logged_in.connect(_begin)
    authentication_step_completed.connect(_renew_session_id)
    password_changed.connect(_note_password)
    second_factor.authenticator_added.connect(_note_added)
    second_factor.authenticator_removed.connect(_note_removed)
    second_factor.authenticator_reset.connect(_note_drawn)


def _begin(*, request: HttpRequest, **_: object) -> None:
    request.session[SIGNED_IN_AT] = request.session[SEEN_AT] = int(time.time())


def _renew_session_id(*, request: HttpRequest, **facts: object) -> None:
    """Who proved themselves again gets a new session id, as at sign-in (ASVS 7.2.4)."""
    if facts.get("reauthenticated"):
        former = request.session.session_key
        request.session.cycle_key()
        UserSession.objects.filter(session_key=former).update(
            session_key=request.session.session_key
        )


def _note_password(*, request: HttpRequest, user: Account, **_: object) -> None:
    end_sessions(user, but=request.session.session_key)
    _announce(user, "sign_in.password_changed")
    record(Deed("account.password_changed", user), by=user, at=moment())


def _note_added(*, user: Account, authenticator: Authenticator, **_: object) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        _announce(user, "sign_in.second_factor_set_up")
        record(Deed("second_factor.set_up", user), by=user, at=moment())


def _note_removed(*, user: Account, authenticator: Authenticator, **_: object) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        _announce(user, "sign_in.second_factor_removed")
        record(Deed("second_factor.removed", user), by=user, at=moment())


def _announce(user: Account, what: str) -> None:
    sign_in_changed.send(sender=None, account=user, what=what, by=user, at=moment())


def _note_drawn(*, user: Account, **_: object) -> None:
    record(Deed("recovery_codes.drawn", user), by=user, at=moment())
