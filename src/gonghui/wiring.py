"""Every reaction of one room to another, a line each."""

from gonghui.cascade.queries import answers
from gonghui.cascade.rules.assignment import DirectiveKind
from gonghui.directory.announcements import check_asked
from gonghui.directory.jobs import read_chain_again


def connect() -> None:
    """Join the rooms. Called once, when all of them are loaded."""
    check_asked.connect(_read_chain_again)
    answers.register(DirectiveKind.RETURN, "returns:answer", relay="returns:relay")
    answers.register(DirectiveKind.TASK, "plans:answer")


def _read_chain_again(*, work_pk: int, **_: object) -> None:
    read_chain_again.enqueue(work_pk)
