"""The sign-ins a demonstration prints: one for each role, one password for all, drawn once."""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password

from gonghui.access.checks import roles_held
from gonghui.access.wording import ROLE_NAMES
from gonghui.people.models import Account


@dataclass(frozen=True, slots=True)
class SignIn:
    """A line of the printed table."""

    username: str
    person: str
    post: str
    roles: str


def _kept() -> Path:
    return settings.HOME / "demo-password"


def demo_password() -> str:
    """The password of all accounts of this demonstration; drawn at the first call and kept.

    Lost, another is drawn and every account of the demonstration takes it.
    """
    path = _kept()
    if not path.exists():
        password = f"gonghui-{secrets.token_hex(4)}"
        Account.objects.filter(is_job=False).update(password=make_password(password))
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(password)
    return path.read_text().strip()


def forget_password() -> None:
    """A demonstration begun anew draws another."""
    _kept().unlink(missing_ok=True)


def sign_ins() -> list[SignIn]:
    """Who is printed, in the order they were made; each county's own officer can sign in too."""
    lines = []
    printed = Account.objects.filter(is_job=False).exclude(username__startswith="county-")
    for account in printed.select_related("person").order_by("pk"):
        held = roles_held(account)
        post = f"{held[0].organisation.name}{held[0].post}" if held else ""
        roles = "、".join(sorted({str(ROLE_NAMES[one.role]) for one in held}))
        lines.append(SignIn(account.username, account.display_name, post, roles))
    return lines


def as_json() -> str:
    """The same for programs: ``{"password": …, "accounts": {username: roles}}``."""
    accounts = {one.username: one.roles for one in sign_ins()}
    return json.dumps({"password": demo_password(), "accounts": accounts}, ensure_ascii=False)
