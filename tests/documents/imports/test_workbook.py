"""The parent's side: it survives whatever becomes of the child."""

import os
from datetime import date

import pytest

from gonghui.documents.imports import workbook
from gonghui.documents.imports.workbook import (
    Note,
    Sent,
    in_child,
    merged_faults,
    notes_of,
    read_file,
    rows_of,
)
from gonghui.documents.rules.workbook import Fault, Row
from gonghui.foundation.errors import RuleBroken
from tests.documents.imports.corpus import (
    HEADS,
    ROW,
    TEMPLATE,
    book,
    plain,
)
from tests.factories.documents import saved


def reading_of(content: bytes, tmp_path):
    (tmp_path / "sent").write_bytes(content)
    return read_file(Sent(tmp_path / "sent", "人员.xlsx"), TEMPLATE, tmp_path / "raw")


def test_a_file_becomes_rows_of_values(tmp_path):
    reading = reading_of(plain(), tmp_path)

    values = {
        "name": "麻青松",
        "code": "0123",
        "born": date(2020, 1, 5),
        "number": 5,
        "note": "好",
    }
    assert list(rows_of(reading, TEMPLATE)) == [(Row(2, values), [])]
    assert (merged_faults(reading), notes_of(reading)) == ([], [])


def test_merged_cells_are_faults_and_the_rest_is_noted(tmp_path):
    made = book([*HEADS[:4], "电话"], [*ROW[:4], "1"], ["乙"], ["丙"])
    made.active.merge_cells("B2:B4")
    made.active.row_dimensions[3].hidden = True
    made.create_sheet("旧").append(["x"])

    reading = reading_of(saved(made), tmp_path)

    assert merged_faults(reading) == [Fault(2, "code", "cell.merged", {"cells": "B2:B4"})]
    assert notes_of(reading) == [
        Note("file.hidden_rows", {"count": 1, "rows": ["3"]}),
        Note("file.other_columns", {"names": ["电话"]}),
        Note("file.missing_columns", {"names": ["备注"]}),
        Note("file.other_sheets", {"names": ["旧"]}),
    ]


def test_what_takes_too_long_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "WALL_CLOCK", 1)
    os.mkfifo(tmp_path / "sent")  # whoever opens it waits for ever

    with pytest.raises(RuleBroken, match="file.too_slow"):
        read_file(Sent(tmp_path / "sent", "a.xlsx"), TEMPLATE, tmp_path / "raw")


def test_a_child_that_dies_is_a_damaged_file(tmp_path):
    with pytest.raises(RuleBroken, match="file.damaged"):
        in_child({"do": "nothing known"})
