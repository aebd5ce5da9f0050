"""How a batch is told on its page: state, bar, sentence, and what can be done."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from gonghui.documents.models import Import
from gonghui.documents.rules.batch import WORKING, State
from gonghui.documents.sources import importer_of
from gonghui.documents.wording import STATES
from gonghui.foundation.pieces import Happening

LIGHTS = {
    State.FAILED: "bad",
    State.STOPPED: "warn",
    State.DONE: "ok",
    State.UNDONE: "none",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """How far the worker is.

    Attributes:
        most: 0 while it is not known how much there is.
    """

    value: int
    most: int
    words: str


def title_of(batch: Import) -> str:
    """What kind of workbook it is."""
    importer = importer_of(batch.kind)
    return str(importer.title) if importer else batch.kind


def pill_of(batch: Import) -> tuple[str, str]:
    """How its pill looks, and its word."""
    state = State(batch.state)
    if state is State.CHECKED:
        return ("warn", _("To be put right")) if batch.faults else ("info", _("Ready to go in"))
    return LIGHTS.get(state, "info"), str(STATES[state])


def steps() -> list[tuple[str, str]]:
    """The way of every workbook."""
    names = (
        pgettext("a workbook", "Read"),
        pgettext("a workbook", "Check"),
        pgettext("a workbook", "Take in"),
    )
    return [(name, "") for name in names]


def step_of(batch: Import) -> int:
    """Which of these it is at, from 1."""
    if batch.committed or batch.state == State.COMMITTING.value:
        return 3
    return 2 if batch.state == State.CHECKED.value or batch.done else 1


def bar_of(batch: Import) -> Bar | None:
    """How far the worker is; ``None`` when it has nothing to do."""
    state = State(batch.state)
    if state not in WORKING or not batch.rows:
        return None
    value, most = {
        State.READING: (batch.done, batch.rows),
        State.COMMITTING: (batch.committed, batch.rows),
        State.UNDOING: (batch.undone, batch.committed),
    }[state]
    told = {"value": number(value), "most": number(most)}
    return Bar(value, most, _("%(value)s of %(most)s rows") % told)


def sentence_of(batch: Import) -> str:
    """What has happened, and what is next."""
    state = State(batch.state)
    facts = {
        "n": number(batch.rows),
        "faults": number(batch.faults),
        "committed": number(batch.committed),
        "undone": number(batch.undone),
    }
    if state is State.CHECKED and batch.faults:
        return str(TO_MEND) % facts
    if state is State.STOPPED and batch.undone:
        return str(HALF_UNDONE) % facts
    return str(SENTENCES[state]) % facts


TO_MEND = gettext_lazy(
    "%(n)s rows were read; nothing is in yet. Download the workbook with the reasons written "
    "into it, put them right, and send that very file in again."
)
HALF_UNDONE = gettext_lazy(
    "%(undone)s of %(committed)s rows were taken back; the others are still in."
)
SENTENCES = {
    State.READING: gettext_lazy("You can leave this page and find it again under Workbooks in."),
    State.FAILED: gettext_lazy("Nothing was read and nothing is in."),
    State.CHECKED: gettext_lazy(
        "%(n)s rows were read and checked without a fault. None is in yet."
    ),
    State.COMMITTING: gettext_lazy("You can leave this page; others go on working meanwhile."),
    State.STOPPED: gettext_lazy(
        "%(committed)s of %(n)s rows are in. Let it go on, or take them all back."
    ),
    State.DONE: gettext_lazy("All %(committed)s rows are in. They can be taken back as a whole."),
    State.UNDOING: gettext_lazy("The newest rows go first. You can leave this page."),
    State.UNDONE: gettext_lazy("All %(undone)s rows were taken back; it is as it was before."),
}


def history_of(batch: Import) -> list[Happening]:
    """When it was sent, checked, taken in and taken back, and by whom."""
    owner = batch.owner.display_name
    asker = batch.asked_by.display_name if batch.asked_by else owner
    told = [
        (batch.sent_at, gettext_lazy("%(who)s sent it in"), owner),
        (batch.checked_at, gettext_lazy("Read and checked"), ""),
        (batch.committed_at, gettext_lazy("All rows in, for %(who)s"), asker),
        (batch.undone_at, gettext_lazy("All rows taken back, for %(who)s"), asker),
    ]
    return [
        Happening(str(words) % {"who": who}, date_format(localtime(at), "Y-m-d H:i"))
        for at, words, who in told
        if at is not None
    ]


def commit_label(batch: Import) -> str:
    """What the button says: how many rows go in."""
    left = batch.rows - batch.committed
    if batch.committed:
        words = ngettext("Go on with the last %(n)s row", "Go on with %(n)s more rows", left)
    else:
        words = ngettext("Take in %(n)s row", "Take in %(n)s rows", left)
    return words % {"n": number(left)}


def undo_label(batch: Import) -> str:
    """What the button says: how many rows are taken back."""
    left = batch.committed - batch.undone
    words = ngettext("Take back %(n)s row", "Take back %(n)s rows", left)
    return words % {"n": number(left)}


def number(value: int) -> str:
    """With a mark between thousands."""
    return f"{value:,}"
