"""``gonghui daily``: do by hand what the worker does every day."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gonghui.foundation import daily
from gonghui.foundation.clock import moment


class Command(BaseCommand):
    """For a site whose worker is not started by ``gonghui serve``: call it from a timer."""

    help = "Do what is due of the day's work; what is done already is not done again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """As every command that tells data."""
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Exit code 1 when a piece failed; it is tried again later."""
        outcomes = daily.do_due(clock=moment)
        if options["json"]:
            self.stdout.write(json.dumps([asdict(one) for one in outcomes]))
        elif not outcomes:
            self.stdout.write("Nothing is due.")
        else:
            for one in outcomes:
                self.stdout.write(f"{one.name}: {one.error or 'done'}")
        if failed := [one.name for one in outcomes if one.error]:
            message = f"Not done, and tried again later: {', '.join(failed)}."
            raise CommandError(message)
