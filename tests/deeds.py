"""Watches every form that any test sends: what changes our tables is recorded in the same transaction.

So each address is held to it by the tests of its own room, with forms that truly do something. Set
``GONGHUI_DEEDS`` to a file to have the addresses that changed something written there, a line each.

Source: quality.md S59.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.signals import request_finished, request_started
from django.db import connection
from django.urls import Resolver404, resolve

from gonghui.audit.models import Entry

WRITES = re.compile(r'\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
RECORD = "audit_entry"
# What a program keeps for itself, or for the wait between two tries.
UNTOLD = {"audit_head", "foundation_cache", "foundation_receipt", "people_tries"}
# Changes that are no deeds, each for a reason.
NO_DEED = {
    "account_login": "when somebody last came in; the sign-in is recorded right after it",
    "account_reauthenticate": "the same, for who is asked again",
    "mfa_authenticate": "the same, after the second factor",
    "mfa_reauthenticate": "the same",
    # the library announces a second factor after its own transaction; its line follows at once
    "mfa_activate_totp": "recorded in a transaction right after",
    "mfa_deactivate_totp": "the same",
    "mfa_generate_recovery_codes": "the same",
    "messages-mail": "how one is written to oneself",
    "message-open": "one's own message was read",
    "message-read": "the same",
    "messages-read": "the same",
    "returns:sheet": "a draft is saved as it is typed; filing it is the deed",
    "returns:sheet-save": "the same, by itself",
    "cascade:answer": "a draft of an answer in words; filing it is the deed",
    "bulletins:claim": "a reading is checked before it is confirmed: the deed",
    "bulletins:claim-accept": "the same",
    "bulletins:claim-refuse": "the same",
    "bulletins:claim-reopen": "the same",
    "bulletins:reading-accept-sure": "the same",
    "documents:import-again": "a worker that was gone goes on with what was recorded when asked",
}


class Watch:
    """One form sent: which tables were written in which transaction."""

    def __init__(self, name: str, *, guarded: bool) -> None:
        self.name, self.guarded = name, guarded
        self.open: list[str] = []
        self.together: list[set[str]] = [set()]
        keys = Entry.objects.order_by("-pk").values_list("pk", flat=True)
        self.last = (keys.first() or 0) if guarded else 0

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        if sql.startswith("SAVEPOINT"):
            if not self.open:
                self.together.append(set())
            self.open.append(sql)
        elif sql.startswith("ROLLBACK TO"):
            if len(self.open) == 1:
                self.together[-1].clear()
        elif sql.startswith("RELEASE"):
            self.open = self.open[:-1]
            if not self.open:
                self.together.append(set())
        elif (written := WRITES.match(sql)) and written[1] in _ours():
            self.together[-1].add(written[1])
        return execute(sql, params, many, context)

    @property
    def did_something(self) -> bool:
        return any(self.together)

    def faults(self) -> list[str]:
        found = [
            f"{self.name} changed {', '.join(sorted(tables))} and recorded nothing with it"
            for tables in self.together
            if tables and RECORD not in tables and self.name not in NO_DEED
        ]
        nameless = Entry.objects.filter(pk__gt=self.last, capacity="", actor_id__isnull=False)
        verbs = nameless.values_list("verb", flat=True) if self.guarded else []
        return found + [f"{self.name} recorded {verb} in no capacity" for verb in verbs]


@cache
def _ours() -> set[str]:
    tables = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("gonghui.")
    }
    return tables - UNTOLD


class Watcher:
    """What every form sent meanwhile did wrong."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.running: list[tuple[Watch, ExitStack]] = []

    def begin(self, environ: dict[str, Any], **_: object) -> None:
        unsafe = environ.get("REQUEST_METHOD") not in ("GET", "HEAD", "OPTIONS")
        if not unsafe or not connection.in_atomic_block or connection.needs_rollback:
            return
        try:
            found = resolve(environ["PATH_INFO"])
        except Resolver404:
            return
        watch = Watch(found.view_name, guarded=hasattr(found.func, "requires"))
        stack = ExitStack()
        stack.enter_context(connection.execute_wrapper(watch))
        self.running.append((watch, stack))

    def end(self, **_: object) -> None:
        if self.running:
            watch, stack = self.running.pop()
            stack.close()
            if watch.did_something and not connection.needs_rollback:
                self.faults += watch.faults()
            _note(watch)


@contextmanager
def watched() -> Iterator[list[str]]:
    """Watch until the end; what was wrong so far."""
    watcher = Watcher()
    request_started.connect(watcher.begin)
    request_finished.connect(watcher.end)
    try:
        yield watcher.faults
    finally:
        request_started.disconnect(watcher.begin)
        request_finished.disconnect(watcher.end)
        for _, stack in watcher.running:
            stack.close()


def _note(watch: Watch) -> None:
    if watch.did_something and (path := os.environ.get("GONGHUI_DEEDS")):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(f"{watch.name}\n")
