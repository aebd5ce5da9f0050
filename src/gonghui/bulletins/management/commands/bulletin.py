"""``gonghui bulletin read FILE|-``."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from gonghui.bulletins.rules.decoding import decode
from gonghui.bulletins.rules.reading import Reading, as_json, read
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.wording import sentence_for


class Command(BaseCommand):
    """Reads a text and prints what it proposes; writes nothing, needs no database."""

    help = "read: propose a record from the text of a bulletin, with the words behind each value."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One verb; ``-`` reads what is piped in."""
        parser.add_argument("verb", choices=["read"])
        parser.add_argument("file", help="a text file, or - for what is piped in")
        parser.add_argument("--json", action="store_true", help="the record and its claims")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Exit code 1 and one sentence when the text cannot be read."""
        try:
            reading = read(decode(_bytes_of(options["file"])))
        except RuleBroken as refusal:
            raise CommandError(sentence_for(refusal)) from refusal
        except OSError as error:
            told = {"file": options["file"], "reason": error.strerror or ""}
            raise CommandError(_("%(file)s cannot be opened: %(reason)s.") % told) from error
        if options["json"]:
            self.stdout.write(json.dumps(as_json(reading), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(_table(reading)))


_MOST_READ = 64 * 1024 * 1024  # bytes; what is longer than this is too long anyway


def _bytes_of(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read(_MOST_READ)
    with Path(name).open("rb") as file:
        return file.read(_MOST_READ)


def _table(reading: Reading) -> Iterator[str]:
    """A line for each value: how sure, which field, the value, where in the original."""
    wide = max(len(claim.field) for claim in reading.claims)
    for claim in reading.claims:
        start, end = claim.span
        yield f"{claim.certainty.value:<7} {claim.field:<{wide}}  {claim.value}  [{start}:{end}]"
