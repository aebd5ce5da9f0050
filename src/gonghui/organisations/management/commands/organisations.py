"""``gonghui organisations seed --region 铜仁市``."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gonghui.foundation.clock import moment, today
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.wording import sentence_for
from gonghui.organisations.actions.seed import seed_region
from gonghui.organisations.models import Organisation
from gonghui.organisations.rules.divisions import find_city, region
from gonghui.people.actions import job_account


class Command(BaseCommand):
    """Loads the real tree of a city, without any demonstration data."""

    help = "seed --region NAME: found the union organisations of a city and all below it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Repeating it founds only what is missing."""
        parser.add_argument("verb", choices=["seed"])
        parser.add_argument("--region", required=True, help="铜仁市, 铜仁 or 5206")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Say how many were founded."""
        try:
            city = find_city(options["region"])
        except RuleBroken as refusal:
            raise CommandError(sentence_for(refusal)) from refusal
        made = seed_region(region(city.code), on=today(), by=job_account(), at=moment())
        standing = Organisation.objects.count()
        if options["json"]:
            self.stdout.write(json.dumps({"founded": made, "standing": standing}))
        else:
            self.stdout.write(f"{city.name}: founded {made}, now {standing} organisations.")
