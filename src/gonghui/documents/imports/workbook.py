"""A filled file opened where it can do no harm, and its rows read by the rules.

The file is opened in a process of its own (``child``) that is killed when it takes too long;
whatever becomes of it, here comes back rows or a refusal with a sentence.
"""

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from secrets import token_hex
from typing import Any

from openpyxl.utils import get_column_letter

import gonghui
from gonghui.documents.rules.workbook import Fault, Mark, Raw, Row, Template, read_row
from gonghui.foundation.errors import RuleBroken

WALL_CLOCK = 25  # seconds, whatever it is waiting for
MOST_TOLD = 20_000  # faults kept of one file; nobody reads more
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it was sent.

    Attributes:
        name: As the person called it; its ending counts.
    """

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something about a file that is no fault but must be known: rows hidden, columns not read."""

    code: str
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the child found.

    Attributes:
        raw: Its rows, a line each.
        table: Where they stand in the file, as the child tells it.
    """

    raw: Path
    rows: int
    table: Mapping[str, Any]


def read_file(sent: Sent, template: Template, raw: Path) -> Reading:
    """Open a file and write down its rows.

    Raises:
        RuleBroken: ``file.…``: it is not what it should be, damaged, too big or not ours.
    """
    order = {
        "do": "read",
        "path": str(sent.path),
        "name": sent.name,
        "out": str(raw),
        "columns": _columns(template),
    }
    table = in_child(order)
    _check_facts(table["facts"], template)
    if not table["rows"]:
        raise RuleBroken("file.no_rows")
    return Reading(raw, table["rows"], table)


def _columns(template: Template) -> list[tuple[str, str, str, bool]]:
    return [(one.key, one.title, one.kind.value, one.required) for one in template.columns]


def in_child(order: Mapping[str, Any]) -> dict[str, Any]:
    """Have a process of its own do something with a file.

    Raises:
        RuleBroken: What it refused, ``file.too_slow`` or ``file.damaged``.
    """
    process = subprocess.Popen(  # noqa: S603 -- our own program; what was sent is only ever data to it
        [sys.executable, "-s", "-B", "-m", "gonghui.documents.imports.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # none of our settings: neither keys nor the address of the database
        env={"PYTHONPATH": str(Path(gonghui.__file__).parent.parent), "LC_ALL": "C.UTF-8"},
        cwd="/",
        start_new_session=True,
    )
    try:
        told, _ = process.communicate(json.dumps(order).encode(), timeout=WALL_CLOCK)
    except subprocess.TimeoutExpired as too_slow:
        raise RuleBroken("file.too_slow") from too_slow
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    if process.returncode:
        log.warning("A file ended its reader with %s", process.returncode)
        slow = process.returncode in (-signal.SIGXCPU, -signal.SIGKILL)
        raise RuleBroken("file.too_slow" if slow else "file.damaged")
    answer: dict[str, Any] = json.loads(told)
    if "code" in answer:
        if "cause" in answer:
            log.warning("A file broke its reader: %s", answer["cause"])
        raise RuleBroken(answer["code"], **answer["about"])
    return answer


def _check_facts(facts: Mapping[str, str], template: Template) -> None:
    """A file made from a template must be from this one, and for this organisation."""
    if not facts:
        return
    if facts.get("kind") != template.kind:
        raise RuleBroken("file.other_template", title=template.title)
    if facts.get("version") != str(template.version):
        raise RuleBroken("file.other_version", title=template.title)
    for name, ours in template.facts.items():
        theirs = facts.get(name, "")
        if theirs != ours:
            raise RuleBroken("file.other_fact", name=name, theirs=theirs or "—", ours=ours)


def rows_of(reading: Reading, template: Template) -> Iterator[tuple[Row, list[Fault]]]:
    """The rows as values, each with what could not be read in it."""
    keys = [column.key for column in template.columns]
    with reading.raw.open(encoding="utf-8") as lines:
        for line in lines:
            number, *values = json.loads(line)
            raws = {key: _raw(value) for key, value in zip(keys, values, strict=True)}
            yield read_row(template, number, raws)


def _raw(value: Any) -> Raw:  # noqa: ANN401 -- plain JSON
    if isinstance(value, dict):
        return date.fromisoformat(value["d"]) if "d" in value else Mark(value["m"])
    return value  # type: ignore[no-any-return]  # JSON has no other


def merged_faults(reading: Reading) -> list[Fault]:
    """A fault for each block of merged cells: only its first cell holds what all of them show."""
    keys = {place: key for key, place in reading.table["places"].items()}
    faults = []
    for top, left, bottom, right in reading.table["merged"]:
        place = next((one for one in range(left, right + 1) if one in keys), left)
        first, last = f"{get_column_letter(left)}{top}", f"{get_column_letter(right)}{bottom}"
        told = {"cells": f"{first}:{last}"}
        faults.append(Fault(max(top, 1), keys.get(place), "cell.merged", told))
    return faults


def notes_of(reading: Reading) -> list[Note]:
    """What the person must know of a file that could be read."""
    table = reading.table
    told = []
    if table["hidden"]:
        facts = {"count": table["hidden"], "rows": [str(row) for row in table["hidden_rows"]]}
        told.append(Note("file.hidden_rows", facts))
    for code in ("file.other_columns", "file.missing_columns", "file.other_sheets"):
        if names := table[code.removeprefix("file.")]:
            told.append(Note(code, {"names": names[:8]}))
    return told


def write_corrected(
    sent: Sent,
    template: Template,
    reading: Reading,
    faults: Iterable[tuple[Fault, str]],
    into: Path,
) -> None:
    """The file that was sent, with what is wrong written into it.

    Each fault comes with its sentence.

    Raises:
        RuleBroken: ``file.…``, when it is too big to be written into; ``into`` is then not there.
    """
    places = reading.table["places"]
    told, made = (into.with_name(f"{token_hex(8)}.passing") for _ in range(2))
    with told.open("w", encoding="utf-8") as lines:
        for fault, sentence in faults:
            place = places.get(fault.key, 0) if fault.key else 0
            lines.write(json.dumps([fault.row, place, sentence], ensure_ascii=False) + "\n")
    order = {
        "do": "correct", "path": str(sent.path), "name": sent.name, "out": str(made),
        "faults": str(told), "table": dict(reading.table), "title": template.title,
        "columns": _columns(template),
    }  # fmt: skip
    try:
        in_child(order)
        made.replace(into)
    finally:
        told.unlink()
        made.unlink(missing_ok=True)


def raw_rows(reading: Reading, wanted: Sequence[int]) -> Iterator[tuple[int, list[Raw]]]:
    """Some rows as they were sent, for a list of what is wrong."""
    numbers = set(wanted)
    with reading.raw.open(encoding="utf-8") as lines:
        for line in lines:
            number, *values = json.loads(line)
            if number in numbers:
                yield number, [_raw(value) for value in values]
