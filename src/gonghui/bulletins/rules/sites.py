"""The places seen on a tour, in order."""

import re
from dataclasses import dataclass

from gonghui.bulletins.rules.claims import Certainty, Mark, mark_text
from gonghui.bulletins.rules.lexicons import SITE
from gonghui.bulletins.rules.sections import Page, Stretch, split
from gonghui.bulletins.rules.speech import Said
from gonghui.foundation.chinese import HAN

_TOUR = r"(?:观摩|参观|考察|察看|查看|走访|调研|视察|观看|检查|督导|慰问|看望|踏勘|学习)"
_HOW = (
    r"(?:先后|分别|依次|首先|还|一同|共同|集中|统一|现场|实地|分组|逐一|随后|"
    r"一行|相继|又|再|专程|分批|乘车)*"
)
_GO = r"(?:前往|来到|走进|赶赴|奔赴|抵达|深入到|深入|到达|到(?![会场位底来了])|赴|进)"
_TRIGGER = re.compile(
    rf"(?P<go>{_HOW}{_GO}了?)(?=[{HAN}“])|(?P<see>{_HOW}(?:实地|现场|"
    rf"集中|分别|先后|依次|分组|分批|逐一)(?:走访|慰问|看望|{_TOUR}){{1,2}}了?)(?=[{HAN}“])|"
    rf"(?P<plain>(?:{_TOUR}){{1,2}}了)(?=[{HAN}“])"
)
_TOURISTS = re.compile(
    r"与会|参会|代表们?|一行|调研组|考察组|观摩组|督导组|检查组|慰问组|大家|"
    r"观摩团|考察团|学员|期间|会前|会后|会上|会议|先后|分别|实地|现场|依次|随后|"
    r"陪同|带队|率|人员"
)
_LIST_END = re.compile(
    rf"[一二三四五六七八九十\d]+[个处家](?:点位|单位|企业|站点|点|地方)|等(?:景点|地|处|单位|企业|点位|阵地|场所|"
    rf"[一二三四五六七八九十\d]+[个处家])*(?=[，。]|{_HOW}{_TOUR}|进行|开展|对|"
    rf"就|看|了解|，|\Z)|{_HOW}(?:进行|开展)?(?:实地|现场)*{_TOUR}(?!室|基地|点)|"
    rf"(?<=[^、])(?:进行|开展|就|对|围绕|听取|了解)|，|\Z"
)
_SHARED = re.compile(
    r"(?:建设|运行|工作|开展|发展|服务|使用|管理|落实|推进|打造|"
    r"生产)*(?:工作)?情况\Z|的?(?:建设|运行|工作开展)成果\Z"
)
_SITE_END = re.compile(rf"(?:{SITE})(?:（[^（）]{{1,20}}）)?[”》]?\Z")
_BARE = re.compile(rf"(?:{SITE})+")
_NO_SITE = re.compile(
    r"精神|学习|贯彻|群众|一线$|基层$|工作$|新时代|主题|各级|人心|会议室|实际|"
    r"如何|问题|困难|需求|有关|职工群众|劳动者$|职工$|家庭|大会|代表$|讲话|意见|"
    r"工作者|农民工$|心间|心坎|心里"
)
_COUNTED = re.compile(
    r"\A(?:[\d一二三四五六七八九十]+(?:个|家|处)(?:单位|企业|点位|地方|站点|"
    r"基层工会)?|多个|多家|各|部分|相关|有关|基层|一线|企业|车间班组|现场|当地|"
    r"职工|其)"
)
_JOINERS = ("以及", "及其", "和", "与", "及")


@dataclass(frozen=True)
class Site:
    """One place seen; uncertain where two places share one phrase."""

    name: Mark[str]
    uncertain: Mark[bool]


def find_sites(page: Page, spoken: tuple[Said, ...]) -> tuple[Site, ...]:
    """Every place of every tour told of outside speeches, each once."""
    said = {part.words.start for part in spoken}
    found: dict[str, Site] = {}
    for sentence in page.body:
        if sentence.start in said or any(sentence.start < start < sentence.end for start in said):
            continue
        for site in _sites_in(page.text, sentence):
            found.setdefault(site.name.value, site)
    return tuple(found.values())


def _sites_in(text: str, sentence: Stretch) -> list[Site]:
    found: list[Site] = []
    at = sentence.start
    while trigger := _TRIGGER.search(text, at, sentence.end):
        at = trigger.end()
        if not _TOURISTS.search(text, sentence.start, trigger.end()) and not found:
            before = text[sentence.start : trigger.start()]
            if not re.search(r"主席|书记|主任|部长", before):
                continue
        places = _list_from(text, Stretch(trigger.end(), sentence.end))
        alike = sum(_looks_like_site(text, piece) for piece, _ in places)
        among = alike >= 3 and alike * 3 >= len(places) * 2
        sites = [site for part in places for site in _site(text, part, among_sites=among)]
        toured = trigger["go"] is None or _is_toured(text, trigger.end(), sentence.end)
        if sites and toured:
            found += sites
            at = sites[-1].name.end
    return found


def _is_toured(text: str, start: int, end: int) -> bool:
    """``到甲乙丙`` is a tour only if something is looked at there."""
    return bool(re.search(rf"{_TOUR}|看|了解|听取", text[start:end]))


def _list_from(text: str, rest: Stretch) -> list[tuple[Stretch, bool]]:
    """The items of the list that begins here; true where an item shares its phrase with another."""
    items: list[tuple[Stretch, bool]] = []
    clauses = split(text, rest, "，；：")
    for place, clause in enumerate(clauses[:6]):
        words = clause.of(text)
        if place and not words.startswith(("以及", "及", "和")):
            break
        pieces = split(text, clause, "、")
        last = pieces[-1]
        stop = (
            _LIST_END.search(text, last.start + 2, last.end) if last.end - last.start > 2 else None
        )
        pieces[-1] = Stretch(last.start, stop.start() if stop else last.end)
        for piece in pieces:
            items += _joined(text, piece)
        if stop and stop.end() > stop.start():
            break
    return items


def _joined(text: str, piece: Stretch) -> list[tuple[Stretch, bool]]:
    """``甲和乙``: two places, if both sides look like places."""
    start = piece.start
    for joiner in _JOINERS:
        if text.startswith(joiner, start, piece.end):
            start += len(joiner)
            break
    whole = _without_shared(text, Stretch(start, piece.end))
    shared = whole.end < piece.end
    for joiner in _JOINERS:
        at = text.find(joiner, start + 2, whole.end - 1)
        while at > 0:
            left, right = Stretch(start, at), Stretch(at + len(joiner), whole.end)
            if _looks_like_site(text, left) and _looks_like_site(text, right):
                return [(left, shared), (right, shared)]
            at = text.find(joiner, at + 1, whole.end - 1)
    return [(whole, False)]


def _without_shared(text: str, piece: Stretch) -> Stretch:
    shared = _SHARED.search(text[piece.start : piece.end])
    if shared and shared.start() >= 2:
        return Stretch(piece.start, piece.start + shared.start())
    return piece


def _looks_like_site(text: str, piece: Stretch) -> bool:
    words = piece.of(text)
    return bool(len(words) >= 3 and _SITE_END.search(words)) and not _NO_SITE.search(words)


def _site(text: str, item: tuple[Stretch, bool], *, among_sites: bool) -> list[Site]:
    piece, shared = item
    words = piece.of(text)
    if not 3 <= len(words) <= 60 or _BARE.fullmatch(words) or _COUNTED.match(words):
        return []
    certain = _looks_like_site(text, piece)
    if not certain and not (among_sites and 4 <= len(words) <= 24 and not _NO_SITE.search(words)):
        return []
    certainty = Certainty.UNSURE if shared else Certainty.SURE if certain else Certainty.LOOK
    rule = "sites.shared_phrase" if shared else "sites.listed"
    name = mark_text(text, piece.start, piece.end, rule, certainty)
    return [Site(name, Mark(shared, piece.start, piece.end, rule, certainty))]
