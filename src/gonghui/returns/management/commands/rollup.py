"""``gonghui rollup verify``."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gonghui.returns.queries.verification import verify


class Command(BaseCommand):
    """Sums everything again from the filed versions and says whether the totals agree."""

    help = "verify: sum every return again from its sheets; the totals must agree to the digit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One verb."""
        parser.add_argument("verb", choices=["verify"])
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Exit code 1 and the first totals that differ when they do not agree."""
        found = verify()
        if options["json"]:
            self.stdout.write(json.dumps(asdict(found) | {"agrees": found.agrees}))
        elif found.agrees:
            self.stdout.write(
                f"The totals agree: {found.totals} totals of {found.rounds} rounds, "
                f"summed again from {found.sheets} sheets."
            )
        if not found.agrees:
            named = ", ".join(f"{one.organisation} {one.what}" for one in found.disagreements[:5])
            message = f"The totals do not agree: {len(found.disagreements)} differ ({named})."
            raise CommandError(message)
