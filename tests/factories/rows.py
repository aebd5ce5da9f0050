"""Rows of filled workbooks, as the reader of files hands them over."""

from gonghui.documents.rules.workbook import Row, Value


def make_rows(*cells: dict[str, Value]) -> list[Row]:
    """Rows of a workbook, the first one below its head."""
    return [Row(number, one) for number, one in enumerate(cells, start=2)]


def union(name: str, superior: str = "", **cells: Value) -> dict[str, Value]:
    """A row of the workbook of organisations: a grassroots union unless told."""
    return {"name": name, "kind": "grassroots", "superior": superior or None, **cells}
