"""A bulletin written from a record, in the genre: reading it again gives the same record."""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from gonghui.meetings.rules.meeting import posts_in_words

Told = Mapping[str, Any]

_VERBS = {
    "attend": "出席",
    "speech": "讲话",
    "report": "作工作情况通报",
    "welcome": "致辞",
    "read_decision": "宣读表彰决定",
    "present_award": "颁奖",
    "exchange": "作交流发言",
    "accompany": "陪同",
    "guide": "讲解",
}
_ONLY_ATTEND = "参加会议"
_TEXT = "text"
_KNOWN_DAY = re.compile(r"(?P<year>\d{4}|XXXX)(?:-(?P<month>\d\d|XX))?(?:-(?P<day>\d\d))?")


def headline(record: Told) -> str:
    """What stands above it."""
    return f"{record['name']}召开"


def write(record: Told) -> str:
    """The text of a bulletin, a paragraph a line. What the record does not hold is not written."""
    paragraphs = [
        _opening(record),
        _said("会议指出", record["statements"]),
        _said("会议要求", record["requirements"]),
        _tour(record["sites"]) + _awards(record["awards"]),
        _attendance(record["attendees"]),
    ]
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)


def _opening(record: Told) -> str:
    when = day_words(record["date"] or {}, record["name"])
    where = f"在{record['venue']}" if record["venue"] else ""
    sentences = [f"{when}，{record['name']}{where}召开" if when else f"{record['name']}{where}召开"]
    if called := _called_by(record):
        sentences.append(called)
    if record["purposes"]:
        sentences.append("会议" + "，".join(record["purposes"]))
    if people := _people(record["people"]):
        sentences.append(people)
    return "。".join(sentences) + "。"


def day_words(day: Told, name: str) -> str:
    """7月25日; with the year where neither the date was told without one nor the name says it."""
    parts = [_KNOWN_DAY.fullmatch(part) for part in (day.get("iso") or "").split("/")]
    known = [part for part in parts if part]
    if not known or len(known) != len(parts):
        return ""
    year = known[0]["year"]
    in_name = day.get("year_from") != _TEXT and f"{year}年" in name
    words = "" if year == "XXXX" or in_name else f"{year}年"
    words += _month_day(known[0])
    if len(known) > 1:
        same_month = known[1]["month"] == known[0]["month"]
        words += "至" + (f"{int(known[1]['day'])}日" if same_month else _month_day(known[1]))
    return words


def _month_day(part: re.Match[str]) -> str:
    month = f"{int(part['month'])}月" if part["month"] and part["month"] != "XX" else ""
    return month + (f"{int(part['day'])}日" if part["day"] else "")


def _called_by(record: Told) -> str:
    organiser, host = record["organiser"], record["host"]
    if organiser and host:
        return f"会议由{organiser}主办，{host}承办"
    if organiser:
        return f"会议由{organiser}主办"
    return f"会议由{host}承办" if host else ""


def _people(people: Sequence[Told]) -> str:
    acting = [_person(person) for person in people if person["roles"] != ["preside"]]
    presiding = [_with_posts(person) for person in people if person["roles"] == ["preside"]]
    if presiding:
        acting.append(f"会议由{'、'.join(presiding)}主持")
    return "，".join(acting)


def _person(person: Told) -> str:
    return _with_posts(person) + _deeds(person["roles"])


def _deeds(roles: Sequence[str]) -> str:
    if list(roles) == ["attend"]:
        return _ONLY_ATTEND
    verbs = ["主持会议" if role == "preside" else _VERBS[role] for role in roles]
    return "并".join(verbs)


def _with_posts(person: Told) -> str:
    return posts_in_words(person["posts"]) + str(person["name"])


def _said(lead: str, sentences: Sequence[str]) -> str:
    return f"{lead}，{'。'.join(sentences)}。" if sentences else ""


def _tour(sites: Sequence[Told]) -> str:
    """Places that may be one are written as texts have them, under one word: 甲和乙情况."""
    if not sites:
        return ""
    phrases: list[str] = []
    for uncertain, group in groupby(sites, key=lambda site: bool(site["uncertain"])):
        names = [site["name"] for site in group]
        phrases += ["和".join(names) + "情况"] if uncertain else names
    return f"会议期间，与会人员实地观摩{'、'.join(phrases)}。"


def _awards(awards: Sequence[Told]) -> str:
    sentences = []
    for (count, representatives), group in groupby(
        awards, key=lambda award: (award["count"], bool(award["representatives_only"]))
    ):
        titles = "和".join(award["title"] for award in group)
        number = f"{count}个" if count is not None else ""
        who = "获得者代表" if representatives else "获得者"
        sentences.append(f"会议对{number}{titles}{who}进行颁奖。")
    return "".join(sentences)


def _attendance(attendees: Sequence[Told]) -> str:
    if not attendees:
        return ""
    groups = [
        "、".join(bodies) + "和".join(who["category"] for who in own)
        for bodies, own in groupby(attendees, key=lambda who: tuple(who["organisations"]))
    ]
    return "，".join(groups) + "参加会议。"
