"""Every reaction of one room to another, a line each."""

from gonghui.cascade.queries import answers
from gonghui.cascade.rules.assignment import DirectiveKind


def connect() -> None:
    """Join the rooms. Called once, when all of them are loaded."""
    answers.register(DirectiveKind.RETURN, "returns:answer", relay="returns:relay")
    answers.register(DirectiveKind.TASK, "plans:answer")
