"""What a copied page holds besides its text, taken out; where every character came from is kept."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gonghui.foundation.chinese import HAN, to_simplified

_VOWELS = "aeiouvüāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"

# One character's reading in brackets; "(PPT)" and "(县)" are not readings and stay.
_GLOSS = re.compile(
    rf"(?<=[{HAN}])[(（](?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?[{_VOWELS}]{{1,4}}(?:ng|n|r)?[)）]"
)
_IMAGE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)")
_TAG = re.compile(r"<[/!a-zA-Z][^<>\n]{0,300}>")
_ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|ldquo|rdquo|amp|middot);")
_ENTITIES = {"&ldquo;": "“", "&rdquo;": "”", "&middot;": "·", "&amp;": "&"}
_INVISIBLE = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f\xad]"
)
_CAPTION = re.compile(
    r"(?m)^[^\n。]{0,200}(?:_fororder_|\.(?i:jpe?g|png|gif|webp|bmp))[^\n。]{0,100}$"
)
_TABLE_ROW = re.compile(r"(?m)^[ \t\u3000]*\|[-:| \t\u3000]*$")
_PIPES = re.compile(r"(?m)^[ \t\u3000]*\||\|[ \t\u3000]*$")
_MARKUP = re.compile(r"(?m)^[ \t\u3000]*#{1,6}[ \t]")
_BOLD = re.compile(r"\*\*([^*\n]{1,200})\*\*")
_MASKED = re.compile(r"\*月|月\*")
_LOST_AT_START = re.compile(r"(?m)^[ \t\u3000]*\?{1,20}[ \t\u3000]*(?=[^\s?])")
_MARGIN = re.compile(r"(?m)^[ \t\u3000\u00a0]+|[ \t\u3000\u00a0\r]+$|\r")
_GAP = re.compile(
    rf"(?<=[{HAN}，。；：、“”《》（）])[ \t\u3000\u00a0]+(?=[{HAN}\d，。；：、“”《》（）(])"
    rf"|(?<=\d)[ \t\u3000\u00a0]+(?=[年月日时分届次家个名人万余多场])"
)
_DOUBLED = re.compile(r"([，。；：、,;])(?=[，。；：、,;])")
_FULL_FORMS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_HALF_MARK = re.compile(r"[,;:?!()]")
_BRACKETS = re.compile(r"\([^()\n]{1,60}\)")
_STOP = re.compile(rf"(?<=[{HAN}”）])\.(?=\s|$|[{HAN}])")
_STRAIGHT_QUOTES = re.compile(r'"([^"\n]{1,80})"')
_FULL_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B))} | {
    code: code - 0xFEE0 for code in (*range(0xFF41, 0xFF5B), 0xFF05, 0xFF0B)
}
# 著 is kept in these words and is 着 in all others (OpenCC leaves it, as names may hold it).
_ZHU = re.compile("(?<![显名论土编卓专原遗拙巨合译])著(?![名作书述称录])")
_LINE = re.compile(r"[^\n]+")
_NEAR = re.compile(f"[{HAN}“”《》（）、，。；：]")


@dataclass(frozen=True)
class Cleaned:
    """Readable text and, for each of its characters, where it stood in the original."""

    original: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where cleaned ``[start, end)`` stood in the original; an empty stretch stays empty."""
        if start >= end:
            place = self.starts[start] if start < len(self.starts) else len(self.original)
            return place, place
        return self.starts[start], self.ends[end - 1]


@dataclass
class _Draft:
    """Text under repair, with the origin of every character."""

    text: str
    starts: list[int]
    ends: list[int]

    def replace(self, edits: Iterable[tuple[int, int, str]]) -> None:
        """Put a new text in place of each stretch; edits come in order and do not overlap."""
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for start, end, new in edits:
            text.append(self.text[at:start])
            starts += self.starts[at:start]
            ends += self.ends[at:start]
            if new:
                text.append(new)
                same = len(new) == end - start
                starts += self.starts[start:end] if same else [self.starts[start]] * len(new)
                ends += self.ends[start:end] if same else [self.ends[end - 1]] * len(new)
            at = end
        self.text = "".join(text) + self.text[at:]
        self.starts = starts + self.starts[at:]
        self.ends = ends + self.ends[at:]

    def drop(self, pattern: re.Pattern[str]) -> None:
        self.replace((m.start(), m.end(), "") for m in pattern.finditer(self.text))


def clean(original: str) -> Cleaned:
    """The text without glosses, scraps of markup and doubled marks, in Simplified characters.

    Source: the breakages met on real pages, domain.md §9.5.
    """
    draft = _Draft(original, list(range(len(original))), list(range(1, len(original) + 1)))
    for scrap in (_INVISIBLE, _GLOSS, _IMAGE, _CAPTION, _TABLE_ROW, _PIPES, _TAG, _MARKUP):
        draft.drop(scrap)
    if not _MASKED.search(draft.text):
        draft.replace(
            (at, at + 2, "") for m in _BOLD.finditer(draft.text) for at in (m.start(), m.end() - 2)
        )
    draft.replace(
        (m.start(), m.end(), _ENTITIES.get(m[0], " ")) for m in _ENTITY.finditer(draft.text)
    )
    for scrap in (_LOST_AT_START, _MARGIN, _GAP, _DOUBLED):
        draft.drop(scrap)
    _widen(draft)
    _simplify(draft)
    draft.drop(re.compile(r"\A\n+|\n+\Z|\n(?=\n)"))
    return Cleaned(original, draft.text, tuple(draft.starts), tuple(draft.ends))


def _widen(draft: _Draft) -> None:
    """Marks of a Chinese sentence full width, digits and letters half width."""
    draft.text = draft.text.translate(_FULL_WIDTH)
    draft.replace(sorted([*_wide_pairs(draft.text), *_wide_marks(draft.text)]))


def _wide_pairs(text: str) -> Iterator[tuple[int, int, str]]:
    """Quotes and brackets, both ends alike."""
    for m in _BRACKETS.finditer(text):
        if _NEAR.match(text[max(0, m.start() - 1) : m.start()]) or _NEAR.match(text, m.end()):
            yield m.start(), m.start() + 1, "（"
            yield m.end() - 1, m.end(), "）"
    for m in _STRAIGHT_QUOTES.finditer(text):
        if _NEAR.match(m[1]):
            yield m.start(), m.start() + 1, "“"
            yield m.end() - 1, m.end(), "”"


def _wide_marks(text: str) -> Iterator[tuple[int, int, str]]:
    paired = {m.start() for m in _BRACKETS.finditer(text)}
    paired |= {m.end() - 1 for m in _BRACKETS.finditer(text)}
    for m in _STOP.finditer(text):
        yield m.start(), m.end(), "。"
    for m in _HALF_MARK.finditer(text):
        before, after = text[max(0, m.start() - 1) : m.start()], text[m.end() : m.end() + 1]
        lost = m[0] == "?" and _NEAR.match(before) and after and _NEAR.match(after)
        number = before.isdigit() and after.isdigit()
        if lost or number or m.start() in paired:
            continue  # between two characters "?" is a lost character, not a question
        if _NEAR.match(before) or _NEAR.match(after):
            yield m.start(), m.end(), _FULL_FORMS[m[0]]


def _simplify(draft: _Draft) -> None:
    """Line by line, so that a phrase that changes its length moves only its own line."""
    edits: list[tuple[int, int, str]] = []
    changed = 0
    for line in _LINE.finditer(draft.text):
        new = to_simplified(line[0])
        changed += new != line[0]
        edits += differences(line.start(), line[0], new)
    draft.replace(edits)
    if changed:
        draft.replace((m.start(), m.end(), "着") for m in _ZHU.finditer(draft.text))


def differences(offset: int, old: str, new: str) -> list[tuple[int, int, str]]:
    """The edits that make ``new`` of ``old``, also where a phrase changed its length."""
    if old == new:
        return []
    if len(old) == len(new):
        return [(offset, offset + len(old), new)]
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    edits: list[tuple[int, int, str]] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "insert":
            # what is inserted belongs to the character before it, at the start to the one after
            at, words = max(start - 1, 0), new[new_start:new_end]
            whole = old[at] + words if start else words + old[at]
            edits.append((offset + at, offset + at + 1, whole))
        elif tag != "equal":
            edits.append((offset + start, offset + end, new[new_start:new_end]))
    return edits
