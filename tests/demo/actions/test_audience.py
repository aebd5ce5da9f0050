"""The demonstration says who is called to its meeting."""

import pytest

from gonghui.demo.actions.audience import describe
from gonghui.demo.rules.audience import WHOLE_MEETING
from gonghui.organisations.models import Audience
from gonghui.organisations.queries.audience import invited, resolve
from gonghui.organisations.rules.audience import Description
from gonghui.organisations.rules.organisation import Kind, PostKind
from tests.factories.audiences import make_holder_of, make_secretary
from tests.factories.moments import IN_JULY, LONG_AGO, TODAY
from tests.factories.organisations import make_organisation, make_tree

pytestmark = pytest.mark.django_db


def test_the_meeting_calls_leaders_secretaries_officers_heads_and_chairs():
    tree = make_tree()
    make_holder_of(tree.city, "主席", "任小禾", precedence=10)
    make_holder_of(tree.city, "办公室主任", "石小满", kind=PostKind.DEPARTMENT_HEAD)
    zone = make_organisation("大龙开发区总工会", parent=tree.city, kind=Kind.ZONE, order=9)
    for number, one in enumerate((*tree.counties, zone)):
        make_secretary(one, f"书记{number}")
        make_holder_of(one, "副主席", f"分管{number}", kind=PostKind.DEPUTY, precedence=30)
    for number in range(3):
        make_organisation(f"江口县{number}号工会", parent=tree.county, order=50 + number)

    describe(tree.city, on=LONG_AGO, at=IN_JULY)

    kept = {one.name: Description.from_json(one.description) for one in Audience.objects.all()}
    whole = invited(kept[WHOLE_MEETING], keeper=tree.city, on=TODAY)
    assert len(kept) == 5
    assert [one.person.name for one in whole[:8]] == [
        "任小禾", "石小满", "书记0", "分管0", "书记1", "分管1", "书记2", "分管2",
    ]  # fmt: skip
    assert len(whole) == 8 + 2  # two of three unions have a chair
    found = resolve(kept[WHOLE_MEETING], keeper=tree.city, on=TODAY)
    assert [str(post) for post in found.vacant] == ["江口县2号工会主席"]
