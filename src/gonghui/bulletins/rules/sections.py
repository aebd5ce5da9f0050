"""The parts of a page: headline, page date, paragraphs, sentences, clauses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_SENTENCE = 1_200
"""Longer stretches without a full stop are no prose and are cut: no rule reads on for ever."""

_LINE = re.compile(r"[^\n]+")
_STOPS = re.compile(r"[。！？\n]”?")
_META = re.compile(
    r"发布时间|发布日期|发文日期|来源[：:]|作者[：:]|编辑[：:]|责编|编审|终审|"
    r"审核[：:]|浏览|阅读(?:次数|量)|点击|字号|字体|当前位置|首页|上一篇|下一篇|"
    r"分享到|打印|关闭|收藏|版权|供稿|图/|文/|摄影|点赞|更新时间|时间[：:]"
)
_PAGE_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
_OPEN, _CLOSE = "“《（‘", "”》）’"


@dataclass(frozen=True)
class Stretch:
    """A part ``[start, end)`` of the cleaned text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Its words."""
        return text[self.start : self.end]


@dataclass(frozen=True)
class Page:
    """A cleaned text and its parts, in reading order."""

    text: str
    headlines: tuple[Stretch, ...]
    paragraphs: tuple[Stretch, ...]
    page_dates: tuple[tuple[int, int, int, Stretch], ...]  # year, month, day, where

    @property
    def lead(self) -> tuple[Stretch, ...]:
        """The first sentences: what, when, where and why are told there."""
        found: list[Stretch] = []
        for paragraph in self.paragraphs[:3]:
            found += sentences(self.text, paragraph)
        return tuple(found[:8])

    @property
    def body(self) -> Iterator[Stretch]:
        """Every sentence of every paragraph."""
        for paragraph in self.paragraphs:
            yield from sentences(self.text, paragraph)


def parts(text: str) -> Page:
    """Cut a cleaned text into its parts."""
    headlines: list[Stretch] = []
    paragraphs: list[Stretch] = []
    page_dates: list[tuple[int, int, int, Stretch]] = []
    for line in _LINE.finditer(text):
        words, here = line[0], Stretch(line.start(), line.end())
        if _is_prose(words):
            paragraphs.append(here)
        elif dated := _page_date(words, here):
            page_dates.append(dated)
        elif not paragraphs and len(words) <= 80 and not _META.search(words):
            headlines.append(here)
        elif paragraphs and re.search(
            r"[；：，]$|^[一二三四五六七八九十]要|^（?[一二三四五六]", words
        ):
            paragraphs.append(here)
    return Page(text, tuple(headlines), tuple(paragraphs), tuple(page_dates))


def _is_prose(words: str) -> bool:
    if "。" in words:
        return True
    return "，" in words and len(words) > 12 and not _META.search(words)


def _page_date(words: str, here: Stretch) -> tuple[int, int, int, Stretch] | None:
    found = _PAGE_DATE.search(words)
    if not found or not (_META.search(words) or len(words) - len(found[0]) <= 24):
        return None
    year, month, day = (int(group) for group in found.groups())
    place = Stretch(here.start + found.start(), here.start + found.end())
    return year, month, day, place


def sentences(text: str, within: Stretch) -> list[Stretch]:
    """The sentences of a stretch, without their full stops."""
    found: list[Stretch] = []
    start = within.start
    for stop in _STOPS.finditer(text, within.start, within.end):
        found += _cut(start, stop.start())
        start = stop.end()
    return found + _cut(start, within.end)


def _cut(start: int, end: int) -> list[Stretch]:
    return [
        Stretch(at, min(at + LONGEST_SENTENCE, end)) for at in range(start, end, LONGEST_SENTENCE)
    ]


def split(text: str, within: Stretch, marks: str) -> list[Stretch]:
    """The pieces between these marks, where a mark inside quotes or brackets does not count."""
    found: list[Stretch] = []
    depth, start = 0, within.start
    heeded = _is_balanced(text, within)
    for at in range(within.start, within.end):
        character = text[at]
        if heeded and character in _OPEN:
            depth += 1
        elif heeded and character in _CLOSE:
            depth -= 1
        elif character in marks and depth == 0:
            found.append(Stretch(start, at))
            start = at + 1
    found.append(Stretch(start, within.end))
    return [piece for piece in found if piece.start < piece.end]


def _is_balanced(text: str, within: Stretch) -> bool:
    """Whether every quote is closed: a lost mark must not swallow the rest."""
    words = within.of(text)
    return all(words.count(a) == words.count(b) for a, b in zip(_OPEN, _CLOSE, strict=True))
