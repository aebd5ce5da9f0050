"""A period that was collected, and a report on it."""

from dataclasses import replace
from decimal import Decimal

from gonghui.foundation.periods import Period
from gonghui.organisations.models import Organisation
from gonghui.reports.actions import draft_report
from gonghui.reports.models import WorkReport
from gonghui.reports.rules.facts import Facts, Part, Told
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.people import make_job
from tests.factories.returns import FIRST_HALF


def make_told(code: str = "members", **facts: object) -> Told:
    return Told(
        **{
            "code": code,
            "name": "会员数",
            "unit": "人",
            "decimals": 0,
            "is_share": False,
            "group": "组织建设",
            "value": Decimal(64930),
            "known": 11,
            "expected": 12,
            "change": Decimal("12.3"),
            "ranking": ("甲县", "乙县", "丙县", "丁县", "戊县", "己县"),
            **facts,
        }
    )


def make_part(name: str, *, filed: int = 3, own_filed: bool = True, value: int | None = 9) -> Part:
    known = None if value is None else Decimal(value)
    return Part(name, filed, 3, own_filed=own_filed, values={"members": known})


FACTS = Facts(
    organisation="铜仁市总工会",
    scope="全市",
    period=FIRST_HALF,
    as_of=TODAY,
    round_pk=1,
    expected=12,
    filed=11,
    accepted=9,
    figures={"members": make_told()},
    below=(make_part("甲县"), make_part("沿河县", filed=0, own_filed=False, value=None)),
    matched=10,
)


def make_facts(*told: Told, **changes: object) -> Facts:
    """The facts above, with these indicators instead when some are given."""
    figures = {one.code: one for one in told} or FACTS.figures
    return replace(FACTS, **{"figures": figures, **changes})


def make_report(organisation: Organisation, period: Period = FIRST_HALF) -> WorkReport:
    """Drafted from whatever was collected."""
    return draft_report(organisation, period, by=make_job(), at=IN_JULY)
