"""``gonghui personal_data``: the map of personal data as a document."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from gonghui.directory.exports.personal_data import as_markdown
from gonghui.foundation.privacy import personal_data


class Command(BaseCommand):
    """Says of every field what it is, why and how long it is kept, and who may see it."""

    help = "Print the map of personal data, as docs/operate/personal-data.md has it."
    requires_system_checks: list[str] = []  # noqa: RUF012 -- Django's own attribute; it reads no database

    def add_arguments(self, parser: ArgumentParser) -> None:
        """As a document, or for programs."""
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """The whole map."""
        if options["json"]:
            rows = [asdict(kept) for kept in personal_data()]
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
        else:
            self.stdout.write(as_markdown(), ending="")
