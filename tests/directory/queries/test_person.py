from datetime import date

import pytest

from gonghui.access.permissions import Permission, Role
from gonghui.directory.queries.person import career_of, named, persons_where, posts_of
from tests.factories.access import make_account
from tests.factories.moments import TODAY
from tests.factories.organisations import make_post, make_tenure, make_tree
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
VIEW = Permission.ORGANISATION_VIEW
LEFT = date(2023, 6, 30)


@pytest.fixture
def tree():
    return make_tree()


def test_persons_are_those_who_hold_or_held_a_post_in_reach(tree):
    here = make_tenure(make_person("任小禾"), make_post(tree.township))
    gone = make_tenure(make_person("安一鸣"), make_post(tree.union), until_on=LEFT)
    make_tenure(make_person("龙一舟"), make_post(tree.other_county))
    make_person("唐心怡")

    found = persons_where(make_account(Role.FILER, tree.county), VIEW)

    assert list(found) == [gone.person, here.person]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("小禾", True, id="a part of the name"),
        pytest.param("RenXiao", True, id="pinyin"),
        pytest.param("ren xiao he", True, id="pinyin with spaces"),
        pytest.param("xiaohe", False, id="pinyin begins with the surname"),
        pytest.param(" ", False, id="nothing typed"),
    ],
)
def test_named_by_name_or_pinyin(tree, text, found):
    person = make_tenure(make_person("任小禾"), make_post(tree.union)).person
    persons = persons_where(make_account(Role.FILER, tree.county), VIEW)

    assert list(named(persons, text)) == ([person] if found else [])


def test_a_career_shows_what_the_other_may_see(tree):
    person = make_person("任小禾")
    low = make_tenure(person, make_post(tree.union, "委员", precedence=50))
    high = make_tenure(person, make_post(tree.township, "主席", precedence=10))
    earlier = make_tenure(person, make_post(tree.union, "干事"), until_on=LEFT)
    make_tenure(person, make_post(tree.other_county, "顾问"))
    make_tenure(person, make_post(tree.union, "候任"), from_on=date(2024, 1, 1))

    career = career_of(person, make_account(Role.FILER, tree.county), on=TODAY)

    assert (career.now, career.before) == ([high, low], [earlier])


def test_posts_of_many_persons_in_one_query(tree, django_assert_num_queries):
    person, other = make_person("任小禾"), make_person("安一鸣")
    low = make_post(tree.union, "委员", precedence=50)
    high = make_post(tree.township, "主席", precedence=10)
    for post in (low, high):
        make_tenure(person, post)
    make_tenure(other, low, until_on=LEFT)

    with django_assert_num_queries(1):
        posts = posts_of([person.pk, other.pk], on=TODAY)

    assert posts == {person.pk: [high, low]}
    assert posts_of([], on=TODAY) == {}
