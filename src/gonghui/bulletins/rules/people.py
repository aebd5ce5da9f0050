"""Who took part, with all their posts, and which parts they took."""

import re
from dataclasses import dataclass
from enum import StrEnum

from gonghui.bulletins.rules.claims import Certainty, Mark, mark_text
from gonghui.bulletins.rules.posts import Named, Post, find_named, name_at
from gonghui.bulletins.rules.sections import Page, Stretch, split
from gonghui.bulletins.rules.surnames import is_name


class Role(StrEnum):
    """What somebody did at the event."""

    SPEECH = "speech"
    REPORT = "report"
    WELCOME = "welcome"
    PRESIDE = "preside"
    READ_DECISION = "read_decision"
    PRESENT_AWARD = "present_award"
    EXCHANGE = "exchange"
    ATTEND = "attend"
    ACCOMPANY = "accompany"
    GUIDE = "guide"


@dataclass(frozen=True)
class Person:
    """One person and everything the text says of them."""

    name: Mark[str]
    posts: tuple[Post, ...]
    roles: tuple[Mark[str], ...]


_FAR = Certainty.LOOK
_VERBS: tuple[tuple[Role, re.Pattern[str], Certainty], ...] = (
    (Role.ATTEND, re.compile(r"出席|参加|列席|到会|莅临|参与|宣布"), Certainty.SURE),
    (
        Role.SPEECH,
        re.compile(
            r"讲话(?!精神|的|和|稿)|[作做]了?(?:重要|总结|动员|主旨|开班|专题|"
            r"强调)?部署|讲了|[作做]了?(?:总结|动员)(?![^，。]{0,4}报告)"
        ),
        Certainty.SURE,
    ),
    (
        Role.SPEECH,
        re.compile(r"指出|强调|提出(?:了)?[^，。；]{0,12}(?:要求|意见|希望)|要求|表示|希望"),
        _FAR,
    ),
    (
        Role.REPORT,
        re.compile(
            r"[作做]了?[^，。；《]{0,24}(?:《[^》]{1,80}》)?[^，。；《]{0,12}(?:报告|"
            r"通报|汇报|述职)|(?:通报|汇报)(?!会)"
        ),
        Certainty.SURE,
    ),
    (Role.REPORT, re.compile(r"传达了?"), Certainty.UNSURE),
    (
        Role.SPEECH,
        re.compile(r"授课|[作做]了?[^，。；]{0,16}(?:辅导|讲座|授课|解读)"),
        Certainty.LOOK,
    ),
    (Role.REPORT, re.compile(r"介绍了?[^，。；]{0,30}情况"), Certainty.LOOK),
    (Role.WELCOME, re.compile(r"致(?:欢迎|开幕|贺)?[辞词]"), Certainty.SURE),
    (Role.PRESIDE, re.compile(r"主持"), Certainty.SURE),
    (Role.READ_DECISION, re.compile(r"宣读"), Certainty.SURE),
    (Role.PRESENT_AWARD, re.compile(r"颁奖|授牌|颁发|颁授|授旗|颁证"), Certainty.SURE),
    (
        Role.EXCHANGE,
        re.compile(
            r"(?:交流|典型|表态|经验|现场)发言|(?:介绍|分享|交流)了?[^，。；]{0,16}经验|"
            r"经验(?:介绍|交流|分享)|书面交流"
        ),
        Certainty.SURE,
    ),
    (Role.ACCOMPANY, re.compile(r"陪同(?!下)"), Certainty.SURE),
    (Role.GUIDE, re.compile(r"讲解|解说"), Certainty.SURE),
)
_VISITING = re.compile(
    r"(?:等|同志|先后|分别|一行)*(?:带队|带领|率|深入|前往|赴|来|走进|"
    r"到)[^。；]{0,80}?(?:调研|走访|慰问|看望|检查|督导|考察|视察|观摩|指导|"
    r"察看)"
    r"|(?:率队|带队)?(?:走访|慰问|看望|调研|考察|检查|督导|视察)"
)
_SEPARATORS = re.compile(
    r"(?:[、，和及与；]|副?(?:校长|院长|教授|主席|书记|主任|部长|局长|老师)|以及|等|同志|先生|女士|一行|市领导|分别|及其)*\Z"
)
_GO_ON = re.compile(
    r"(?:并|还|代表|随后|同时|分别|在会上|会上|对|就|围绕|为|宣读|主持|作|做|"
    r"出席|致|陪同|参加|强调|要求|指出|与)"
)
_NEW_SUBJECT = re.compile(r"(?:会议|大会|仪式|活动|与会|参会)")
_PRONOUN = re.compile(r"[他她](?:同时|还|最后|进一步)?(?:指出|强调|要求|表示|希望)")
_ATTENDED = re.compile(
    r"(?:出席|参加|列席|陪同)了?[^，。；]{0,8}?(?:会议?|大会|活动|仪式|调研|培训|考察|走访|观摩|慰问|式)?\Z"
)
_LONGEST_TAIL = 240
_SAYS = re.compile(
    r"(?:同志)?(?:在[^，。；]{0,14}(?:讲话|会上|发言|致辞|报告|"
    r"总结)[时中]?)?[，]?(?:还|首先|最后|进一步|就[^，。；]{1,30}|"
    r"对[^，。；]{1,30})?(?:指出|强调|要求|表示|希望|认为|提出|说)"
)


def find_people(page: Page, spoken: tuple[Stretch, ...]) -> tuple[Person, ...]:
    """Everybody with a part in the event, in the order of the text.

    Somebody named without a part (a laureate, the head of a place seen) is left out. In what was
    ``spoken`` nobody is looked for.
    """
    people: dict[str, _Gathered] = {}
    subject: str | None = None
    for sentence in page.body:
        own = _outside(sentence, spoken)
        if own:
            _gather(page.text, own, people)
        _gather_speaker(page.text, sentence, people)
        subject = _subject(page.text, sentence, people, subject)
    return tuple(one.person() for one in people.values() if one.roles)


@dataclass
class _Gathered:
    name: Mark[str]
    posts: list[Post]
    roles: dict[str, Mark[str]]

    def person(self) -> Person:
        return Person(self.name, tuple(self.posts), tuple(self.roles.values()))

    def add(self, role: Mark[str]) -> None:
        self.roles.setdefault(role.value, role)


def _subject(
    text: str, sentence: Stretch, people: dict[str, _Gathered], before: str | None
) -> str | None:
    """Who a following 他 means: the person the last sentence began with."""
    pronoun = _PRONOUN.match(text, sentence.start, sentence.end)
    if pronoun and before:
        role = (Role.SPEECH.value, pronoun.start(), pronoun.end(), "people.pronoun", Certainty.LOOK)
        people[before].add(Mark(*role))
        return before
    opening = sentence.of(text)
    return next((name for name in people if opening.startswith(name)), None)


def _outside(sentence: Stretch, spoken: tuple[Stretch, ...]) -> Stretch | None:
    """What of a sentence is not speech: its opening, where the speech begins inside it."""
    for part in spoken:
        if part.start <= sentence.start < part.end:
            return None
        if sentence.start < part.start < sentence.end:
            return Stretch(sentence.start, part.start)
    return sentence


def _gather(text: str, sentence: Stretch, people: dict[str, _Gathered]) -> None:
    named = _with_known(text, sentence, find_named(text, sentence), people)
    waiting: list[Named] = []
    for place, one in enumerate(named):
        limit = named[place + 1].begins if place + 1 < len(named) else sentence.end
        tail = Stretch(one.name.end, min(limit, one.name.end + _LONGEST_TAIL))
        last = place + 1 == len(named)
        roles = _roles(text, one, tail, last=last)
        waiting.append(one)
        if not roles and not last and _SEPARATORS.match(text[tail.start : tail.end]):
            continue
        for person in waiting:
            _add(text, person, roles, people)
        waiting = []


def _with_known(
    text: str, sentence: Stretch, named: list[Named], people: dict[str, _Gathered]
) -> list[Named]:
    """Also those named before, without their posts this time: ``会议由甲同志主持``."""
    taken = {one.name.start for one in named}
    again: list[Named] = []
    for words in people:
        at = text.find(words, sentence.start, sentence.end)
        if at >= 0 and at not in taken and name_at(text, at, sentence.end):
            again.append(Named(Stretch(at, at + len(words)), [], at))
    return sorted(named + again, key=lambda one: one.name.start)


def _add(text: str, one: Named, roles: list[Mark[str]], people: dict[str, _Gathered]) -> None:
    words = one.name.of(text)
    certainty = Certainty.LOOK if one.shares else Certainty.SURE
    name = mark_text(text, one.name.start, one.name.end, "people.name", certainty)
    known = people.setdefault(words, _Gathered(name, [], {}))
    held = {post.title.value for post in known.posts}
    known.posts += [post for post in one.posts if post.title.value not in held]
    for role in roles:
        known.add(role)


def _roles(text: str, one: Named, tail: Stretch, *, last: bool) -> list[Mark[str]]:
    clauses = _own_clauses(text, tail)
    found = [role for clause in clauses for role in _roles_in(text, clause)]
    found.sort(key=lambda role: role.start)
    if found or not clauses:
        return found or _attending(text, tail, last=last)
    visiting = _VISITING.match(text, clauses[0].start, clauses[0].end)
    if visiting:
        where = (visiting.start(), visiting.end(), "people.visiting", Certainty.LOOK)
        return [Mark(Role.ATTEND.value, *where)]
    return _attending(text, tail, last=last)


def _own_clauses(text: str, tail: Stretch) -> list[Stretch]:
    """The clause after the name, and those after it that go on about the same person."""
    found: list[Stretch] = []
    start = tail.start
    while start < tail.end:
        ends = [at for mark in "，；" if (at := text.find(mark, start, tail.end)) >= 0]
        end = min(ends, default=tail.end)
        if start < end and (not found or _GO_ON.match(text, start, end)):
            found.append(Stretch(start, end))
        elif start < end:
            break
        if start == end and not found:
            break  # a comma right after the name: the clause belongs to the whole list
        start = end + 1
    return found


def _roles_in(text: str, clause: Stretch) -> list[Mark[str]]:
    found: list[Mark[str]] = []
    first = text[clause.start]
    if first in "、和与及" and not re.match("和[^，]{0,8}同志", text[clause.start : clause.end]):
        return found
    for role, verb, certainty in _VERBS:
        match = verb.search(text, clause.start, clause.end)
        if match and not _is_someone_elses(text, clause, match):
            rule = f"people.{role.value}"
            found.append(Mark(role.value, match.start(), match.end(), rule, certainty))
    return found


def _is_someone_elses(text: str, clause: Stretch, verb: re.Match[str]) -> bool:
    """``甲主持会议听取乙汇报``: the verb after 听取 is not the first person's."""
    before = text[clause.start : verb.start()]
    return bool(re.search(r"听取|观看|学习了|邀请|组织[^，]{0,6}\Z", before)) and "并" not in before


def _attending(text: str, tail: Stretch, *, last: bool) -> list[Mark[str]]:
    """A verb past a list of others: ``甲、乙，各县主席等40人参加会议``."""
    words = text[tail.start : tail.end]
    if not last or words[:1] not in tuple("、，；及和等") or _NEW_SUBJECT.match(words[1:]):
        return []
    for clause in split(text, tail, "，；"):
        match = _ATTENDED.search(clause.of(text))
        if match:
            role = Role.ACCOMPANY if "陪同" in match[0] else Role.ATTEND
            place = (clause.start + match.start(), clause.end)
            return [Mark(role.value, *place, f"people.{role.value}", Certainty.LOOK)]
    return []


def _gather_speaker(text: str, sentence: Stretch, people: dict[str, _Gathered]) -> None:
    """``甲指出``: a second mention without posts, or a speaker named only so."""
    for length in (2, 3, 4):
        end = sentence.start + length
        words = text[sentence.start : end]
        says = _SAYS.match(text, end, sentence.end) if is_name(words) else None
        if not says or not (words in people or length == 3):
            continue
        role = Mark(Role.SPEECH.value, says.start(), says.end(), "people.says", Certainty.LOOK)
        name = mark_text(text, sentence.start, end, "people.speaker", Certainty.LOOK)
        people.setdefault(words, _Gathered(name, [], {})).add(role)
        return
