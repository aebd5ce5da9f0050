"""Finding an organisation by any part of what it is or was called (ADR-0016)."""

import re
from collections.abc import Collection, Iterable

from gonghui.foundation.chinese import half_width, tidy, to_simplified

# A part is a name from one of its characters on, so the beginning of a part finds what stands
# anywhere in a name. Longer parts would find nothing more.
LONGEST_PART = 24
BEGINS, ENDS = "^", "$"
_MARKS = str.maketrans("", "", BEGINS + ENDS)

# Nearly every name ends so. Parts that begin inside an ending would find everybody: not kept.
_ENDINGS = ("联合工会委员会", "工会联合会", "总工会")
_ENDING = re.compile(r"(?<=.)(?:联合)?(?:工会(?:联合会|委员会)?|总工会)$")


def folded(texts: Iterable[str]) -> list[str]:
    """Texts as they are compared: simplified, half width, lower case, without spaces."""
    lines = ["".join(half_width(tidy(text)).split()).lower().translate(_MARKS) for text in texts]
    # one call for all: the converter takes longer to begin than to read a line
    return to_simplified("\n".join(lines)).split("\n")


def fold(text: str) -> str:
    """One text as it is compared."""
    return folded([text])[0]


def whole(name: str) -> str:
    """The part that only a name of exactly these characters has; the name is folded already."""
    return f"{BEGINS}{name}{ENDS}"[:LONGEST_PART]


def beginning(text: str) -> str:
    """What the parts of every name begin with that begins with this text."""
    return f"{BEGINS}{text}"[:LONGEST_PART]


def parts_of(names: Collection[str]) -> set[str]:
    """All parts of an organisation's names, which are folded already."""
    parts = set()
    for name in names:
        parts.add(whole(name))
        if any(name in other for other in names if other != name):
            continue  # what stands in it stands in the longer one
        core = len(_ENDING.sub("", name))
        parts |= {name[place:][:LONGEST_PART] for place in range(1, core)}
    return parts


def is_in_endings(text: str) -> bool:
    """Whether no part tells who has it, because it stands in how nearly every name ends."""
    return any(text in ending for ending in _ENDINGS)
