"""Filled workbooks, and a real importer of the smallest kind: the departments of an organisation."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook

from gonghui.access.permissions import Permission
from gonghui.audit.actions import Deed, record
from gonghui.documents.actions.batch import Upload, read_and_check, take_in
from gonghui.documents.models import Import
from gonghui.documents.queries.batch import files_of
from gonghui.documents.rules.batch import State
from gonghui.documents.rules.workbook import CellKind, Column, Fault, Row, Template
from gonghui.documents.sources import Trace, _importers, register
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Department, Organisation, Post
from gonghui.people.models import Account
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.people import make_plain_account

COLUMNS = (
    Column("name", "部室名称", required=True, most=20, note="全称"),
    Column("code", "编码", CellKind.CODE),
    Column("order", "排序", CellKind.WHOLE, most=9999),
    Column("share", "占比", CellKind.NUMBER),
    Column("since", "设立日期", CellKind.DAY),
    Column(
        "line",
        "工作条线",
        CellKind.CHOICE,
        choices=[("organising", "组织建设"), ("rights", "权益保障")],
    ),
)
LABEL = "organisations.department"


@dataclass(frozen=True)
class Departments:
    """Takes in the departments of an organisation; a name that is there already is changed."""

    kind: str = "departments"
    permission: Permission = Permission.ORGANISATION_MANAGE
    title: str = "部室"
    waves: int = 1

    def template(self, seat: Organisation) -> Template:
        facts = {"单位": seat.name}
        return Template(self.kind, 1, "部室", COLUMNS, ["每行一个部室"], facts)

    def prefilled(self, seat: Organisation) -> Iterator[Mapping[str, object]]:
        for one in Department.objects.filter(organisation=seat):
            yield {"name": one.name, "order": one.order}

    def check(self, rows: Sequence[Row], *, seat: Organisation, on: object) -> list[Fault]:
        seen: dict[object, int] = {}
        faults = []
        for row in rows:
            name = row.cells["name"]
            if name in seen:
                facts = {"text": str(name), "choices": [str(seen[name])]}
                faults.append(Fault(row.number, "name", "cell.not_one_of", facts))
            seen.setdefault(name, row.number)
        return faults

    def remarks(self, rows: Sequence[Row], *, seat: Organisation) -> list[Fault]:
        return []

    def ordered(self, rows: Sequence[Row]) -> list[Sequence[Row]]:
        size = -(-len(rows) // self.waves)
        return [rows[start : start + size] for start in range(0, len(rows), size)]

    def commit(
        self, rows: Sequence[Row], *, seat: Organisation, on: object, by: Account, at: object
    ) -> list[Trace]:
        known = {
            one.name: one
            for one in Department.objects.filter(
                organisation=seat, name__in=[row.cells["name"] for row in rows]
            )
        }
        traces = []
        for row in rows:
            name, order = row.cells["name"], row.cells["order"] or 0
            if name == "已撤销":
                raise RuleBroken("cell.missing")
            one = known.get(name)
            before = None if one is None else {"order": one.order}
            if one is None:
                one = Department(organisation=seat, name=name)
            one.order = order
            one.save()
            traces.append(Trace(row.number, LABEL, one.pk, before))
        record(Deed("department.set_up", seat, seat.pk, {"rows": len(rows)}), by=by, at=at)
        return traces

    def undo(self, traces: Sequence[Trace], *, by: Account, at: object) -> None:
        for trace in traces:
            if trace.before is not None:
                Department.objects.filter(pk=trace.pk).update(order=trace.before["order"])
                continue
            if Post.objects.filter(department=trace.pk).exists():
                raise RuleBroken("cell.not_whole", text=str(trace.row))
            Department.objects.filter(pk=trace.pk).delete()


DEPARTMENTS = Departments()


@contextmanager
def registered(importer: Departments = DEPARTMENTS) -> Iterator[Departments]:
    """Known while it lasts."""
    register(importer)
    try:
        yield importer
    finally:
        _importers.pop(importer.kind)


def xlsx(rows: Sequence[Sequence[object]], *, above: int = 0) -> bytes:
    """A workbook as an office program saves it."""
    book = Workbook()
    sheet = book.active
    for _ in range(above):
        sheet.append(["说明"])
    for row in rows:
        sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


HEADS = [column.title for column in COLUMNS]


def departments(count: int) -> list[list[object]]:
    """Heads, and so many rows without a fault."""
    rows = [[f"部室{n}", f"{n:05}", n % 90, 1.5, "2020-01-05", "组织建设"] for n in range(count)]
    return [HEADS, *rows]


def make_import(
    seat: Organisation,
    content: bytes | None = None,
    *,
    owner: Account | None = None,
    name: str = "部室.xlsx",
    importer: Departments = DEPARTMENTS,
    checked: bool = True,
) -> Import:
    """A file sent in; read and checked unless told otherwise."""
    content = xlsx(departments(3)) if content is None else content
    owner = owner or make_plain_account()
    batch = take_in(Upload(name, [content]), importer, seat, by=owner, at=IN_JULY)
    if checked:
        read_and_check(batch, on=TODAY, clock=lambda: IN_JULY)
        batch.refresh_from_db()
    return batch


def make_batch(seat: Organisation, *, kind: str = "departments", **facts: object) -> Import:
    """As it stands in the database, without files; checked and without a fault unless told."""
    told = {
        "state": State.CHECKED.value,
        "rows": 3,
        "done": 3,
        "file_name": "名单.xlsx",
        "size": 9000,
        "digest": "0" * 64,
        "language": "zh-hans",
        "sent_at": IN_JULY,
        "beat_at": IN_JULY,
        "checked_at": IN_JULY,
    } | facts
    owner = told.pop("owner", None) or make_plain_account()
    batch = Import.objects.create(kind=kind, organisation=seat, owner=owner, **told)
    if batch.faults:
        files = files_of(batch)
        files.folder.mkdir(parents=True)
        files.corrected.write_bytes(b"PK")
    return batch


def corrected(batch: Import) -> Path:
    return files_of(batch).corrected
