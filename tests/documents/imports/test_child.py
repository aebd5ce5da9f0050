"""The walls around whatever opens a file."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import gonghui
from gonghui.documents.imports import child

SOURCE = str(Path(gonghui.__file__).parent.parent)
SHUT = "from gonghui.documents.imports.child import shut_in; shut_in(); "


def outcome(code: str) -> str:
    """The last line of what a shut-in process says, or how it ended."""
    told = subprocess.run(  # noqa: S603 -- our own code
        [sys.executable, "-c", SHUT + code],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": SOURCE},
        check=False,
        timeout=20,
    )
    return (told.stdout or told.stderr).strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        pytest.param("bytearray(600 * 2**20)", "MemoryError", id="memory"),
        pytest.param(
            "import socket; socket.create_connection(('127.0.0.1', 9))",
            "PermissionError: socket.getaddrinfo",
            id="the network",
        ),
        pytest.param(
            "import subprocess; subprocess.run(['true'])",
            "PermissionError: subprocess.Popen",
            id="another program",
        ),
        pytest.param("import os; os.system('true')", "PermissionError: os.system", id="a shell"),
        pytest.param("import os; os.fork()", "PermissionError: os.fork", id="another process"),
    ],
)
def test_a_file_cannot_make_its_reader_use(code, told):
    assert outcome(code) == told


def test_the_limits_stand():
    code = """
import json, resource as r
names = ("AS", "CPU", "CORE", "NOFILE")
print(json.dumps([r.getrlimit(getattr(r, f"RLIMIT_{name}"))[0] for name in names]))
"""

    assert json.loads(outcome(f"exec({code!r})")) == [512 * 2**20, 20, 0, 64]


def test_neither_django_nor_our_keys_are_within_reach():
    code = "import sys, os; print('django' in sys.modules, sorted(os.environ))"

    assert outcome(code) == "False ['LC_CTYPE', 'PYTHONPATH']"


def test_what_does_not_fit_into_the_memory_is_too_big(monkeypatch):
    monkeypatch.setitem(child.DOES, "grow", lambda _order: {"x": bytearray(2**60)})

    assert child.answer_to({"do": "grow"}) == {"code": "file.too_big", "about": {}}
