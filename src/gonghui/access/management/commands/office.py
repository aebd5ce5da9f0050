"""``gonghui office open``: the first deed on an empty site."""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from gonghui.access.actions.office import Opened, open_office
from gonghui.access.permissions import Role
from gonghui.access.wording import ROLE_NAMES
from gonghui.foundation.clock import moment, today
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.wording import sentence_for
from gonghui.organisations.actions.tree import Founding
from gonghui.organisations.rules.divisions import find_place
from gonghui.organisations.rules.naming import KIND_OF, union_name
from gonghui.organisations.rules.organisation import Kind
from gonghui.people.actions.account import job_account

WHO = {
    "system": Role.SYSTEM_ADMINISTRATOR,
    "security": Role.SECURITY_ADMINISTRATOR,
    "audit": Role.AUDIT_ADMINISTRATOR,
}
TOPS = [kind.value for kind in Kind if kind is not Kind.OUTSIDE]


class Command(BaseCommand):
    """Founds the top federation and opens the accounts of the three separated administrators.

    Each sets their own password by a link that is printed once, opens once and for 72 hours.
    """

    help = (
        "open --place 铜仁市 --system NAME --security NAME --audit NAME: the first deed on an "
        "empty site. Where the top is no place's federation: --name, --kind and --code instead."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which federation, and who the three administrators are."""
        parser.add_argument("verb", choices=["open"])
        top = parser.add_mutually_exclusive_group(required=True)
        top.add_argument("--place", help="a province, city or county: 铜仁市, 碧江区 or 5206")
        top.add_argument("--name", help="the federation's full name")
        parser.add_argument("--kind", choices=TOPS, default=Kind.CITY.value, help="with --name")
        parser.add_argument("--code", default="1", help="its code in the register, with --name")
        for who, role in WHO.items():
            parser.add_argument(f"--{who}", required=True, help=f"name of the {role.value}")
        parser.add_argument(
            "--site", default=reached_at(), help="what stands before the links' paths"
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print who can sign in."""
        names = {role: options[who] for who, role in WHO.items()}
        try:
            founding = _founding(options)
            opened = open_office(founding, names, on=today(), by=job_account(), at=moment())
        except RuleBroken as refusal:
            raise CommandError(sentence_for(refusal)) from refusal
        links = {one.account.username: options["site"] + path_of(one.token) for one in opened}
        told = _as_json(founding, links) if options["json"] else _table(opened, links)
        self.stdout.write(told)


def _founding(options: dict[str, Any]) -> Founding:
    if options["name"]:
        return Founding(options["code"], options["name"], Kind(options["kind"]))
    place = find_place(options["place"])
    name = union_name(place)
    return Founding(
        code=place.code,
        name=name.full,
        kind=KIND_OF[place.level],
        short_name=name.short,
        english_name=name.english,
        division_code=place.code,
    )


def reached_at() -> str:
    """Where people reach this site, as far as the settings say."""
    origins = settings.CSRF_TRUSTED_ORIGINS
    return str(origins[0]) if origins else "http://127.0.0.1:8000"


def path_of(token: str) -> str:
    """Where the link of a token leads."""
    return f"/sign-in/link/{token}/"


def _table(opened: list[Opened], links: dict[str, str]) -> str:
    lines = ["Links for the three administrators, shown this once; each opens once, for 72 hours:"]
    for one in opened:
        name, account = ROLE_NAMES[one.role], one.account
        lines += ["", f"  {name}  {account.display_name}  {account.username}"]
        lines += [f"  {links[account.username]}"]
    return "\n".join(lines)


def _as_json(founding: Founding, links: dict[str, str]) -> str:
    told = {"organisation": founding.name, "code": founding.code, "links": links}
    return json.dumps(told, ensure_ascii=False)
