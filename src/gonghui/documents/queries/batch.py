"""Whose workbooks are whose, and what was found in them."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gonghui.access.checks import Visitor, organisations_where
from gonghui.access.permissions import Permission
from gonghui.documents.models import Import
from gonghui.documents.rules.batch import WORKING, State
from gonghui.documents.rules.workbook import CellKind, Fault, Row, Template, Value
from gonghui.documents.sources import Importer, importer_of, importers
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.sealed import keyring
from gonghui.foundation.wording import sentence_for

STANDS_STILL = timedelta(seconds=60)
SHOWN = 50  # faults of a page
IN_A_ROW = "documents.row"  # what a cell is sealed for


def imports_where(user: Visitor) -> QuerySet[Import]:
    """The batches a person may see and decide on: of kinds and organisations they may take in."""
    reach = Q(pk__in=[])
    for importer in importers():
        organisations = organisations_where(user, importer.permission)
        reach |= Q(kind=importer.kind, organisation__in=organisations)
    return Import.objects.filter(reach).select_related(
        "organisation", "owner__person", "asked_by__person"
    )


def importers_for(may: frozenset[Permission]) -> list[Importer]:
    """The kinds somebody with these permissions may take in."""
    return [importer for importer in importers() if importer.permission in may]


def importer_for(may: frozenset[Permission], kind: str) -> Importer | None:
    """That kind, when somebody with these permissions may take it in."""
    importer = importer_of(kind)
    return importer if importer is not None and importer.permission in may else None


def known_importer(kind: str) -> Importer:
    """Who takes in that kind.

    Raises:
        RuleBroken: ``import.no_importer``: the room that did is no longer here.
    """
    importer = importer_of(kind)
    if importer is None:
        raise RuleBroken("import.no_importer")
    return importer


def at_work() -> QuerySet[Import]:
    """Batches a worker is at, or was when it was killed."""
    return Import.objects.filter(state__in=[state.value for state in WORKING])


@dataclass(frozen=True, slots=True)
class Files:
    """What lies in the folder of a batch."""

    folder: Path

    @property
    def sent(self) -> Path:
        """The file as it was sent."""
        return self.folder / "sent"

    def passing(self) -> Path:
        """A file that goes again soon; another name each time, should two workers be at it."""
        return self.folder / f"{token_hex(8)}.passing"

    @property
    def rows(self) -> Path:
        """Its rows as values."""
        return self.folder / "rows.jsonl"

    @property
    def faults(self) -> Path:
        """What is wrong in it."""
        return self.folder / "faults.jsonl"

    @property
    def corrected(self) -> Path:
        """The file with what is wrong written into it; not there when nothing is."""
        return self.folder / "corrected.xlsx"


def files_of(batch: Import) -> Files:
    """Where the files of a batch lie."""
    return Files(Path(settings.MEDIA_ROOT) / "imports" / batch.folder)


def row_line(row: Row, personal: Collection[str] = ()) -> str:
    """A row as a line of JSON; cells of the columns named lie in it under seal."""
    sealed = {key: _sealed(row.cells.get(key)) for key in personal}
    return json.dumps([row.number, {**row.cells, **sealed}], ensure_ascii=False, default=str)


def _sealed(value: Value) -> str | None:
    return None if value is None else keyring().seal(str(value), IN_A_ROW)


def personal_keys(template: Template) -> list[str]:
    """The columns that hold facts of a person."""
    return [column.key for column in template.columns if column.personal]


def rows_of(batch: Import, template: Template) -> list[Row]:
    """The rows of a batch as they were read.

    Raises:
        RuleBroken: ``import.files_gone``, or ``seal.key_missing`` where what lies under seal in
            them opens no longer.
    """
    kinds = {column.key: column.kind for column in template.columns}
    personal = personal_keys(template)
    try:
        with files_of(batch).rows.open(encoding="utf-8") as lines:
            told = [json.loads(line) for line in lines]
    except FileNotFoundError as gone:
        raise RuleBroken("import.files_gone") from gone
    return [
        Row(
            number,
            {
                key: _unsealed(value) if key in personal else _value(kinds.get(key), value)
                for key, value in cells.items()
            },
        )
        for number, cells in told
    ]


def _unsealed(value: str | None) -> str | None:
    """What was typed in a cell, for the step that takes it in."""
    return None if value is None else keyring().unseal(value, IN_A_ROW)


def _value(kind: CellKind | None, value: str | int | None) -> Value:
    if value is None or not isinstance(value, str):
        return value
    if kind is CellKind.DAY:
        return date.fromisoformat(value)
    return Decimal(value) if kind is CellKind.NUMBER else value


def fault_line(fault: Fault) -> str:
    """A fault as a line of JSON."""
    facts = {name: _kept(fact) for name, fact in fault.facts.items()}
    return json.dumps([fault.row, fault.key, fault.code, facts], ensure_ascii=False, default=str)


def _kept(fact: object) -> object:
    if isinstance(fact, date):
        return {"day": fact.isoformat()[:10]}
    return (
        fact
        if isinstance(fact, int)
        else [str(one) for one in fact]
        if isinstance(fact, list | tuple)
        else str(fact)
    )


def told_refusal(refusal: RuleBroken) -> dict[str, object]:
    """A refusal as it is kept with its batch."""
    facts = {name: _kept(fact) for name, fact in refusal.facts.items()}
    return {"code": refusal.code, "facts": facts}


def _told(fact: object) -> object:
    return date.fromisoformat(fact["day"]) if isinstance(fact, dict) else fact


@dataclass(frozen=True, slots=True)
class ShownFault:
    """A fault as it is read.

    Attributes:
        row: As seen in Excel; 0 is the file as a whole.
        column: The head; empty for the row as a whole.
    """

    row: int
    column: str
    sentence: str


def faults_of(batch: Import, template: Template) -> Iterator[ShownFault]:
    """What is wrong in a file, in the reader's language, in the order of its rows."""
    path = files_of(batch).faults
    if not path.exists():
        return
    titles = {column.key: column.title for column in template.columns}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            number, key, code, facts = json.loads(line)
            yield ShownFault(number, titles.get(key, ""), told_sentence(code, facts))


def first_faults(batch: Import, template: Template) -> list[ShownFault]:
    """As many as a page shows."""
    return list(islice(faults_of(batch, template), SHOWN))


def told_sentence(code: str, facts: dict[str, object]) -> str:
    """The sentence of a code kept with its facts."""
    return sentence_for(RuleBroken(code, **{name: _told(fact) for name, fact in facts.items()}))


def refusal_of(batch: Import) -> str:
    """Why a batch failed or stopped, in a sentence, and at which row; empty when it did not."""
    told = batch.refusal
    if not told:
        return ""
    sentence = told_sentence(told["code"], told["facts"])
    if "row" not in told:
        return sentence
    return _("Row %(row)s: %(sentence)s") % {"row": str(told["row"]), "sentence": sentence}


def notes_of(batch: Import) -> list[str]:
    """What the person must know of the file, in sentences."""
    return [told_sentence(code, facts) for code, facts in batch.notes]


def fault_sentence(fault: Fault, template: Template) -> str:
    """A fault with the head of its column before it, as it stands in the file sent back."""
    sentence = sentence_for(RuleBroken(fault.code, **fault.facts))
    titles = {column.key: column.title for column in template.columns}
    if fault.key not in titles:
        return sentence
    told = {"column": titles[fault.key], "sentence": sentence}
    return pgettext("a column and what is wrong in it", "%(column)s: %(sentence)s") % told


def is_left(batch: Import, *, at: datetime) -> bool:
    """Whether its worker seems gone."""
    return State(batch.state) in WORKING and batch.beat_at < at - STANDS_STILL


def in_row_order(faults: Iterable[Fault], template: Template) -> Sequence[Fault]:
    """From the top to the bottom, and within a row from left to right."""
    places = {column.key: place for place, column in enumerate(template.columns, 1)}
    return sorted(faults, key=lambda fault: (fault.row, places.get(fault.key or "", 0)))
