"""An official paper (公文): what it consists of, before anybody thinks of a file format."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gonghui.foundation.errors import RuleBroken

_DIGITS = "零一二三四五六七八九"
HIGHEST_ORDINAL = 99
INVENTED_MARK = "演示数据：单位真实，人员和数字均为虚构，不作公文使用"
COPIES = "抄送："
LARGEST_MARK, SMALLEST_MARK = 52.0, 12.0  # points
AREA_WIDTH = 442.2  # points, 156 mm: the type area (GB/T 9704-2012, 5.2.2)
TITLE_WIDTH = 20  # characters of 2号 a line
_NOT_FIRST = "，。、；：！？）》”’〕】…％%的"
_NOT_LAST = "（《“‘〔【"
_GOOD_ENDS = "的、暨和及与，"
LEVELS = 4


class Layout(StrEnum):
    """How the first page is laid out. Source: GB/T 9704-2012, 7 and 10."""

    PAPER = "paper"  # 文件格式
    LETTER = "letter"  # 信函格式
    MINUTES = "minutes"  # 纪要格式


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a paragraph; ``strong`` ones are set in 黑体."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading without its number: the paper numbers itself.

    Attributes:
        level: 1 (一、黑体), 2 (（一）楷体), 3 (1. 仿宋) or 4 (（1）仿宋).
        rest: What runs on in the same paragraph, in 仿宋.
    """

    level: int
    text: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, first line two characters in."""

    runs: Sequence[Run]

    @classmethod
    def of(cls, text: str) -> "Paragraph":
        """A paragraph of plain words."""
        return cls((Run(text),))

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; numbers stand to the right. ``share`` is its part of the width."""

    head: str
    numeric: bool = True
    share: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Figures in rows.

    Attributes:
        unit: Stands above to the right when all columns share it; may be empty.
        rows: Cells as they are to be read; a gap says so in words, it is never left blank.
        note: A line below: what is missing, as of when.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    unit: str = ""
    note: str = ""


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Annex:
    """What is attached, on pages of its own; without blocks it goes with the paper as a file."""

    title: str
    blocks: Sequence[Block] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper from its head to its record of copies.

    Attributes:
        issuer: Who signs, as 铜仁市总工会.
        mark: The red line on top, as 铜仁市总工会文件; empty prints no red head.
        number: As 铜工发〔2023〕7号; empty while none was given.
        addressees: 主送机关, without the colon; empty prints none.
        attachments: Titles of what is attached; left empty, those of ``annexes``.
        annexes: What is attached and printed with it.
        on: 成文日期; ``None`` while it is a draft.
        signer: 签发人, on papers that go up; empty prints none.
        urgency: 紧急程度, 特急 or 加急; empty prints none.
        note: 附注, without its brackets; empty prints none.
        copies: 抄送, without the full stop; empty prints none.
        printed_by: 印发机关; with ``printed_on`` it stands below the copies.
        invented: Data of a demonstration; every page says so.
    """

    issuer: str
    title: str
    blocks: Sequence[Block]
    mark: str = ""
    number: str = ""
    addressees: str = ""
    attachments: Sequence[str] = ()
    on: date | None = None
    copies: str = ""
    printed_by: str = ""
    printed_on: date | None = None
    invented: bool = False
    layout: Layout = Layout.PAPER
    annexes: Sequence[Annex] = ()
    signer: str = ""
    urgency: str = ""
    note: str = ""

    @property
    def attached(self) -> Sequence[str]:
        """The titles of what is attached."""
        return self.attachments or [annex.title for annex in self.annexes]


def chinese_ordinal(number: int) -> str:
    """1 to 99 as headings count: 一 … 十 … 二十三 … 九十九.

    Raises:
        RuleBroken: ``paper.too_many_headings``.
    """
    if not 1 <= number <= HIGHEST_ORDINAL:
        raise RuleBroken("paper.too_many_headings", number=number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def numbered(blocks: Iterable[Block]) -> list[Block]:
    """The same blocks, each heading with its number: 一、 （一） 1. and （1）.

    A deeper heading begins anew under each higher one. Source: GB/T 9704-2012, 7.3.3.
    """
    counts = dict.fromkeys(range(1, LEVELS + 1), 0)
    told: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            counts[block.level] += 1
            for deeper in range(block.level + 1, LEVELS + 1):
                counts[deeper] = 0
            number = _number(block.level, counts[block.level])
            told.append(Heading(block.level, number + block.text, block.rest))
        else:
            told.append(block)
    return told


def _number(level: int, count: int) -> str:
    if level == 1:
        return f"{chinese_ordinal(count)}、"
    if level == 2:  # noqa: PLR2004 -- the second of four levels
        return f"（{chinese_ordinal(count)}）"
    return f"{count}." if level < LEVELS else f"（{count}）"


def document_number(code: str, year: int, sequence: int) -> str:
    """机关代字〔年份〕序号号: hexagonal brackets, four-digit year, no leading zero, no 第.

    Source: GB/T 9704-2012, 7.2.5.
    """
    return f"{code}〔{year}〕{sequence}号"


def paper_date(day: date) -> str:
    """A date as papers write it: 2023年7月5日, Arabic digits without leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def record_rows(paper: Paper) -> list[str]:
    """版记, row by row: copies, and who printed it, with a tab before the day.

    Source: GB/T 9704-2012, 7.4; a letter names no printer (10.1).
    """
    rows = [f"{COPIES}{paper.copies}。"] if paper.copies else []
    if paper.printed_by and paper.layout is not Layout.LETTER:
        on = f"\t{paper_date(paper.printed_on)}印发" if paper.printed_on else ""
        rows.append(f"{paper.printed_by}{on}")
    return rows


def width_of(text: str) -> float:
    """How many Chinese characters wide a text is set; digits and Latin letters take half."""
    return sum(0.5 if char.isascii() else 1 for char in text)


def mark_size(mark: str) -> float:
    """The size of a mark in points: as large as lets it stand in one line."""
    fitting = AREA_WIDTH / max(width_of(mark), 1) * 0.97
    return max(min(LARGEST_MARK, fitting), SMALLEST_MARK)


def stands_alone(heading: Heading) -> bool:
    """Whether a heading must not be the last line of a page: the text begins below it."""
    return heading.level <= 2 and not heading.rest  # noqa: PLR2004 -- 1. and （1） are often lists


def title_lines(title: str) -> list[str]:
    """A title in lines of about the same width, none torn within a number or a Latin word.

    Source: GB/T 9704-2012, 7.3.1: 回行时，要做到词意完整，排列对称，长短适宜.
    """
    lines = []
    left = title
    while (width := width_of(left)) > TITLE_WIDTH:
        aim = width / -(-width // TITLE_WIDTH)
        ends = [place for place in range(1, len(left)) if _may_end(left, place)]
        fitting = [place for place in ends if width_of(left[:place]) <= TITLE_WIDTH]
        if not fitting:
            break
        place = min(fitting, key=lambda place: _badness(left, place, aim))
        lines.append(left[:place])
        left = left[place:].lstrip()
    return [*lines, left]


def _may_end(title: str, place: int) -> bool:
    before, after = title[place - 1], title[place]
    torn = (before.isascii() and after.isascii()) or (before.isdigit() and after in "年月日号")
    return not torn and after not in _NOT_FIRST and before not in _NOT_LAST


def _badness(title: str, place: int, aim: float) -> float:
    good = 4 if title[place - 1] in _GOOD_ENDS else 0
    return abs(width_of(title[:place]) - aim) - good
