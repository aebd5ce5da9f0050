"""What was held: its name, its themes, who called it, where, and who was host."""

import re
from dataclasses import dataclass, replace
from itertools import islice

from gonghui.bulletins.rules.claims import Certainty, Mark, mark_text
from gonghui.bulletins.rules.lexicons import (
    BODY,
    CONVENE,
    DIVISION,
    FEDERATION,
    GATHERING,
    GENERIC_NAMES,
)
from gonghui.bulletins.rules.sections import Page, Stretch, split
from gonghui.foundation.chinese import HAN

_CONVENE = re.compile(CONVENE)
_DATE = (
    r"(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日?(?:[至到—-](?:\d{1,2}月)?\d{1,2})?日?|"
    r"(?<!\d)\d{1,2}日(?:[至到—-]\d{1,2}日)?|今天|昨天|昨日|今日|日前|近日|近期|"
    r"上午|下午|晚上?)+"
)
_DATE_AROUND = re.compile(rf"\A(?:{_DATE})|(?:{_DATE})\Z")
_DATELINE = re.compile(
    r"\A[^，。；]{0,24}?(?:电|讯)(?:（[^（）]{1,30}）)?(?=.)|\A(?:原标题|标题)："
)
_CALLED = re.compile(r"\A(?:由)?[^，。；]{2,60}(?:主办|承办|协办|举办|指导)的(?=..)")
_NOT_YET = re.compile(
    r"(?:要|将|应|拟|须|定期|每[年月季]|曾|计划|准备|需|未|不|通过|坚持|积极|"
    r"以来)\Z"
)
_FORM = re.compile(r"(?:以|采取|采用|通过)[^，。；]{2,16}?(?:形式|方式)\Z")
_IN = re.compile(r"在(?=[^，。；]{2,50}\Z)")
_NAME_END = re.compile(rf"(?:{GATHERING})[”》）]?")
_AFTER_NAME = re.compile(
    r"\Z|[，。；：、！？\s（]|并|上|传达|学习|研究|部署|总结|安排|对|就|为|期间|"
    r"精神|以|的|由|审议|听取|通报|在|正式|圆满|顺利"
)
_NO_PLACE = re.compile(
    r"(?:下|中|上|之际|期间|时|后|前|来临|同时|基础|过程|之后|之前|形势|背景|"
    r"指导)\Z|领导|精神|认真|全面|深入|一起|一堂|顺利|圆满|胜利|\A(?:这里|此|今|"
    r"当|线上|全[市省县区国州])\Z"
)
_ORGANISER = re.compile(
    rf"(?P<body>[{HAN}]{{0,18}}?(?:{FEDERATION}))(?!主席|党组|副主席|领导|机关|的|系统)"
)
_PLACE_UNION = re.compile(rf"(?P<place>[{HAN}]{{2,12}}?(?:自治[县州旗]|[市县区州盟旗]))工会")
_CALLED_BY = re.compile(r"由(?P<body>[^，。；]{2,60}?)(?:联合)?(?:主办|举办|组织)")
_HOSTED_BY = re.compile(
    r"(?:主办|举办|组织|"
    r"指导)[，、][^，。；]{0,3}?(?P<after>[^，。；、]{2,40}?)(?:协办、)?承办|"
    r"由(?P<by>[^，。；、]{2,40}?)(?:具体)?承办|(?:[，。；、]|"
    r"^)(?P<plain>[^，。；、由]{2,40}?)承办"
)
_DIVISION = re.compile(rf"[{HAN}]{{1,12}}?(?:{DIVISION})")
_NOT_DIVISION = re.compile(
    r"(?:小区|园区|校区|社区|景区|矿区|厂区|城区|片区|库区|林区|辖区|超市|门市|"
    r"夜市|集市|全[市县区州省镇乡])\Z"
)
_WHOLE_BODY = re.compile(rf"(?:{BODY})\Z")
_PLACE_SENTENCE = re.compile(
    r"(?:会议|大会|活动|仪式|培训班?|座谈会|"
    r"比赛)(?:地点设)?(?:于[^，。；]{2,12})?在(?P<place>[^，。；]{2,40}?)(?:召开|"
    r"举行|举办|开幕|开班)"
)
_UNNAMED = re.compile(r"(?:大会|会议|座谈会|活动)")
_SPOKEN = re.compile(r"[^，。]{0,20}(?:指出|强调|要求|认为|表示|希望)[，：]")
_ON_ITS_WAY = re.compile(
    rf"(?P<body>[{HAN}]{{0,18}}?(?:{FEDERATION}))(?:(?!党)[{HAN}]{{0,4}}组|"
    rf"(?:组织)?开展|组织|赴|到|前往|深入)"
)

_MOST_VERBS = 4  # in one clause; more is no sentence


@dataclass(frozen=True)
class Held:
    """Where the text says what was held; ``None`` where it does not."""

    name: Stretch | None = None
    organiser: Stretch | None = None
    venue: Stretch | None = None
    sentence: Stretch | None = None
    verb: Stretch | None = None
    from_headline: bool = False

    @property
    def begins(self) -> int:
        """Where the purposes may begin, in the sentence that tells of it."""
        ends = [part.end for part in (self.name, self.verb) if part and self._tells(part)]
        return max(ends, default=0)

    def _tells(self, part: Stretch) -> bool:
        told = self.sentence
        return told is not None and told.start <= part.start < told.end


def find_held(page: Page) -> Held:
    """The first sentence that says that something was held, else the headline."""
    for sentence in page.lead[:4]:
        held = None if _SPOKEN.match(sentence.of(page.text)) else _read_held(page.text, sentence)
        if held:
            return _with_headline(page, held)
    for headline in page.headlines:
        held = _read_held(page.text, headline)
        if held and held.name:
            return replace(held, from_headline=True)
    return Held()


def _with_headline(page: Page, held: Held) -> Held:
    """A name or organiser the first sentence leaves out may stand in the headline."""
    if held.name and held.organiser:
        return held
    for headline in page.headlines:
        told = _read_held(page.text, headline)
        if told:
            return replace(
                held,
                name=held.name or told.name,
                organiser=held.organiser or told.organiser,
                from_headline=held.name is None and told.name is not None,
            )
    return held


def _read_held(text: str, sentence: Stretch) -> Held | None:
    for clause in split(text, sentence, "，；：！ "):
        verbs = _CONVENE.finditer(text, clause.start, clause.end)
        for verb in islice(verbs, _MOST_VERBS):
            left = Stretch(clause.start, verb.start())
            if _NOT_YET.search(left.of(text)):
                continue
            right = Stretch(verb.end(), clause.end)
            held = _held_after(text, sentence, verb, left, right) or _held_before(
                text, sentence, verb, left
            )
            if held:
                return held
    return None


def _held_before(text: str, sentence: Stretch, verb: re.Match[str], left: Stretch) -> Held | None:
    """``甲会议在乙召开``."""
    left = _trim(text, left)
    venue, name = None, left
    found = _IN.search(text[left.start : left.end])
    if found and not _NO_PLACE.search(text[left.start + found.end() : left.end]):
        venue = _trim(text, Stretch(left.start + found.end(), left.end))
        name = _trim(text, Stretch(left.start, left.start + found.start()))
    words = name.of(text)
    ends = list(_NAME_END.finditer(words))
    if not ends or ends[-1].end() != len(words):
        return None
    generic = words in GENERIC_NAMES or (
        len(words) <= 4 and words.endswith("会议") and words[0] in "本此这该"
    )
    if generic and not venue and words not in ("大会", "座谈会"):
        return None
    own = None if generic else name
    organiser = organiser_in(text, own) if own else None
    where = Stretch(verb.start(), verb.end())
    return Held(own, organiser, venue, sentence, where)


def _held_after(
    text: str, sentence: Stretch, verb: re.Match[str], left: Stretch, right: Stretch
) -> Held | None:
    """``甲在乙召开丙会议``."""
    name = name_in(text, right)
    left = _trim(text, left)
    if not name:
        return _held_unnamed(text, sentence, verb, left, right)
    venue = None
    found = _IN.search(text[left.start : left.end])
    if found and not _NO_PLACE.search(text[left.start + found.end() : left.end]):
        venue = _trim(text, Stretch(left.start + found.end(), left.end))
        left = _trim(text, Stretch(left.start, left.start + found.start()))
    organiser = left if _is_body(left.of(text)) else organiser_in(text, name)
    return Held(name, organiser, venue, sentence, Stretch(verb.start(), verb.end()))


def _held_unnamed(
    text: str, sentence: Stretch, verb: re.Match[str], left: Stretch, right: Stretch
) -> Held | None:
    """``甲召开大会，…``: held, but under no name."""
    if _UNNAMED.match(right.of(text)) and _is_body(left.of(text)):
        return Held(None, left, None, sentence, Stretch(verb.start(), verb.end()))
    return None


def name_in(text: str, right: Stretch) -> Stretch | None:
    """The name that begins here and ends with a word for a gathering."""
    for part in split(text, right, "，；：。！"):
        words = part.of(text)[:120]
        for end in _NAME_END.finditer(words):
            if words.count("“", 0, end.end()) > words.count("”", 0, end.end()):
                continue
            name = words[: end.end()]
            if _AFTER_NAME.match(words, end.end()) and name not in GENERIC_NAMES:
                return Stretch(part.start, part.start + end.end())
        return None
    return None


def _is_body(words: str) -> bool:
    return (
        2 <= len(words) <= 40
        and words[0] != "我"
        and bool(_WHOLE_BODY.search(words))
        and "，" not in words
    )


def organiser_in(text: str, name: Stretch) -> Stretch | None:
    """The body a name begins with."""
    found = _ORGANISER.match(text, name.start, name.end)
    return Stretch(found.start("body"), found.end("body")) if found else None


def _trim(text: str, part: Stretch) -> Stretch:
    """Without dates, times of day, and the form it was held in."""
    start, end = part.start, part.end
    while start < end:
        words = text[start:end]
        date = _DATE_AROUND.search(words)
        form = _FORM.search(words)
        before = _DATELINE.match(words) or _CALLED.match(words)
        if date:
            start, end = (
                (start + date.end(), end) if date.start() == 0 else (start, start + date.start())
            )
        elif form:
            end = start + form.start()
        elif before:
            start += before.end()
        elif words[-1] in "，、" or words[0] in "，、·|":
            start, end = (start + 1, end) if words[0] in "，、·|" else (start, end - 1)
        else:
            break
    return Stretch(start, end)


# ── what follows from it ────────────────────────────────────────────────────


def mark_name(text: str, held: Held) -> Mark[str] | None:
    """The name as a claim."""
    if not held.name:
        return None
    certainty = Certainty.LOOK if held.from_headline else Certainty.SURE
    rule = "name.headline" if held.from_headline else "name.held"
    return mark_text(text, held.name.start, held.name.end, rule, certainty)


def find_themes(text: str, held: Held) -> tuple[Mark[str], ...]:
    """The name without its organiser, cut at 暨: a compound meeting has several themes."""
    if not held.name:
        return ()
    start = held.name.start
    if held.organiser and held.organiser.start == start:
        start = held.organiser.end
    place = _PLACE_UNION.match(text, start, held.name.end)
    if (
        place
        and place.end() < held.name.end
        and text[place.end()] in "0123456789第“一二三四五六七八九十"
    ):
        start = place.end()
    pieces = split(text, Stretch(start, held.name.end), "暨")
    rule = "themes.joined" if len(pieces) > 1 else "themes.name"
    return tuple(mark_text(text, piece.start, piece.end, rule) for piece in pieces)


def find_organiser(page: Page, held: Held, bodies: tuple[Mark[str], ...]) -> Mark[str] | None:
    """Who called the meeting: said, at the head of the name, or the federation its people lead."""
    text = page.text
    for sentence in page.lead:
        called = _CALLED_BY.search(text, sentence.start, sentence.end)
        if called and _is_body(called["body"]):
            return mark_text(text, called.start("body"), called.end("body"), "organiser.said")
    if held.organiser:
        subject = held.name is None or held.organiser.end <= held.name.start
        certainty = Certainty.SURE if subject else Certainty.LOOK
        rule = "organiser.subject" if subject else "organiser.name"
        return mark_text(text, held.organiser.start, held.organiser.end, rule, certainty)
    return _organiser_of_people(text, held, bodies) or _organiser_on_its_way(page, held)


def _organiser_on_its_way(page: Page, held: Held) -> Mark[str] | None:
    """``甲总工会调研组到…``: whose team it was."""
    if held.verb or not page.lead:
        return None
    for clause in (*split(page.text, page.lead[0], "，；："), *page.headlines):
        part = _trim(page.text, clause)
        found = _ON_ITS_WAY.match(page.text, part.start, part.end)
        if found:
            place = (found.start("body"), found.end("body"))
            return mark_text(page.text, *place, "organiser.team", Certainty.LOOK)
    return None


def _organiser_of_people(text: str, held: Held, bodies: tuple[Mark[str], ...]) -> Mark[str] | None:
    federations = [body for body in bodies if re.search(rf"(?:{FEDERATION})\Z", body.value)]
    place = _PLACE_UNION.match(text, held.name.start, held.name.end) if held.name else None
    if place:
        for own in (place["place"], f"{place['place'][-1]}总工会"):
            for body in federations:
                if body.value.startswith(own):
                    where = (body.start, body.end, "organiser.posts", Certainty.LOOK)
                    return Mark(body.value, *where)
        return None
    names = {body.value for body in federations}
    if held.verb and len(names) == 1:
        body = federations[0]
        return Mark(body.value, body.start, body.end, "organiser.posts", Certainty.UNSURE)
    return None


def find_venue(page: Page, held: Held) -> Mark[str] | None:
    """The place with its floor and room, as told."""
    text = page.text
    if held.venue and held.venue.start < held.venue.end:
        return mark_text(text, held.venue.start, held.venue.end, "venue.held")
    for sentence in page.lead:
        found = _PLACE_SENTENCE.search(text, sentence.start, sentence.end)
        if found and not _NO_PLACE.search(found["place"]):
            place = _trim(text, Stretch(found.start("place"), found.end("place")))
            return mark_text(text, place.start, place.end, "venue.sentence")
    return None


def find_host(page: Page, venue: Mark[str] | None, organiser: Mark[str] | None) -> Mark[str] | None:
    """Who received the others: said (承办), or the division whose name the venue begins with."""
    text = page.text
    for sentence in page.lead:
        hosted = _HOSTED_BY.search(text, sentence.start, sentence.end)
        if hosted:
            which = next(name for name, words in hosted.groupdict().items() if words)
            if _is_body(hosted[which]):
                return mark_text(text, hosted.start(which), hosted.end(which), "host.said")
    if not venue:
        return None
    division = _deepest_division(text, venue)
    if not division or _is_own(division.of(text), organiser):
        return None
    return mark_text(text, division.start, division.end, "host.venue", Certainty.LOOK)


def _deepest_division(text: str, venue: Mark[str]) -> Stretch | None:
    """``甲市乙区丙酒店``: 乙区. What belongs to a federation or a committee is no division."""
    at, found = venue.start, None
    while match := _DIVISION.match(text, at, venue.end):
        after = text[match.end() : match.end() + 2]
        if (
            match[0].endswith("省")
            or _NOT_DIVISION.search(match[0])
            or after[:1] in ("委", "场", "民", "域")
        ):
            break
        found, at = Stretch(match.start(), match.end()), match.end()
    return found


def _is_own(division: str, organiser: Mark[str] | None) -> bool:
    """Whether the division is the organiser's own: a city meeting in its own city has no host."""
    if not organiser:
        return False
    if division in organiser.value:
        return True
    generic = re.match(r"[省市县区州旗]总", organiser.value)
    return bool(generic and division.endswith(generic[0][0]))
