"""``gonghui audit verify`` and ``gonghui audit anchor``."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gonghui.audit.models import Head
from gonghui.audit.queries import fault_in_chain, kept_anchors
from gonghui.audit.rules import START


class Command(BaseCommand):
    """Reads the whole record again and says whether anything in it was touched."""

    help = (
        "verify: check that nobody changed, deleted or cut the record of deeds. "
        "anchor: say where the chain stands now, to be printed or mailed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The list itself is exported on the audit administrator's page."""
        parser.add_argument("verb", choices=["verify", "anchor"])
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Exit code 1 and the first bad number when the chain does not hold."""
        if options["verb"] == "anchor":
            self._anchor(as_json=options["json"])
            return
        fault = fault_in_chain()
        head = Head.objects.first()
        answer = {
            "entries": head.number if head else 0,
            "anchors": len(kept_anchors()),
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

    def _anchor(self, *, as_json: bool) -> None:
        head = Head.objects.first()
        told = {"number": head.number if head else 0, "digest": head.digest if head else START}
        self.stdout.write(json.dumps(told) if as_json else f"{told['number']} {told['digest']}")
