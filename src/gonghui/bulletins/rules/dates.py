"""The day of the event, and where its year comes from."""

import calendar
import datetime
import re
from dataclasses import dataclass

from gonghui.bulletins.rules.claims import Certainty, Mark
from gonghui.bulletins.rules.sections import Page, Stretch
from gonghui.foundation.chinese import HAN

_DIGITS = "〇零一二三四五六七八九"
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_TO = r"(?:至|到|—{1,2}|－|-|–|~|～)"
_YEAR = r"(?P<year>(?:19|20)\d\d|二[〇零][〇零一二三四五六七八九]{2})年"
_DAY = re.compile(
    rf"(?:{_YEAR})?(?<!\d)(?P<month>{_NUMBER})月(?P<day>{_NUMBER})日?"
    rf"(?:{_TO}(?:(?P<month2>{_NUMBER})月)?(?P<day2>{_NUMBER}))?(?:日|(?=[，。上下]))"
)
_DAY_ONLY = re.compile(
    rf"(?<![\d月年第*×ＸX一二三四五六七八九十])(?P<day>\d{{1,2}})日?(?:{_TO}(?P<d"
    rf"ay2>\d{{1,2}}))?日(?![常益前后均报])"
)
_MONTH_ONLY = re.compile(
    rf"(?:{_YEAR})?(?<!\d)(?P<month>\d{{1,2}})月(?:份|[上中下]旬|底|初|中旬)?(?=[，,])"
)
_MASKED = re.compile(r"[\d*×XxＸ]{1,4}月[*×XxＸ]{1,2}日|[*×XxＸ]{1,2}月[\d*×XxＸ]{1,2}日")
_LOST_MARKS = re.compile(r"(?<!\d)(?P<digits>\d{3,4})(?=[，,]|日)")
_VAGUE = re.compile(r"近日|日前|近期|今天|昨天|今日|昨日|日内")
_DATELINE = re.compile(rf"(?:电|讯)(?=[\s（(，{HAN}])")
_YEAR_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年)")
_LOOKING_BACK = re.compile(r"年度?[^，。]{0,12}(?:总结|述职|考核|考评|表彰)|年度")
_PLANNED = re.compile(r"(?:部署|安排|谋划)[^，。；]{0,6}?((?:19|20)\d\d)年")
_LATEST_PUBLICATION = 45  # days after the event within which a page date may lend its year


@dataclass(frozen=True)
class Day:
    """When: ``iso`` as far as it is known (``2023-07-25``, ``XXXX-07-25``, a range with ``/``)."""

    iso: Mark[str] | None
    precision: Mark[str] | None
    year_from: Mark[str] | None


@dataclass(frozen=True)
class _Told:
    """A date as the text tells it."""

    where: Stretch
    days: tuple[tuple[int | None, int | None], ...]  # (month, day) of the first and the last day
    year: int | None = None
    rule: str = "date.day"


def find_date(page: Page, name: Stretch | None, places: tuple[Stretch, ...]) -> Day:
    """The date of the event, from the first of these stretches that tells one.

    A year that the date does not give comes from the meeting's name, from the page's own date or
    from the year that is planned for, in this order; a year nothing speaks for stays ``XXXX``.
    """
    for place in places:
        told = _told(page, place)
        if told:
            return _with_year(page, told, name)
    return Day(None, None, None)


def _told(page: Page, place: Stretch) -> _Told | None:
    text = page.text
    masked = _MASKED.search(text, place.start, place.end)
    if masked:
        return _Told(Stretch(masked.start(), masked.end()), (), rule="date.masked")
    full = _after_dateline(text, place)
    if full:
        first = (_number(full["month"]), _number(full["day"]))
        last = (_number(full["month2"] or full["month"]), _number(full["day2"]))
        days: tuple[tuple[int | None, int | None], ...] = (first, last)[: 2 if full["day2"] else 1]
        year = _year(full["year"]) if full["year"] else None
        return _Told(Stretch(full.start(), full.end()), days, year)
    lone = _DAY_ONLY.search(text, place.start, place.end)
    if lone:
        days = tuple((None, int(day)) for day in (lone["day"], lone["day2"]) if day)
        return _Told(Stretch(lone.start(), lone.end()), days, rule="date.day_only")
    return _month_or_damaged(page, place)


def _after_dateline(text: str, place: Stretch) -> re.Match[str] | None:
    found = list(_DAY.finditer(text, place.start, min(place.end, place.start + 400)))
    for match in found:
        if not _DATELINE.match(text, match.end()):
            return match
    return found[0] if found else None


def _month_or_damaged(page: Page, place: Stretch) -> _Told | None:
    month = _MONTH_ONLY.search(page.text, place.start, min(place.end, place.start + 60))
    if month:
        year = _year(month["year"]) if month["year"] else None
        where = Stretch(month.start(), month.end())
        return _Told(where, ((int(month["month"]), None),), year, "date.month")
    lost = _LOST_MARKS.match(page.text, place.start, place.end)
    for published in page.page_dates if lost else ():
        restored = _restored(lost, published) if lost else None
        if restored:
            return restored
    vague = _VAGUE.search(page.text, place.start, place.end)
    return _Told(Stretch(vague.start(), vague.end()), (), rule="date.vague") if vague else None


def _restored(lost: re.Match[str], page_date: tuple[int, int, int, Stretch]) -> _Told | None:
    """``320，`` is the 20th of March where the page was dated a few days later."""
    digits = lost["digits"]
    published = _real(*page_date[:3])
    for cut in (1, 2):
        month, day = int(digits[:cut]), int(digits[cut:] or 0)
        held = _real(page_date[0], month, day)
        if held and published and 0 <= (published - held).days <= 10:
            return _Told(Stretch(lost.start(), lost.end()), ((month, day),), rule="date.marks_lost")
    return None


def _with_year(page: Page, told: _Told, name: Stretch | None) -> Day:
    where = told.where
    if not told.days:
        return _unknown(told)
    lent = _lent_year(page, told, name)
    year, source, certainty, evidence = lent or (None, None, Certainty.SURE, None)
    days: tuple[tuple[int | None, int | None], ...] = told.days
    if source == "page" and days[0][0] is None and evidence:
        month = next(dated[1] for dated in page.page_dates if dated[3] == evidence)
        days = tuple((month, day) for _, day in days)
    if not all(_is_possible(year, month, day) for month, day in days):
        return _unknown(told)
    iso = "/".join(_iso(year, month, day) for month, day in days)
    precision = "range" if len(days) > 1 else "day" if days[0][1] else "month"
    if told.rule != "date.day":
        certainty = (
            Certainty.UNSURE if source == "page" else max(certainty, Certainty.LOOK, key=_rank)
        )
    year_mark = None
    if source and evidence:
        year_mark = Mark(source, evidence.start, evidence.end, f"year.{source}", certainty)
    return Day(
        Mark(iso, where.start, where.end, told.rule, certainty),
        Mark(precision, where.start, where.end, told.rule, certainty),
        year_mark,
    )


def _unknown(told: _Told) -> Day:
    """A date that is there but cannot be read: 近日, ``*月**日``, the 30th of February."""
    where = (told.where.start, told.where.end, told.rule, Certainty.UNSURE)
    return Day(None, Mark("unknown", *where), None)


def _lent_year(
    page: Page, told: _Told, name: Stretch | None
) -> tuple[int, str, Certainty, Stretch] | None:
    if told.year:
        return told.year, "text", Certainty.SURE, told.where
    month, day = told.days[0]
    from_page = _page_year(page, month, day)
    if told.rule == "date.marks_lost" and from_page:
        return from_page
    if name and month:
        from_name = _name_year(page.text, name, month)
        if from_name:
            return from_name
    if from_page:
        return from_page
    return _planned_year(page, month) if month else None


def _name_year(text: str, name: Stretch, month: int) -> tuple[int, str, Certainty, Stretch] | None:
    found = list(_YEAR_IN_NAME.finditer(text, name.start, name.end))
    years = sorted({int(match[1]) for match in found})
    if not years:
        return None
    where = Stretch(found[-1].start(), found[-1].end() + 1)
    if len(years) > 1:  # last year summed up and the next one deployed, around the new year
        chosen = years[0] if month >= 10 else years[-1]
        return chosen, "name", Certainty.UNSURE, where
    if month <= 5 and _LOOKING_BACK.match(text, where.end - 1, name.end):
        return None  # a year is often summed up in the next one
    return years[0], "name", Certainty.LOOK, where


def _page_year(
    page: Page, month: int | None, day: int | None
) -> tuple[int, str, Certainty, Stretch] | None:
    """The year of the page date that follows the event most closely."""
    latest = _LATEST_PUBLICATION if month else 15
    found: list[tuple[int, int, Stretch]] = []
    for year, page_month, page_day, where in page.page_dates:
        published = _real(year, page_month, page_day)
        for candidate in (year, year - 1):
            held = _real(candidate, month or page_month, day) if day else None
            if published and held and 0 <= (published - held).days <= latest:
                found.append(((published - held).days, candidate, where))
    if not found:
        return None
    _, chosen, where = min(found, key=lambda one: one[0])
    return chosen, "page", Certainty.LOOK, where


def _planned_year(page: Page, month: int) -> tuple[int, str, Certainty, Stretch] | None:
    for sentence in page.lead:
        planned = _PLANNED.search(page.text, sentence.start, sentence.end)
        if planned and month <= 6:
            where = Stretch(planned.start(1), planned.end())
            return int(planned[1]), "purpose", Certainty.UNSURE, where
    return None


def _number(words: str | None) -> int | None:
    if not words:
        return None
    if words.isdigit():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return _DIGITS.index(words) - 1 if len(words) == 1 else None
    return (_DIGITS.index(tens) - 1 if tens else 1) * 10 + (_DIGITS.index(ones) - 1 if ones else 0)


def _year(words: str) -> int:
    if words.isdigit():
        return int(words)
    return int("".join(str(max(_DIGITS.index(word) - 1, 0)) for word in words))


def _real(year: int, month: int, day: int) -> datetime.date | None:
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return datetime.date(year, month, day)


def _is_possible(year: int | None, month: int | None, day: int | None) -> bool:
    if day is None:
        return month is not None and 1 <= month <= 12
    return _real(year or 2024, month or 1, day) is not None


def _iso(year: int | None, month: int | None, day: int | None) -> str:
    """Unknown parts as ISO 8601-2 writes them: ``XXXX-07-25``."""
    whole = f"{year:04d}" if year else "XXXX"
    whole += f"-{month:02d}" if month else "-XX"
    return f"{whole}-{day:02d}" if day else whole


def _rank(certainty: Certainty) -> int:
    return [Certainty.SURE, Certainty.LOOK, Certainty.UNSURE].index(certainty)
