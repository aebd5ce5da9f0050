"""Rows of filled workbooks, as the reader of files hands them over."""

from datetime import date

from gonghui.documents.rules.workbook import Row, Value


def make_rows(*cells: dict[str, Value]) -> list[Row]:
    """Rows of a workbook, the first one below its head."""
    return [Row(number, one) for number, one in enumerate(cells, start=2)]


def union(name: str, superior: str = "", **cells: Value) -> dict[str, Value]:
    """A row of the workbook of organisations: a grassroots union unless told."""
    return {"name": name, "kind": "grassroots", "superior": superior or None, **cells}


def seat(name: str, title: str, organisation: str, since: date, **cells: Value) -> dict[str, Value]:
    """A row of the workbook of people in posts."""
    return {
        "name": name, "post_title": title, "organisation": organisation, "from_on": since, **cells
    }  # fmt: skip
