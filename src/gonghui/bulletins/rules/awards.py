"""Honours given at the event: their titles and counts, never the laureates."""

import re
from dataclasses import dataclass

from gonghui.bulletins.rules.claims import Certainty, Mark, mark_text
from gonghui.bulletins.rules.lexicons import HONOUR
from gonghui.bulletins.rules.sections import Page, Stretch
from gonghui.bulletins.rules.speech import Said
from gonghui.foundation.chinese import HAN

_GIVING = re.compile(
    r"颁奖|授奖|授牌|颁授|颁发|表彰了|进行(?:了)?表彰|予以表彰|受到表彰|"
    r"通报表彰|表彰(?:[^，。大会决]{0,16})(?:集体|个人|奖|号)|授予|命名|荣获|"
    r"获得者|揭晓|(?:宣读|作出)[^，。]{0,60}表彰"
)
_EARLIER = re.compile(r"曾荣获|曾获|先后荣获|历年|近年来|累计")
_TITLE = re.compile(
    rf"(?:(?:19|20)\d\d年度?)?[“]?(?:(?:全国|全省|全市|全县|全区|全州|"
    rf"[{HAN}]{{1,10}}?[省市县区州盟旗]|"
    rf"[省市县区州])(?:级)?)?[“]?(?:{HONOUR})[”]?"
)
_COUNT = r"(?P<count>\d{1,6})(?P<unit>[个名位家项人])"
_COUNT_AFTER = re.compile(
    rf"(?:称号|荣誉称号|获得者|获奖者|先进|代表|单位|集体|个人)?[（]?{_COUNT}"
)
_COUNT_BEFORE = re.compile(
    rf"{_COUNT}(?:先进)?(?:集体|个人|单位|职工|班组|组织|同志|基层工会|"
    rf"企业)?(?:被授予|荣获|获得?|获评|被评为|评为)?[“]?\Z"
)
_GIVEN_TO = re.compile(
    rf"等?{_COUNT}(?:先进)?(?:集体|个人|单位|职工|班组|组织|同志|车间|科室|企业)+"
)
_LEAD_WORDS = re.compile(
    r"(?:对|为|给|向|授予|荣获|获得|表彰了?|颁发了?|全体|一批|部分|的|和|及|"
    r"获|等|获评|命名|受|人|位|名|个|家|与)+"
)
_GIVING_WORD = re.compile(
    r".*(?:表彰了?|授予|颁发了?|荣获|获评|获得|领取|上台|命名|关于|宣读|大会|会上)"
)
_IN_ATTENDANCE = re.compile(r"(?:参加|出席)(?:了)?[^，。]{0,6}\Z")
_RECIPIENT = re.compile(r"(?:获奖|受表彰|受到表彰)的?\Z")
_REPRESENTED = re.compile(r"代表")


@dataclass(frozen=True)
class Award:
    """One honour: its title, how many, and whether only representatives were on the stage."""

    title: Mark[str]
    count: Mark[int] | None
    representatives_only: Mark[bool]


def find_awards(page: Page, speech: tuple[Said, ...]) -> tuple[Award, ...]:
    """Every honour given, once; a count only where a number stands with the title."""
    said = [part.words for part in speech]
    found: dict[str, Award] = {}
    for sentence in page.body:
        if any(part.start < sentence.end and sentence.start < part.end for part in said):
            continue
        if not _GIVING.search(page.text, sentence.start, sentence.end):
            continue
        if _IN_ATTENDANCE.search(sentence.of(page.text)):
            continue
        for award in _awards_in(page.text, sentence):
            same = _same_honour(found, award.title.value)
            if same is None:
                found[award.title.value] = award
            elif found[same].count is None and award.count:
                found[same] = award
    return tuple(found.values())


def _same_honour(found: dict[str, Award], title: str) -> str | None:
    """An honour told before, under this title or with its year or level before it."""
    return next((known for known in found if known.endswith(title)), None)


def _awards_in(text: str, sentence: Stretch) -> list[Award]:
    represented = _representatives(text, sentence)
    found: list[Award] = []
    titles = [
        title
        for title in _TITLE.finditer(text, sentence.start, sentence.end)
        if not _is_part_of_name(text, title) and not _is_recipient(text, title)
    ]
    if _EARLIER.search(text, sentence.start, sentence.end):
        return []
    for place, title in enumerate(titles):
        giving = _GIVING_WORD.match(text, title.start(), title.end())
        start = giving.end() if giving else title.start()
        lead = _LEAD_WORDS.match(text, start, title.end())
        start = lead.end() if lead else start
        end = title.end()
        if text[start] == "“" and text[end - 1] == "”":
            start, end = start + 1, end - 1
        elif text[start:end].count("“") != text[start:end].count("”"):
            start, end = _inside_quotes(text, start, end)
        if place and _is_kind_of_laureate(text, titles[place - 1], title):
            continue
        count = _count(text, sentence, Stretch(start, title.end()))
        found.append(
            Award(
                mark_text(text, start, end, "awards.title"),
                count,
                represented if count is None and represented else _not_only(start, end),
            )
        )
    return found


def _inside_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    quote = text.find("“", start, end)
    if quote >= 0:
        return (quote + 1, end) if quote == start else (start, end + (text[end : end + 1] == "”"))
    return start, end - 1


def _is_part_of_name(text: str, title: re.Match[str]) -> bool:
    """``表彰大会``, ``五一劳动奖评选``: a title inside another name is not an honour given."""
    return bool(
        re.match(
            r"[”]?(?:[和、及与][^，。；]{0,16})?(?:表彰大?会|颁奖[典仪大会]|评选|暨|推荐|申报|事迹|精神|宣讲|创建|建设|选树|大会)",
            text[title.end() : title.end() + 24],
        )
    )


def _is_recipient(text: str, title: re.Match[str]) -> bool:
    """``获奖先进集体``: who was honoured, no honour."""
    return bool(_RECIPIENT.search(text[max(0, title.start() - 8) : title.start()]))


def _is_kind_of_laureate(text: str, before: re.Match[str], title: re.Match[str]) -> bool:
    """``荣获甲奖的先进集体和先进个人``: who received it, not a further honour."""
    kind = re.search(r"(?:先进|优秀)(?:集体|个人|单位)”?\Z", title[0])
    between = text[before.end() : title.start()]
    who = re.search(r"(?:先进|优秀)(?:集体|个人|单位)”?\Z", before[0])
    return bool(kind) and (
        ("的" in between and len(between) < 12) or (bool(who) and between in "和、及与")
    )


def _count(text: str, sentence: Stretch, title: Stretch) -> Mark[int] | None:
    after = _COUNT_AFTER.match(text, title.end, sentence.end)
    if after:
        return _counted(after)
    window = Stretch(max(sentence.start, title.start - 20), title.start)
    before = _COUNT_BEFORE.search(text[window.start : window.end])
    if before:
        start = window.start + before.start("count")
        return Mark(int(before["count"]), start, start + len(before["count"]), "awards.count")
    clause = text[max(sentence.start, title.start - 60) : title.start]
    if "授予" in clause:
        given = list(_GIVEN_TO.finditer(clause.rpartition("授予")[2]))
        if given:
            start = title.start - len(clause.rpartition("授予")[2]) + given[-1].start("count")
            length = len(given[-1]["count"])
            number = int(given[-1]["count"])
            return Mark(number, start, start + length, "awards.count_given", Certainty.LOOK)
    return None


def _counted(match: re.Match[str]) -> Mark[int]:
    return Mark(int(match["count"]), match.start("count"), match.end("count"), "awards.count")


def _representatives(text: str, sentence: Stretch) -> Mark[bool] | None:
    found = _REPRESENTED.search(text, sentence.start, sentence.end)
    if not found or text.startswith("代表大会", found.start()):
        return None
    return Mark(value=True, start=found.start(), end=found.end(), rule="awards.representatives")


def _not_only(start: int, end: int) -> Mark[bool]:
    return Mark(value=False, start=start, end=end, rule="awards.title", certainty=Certainty.LOOK)
