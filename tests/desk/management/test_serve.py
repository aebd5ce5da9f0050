import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from gonghui.desk.management.commands.serve import Command, _first_to_end, _stop, _web, _worker


def process(code: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", code])  # noqa: S603 -- the few words below


def test_the_first_to_end_is_named_with_its_code():
    running = {"web": process("import time; time.sleep(60)"), "worker": process("exit(3)")}

    assert _first_to_end(running, lambda: None) == ("worker", 3)

    _stop(running)
    assert [one.poll() is not None for one in running.values()] == [True, True]


def test_stopping_what_has_ended_is_fine():
    ended = process("pass")
    ended.wait()

    _stop({"web": ended})

    assert ended.returncode == 0


@pytest.mark.django_db
def test_files_are_collected_when_they_are_not_there_and_again_when_they_changed(capsys):
    command = Command()

    def collects() -> bool:
        command.prepare()
        return "Collecting" in capsys.readouterr().out

    first, second = collects(), collects()
    (Path(settings.STATIC_ROOT) / "collected").write_text("older")

    assert (first, second, collects()) == (True, False, True)
    assert (Path(settings.STATIC_ROOT) / "look" / "tokens.css").is_file()


def test_web_and_worker_are_our_own_programs():
    web = _web({"bind": "127.0.0.1:8399", "workers": 2, "threads": 4})

    assert web[:4] == [sys.executable, "-m", "gunicorn", "gonghui.config.wsgi:application"]
    assert web[web.index("--bind") + 1] == "127.0.0.1:8399"
    assert _worker()[:4] == [sys.executable, "-m", "gonghui.config.command", "db_worker"]
