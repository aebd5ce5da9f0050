"""Who can take in a filled workbook: rooms above say so in ``wiring``, a line each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from django.utils.functional import Promise

from gonghui.access.permissions import Permission
from gonghui.documents.rules.workbook import Fault, Row, Template, Value
from gonghui.organisations.models import Organisation
from gonghui.people.models import Account


@dataclass(frozen=True, slots=True)
class Trace:
    """One record a row made or changed, so that it can be taken back.

    Attributes:
        row: The row it came from, as seen in Excel.
        model_label: As ``organisations.organisation``.
        before: What it held before, plain JSON; ``None`` when it was made.
    """

    row: int
    model_label: str
    pk: int
    before: Mapping[str, object] | None = None


class Importer(Protocol):
    """One kind of workbook: what it asks, what is wrong in it, how it is taken in and taken back.

    ``check``, ``commit`` and ``undo`` ask the database a number of times that does not grow with
    the rows they are given.
    """

    @property
    def kind(self) -> str:
        """Its name in addresses: lower-case letters and hyphens."""

    @property
    def permission(self) -> Permission:
        """Who may take it in, at the seat."""

    @property
    def title(self) -> str | Promise:
        """What it is called, in the reader's language."""

    def template(self, seat: Organisation) -> Template:
        """The empty workbook of that organisation."""

    def prefilled(self, seat: Organisation) -> Iterable[Mapping[str, Value]]:
        """What is known already, a row each by the columns' keys; may be empty."""

    def check(self, rows: Sequence[Row], *, seat: Organisation, on: date) -> Sequence[Fault]:
        """What is wrong in a whole file; a cell that could not be read is ``None``.

        What is told of such a cell is left out: why it could not be read is told already.
        """

    def remarks(self, rows: Sequence[Row], *, seat: Organisation) -> Sequence[Fault]:
        """What somebody should look at before the rows go in; it stands in the way of nothing.

        Told of the file as a whole: the sentence names the rows itself.
        """

    def ordered(self, rows: Sequence[Row]) -> Sequence[Sequence[Row]]:
        """The rows in waves, each to be in the database before the next begins.

        The same rows always give the same waves: work that was interrupted counts on it.
        """

    def commit(
        self, rows: Sequence[Row], *, seat: Organisation, on: date, by: Account, at: datetime
    ) -> Sequence[Trace]:
        """Take in some rows of one wave, inside the caller's transaction.

        Raises:
            RuleBroken: Something changed since the check; the whole step is then rolled back.
        """

    def undo(self, traces: Sequence[Trace], *, by: Account, at: datetime) -> None:
        """Take back, newest first, inside the caller's transaction.

        Raises:
            RuleBroken: Something was built on it meanwhile; nothing of this step is taken back.
        """


_importers: dict[str, Importer] = {}


def register(importer: Importer) -> None:
    """From now on this kind of workbook can be taken in."""
    _importers[importer.kind] = importer


def importer_of(kind: str) -> Importer | None:
    """Who takes in that kind; ``None`` when no room does."""
    return _importers.get(kind)


def importers() -> list[Importer]:
    """All kinds, in the order they were registered."""
    return list(_importers.values())
