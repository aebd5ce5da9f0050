"""``gonghui audit verify``."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gonghui.audit.models import Head
from gonghui.audit.queries import fault_in_chain


class Command(BaseCommand):
    """Reads the whole record again and says whether anything in it was touched."""

    help = "verify: check that nobody changed, deleted or cut the record of deeds."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One verb today; export comes with the audit administrator's page."""
        parser.add_argument("verb", choices=["verify"])
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Exit code 1 and the first bad number when the chain does not hold."""
        fault = fault_in_chain()
        head = Head.objects.first()
        answer = {
            "entries": head.number if head else 0,
            "holds": fault is None,
            "first_fault": None if fault is None else {"number": fault[0], "kind": fault[1].value},
        }
        if options["json"]:
            self.stdout.write(json.dumps(answer))
        elif fault is None:
            self.stdout.write(f"The record holds: {answer['entries']} entries, none touched.")
        if fault is not None:
            message = f"The record does not hold: entry {fault[0]} is {fault[1].value}."
            raise CommandError(message)
