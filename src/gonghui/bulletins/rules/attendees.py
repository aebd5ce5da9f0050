"""Who was there by kind, not by name: category × organisations."""

import re
from dataclasses import dataclass

from gonghui.bulletins.rules.claims import Certainty, Mark, mark_text
from gonghui.bulletins.rules.lexicons import BODY, CATEGORY
from gonghui.bulletins.rules.posts import find_named
from gonghui.bulletins.rules.sections import Page, Stretch, split
from gonghui.bulletins.rules.speech import Said

_ATTENDING = re.compile(
    r"(?:等?(?:共计|共|近|约)?(?:(?<!\d)\d{1,6}|[一二三四五六七八九十百]{1,6})(?:余|多)?(?:人|"
    r"名|位))?(?:分别|一同|共同|应邀|现场|全程|在主会场|在分会场|通过视频)*"
    r"(?:参加|出席|列席|陪同|参与|观看)(?:了)?(?:本次|此次|当天的?|上述|开班|"
    r"启动)?(?:会议|大会|活动|仪式|调研|座谈会?|培训班?|学习|考察|走访|观摩|"
    r"慰问|开班式|开班仪式|启动仪式|典礼|比赛|竞赛|决赛|[^，。；会]{0,6}会)?\Z"
)
_CATEGORY_END = re.compile(rf"(?:{CATEGORY})(?:（[^（）]{{1,12}}）)?\Z")
_BODY = re.compile(rf"(?:部门|{BODY}|经审会|女职委)(?:（[^（）]{{1,14}}）)?")
_DEPARTMENTS = re.compile(
    r"(?:各|有关|相关|全体|机关各?)*(?:部门?（室）|部室|部门|处室|科室|部（室）|"
    r"股室|室)[^，、]{0,4}\Z"
)
_KIND_BEGINS = re.compile(
    r"各?(?:部室|部门|部（室）|处室|科室|股室)|全体|“|机关(?=干部|工作|人员|职工|党员|全体)|"
    r"(?:有关|相关|部分)(?!基层工会|企业|单位|工会)"
)
_OWN_DEPARTMENTS = re.compile(r"各?(?:部室|部门|部（室）|处室|科室|股室)\Z")
_GROUPS = re.compile(
    r"(?:代表|负责人|主席|领导|人员|干部|书记|委员|成员|同志|工会|机关|单位|企业|公司|部门)"
    r"(?P<and>和|及|以及|与)(?!其)"
)
_NUMBERED = re.compile(
    r"(?P<of>.*?)的?(?:(?<!\d)\d{1,6}|[一二三四五六七八九十百]{1,6})(?:余|多)?[名位](?P<kind>.+)\Z"
)
_GOES_ON = "直级属内辖场民域门室"
"""After one of these the body's name has not ended: 市|直部门, 部|门."""
_LEADING = re.compile(r"\A(?:以及|及|和|与|还有|会议由.*?主持|来自|邀请|特邀|[?A-Za-z]+)")
_NOT_HERE = re.compile(r"会议(?:指出|要求|强调|认为)|颁奖|观摩[^会]|实地|召开|举行|作了|传达|为期")
_TRAILING = re.compile(r"(?:等|等同志|等相关人员)\Z")


@dataclass(frozen=True)
class Attendees:
    """People of one kind, from some organisations; none where the text names none."""

    category: Mark[str]
    organisations: tuple[Mark[str], ...]


def find_attendees(page: Page, speech: tuple[Said, ...]) -> tuple[Attendees, ...]:
    """Every kind of people said to have been there, in the order of the text."""
    said = [part.words for part in speech]
    found: list[Attendees] = []
    for sentence in page.body:
        if any(part.start < sentence.end and sentence.start < part.end for part in said):
            continue
        for crowd in _crowds(page.text, sentence):
            found += _attendees_in(page.text, crowd)
    unique: dict[tuple[str, tuple[str, ...]], Attendees] = {}
    for one in found:
        key = (one.category.value, tuple(body.value for body in one.organisations))
        unique.setdefault(key, one)
    return tuple(unique.values())


def _crowds(text: str, sentence: Stretch) -> list[Stretch]:
    """The lists before each such verb: the clauses up to it that tell of no other thing."""
    found: list[Stretch] = []
    start: int | None = None
    for clause in split(text, sentence, "，；"):
        verb = _ATTENDING.search(text[clause.start : clause.end])
        if verb:
            begin = clause.start if start is None else start
            found.append(Stretch(begin, clause.start + verb.start()))
            start = None
        elif _NOT_HERE.search(clause.of(text)) or not _is_listing(text, clause):
            start = None
        elif start is None:
            start = clause.start
    return found


def _is_listing(text: str, clause: Stretch) -> bool:
    """A clause of the list ends like a kind of people, a body or a named person."""
    words = clause.of(text)
    if re.search(r"主持|讲话|致辞|报告|通报|出席|参加|汇报|发言|宣读|陪同", words):
        return False
    if _CATEGORY_END.search(words) or re.search(rf"(?:{BODY})\Z", words):
        return True
    named = find_named(text, clause)
    return bool(named) and named[-1].name.end == clause.end


def _attendees_in(text: str, crowd: Stretch) -> list[Attendees]:
    named = [(one.begins, one.name.end) for one in find_named(text, crowd)]
    found: list[Attendees] = []
    waiting: list[Mark[str]] = []
    for clause in split(text, crowd, "，；"):
        before: tuple[Mark[str], ...] = ()
        for piece, joined in _pieces(text, clause):
            if any(begin <= piece.start < end for begin, end in named):
                waiting, before = [], ()
                continue
            body, category = _read(text, piece)
            if category is None:
                waiting += [body] if body else []
                continue
            bodies = (*waiting, body) if body else tuple(waiting)
            bodies = bodies or (before if joined else ())
            found.append(Attendees(category, bodies))
            waiting, before = [], bodies
        waiting = waiting if not found else waiting
    return found


def _pieces(text: str, clause: Stretch) -> list[tuple[Stretch, bool]]:
    """The items, and whether each may share the bodies of the one before (党组书记和分管领导)."""
    found: list[tuple[Stretch, bool]] = []
    for item in split(text, clause, "、"):
        start, joined = item.start, bool(found)
        for joint in _GROUPS.finditer(text, item.start, item.end):
            found.append((Stretch(start, joint.start("and")), joined))
            start, joined = joint.end(), True
        found.append((Stretch(start, item.end), joined))
    return found


def _read(text: str, piece: Stretch) -> tuple[Mark[str] | None, Mark[str] | None]:
    """``甲总工会党组书记`` is body and category, ``甲区`` a body, ``基层工会主席`` a category."""
    leading = _LEADING.match(piece.of(text))
    start = piece.start + (leading.end() if leading else 0)
    trailing = _TRAILING.search(text[start : piece.end])
    end = start + trailing.start() if trailing else piece.end
    words = text[start:end]
    if not words or len(words) > 60:
        return None, None
    if not _CATEGORY_END.search(words):
        is_body = bool(re.search(rf"(?:{BODY}|部门|[部科处]室)(?:（[^（）]{{1,14}}）)?\Z", words))
        return (mark_text(text, start, end, "attendees.body") if is_body else None), None
    numbered = _NUMBERED.match(words)
    if numbered:
        return _read_numbered(text, start, numbered)
    cut = start + _body_end(words)
    body = mark_text(text, start, cut, "attendees.body") if cut > start else None
    certainty = Certainty.SURE if end - cut <= 12 or body is None else Certainty.LOOK
    return body, mark_text(text, cut, end, "attendees.category", certainty)


def _body_end(words: str) -> int:
    """Where the body ends and the kind of people begins: the last place both sides allow."""
    best = 0
    offices = re.search(r"党组|党委|党工委|领导班子", words)
    for body in _BODY.finditer(words):
        before = words[: body.end()]
        if (
            _OWN_DEPARTMENTS.match(before)
            or (best and _DEPARTMENTS.search(before))
            or before.count("“") != before.count("”")
        ):
            break
        if offices and body.end() > offices.start():
            break
        rest = words[body.end() :]
        if _CATEGORY_END.search(rest) and rest[0] not in _GOES_ON:
            best = body.end()
        if _KIND_BEGINS.match(rest):
            break
    return best


def _read_numbered(
    text: str, start: int, numbered: re.Match[str]
) -> tuple[Mark[str] | None, Mark[str] | None]:
    """``甲县的126名选手``: the number is a figure, no part of the kind of people."""
    of_end, kind = start + numbered.end("of"), start + numbered.start("kind")
    category = mark_text(text, kind, start + numbered.end(), "attendees.category")
    if not re.search(rf"(?<!全)(?:{BODY})\Z", numbered["of"]):
        return None, category
    return mark_text(text, start, of_end, "attendees.body", Certainty.LOOK), category
