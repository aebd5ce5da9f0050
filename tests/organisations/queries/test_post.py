from datetime import date

import pytest

from gonghui.organisations.queries.post import holders_at, tenures_of
from tests.factories.moments import TODAY
from tests.factories.organisations import make_organisation, make_post, make_tenure
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
JULY_1, JULY_31 = date(2023, 7, 1), date(2023, 7, 31)


def test_a_person_holds_several_posts_the_highest_first():
    person = make_person()
    low = make_tenure(person, make_post(title="干事", precedence=80))
    high = make_tenure(person, make_post(title="主席", precedence=10))
    make_tenure(make_person("任小禾"))

    assert list(tenures_of(person, on=TODAY)) == [high, low]


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        pytest.param(date(2023, 6, 30), False, id="before"),
        pytest.param(JULY_1, True, id="the first day"),
        pytest.param(JULY_31, True, id="the last day"),
        pytest.param(date(2023, 8, 1), False, id="after"),
    ],
)
def test_a_post_is_held_from_until(on, holds):
    tenure = make_tenure(from_on=JULY_1, until_on=JULY_31)

    assert list(tenures_of(tenure.person, on=on)) == ([tenure] if holds else [])
    assert list(holders_at(tenure.post.organisation, on=on)) == ([tenure] if holds else [])


def test_holders_are_those_of_this_organisation_by_precedence():
    organisation = make_organisation()
    deputy = make_tenure(make_person("任小禾"), make_post(organisation, "副主席", precedence=20))
    chair = make_tenure(make_person("麻青松"), make_post(organisation, "主席", precedence=10))
    make_tenure()

    assert list(holders_at(organisation, on=TODAY)) == [chair, deputy]
