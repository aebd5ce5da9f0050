"""``gonghui serve``: the web server and the worker together, until Ctrl-C."""

import os
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

ENDS_WITHIN = 15  # seconds a process has to finish what it is doing


class Command(BaseCommand):
    """When one of the two ends by itself, the other is stopped too and the exit code says so."""

    help = "Serves the site and runs the worker; brings the database up to date first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The defaults suit one office behind its own web server."""
        parser.add_argument("--bind", default="127.0.0.1:8000", help="address and port")
        parser.add_argument("--workers", type=int, default=2, help="web processes")
        parser.add_argument("--threads", type=int, default=4, help="threads of each")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Start both, wait, stop both."""
        self._bring_up_to_date()
        connection.close()
        parts = [
            self._start(
                "web server", _web(options["bind"], options["workers"], options["threads"])
            ),
            self._start("worker", [*_OURSELVES, "db_worker", "--no-startup-delay", "--no-reload"]),
        ]
        signal.signal(signal.SIGTERM, _as_interrupt)
        self.stdout.write(f"Serving on http://{options['bind']}/ (Ctrl-C stops it).")
        self.stdout.flush()
        try:
            ended = _first_to_end(parts)
        except KeyboardInterrupt:
            ended = None
        finally:
            _stop(parts)
        if ended is not None:
            name = "web server" if ended is parts[0] else "worker"
            message = f"The {name} ended by itself (exit code {ended.returncode})."
            raise CommandError(message)

    def _bring_up_to_date(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Bringing the database up to date.")
            call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)

    def _start(self, name: str, command: list[str]) -> "subprocess.Popen[bytes]":
        try:
            return subprocess.Popen(command, start_new_session=True)  # noqa: S603 -- our own commands
        except OSError as problem:
            message = f"The {name} could not be started: {problem}"
            raise CommandError(message) from problem


_OURSELVES = [sys.executable, "-m", "gonghui.config.command"]


def _web(bind: str, workers: int, threads: int) -> list[str]:
    return [
        sys.executable, "-m", "gunicorn", "gonghui.config.wsgi:application",
        "--bind", bind, "--worker-class", "gthread", "--workers", str(workers),
        "--threads", str(threads), "--graceful-timeout", str(ENDS_WITHIN), "--log-level", "warning",
    ]  # fmt: skip


def _as_interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _first_to_end(parts: "list[subprocess.Popen[bytes]]") -> "subprocess.Popen[bytes]":
    while True:
        for part in parts:
            if part.poll() is not None:
                return part
        time.sleep(0.5)


def _stop(parts: "list[subprocess.Popen[bytes]]") -> None:
    """Ask both to finish; end what does not."""
    for part in parts:
        if part.poll() is None:
            os.killpg(part.pid, signal.SIGTERM)
    for part in parts:
        try:
            part.wait(timeout=ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            os.killpg(part.pid, signal.SIGKILL)
