"""A real server on this machine, as ``scripts/serve`` runs it, and sessions of people signed in."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TOKEN = "b" * 32  # both in the cookie and in the form, as a browser would have it


@dataclass(frozen=True)
class Site:
    """Where it listens, and the process that started the others."""

    port: int
    pid: int

    def peak(self) -> float:
        """MiB of the web process that took most, at its highest."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        peaks = []
        for pid in children:
            lines = Path(f"/proc/{pid}/status").read_text().splitlines()
            peaks += [int(line.split()[1]) for line in lines if line.startswith("VmHWM")]
        return max(peaks) / 1024


@contextmanager
def served() -> Iterator[Site]:
    """Gunicorn, one process for each core, four threads each, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "gonghui.config.wsgi", "--log-level", "error"]
    workers = ["--workers", str(os.cpu_count() or 1), "--threads", "4"]
    server = subprocess.Popen(
        [*command, *workers, "--bind", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL
    )
    try:
        _wait_for(port)
        yield Site(port, server.pid)
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("The server did not start.")


def signed_in(account) -> str:
    """The key of a session of that account."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return str(session.session_key)
