"""Messages to persons."""

from datetime import datetime

from gonghui.notices.models import Notice
from gonghui.notices.rules.notice import Weight
from gonghui.people.models import Account
from tests.factories.moments import IN_JULY


def make_notice(
    account: Account,
    code: str = "assignment.urged",
    *,
    facts: dict[str, object] | None = None,
    page: str = "cascade:inbox",
    of: int | None = None,
    weight: Weight = Weight.ACT,
    at: datetime = IN_JULY,
    read_at: datetime | None = None,
) -> Notice:
    """A message as an urging is told, unread."""
    urged = {"sender": "铜仁市总工会", "title": "报送建会情况", "due_on": "2023-07-20"}
    return Notice.objects.create(
        account=account,
        code=code,
        facts=urged if facts is None else facts,
        page=page,
        of=of,
        weight=weight.value,
        at=at,
        read_at=read_at,
    )
