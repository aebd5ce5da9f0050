"""What a meeting was for: 总结…, 通报…, 安排部署…, 传达学习…, 审议…."""

import re

from gonghui.bulletins.rules.claims import Mark, mark_text
from gonghui.bulletins.rules.event import Held
from gonghui.bulletins.rules.sections import Page, Stretch, split

_SUBJECT = re.compile(
    r"(?:会议|大会|全会|会上|座谈会|推进会|此次会议|本次会议|会议的主要任务是|"
    r"会议主要任务是|活动|培训班?)(?:的主要任务是|旨在|主要|期间)?[：，]?"
)
_ADVERB = (
    r"(?:认真|全面|深入|集中|系统|及时|还|并|上|书面|重点|进一步|专题|共同|回顾|"
    r"研究|现场|同步|充分|客观|科学|精心|再次|分别|一并|再)*"
)
_VERB = (
    "总结|回顾|通报|安排|部署|动员|传达|学习|学习贯彻|贯彻|审议|审议通过|听取|"
    "研究|选举|替补|增补|分析|讨论|谋划|表彰|表决|交流|宣布|启动|解读|"
    "研判|推进|落实|明确|推选|通过|观看|征求|检视|梳理"
)
_PURPOSE = re.compile(
    rf"(?:会议)?(?P<told>{_ADVERB})(?P<verb>{_VERB})(?![讲报会表强指要]|"
    rf"了?意见建议。)"
)
_NO_PURPOSE = re.compile(
    r"[作做]了|发言|讲话(?!精神)|主持|出席|参加会议|颁奖|提出|要求，|强调|指出|"
    r"认为"
)
_SPEECH = re.compile(r"会议(?:指出|强调|要求|认为|提出|明确|期间|由|现场)|(?:会议|大会)在")


def find_purposes(page: Page, held: Held) -> tuple[Mark[str], ...]:
    """The purposes, one each, from the sentence that tells of the meeting and the ones after it."""
    found: list[Mark[str]] = []
    text = page.text
    for sentence in page.lead:
        if held.sentence and sentence.start == held.sentence.start:
            start = max(held.begins, sentence.start)
            if held.begins:
                found += _purposes_in(text, Stretch(start, sentence.end))
            continue
        subject = _SUBJECT.match(text, sentence.start, sentence.end)
        if subject and not _SPEECH.match(text, sentence.start, sentence.end):
            found += _purposes_in(text, Stretch(subject.end(), sentence.end))
    return tuple(found)


def _purposes_in(text: str, stretch: Stretch) -> list[Mark[str]]:
    """Clauses that begin with a verb of purpose; the first that does not ends the row."""
    found: list[Mark[str]] = []
    for clause in split(text, stretch, "，；"):
        verb = _PURPOSE.match(text, clause.start, clause.end)
        if not verb or _NO_PURPOSE.search(text, clause.start, clause.end):
            if found:
                break
            continue
        if len(clause.of(text)) >= 4:
            found.append(mark_text(text, verb.start("told"), clause.end, "purposes.clause"))
    return found
