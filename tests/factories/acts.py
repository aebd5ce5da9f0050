"""Acts on the tree, as an administrator enters them."""

from datetime import date, datetime

from gonghui.organisations.actions.change import Act
from gonghui.organisations.actions.tree import Founding
from gonghui.organisations.models import Organisation
from gonghui.organisations.rules.change import Decision
from gonghui.organisations.rules.organisation import Kind
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.people import make_job


def make_act(
    on: date = TODAY,
    *,
    reason: str = "乡镇撤并",
    approval: str = "铜工复〔2023〕5号",
    at: datetime = IN_JULY,
) -> Act:
    return Act(Decision(on, reason, approval), by=make_job(), at=at)


def make_founding(
    name: str = "闵太镇工会联合会",
    *,
    parent: Organisation | None,
    kind: Kind = Kind.TOWNSHIP,
    code: str = "N1",
) -> Founding:
    return Founding(code=code, name=name, kind=kind, parent=parent, short_name=name[:3])
