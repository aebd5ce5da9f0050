"""``gonghui second_administrator``: a second security administrator for a site with one."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gonghui.access.actions.office import appoint_second
from gonghui.access.management.commands.office import path_of, reached_at
from gonghui.foundation.clock import moment, today
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.wording import sentence_for
from gonghui.people.actions.account import job_account


class Command(BaseCommand):
    """Appoints the second security administrator; those two confirm any third on the pages."""

    help = "--name NAME: a second security administrator, as long as there is only one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who."""
        parser.add_argument("--name", required=True, help="the person's name")
        parser.add_argument(
            "--site", default=reached_at(), help="what stands before the link's path"
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the sign-in name and the link by which they set their password."""
        try:
            opened = appoint_second(options["name"], on=today(), by=job_account(), at=moment())
        except RuleBroken as refusal:
            raise CommandError(sentence_for(refusal)) from refusal
        link = options["site"] + path_of(opened.token)
        told = {"username": opened.account.username, "link": link}
        words = f"{opened.account.username}: {link} (opens once, within 72 hours)"
        self.stdout.write(json.dumps(told) if options["json"] else words)
