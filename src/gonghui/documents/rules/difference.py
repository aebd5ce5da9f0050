"""What changed between two versions of a paper, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

AROUND = 1  # unchanged lines shown before and after a change


class Mark(StrEnum):
    """What became of a line."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"
    CUT = "cut"  # unchanged lines that are not shown


@dataclass(frozen=True, slots=True)
class Line:
    """One line of either version."""

    mark: Mark
    text: str = ""


def changed_fields(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """The names of what is not as it was."""
    return [name for name in after if before.get(name, "") != after[name]]


def differences(before: str, after: str) -> list[Line]:
    """The lines that went and came, each change with a line around it."""
    old, new = before.splitlines(), after.splitlines()
    told: list[Line] = []
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(AROUND):
        if told:
            told.append(Line(Mark.CUT))
        for what, old_from, old_to, new_from, new_to in group:
            if what == "equal":
                told += [Line(Mark.SAME, text) for text in old[old_from:old_to]]
            else:
                told += [Line(Mark.GONE, text) for text in old[old_from:old_to]]
                told += [Line(Mark.NEW, text) for text in new[new_from:new_to]]
    return told
