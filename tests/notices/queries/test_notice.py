from datetime import timedelta

import pytest

from gonghui.notices.actions.notice import mark_read, tell
from gonghui.notices.queries.notice import notices_of, unread_count, unread_of
from gonghui.notices.rules.notice import Message
from tests.factories.moments import IN_JULY
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db


def test_messages_are_ones_own_the_newest_first_and_counted_while_unread(
    django_assert_num_queries,
):
    mine, other = make_plain_account("田晓岚"), make_plain_account("任小禾")
    for hours, code in enumerate(("any.first", "any.second", "any.third")):
        tell([mine], Message(code), at=IN_JULY + timedelta(hours=hours))
    tell([other], Message("any.foreign"), at=IN_JULY)
    mark_read(mine, [notices_of(mine)[1].pk], at=IN_JULY)

    assert [one.code for one in notices_of(mine)] == ["any.third", "any.second", "any.first"]
    assert [one.code for one in unread_of(mine)] == ["any.third", "any.first"]
    with django_assert_num_queries(1):
        assert unread_count(mine) == 2
