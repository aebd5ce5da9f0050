"""What kind of event a text tells of, or that it tells of none."""

import re
from enum import StrEnum

from gonghui.bulletins.rules.claims import Certainty, Mark
from gonghui.bulletins.rules.event import Held
from gonghui.bulletins.rules.sections import Page, Stretch
from gonghui.foundation.chinese import HAN


class Kind(StrEnum):
    """The kinds a bulletin tells of."""

    MEETING = "meeting"
    OBSERVATION = "observation"
    AWARD_CEREMONY = "award_ceremony"
    TRAINING = "training"
    SURVEY = "survey"
    VISIT = "visit"
    NOTICE = "notice"
    OTHER = "other"


_BY_NAME: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.TRAINING,
        re.compile(r"(?:培训|研修|轮训|专题)班?\Z|培训会?\Z|培训班|研修班|讲座\Z|宣讲\Z"),
    ),
    (
        Kind.AWARD_CEREMONY,
        re.compile(r"(?:表彰|颁奖|命名|授牌)[^暨]{0,6}(?:大会|会|仪式|典礼)\Z|颁奖"),
    ),
    (Kind.OBSERVATION, re.compile(r"观摩(?:会|团|[^会]{0,4}活动|学习|交流)\Z")),
    (Kind.VISIT, re.compile(r"慰问[^会]{0,8}\Z|走访")),
    (Kind.SURVEY, re.compile(r"调研[^会]{0,8}\Z")),
    (Kind.MEETING, re.compile(r"会议?[”》）]?\Z")),
)
_NOTICE_HEAD = re.compile(
    r"关于[^。]{2,60}的(?:通知|公告|公示|通告|函|请示|批复|决定|意见|办法)|"
    r"(?:通知|公告|公示|招聘公告)\Z|\A致[^。]{2,30}(?:倡议书|一封信)"
)
_NOTICE_BODY = re.compile(
    r"(?:通知|公告|公示|通告)如下|现(?:将|就)[^。]{2,80}(?:通知|公布|公示|公告)|"
    r"特此(?:通知|公告|公示)|请(?:于|各[^，。]{1,12}于)[^，。]{1,20}前(?:报送|"
    r"报名|上报|回执|将)|公示期"
)
_SCRIPT = re.compile(
    r"各位领导|同志们[：:！]|\A[^。]{0,30}(?:主持词|讲话稿|发言稿)|我们在这里|我宣布"
)
_SURVEY = re.compile(r"调研|督导|检查|考察|视察")
_VISIT = re.compile(r"慰问|看望|走访|送清凉|送温暖|参观")
_WENT = re.compile(
    r"(?:深入|前往|赴|来|走进|到)[^，。；]{2,80}?(?:调研|督导|检查|考察|慰问|"
    r"看望|走访|参观|观摩|交流学习|指导|送清凉|送温暖)|(?:开展|"
    r"进行)(?:了)?[^，。；]{0,40}?(?:调研|慰问|走访|督导|考察|培训|活动)|"
    rf"(?:走访|慰问|看望|视察|调研)(?:了)?[{HAN}“]"
)
_OBSERVED = re.compile(r"观摩")
_FUTURE = re.compile(r"将于|拟于|定于|即将召开|将在|将召开")
_OF_THE_MEETING = re.compile(r"(?:在)?(?:会前|会后|会上|会议(?:期间|开始前|召开前))")
_WHEN = re.compile(r"\d{1,2}日|月|近日|日前|今天|昨天|昨日|上午|下午|日|一行|调研组|先后")


def find_kind(page: Page, held: Held) -> tuple[Mark[str], Mark[bool]]:
    """The kind, and whether the text tells of an event that took place."""
    text = page.text
    whole = Stretch(0, len(text))
    notice = _notice(page)
    if notice:
        return _found(Kind.NOTICE, notice, is_event=False)
    script = _SCRIPT.search(text, 0, min(len(text), 300))
    if script:
        return _found(Kind.OTHER, Stretch(script.start(), script.end()), is_event=False)
    if (
        held.verb
        and held.sentence
        and not _FUTURE.search(text, held.sentence.start, held.sentence.end)
    ):
        return _found(_kind_of_name(text, held), held.name or held.verb, is_event=True)
    went = _went(page)
    if went:
        return went
    certainty = Certainty.LOOK
    return (
        Mark(Kind.OTHER.value, whole.start, whole.end, "kind.none", certainty),
        Mark(
            value=False,
            start=whole.start,
            end=whole.end,
            rule="is_event.none",
            certainty=certainty,
        ),
    )


def is_visit_first(page: Page, held: Held) -> bool:
    """Whether a visit is told first and the meeting is only a part of it."""
    if not page.lead or not held.sentence or held.sentence.start <= page.lead[0].start:
        return False
    first = page.lead[0]
    if _OF_THE_MEETING.match(page.text, first.start, first.end):
        return False
    return bool(_WENT.search(page.text, first.start, first.end)) and bool(
        _WHEN.search(page.text, first.start, first.end)
    )


def _notice(page: Page) -> Stretch | None:
    for headline in page.headlines:
        head = _NOTICE_HEAD.search(page.text, headline.start, headline.end)
        held = re.search(r"召开|举行", headline.of(page.text))
        if head and (head.end() == headline.end or not held):
            return Stretch(head.start(), head.end())
    body = _NOTICE_BODY.search(page.text)
    return Stretch(body.start(), body.end()) if body else None


def _kind_of_name(text: str, held: Held) -> Kind:
    if held.name is None:
        return Kind.MEETING
    words = held.name.of(text)
    for kind, pattern in _BY_NAME:
        if pattern.search(words):
            return kind
    return Kind.OTHER


def _went(page: Page) -> tuple[Mark[str], Mark[bool]] | None:
    """No meeting, but somebody went somewhere: a survey, a visit, an observation."""
    for sentence in page.lead[:3]:
        went = _WENT.search(page.text, sentence.start, sentence.end)
        if not went or not _WHEN.search(page.text, sentence.start, sentence.end):
            continue
        if _FUTURE.search(page.text, sentence.start, sentence.end):
            continue
        words = sentence.of(page.text)
        kind = Kind.OTHER
        for candidate, pattern in (
            (Kind.TRAINING, re.compile("培训")),
            (Kind.VISIT, _VISIT),
            (Kind.SURVEY, _SURVEY),
            (Kind.OBSERVATION, _OBSERVED),
        ):
            if pattern.search(went[0]):
                kind = candidate
                break
        if kind is Kind.VISIT and "调研" in words:
            kind = Kind.SURVEY
        return _found(kind, Stretch(went.start(), went.end()), is_event=True)
    return None


def _found(kind: Kind, where: Stretch, *, is_event: bool) -> tuple[Mark[str], Mark[bool]]:
    return (
        Mark(kind.value, where.start, where.end, f"kind.{kind.value}"),
        Mark(is_event, where.start, where.end, f"is_event.{kind.value}"),
    )
