"""``gonghui serve``: the site and the worker behind it, together."""

import logging
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from gonghui.documents.actions.batch import take_up_again
from gonghui.foundation import daily
from gonghui.foundation.clock import moment
from gonghui.foundation.jobs import daily_round

LOOK_AGAIN = 0.5  # seconds between two looks whether both still run
DAILY_LOOK = 300.0  # seconds between two looks whether some of the day's work is due
PATIENCE = 20  # seconds a process has to finish what it is doing
logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Starts the web server and one worker; Ctrl-C stops both, and neither is restarted unseen."""

    help = "Serve the site: the web server and the worker for long jobs. Ctrl-C stops both."
    requires_system_checks: list[str] = []  # noqa: RUF012 -- Django's own attribute; the server checks itself

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen and with how many hands."""
        parser.add_argument("--bind", default="127.0.0.1:8000", help="127.0.0.1:8000 unless told")
        parser.add_argument("--workers", type=int, default=2, help="web processes; 2 unless told")
        parser.add_argument("--threads", type=int, default=4, help="threads of each; 4 unless told")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Prepare what is not there yet, start both, wait until one of them ends."""
        self.prepare()
        take_up_again(at=moment())
        connection.close()  # the two that follow open their own
        signal.signal(signal.SIGTERM, _as_interrupt)
        # groups of their own: a terminal's Ctrl-C reaches only us, and each is asked to stop once
        running = {
            "web": subprocess.Popen(_web(options), process_group=0),  # noqa: S603 -- our own program and arguments
            "worker": subprocess.Popen(_worker(), process_group=0),  # noqa: S603 -- as above
        }
        self.stdout.write(f"Gonghui answers on http://{options['bind']}/ — Ctrl-C stops it.")
        try:
            name, code = _first_to_end(running, begin_daily_work)
        except KeyboardInterrupt:
            self.stdout.write("Stopping.")
            return
        finally:
            _stop(running)
        message = f"The {name} ended by itself with code {code}; everything was stopped."
        raise CommandError(message)

    def prepare(self) -> None:
        """Tables and files that this version needs and that are not there."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Bringing the database up to this version.")
            call_command("migrate", verbosity=0)
            call_command("createcachetable", verbosity=0)
        mark, now = Path(settings.STATIC_ROOT) / "collected", _files_of_the_look()
        if not mark.is_file() or mark.read_text() != now:
            self.stdout.write("Collecting the files of the look.")
            call_command("collectstatic", interactive=False, verbosity=0)
            mark.write_text(now)


def _files_of_the_look() -> str:
    """A short name of the files as they are now: another one when any of them changed."""
    told = sha256()
    for path in sorted(settings.PACKAGE.glob("*/static/**/*")):
        seen = path.stat()
        told.update(f"{path} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return told.hexdigest()


def _web(options: dict[str, Any]) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "gonghui.config.wsgi:application"),
        *("--worker-class", "gthread"),
        *("--workers", str(options["workers"]), "--threads", str(options["threads"])),
        *("--bind", options["bind"], "--timeout", "60", "--log-level", "warning"),
    ]


def _worker() -> list[str]:
    return [sys.executable, "-m", "gonghui.config.command", "db_worker", "--queue-name", "default"]


def _as_interrupt(_number: int, _frame: FrameType | None) -> None:
    """A polite end from outside is the same as Ctrl-C."""
    raise KeyboardInterrupt


def begin_daily_work() -> None:
    """Hand the worker what is due of the day's work; a busy database is asked again later."""
    try:
        if daily.due(at=moment()):
            daily_round.enqueue()
    except DatabaseError:
        logger.warning("The day's work was not begun: the database did not answer.")
    finally:
        connection.close()


def _first_to_end(
    running: dict[str, "subprocess.Popen[bytes]"], meanwhile: Callable[[], None]
) -> tuple[str, int]:
    """The one that ends first, and with what code; ``meanwhile`` is called every five minutes."""
    called = time.monotonic() - DAILY_LOOK
    while True:
        for name, process in running.items():
            if (code := process.poll()) is not None:
                return name, code
        if time.monotonic() - called >= DAILY_LOOK:
            called = time.monotonic()
            meanwhile()
        time.sleep(LOOK_AGAIN)


def _stop(running: dict[str, "subprocess.Popen[bytes]"]) -> None:
    """Ask each to finish, and end the one that does not."""
    for process in running.values():
        if process.poll() is None:
            process.terminate()
    for process in running.values():
        try:
            process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
