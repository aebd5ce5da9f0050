"""``gonghui organisations seed --region 铜仁市`` and ``gonghui organisations verify``."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gonghui.foundation.clock import moment, today
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.wording import sentence_for
from gonghui.organisations.actions.seed import seed_region
from gonghui.organisations.models import Organisation
from gonghui.organisations.queries.integrity import counts, found_by
from gonghui.organisations.rules.divisions import find_city, region
from gonghui.organisations.rules.integrity import CHECKS, Weight
from gonghui.people.actions.account import job_account


class Command(BaseCommand):
    """Loads the real tree of a city without demonstration data; checks the whole tree."""

    help = (
        "seed --region NAME: found the union organisations of a city and all below it. "
        "verify: check the whole tree; exit code 1 when something in it is wrong."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Repeating seed founds only what is missing."""
        parser.add_argument("verb", choices=["seed", "verify"])
        parser.add_argument("--region", help="for seed: 铜仁市, 铜仁 or 5206")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do what the verb says."""
        if options["verb"] == "verify":
            self.verify(as_json=options["json"])
        elif options["region"]:
            self.seed(options["region"], as_json=options["json"])
        else:
            raise CommandError("Say which region: --region 铜仁市.")

    def seed(self, name: str, *, as_json: bool) -> None:
        """Found what is missing and say how many were founded."""
        try:
            city = find_city(name)
        except RuleBroken as refusal:
            raise CommandError(sentence_for(refusal)) from refusal
        made = seed_region(region(city.code), on=today(), by=job_account(), at=moment())
        standing = Organisation.objects.count()
        if as_json:
            self.stdout.write(json.dumps({"founded": made, "standing": standing}))
        else:
            self.stdout.write(f"{city.name}: founded {made}, now {standing} organisations.")

    def verify(self, *, as_json: bool) -> None:
        """Count what each check finds and name what is wrong; what is only open fails nothing."""
        found = counts(Organisation.objects.all(), on=today())
        wrong = [code for code, weight in CHECKS.items() if weight is Weight.WRONG and found[code]]
        damaged = [one for code in wrong for one in self._damaged(code)]
        if as_json:
            self.stdout.write(
                json.dumps({"found": found, "wrong": damaged}, ensure_ascii=False, default=str)
            )
        else:
            for code, count in found.items():
                self.stdout.write(f"{CHECKS[code]:5} {count:>8,}  {code}")
            for one in damaged:
                self.stdout.write(
                    f"{one['check']}: {one['code']} {one['name']} {one['fact'] or ''}"
                )
        if wrong:
            raise CommandError(f"The tree is wrong: {', '.join(wrong)}.")

    def _damaged(self, code: str) -> list[dict[str, object]]:
        everywhere = Organisation.objects.all()
        return [
            {"check": code, "code": one.code, "name": one.name, "fact": getattr(one, "fact", None)}
            for one in found_by(code, everywhere, on=today()).iterator()
        ]
