"""The process a sent file is opened in: started for one file, shut in, killed when too slow.

It loads neither Django nor our settings: what it cannot reach, a file cannot make it give away.
It is told by JSON on its input what to do, and answers in JSON on its output. Source of the
limits: quality.md S38 and finding 3.
"""

import ctypes
import json
import resource
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gonghui.documents.imports.heads import Wanted
from gonghui.documents.imports.package import MIB, kind_of
from gonghui.foundation.errors import RuleBroken

MEMORY = 512 * MIB
SECONDS = 20  # of the processor
LARGEST_OUT = 512 * MIB
NEW_NETWORK, NEW_USER = 0x40000000, 0x10000000  # flags of unshare(2)
REFUSED = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "ctypes.")
Order = dict[str, Any]


def shut_in() -> None:
    """From here on: so much memory and time, no network, no other program."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_OUT, LARGEST_OUT))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    if unshare and unshare(NEW_NETWORK) != 0:
        unshare(NEW_NETWORK | NEW_USER)  # where only this is allowed; where neither, the hook stays
    sys.addaudithook(_refuse)


def _refuse(event: str, _told: tuple[object, ...]) -> None:
    if event.startswith(REFUSED):
        raise PermissionError(event)


def read(order: Order) -> Order:
    """Write the rows of the file, a line of JSON each; answer where they were and what is odd."""
    from gonghui.documents.imports.plain import open_plain  # noqa: PLC0415 -- limits first
    from gonghui.documents.imports.sheet import (  # noqa: PLC0415 -- as above
        as_day,
        open_table,
        plain,
    )

    path = Path(order["path"])
    wanted = [Wanted(*column) for column in order["columns"]]
    found = {"xlsx": open_table, "csv": open_plain}[kind_of(path, order["name"])](path, wanted)
    columns = [(found.heads.places.get(column.key, 0), column.kind == "day") for column in wanted]
    count = 0
    with Path(order["out"]).open("w", encoding="utf-8") as out:
        for number, cells in found.rows:
            values = [
                as_day(cells.get(place), found.epoch) if is_day else cells.get(place)
                for place, is_day in columns
            ]
            line = json.dumps([number, *values], ensure_ascii=False, default=plain)
            out.write(f"{line}\n")
            count += 1
    heads = found.heads
    return {
        "sheet": found.sheet, "head_row": heads.row, "last": heads.last, "reasons": heads.reasons,
        "places": heads.places, "rows": count, "facts": found.facts, "merged": found.merged,
        "hidden": len(found.hidden), "hidden_rows": found.hidden[:8],
        "other_columns": heads.others, "missing_columns": heads.missing,
        "other_sheets": found.other_sheets,
    }  # fmt: skip


def correct(order: Order) -> Order:
    """Write what is wrong into a copy of the file."""
    from gonghui.documents.imports.correct import (  # noqa: PLC0415 -- after the limits stand
        correct_workbook,
        told_faults,
        write_anew,
    )
    from gonghui.documents.imports.plain import open_plain  # noqa: PLC0415 -- as above

    sent, into = Path(order["path"]), Path(order["out"])
    told, table = told_faults(Path(order["faults"])), order["table"]
    if kind_of(sent, order["name"]) == "xlsx":
        correct_workbook(sent, into, table, told)
    else:
        wanted = [Wanted(*column) for column in order["columns"]]
        found = open_plain(sent, wanted)
        titles = {column.title: found.heads.places.get(column.key) for column in wanted}
        told_table = {
            "title": order["title"],
            "last": len(titles),
            "heads": {title: place for title, place in titles.items() if place},
        }
        write_anew(found.rows, into, told_table, told)
    return {}


DOES: dict[str, Callable[[Order], Order]] = {"read": read, "correct": correct}


def answer_to(order: Order) -> Order:
    """Do what is asked; a refusal is an answer too."""
    try:
        warnings.simplefilter("ignore")  # what openpyxl leaves out of a file is not read anyway
        return DOES[order["do"]](order)
    except RuleBroken as refusal:
        return {"code": refusal.code, "about": refusal.facts}
    except MemoryError:
        return {"code": "file.too_big", "about": {}}
    except Exception as broken:  # noqa: BLE001 -- a file can break its reader in any way; all mean the same
        return {"code": "file.damaged", "about": {}, "cause": repr(broken)[:500]}


def main() -> None:
    """Be told what to do, shut the door, do it."""
    order: Order = json.load(sys.stdin)
    shut_in()
    json.dump(answer_to(order), sys.stdout)


if __name__ == "__main__":
    main()
