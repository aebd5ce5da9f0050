"""``gonghui demo``: builds the demonstration federation and serves it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from gonghui.demo.actions.build import PARTS, Site, build, check_may_build
from gonghui.demo.actions.sign_ins import as_json, demo_password, forget_password, sign_ins
from gonghui.demo.models import Step
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.wording import sentence_for
from gonghui.organisations.rules.divisions import Division, find_city


class Command(BaseCommand):
    """Real places, invented people and figures; interrupted and repeated it does no harm."""

    help = "Builds a demonstration federation, prints its sign-ins and serves it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--prepare`` builds only; ``--fresh`` begins anew."""
        parser.add_argument("--prepare", action="store_true", help="build, do not serve")
        parser.add_argument("--fresh", action="store_true", help="throw the demonstration away")
        parser.add_argument("--city", default="铜仁市", help="铜仁市 unless told")
        parser.add_argument("--bind", default="127.0.0.1:8000", help="address and port to serve on")
        parser.add_argument("--json", action="store_true", help="print the sign-ins as JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Build what is missing, print who can sign in, serve."""
        try:
            place = find_city(options["city"])
            self._prepare_database(place, fresh=options["fresh"])
            self._build(place)
        except RuleBroken as refusal:
            raise CommandError(sentence_for(refusal)) from refusal
        self.stdout.write(as_json() if options["json"] else self._table())
        if not options["prepare"]:
            self.stdout.write(f"\nhttp://{options['bind']}/\n")
            call_command("serve", bind=options["bind"])

    def _prepare_database(self, place: Division, *, fresh: bool) -> None:
        if fresh:
            self._throw_away(place)
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)

    def _throw_away(self, place: Division) -> None:
        """Only ever a demonstration: a database with real accounts is refused."""
        if Step._meta.db_table in connection.introspection.table_names():
            if not Step.objects.exists():
                check_may_build(place)
            self.stdout.write("Throwing the old demonstration away.")
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("DROP SCHEMA public CASCADE")
                cursor.execute("CREATE SCHEMA public")
        else:
            connection.close()
            database = Path(str(settings.DATABASES["default"]["NAME"]))
            for tail in ("", "-wal", "-shm"):
                database.with_name(database.name + tail).unlink(missing_ok=True)
        (settings.HOME / "demo-day").unlink(missing_ok=True)
        forget_password()

    def _build(self, place: Division) -> None:
        check_may_build(place)  # before anything of the demonstration touches an account
        site = Site(place, demo_password())
        for n, (label, seconds) in enumerate(build(site), start=1):
            how = "there already" if seconds is None else f"{seconds:.1f} s"
            self.stdout.write(f"  {n}/{len(PARTS)}  {label}: {how}")
            self.stdout.flush()

    def _table(self) -> str:
        lines = ["", "Sign-ins (people are invented); the password of all: " + demo_password(), ""]
        lines += [
            f"  {one.username:<24}{one.person}  {one.roles}  {one.post}" for one in sign_ins()
        ]
        return "\n".join(lines)
