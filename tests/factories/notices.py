"""Messages to persons."""

from datetime import datetime

from gonghui.notices.models import Notice
from gonghui.notices.rules.notice import Weight
from gonghui.people.models import Account, Consent
from gonghui.people.rules.privacy import Channel, Purpose
from tests.factories.moments import IN_JULY
from tests.factories.people import make_plain_account


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


def make_reader(name: str = "田晓岚", *, email: str = "tian@example.org") -> Account:
    """An account with an address, whose person agreed to e-mail."""
    account = make_plain_account(name)
    account.email = email
    account.save(update_fields=["email"])
    agree(account)
    return account


def agree(account: Account) -> Consent:
    return Consent.objects.create(
        person=account.person,
        purpose=Purpose.E_MAIL.value,
        text_version=1,
        channel=Channel.PAGE.value,
        given_at=IN_JULY,
    )
