"""An official paper (公文): what it consists of, before anybody thinks of a file format."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gonghui.foundation.errors import RuleBroken

_DIGITS = "零一二三四五六七八九"
HIGHEST_ORDINAL = 99


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a paragraph; ``strong`` ones are set in 黑体."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading without its number: the paper numbers itself.

    Attributes:
        level: 1 (一、黑体), 2 (（一）楷体) or 3 (1. 仿宋).
    """

    level: int
    text: str


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
class Paper:
    """A paper from its head to its record of copies.

    Attributes:
        issuer: Who signs, as 铜仁市总工会.
        mark: The red line on top, as 铜仁市总工会文件; empty prints no red head.
        number: As 铜工发〔2023〕7号; empty while none was given.
        addressees: 主送机关, without the colon; empty prints none.
        attachments: Titles of what is attached.
        on: 成文日期; ``None`` while it is a draft.
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
    """The same blocks, each heading with its number: 一、 （一） 1.

    A deeper heading begins anew under each higher one. Source: GB/T 9704-2012, 7.3.3.
    """
    counts = {1: 0, 2: 0, 3: 0}
    told: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            counts[block.level] += 1
            for deeper in range(block.level + 1, 4):
                counts[deeper] = 0
            told.append(
                Heading(block.level, _number(block.level, counts[block.level]) + block.text)
            )
        else:
            told.append(block)
    return told


def _number(level: int, count: int) -> str:
    if level == 1:
        return f"{chinese_ordinal(count)}、"
    if level == 2:  # noqa: PLR2004 -- the second of three levels
        return f"（{chinese_ordinal(count)}）"
    return f"{count}."


def document_number(code: str, year: int, sequence: int) -> str:
    """机关代字〔年份〕序号号: hexagonal brackets, four-digit year, no leading zero, no 第.

    Source: GB/T 9704-2012, 7.2.5.
    """
    return f"{code}〔{year}〕{sequence}号"


def paper_date(day: date) -> str:
    """A date as papers write it: 2023年7月5日, Arabic digits without leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def width_of(text: str) -> float:
    """How many Chinese characters wide a text is set; digits and Latin letters take half."""
    return sum(0.5 if char.isascii() else 1 for char in text)
