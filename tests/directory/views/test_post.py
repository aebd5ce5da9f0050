"""Posts on pages: who holds them, taking up, leaving, portfolios, ends."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gonghui.access.permissions import Role
from gonghui.foundation.clock import today
from gonghui.organisations.models import Post, Tenure
from gonghui.organisations.rules.organisation import PostKind
from gonghui.people.models import Person
from tests.factories.access import make_account
from tests.factories.listing import rows_of
from tests.factories.moments import LONG_AGO
from tests.factories.organisations import (
    make_outside_body,
    make_post,
    make_tenure,
    make_tree,
)
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
DAY = LONG_AGO.isoformat()


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def keeper(client, tree):
    client.force_login(make_account(Role.SYSTEM_ADMINISTRATOR, tree.city))
    return client


def text_of(response) -> str:
    return response.content.decode()


def address(kind, one, act="") -> str:
    return f"/directory/{kind}/{one.pk}/{act}"


def test_a_post_shows_who_holds_it_now_and_before(client, tree):
    post = make_post(tree.county, "副主席", kind=PostKind.DEPUTY, seats=2)
    make_tenure(make_person("任小禾"), post)
    make_tenure(make_person("冉茂林"), post, until_on=LONG_AGO)
    post.portfolios.create(subject="县级工会加强年", from_on=LONG_AGO)
    post.portfolios.create(subject="财务", from_on=LONG_AGO, until_on=LONG_AGO)
    client.force_login(make_account(Role.LEADER, tree.city))

    page = text_of(client.get(address("posts", post)))

    now, before = page.split("曾任")
    assert ("任小禾" in now, "冉茂林" in now, "冉茂林" in before) == (True, False, True)
    assert ("县级工会加强年" in page, "以前分管" in page) == (True, True)
    assert "登记任职" not in page


@pytest.mark.parametrize(
    ("order", "names", "note"),
    [
        ("precedence", ["麻青松", "丁小宁", "冉茂林"], False),
        ("strokes", ["丁小宁", "冉茂林", "麻青松"], True),
        ("pinyin", ["丁小宁", "麻青松", "冉茂林"], False),
        ("<nonsense>", ["麻青松", "丁小宁", "冉茂林"], False),
    ],
)
def test_the_list_of_posts_in_three_orders_on_the_page_and_in_the_workbook(
    client, tree, order, names, note
):
    chair = make_post(tree.county, "主席", precedence=10)
    deputy = make_post(tree.county, "副主席", kind=PostKind.DEPUTY, precedence=20)
    for name, post in (("麻青松", chair), ("丁小宁", deputy), ("冉茂林", deputy)):
        make_tenure(make_person(name), post)
    client.force_login(make_account(Role.LEADER, tree.city))

    page = text_of(client.get(address("organisations", tree.county, "posts/"), {"order": order}))
    asked = {"order": order, "as": "xlsx"}
    rows = rows_of(client.get(address("organisations", tree.county, "posts/"), asked))

    content = page.split("<main")[1]
    assert sorted(names, key=content.index) == names
    assert [row[0] for row in rows][-3:] == names
    assert ("按姓氏笔画为序" in str(rows[1][0])) is note


def test_the_list_of_posts_asks_as_often_for_one_as_for_fifty(client, tree):
    client.force_login(make_account(Role.LEADER, tree.city))
    asked = address("organisations", tree.county, "posts/")
    make_tenure(make_person(), make_post(tree.county))
    client.get(asked)

    with CaptureQueriesContext(connection) as one:
        client.get(asked)
    for _ in range(50):
        make_tenure(make_person(), make_post(tree.county, kind=PostKind.OFFICER))
    with CaptureQueriesContext(connection) as fifty:
        client.get(asked)

    assert len(fifty) == len(one)


def test_a_post_is_set_up_once(keeper, tree):
    form = {
        "title": "副主席", "kind": "deputy", "seats": "3", "precedence": "20",
        "portfolio": "组织建设\n\n县级工会加强年", "on": DAY, "form_key": "k1",
    }  # fmt: skip
    asked = address("organisations", tree.county, "posts/new/")

    first, again = keeper.post(asked, form), keeper.post(asked, form)

    assert first.url == again.url == address("organisations", tree.county, "posts/")
    post = Post.objects.get()
    assert (post.title, post.kind, post.seats, post.precedence) == ("副主席", "deputy", 3, 20)
    assert [one.subject for one in post.portfolios.all()] == ["组织建设", "县级工会加强年"]


def test_what_was_typed_stays_when_a_post_is_refused(keeper, tree):
    make_post(tree.county, "副主席")
    form = {"title": "副主席", "kind": "deputy", "precedence": "20", "portfolio": "财务", "on": DAY}

    page = text_of(keeper.post(address("organisations", tree.county, "posts/new/"), form))

    assert "这里已有职务“副主席”" in page
    assert "财务" in page
    assert Post.objects.count() == 1


def take_up(client, post, **typed):
    form = {"name": "任小禾", "manner": "regular", "on": DAY} | typed
    return client.post(address("posts", post, "take-up/"), form)


def test_somebody_registered_takes_a_post_up(keeper, tree):
    person = make_tenure(make_person("任小禾"), make_post(tree.city)).person
    post = make_post(tree.county)

    response = take_up(keeper, post, manner="part_time")

    assert response.url == address("posts", post)
    tenure = post.tenures.get()
    assert (tenure.person, tenure.manner, tenure.from_on) == (person, "part_time", LONG_AGO)


def test_somebody_new_is_registered_only_when_it_is_said(keeper, tree):
    post = make_post(tree.county)

    asked = text_of(take_up(keeper, post))
    assert "没有登记这个名字的人" in asked
    assert not Tenure.objects.exists()

    take_up(keeper, post, is_new="on")
    assert post.tenures.get().person.name == "任小禾"


def test_among_namesakes_the_number_decides(keeper, tree):
    persons = [
        make_tenure(make_person("任小禾"), make_post(tree.city, f"委员{n}")).person for n in (1, 2)
    ]
    Person.objects.filter(pk=persons[1].pk).update(code="P2")
    post = make_post(tree.county)

    assert "有 2 位同名，请填人员编号：P2" in text_of(take_up(keeper, post))

    take_up(keeper, post, name="P2")
    assert post.tenures.get().person == persons[1]


def test_a_taken_seat_is_told_with_who_sits_there(keeper, tree):
    post = make_post(tree.county, seats=1)
    make_tenure(make_person("麻青松"), post)

    page = text_of(take_up(keeper, post, is_new="on"))

    assert "这段时间由麻青松担任" in page
    assert 'value="任小禾"' in page
    assert not Person.objects.filter(name="任小禾").exists()


def test_who_left_already_is_entered_with_both_days(keeper, tree):
    post = make_post(tree.county)

    take_up(keeper, post, is_new="on", until=DAY)

    assert post.tenures.get().until_on == LONG_AGO


def test_leaving_a_post(keeper, tree):
    tenure = make_tenure(make_person("任小禾"), make_post(tree.county))
    asked = address("tenures", tenure, "leave/")

    early = text_of(keeper.post(asked, {"on": (LONG_AGO - timedelta(days=1)).isoformat()}))
    assert "早于任职日期" in early

    keeper.post(asked, {"on": DAY})
    tenure.refresh_from_db()
    assert tenure.until_on == LONG_AGO


def test_a_portfolio_is_changed_and_a_post_ended(keeper, tree):
    post = make_post(tree.county)

    keeper.post(address("posts", post, "portfolio/"), {"subjects": "财务\n女职工", "on": DAY})
    keeper.post(
        address("posts", post, "portfolio/"), {"subjects": "财务", "on": today().isoformat()}
    )
    assert [one.subject for one in post.portfolios.filter(until_on=None)] == ["财务"]

    keeper.post(address("posts", post, "end/"), {"on": today().isoformat()})
    post.refresh_from_db()
    assert post.ended_on == today()
    assert "职务已取消" in text_of(keeper.get(address("posts", post)))


@pytest.mark.parametrize("act", ["", "take-up/", "portfolio/", "end/"])
def test_posts_out_of_reach_are_not_there(client, tree, act):
    client.force_login(make_account(Role.SYSTEM_ADMINISTRATOR, tree.other_county))
    post = make_post(tree.county)

    assert client.get(address("posts", post, act)).status_code == 404
    assert client.post(address("posts", post, act), {"on": DAY}).status_code in (404, 405)


def test_at_an_outside_body_whoever_keeps_the_register_may_enter_posts(keeper, tree):
    body = make_outside_body("铜仁市人大常委会")

    keeper.post(
        address("organisations", body, "posts/new/"),
        {"title": "副主任", "kind": "other", "precedence": "20", "on": DAY},
    )
    post = Post.objects.get()
    take_up(keeper, post, is_new="on")

    page = text_of(keeper.get(address("organisations", body, "posts/")))
    assert ("副主任" in page, "任小禾" in page) == (True, True)
    # the page of a person whom no union in reach knows is not linked
    assert f'href="/directory/persons/{post.tenures.get().person_id}/"' not in page


def test_who_may_nothing_reads_no_outside_body(client, tree):
    client.force_login(make_account())

    assert client.get(address("organisations", make_outside_body(), "posts/")).status_code == 404
