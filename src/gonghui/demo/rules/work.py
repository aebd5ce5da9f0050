"""How the demonstration's requirements are handed out: who leads, until when, who says what."""

from dataclasses import dataclass
from datetime import date

# A word of the requirement → the department that leads and the day it is due.
LEADS = (
    ("思想", "宣传教育部", date(2023, 11, 30)),
    ("新就业形态", "组织部", date(2023, 12, 20)),
    ("换届", "组织部", date(2023, 9, 30)),
    ("困难职工", "权益保障部", date(2023, 8, 10)),
    ("驿站", "权益保障部", date(2023, 10, 31)),
    ("经费", "财务部", date(2023, 12, 15)),
)
OTHERWISE = ("办公室", date(2023, 12, 20))


def lead_of(requirement: str) -> tuple[str, date]:
    """The lead department's name and the due day of a requirement."""
    for word, department, due_on in LEADS:
        if word in requirement:
            return department, due_on
    return OTHERWISE


@dataclass(frozen=True, slots=True)
class Said:
    """What a county reports two days after the meeting."""

    percent: int
    words: str


SAYINGS = (
    Said(40, "已分解到各乡镇街道，名单核对完成。"),
    Said(25, "方案已印发，本周开动员会。"),
    Said(10, "正在摸底，两个乡镇人手不足，请市总给予指导。"),
    Said(60, "上半年已先行开展，剩余部分按月推进。"),
    Said(5, "责任科室已明确，尚未动工。"),
)


def said_by(place: int, task: int) -> Said | None:
    """What the county at this place says about a task; ``None`` when it has not reported yet."""
    draw = (place * 7 + task * 3) % 9
    return SAYINGS[draw] if draw < len(SAYINGS) else None
