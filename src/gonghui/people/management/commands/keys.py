"""``gonghui keys``, ``gonghui keys add``, ``gonghui keys reseal``, ``gonghui keys drop k1``."""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from gonghui.foundation.clock import moment
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.keys import values_by_key
from gonghui.foundation.sealed import keyring
from gonghui.foundation.wording import sentence_for
from gonghui.people.actions.account import job_account
from gonghui.people.actions.key import add, drop, reseal


class Command(BaseCommand):
    """Changes the keys that telephone and identity card numbers are sealed with."""

    help = (
        "list: the ids of the keys and how many values need each; a secret is never shown. add: "
        "make a key; then start the site anew. reseal: seal everything with the newest key and "
        "the cipher of today; can be broken off and called again. drop ID: give up a key that "
        "nothing needs; what it sealed in a backup opens no more, so keep it with that backup."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The order is: add, start anew, reseal, drop, start anew."""
        parser.add_argument(
            "verb", nargs="?", default="list", choices=["list", "add", "reseal", "drop"]
        )
        parser.add_argument("name", nargs="?", default="")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do what the verb says."""
        try:
            if options["verb"] == "add":
                name = add(by=job_account(), at=moment())
                self.say({"added": name}, f"Added {name}. Start the site anew, then: keys reseal.")
            elif options["verb"] == "drop":
                drop(options["name"], by=job_account(), at=moment())
                self.say({"dropped": options["name"]}, f"Dropped {options['name']}.")
            elif options["verb"] == "reseal":
                self.reseal()
            else:
                self.list()
        except RuleBroken as refusal:
            raise CommandError(sentence_for(refusal)) from refusal

    def execute(self, *args: Any, **options: Any) -> Any:
        """Remember how it is to be said."""
        self.as_json = bool(options.get("json"))
        return super().execute(*args, **options)

    def say(self, facts: dict[str, object], words: str) -> None:
        """For people or for programs."""
        self.stdout.write(json.dumps(facts) if self.as_json else words)

    def list(self) -> None:
        """The ids, the one that seals, and how many values need each."""
        counts, current = values_by_key(), next(reversed(settings.SEAL_KEYS))
        if self.as_json:
            facts = {"values": counts, "seals": current, "cipher": settings.CIPHER}
            self.stdout.write(json.dumps(facts))
            return
        for name, count in counts.items():
            mark = f", seals ({settings.CIPHER})" if name == current else ""
            known = "sealed with a key that is not here" if name == "?" else "values need it"
            self.stdout.write(f"{name}: {count} {known}{mark}")

    def reseal(self) -> None:
        """Exit code 1 when a value could not be opened."""
        done = reseal(by=job_account(), clock=moment)
        words = f"Sealed anew with {keyring().current}: {done.done} values."
        self.say({"done": done.done, "broken": done.broken}, words)
        if done.broken:
            message = f"{len(done.broken)} values cannot be opened: {'; '.join(done.broken[:20])}"
            raise CommandError(message)
