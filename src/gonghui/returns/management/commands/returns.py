"""``gonghui returns publish``."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from gonghui.foundation.clock import moment
from gonghui.people.actions.account import job_account
from gonghui.returns.actions.form import publish_half_year_form


class Command(BaseCommand):
    """Publishes the forms we ship; done again, it changes nothing."""

    help = "publish: make the half-year form ready to be issued."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One verb."""
        parser.add_argument("verb", choices=["publish"])

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Say which version stands."""
        form = publish_half_year_form(by=job_account(), at=moment())
        self.stdout.write(f"{form.title}: version {form.version} is ready to be issued.")
