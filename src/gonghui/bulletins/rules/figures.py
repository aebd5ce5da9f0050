"""Numbers with their units, as the text gives them: exact, or marked as rounded."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import cn2an

from gonghui.bulletins.rules.claims import Certainty, Mark, mark_text
from gonghui.bulletins.rules.sections import Page
from gonghui.foundation.chinese import HAN

_SCALES = {
    "": 1,
    "十": 10,
    "百": 100,
    "千": 1_000,
    "万": 10_000,
    "亿": 100_000_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
}
_UNIT = (
    "人次|人|名|位|家|个百分点|个|户|件次|件|场次|场|次|项|元|美元|辆|台|套|所|"
    "座|处|间|亩|平方米|平方公里|公里|米|吨|千瓦时|册|本|份|篇|条|期|批次|批|"
    f"支|队|对|起|例|组|篇次|小时(?![{HAN}])|天|课时|余万元|张|部|盏|间|"
    "期次|点位|单|笔|桶|箱|盒|瓶|株|％|%"
)
_NUMBER = re.compile(
    r"(?P<about>近|约|超过|超|达到?|逾|突破|不少于|"
    r"至少)?(?P<digits>(?<![\d.])\d{1,3}(?:,\d{3})+(?:\.\d+)?|"
    r"(?<![\d.])\d{1,12}(?:\.\d{1,6})?)"
    rf"(?P<more>余|多)?(?P<scale>百万|千万|万|亿|千|百)?(?P<more2>余|"
    rf"多)?(?P<unit>{_UNIT})(?P<over>以上|左右|上下)?"
)
_WORDS = re.compile(
    r"(?P<digits>(?:[一二两三四五六七八九]?[十百千]){1,6}[一二三四五六七八九]?(?:万)?)(?P<more>余|"
    r"多)(?P<scale>万)?(?P<unit>家|名|位|人次|人|场次|场|户|件|元|台|册|个|项|"
    r"次)"
)
_NOT_BEFORE = re.compile(r"(?:第|[年月]|届|\d|[-/:：.])\Z")
_NOT_AFTER = re.compile(
    r"[项条个](?:点位|重点|举措|措施|任务|工作|制度|行动|机制|方面|普遍|坚持|聚焦|"
    r"结合|到位|确保)|月|日|年|届|号|楼|层|期工程|次(?:全|会|代表|执委|主席团|"
    r"常委)|季度|人民|条战线|个一|个没有|个维护|个自信|个意识|会议室|点(?!位)|"
    r"时(?!间)"
)
_SUBJECT = re.compile(rf"[{HAN}“”（）]{{0,16}}\Z")
_COUNTED_AFTER = re.compile(
    rf"(?!为|是|，|和|及|荣获|获|被)[{HAN}]{{1,8}}?(?=参加|出席|[的，。；、\n]|\Z)"
)
_SUBJECT_STOPS = re.compile(
    r".*(?:[，。；、：]|其中|已经|目前|今年|上半年|下半年|截至|共计|全市|全县|"
    r"全省|全区|累计|同时|会议|先后|分别|授予|一行|等|的|主席|负责人|领导)"
)


@dataclass(frozen=True)
class Figure:
    """One number: ``value`` exact in single units (a share keeps its decimals), and its phrase."""

    phrase: Mark[str]
    number: Mark[str]
    value: Mark[int] | Mark[str]
    unit: Mark[str]
    rounded: Mark[bool]


def find_figures(page: Page, taken: frozenset[int]) -> tuple[Figure, ...]:
    """Every number with a unit that counts or measures something; no dates, floors or ordinals.

    ``taken`` are the places of numbers that already count an honour.
    """
    found: dict[int, Figure] = {}
    for sentence in page.body:
        for pattern in (_NUMBER, _WORDS):
            for match in pattern.finditer(page.text, sentence.start, sentence.end):
                figure = _figure(page.text, sentence.start, match)
                if figure and match.start("digits") not in taken:
                    found.setdefault(match.start("digits"), figure)
    return tuple(found[start] for start in sorted(found))


def _figure(text: str, lowest: int, match: re.Match[str]) -> Figure | None:
    if _NOT_BEFORE.search(text[max(lowest, match.start() - 1) : match.start()]):
        return None
    groups = match.groupdict()
    after = text[match.end() : match.end() + 5]
    if _NOT_AFTER.match(match["unit"] + after) or re.match(r"会议室|[、，]?[一二]?楼", after):
        return None
    value = _value(match["digits"], groups.get("scale") or "")
    if value is None:
        return None
    rounded = bool(
        groups.get("about") not in (None, "达", "达到")
        or match["more"]
        or groups.get("more2")
        or groups.get("over")
    )
    start, end = match.span()
    begin = _phrase_start(text, lowest, start)
    if begin == start:
        end = _phrase_end(text, end)
    certainty = Certainty.SURE if end - begin > match.end() - match.start() else Certainty.LOOK
    rule = "figures.rounded" if rounded else "figures.number"
    digits = match.start("digits")
    unit = match.start("unit")
    exact: Mark[int] | Mark[str]
    if value == value.to_integral_value():
        exact = Mark(int(value), digits, unit, rule, certainty)
    else:
        exact = Mark(format(value.normalize(), "f"), digits, unit, rule, certainty)
    return Figure(
        mark_text(text, begin, end, rule, certainty),
        mark_text(text, digits, unit, rule, certainty),
        exact,
        mark_text(text, unit, match.end("unit"), rule, certainty),
        Mark(rounded, start, match.end(), rule, certainty),
    )


def _value(digits: str, scale: str) -> Decimal | None:
    try:
        if digits[0].isdigit():
            number = Decimal(digits.replace(",", ""))
        else:
            number = Decimal(cn2an.cn2an(digits, "smart"))
    except (ValueError, InvalidOperation):
        return None
    return number * _SCALES[scale]


def _phrase_start(text: str, lowest: int, start: int) -> int:
    """The words right before the number say what is counted."""
    before = _SUBJECT.search(text[max(lowest, start - 16) : start])
    words = before[0] if before else ""
    together = re.search("共计?\\Z", words)
    if together:
        return start - len(together[0])
    stop = _SUBJECT_STOPS.match(words)
    return start - len(words) + (stop.end() if stop else 0)


def _phrase_end(text: str, end: int) -> int:
    """Where nothing stands before the number, the words after it say what is counted."""
    after = _COUNTED_AFTER.match(text, end)
    return after.end() if after else end
