"""``gonghui retention [--dry-run]``, ``gonghui retention hold NAME`` and ``… lift NAME``."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localtime

from gonghui.audit.models import Entry
from gonghui.foundation.clock import moment, today
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.privacy import TERMS
from gonghui.foundation.retention import EVERYTHING, all_sweeps
from gonghui.foundation.wording import sentence_for
from gonghui.people.actions.account import job_account
from gonghui.people.actions.retention import carry_out, hold, lift, outlook


class Command(BaseCommand):
    """Takes away what is kept no longer, or says what it would take."""

    help = (
        "run: delete what is kept no longer (docs/operate/personal-data.md). hold NAME: keep "
        "something although its time is over, as in a dispute. lift NAME: let its time run again. "
        f"NAME is a name that run prints, or {EVERYTHING} for everything."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The record of deeds is never among it."""
        parser.add_argument("verb", nargs="?", default="run", choices=["run", "hold", "lift"])
        parser.add_argument("name", nargs="?", default="")
        parser.add_argument("--reason", default="", help="for hold: why")
        parser.add_argument("--until", type=date.fromisoformat, help="for hold: its last day")
        parser.add_argument("--dry-run", action="store_true", help="say it, delete nothing")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do what the verb says."""
        by, at, on = job_account(), moment(), today()
        try:
            if options["verb"] == "hold":
                made = hold(
                    options["name"], options["reason"], until=options["until"], by=by, at=at, on=on
                )
                self.stdout.write(f"Held: {made.sweep}.")
            elif options["verb"] == "lift":
                lift(options["name"], by=by, at=at, on=on)
                self.stdout.write(f"Lifted: {options['name']}.")
            elif options["dry_run"]:
                self.tell(outlook(at=at, on=on), options, word="would go")
            else:
                self.tell(carry_out(by=by, on=on, clock=moment), options, word="gone")
        except RuleBroken as refusal:
            raise CommandError(sentence_for(refusal)) from refusal

    def tell(self, counts: Any, options: dict[str, Any], *, word: str) -> None:
        """Each kind with its days and how many, and how long the record reaches back."""
        oldest = Entry.objects.order_by("number").first()
        since = oldest and localtime(oldest.at).date()
        days = {sweep.name: TERMS[sweep.retention].days for sweep in all_sweeps()}
        if options["json"]:
            rows = [{"name": n, "days": days[n], "rows": c} for n, c in counts.items()]
            told = {"dry_run": options["dry_run"], "sweeps": rows, "record_since": since}
            self.stdout.write(json.dumps(told, default=str))
            return
        for name, count in counts.items():
            said = "held" if count is None else f"{count} {word}"
            self.stdout.write(f"{name:<28} after {days[name]:>4} days: {said}")
        self.stdout.write(f"The record of deeds is kept for good; it reaches back to {since}.")
