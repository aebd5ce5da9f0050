from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gonghui.access.checks import can
from gonghui.access.permissions import Permission, Role
from gonghui.audit.models import Entry
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.actions.post import (
    DepartmentFacts,
    PostFacts,
    change_department,
    change_portfolio,
    end_post,
    leave_post,
    post_in,
    seat_all,
    set_up_department,
    set_up_post,
    set_up_usual_departments,
    take_up_post,
)
from gonghui.organisations.models import Post, Tenure
from gonghui.organisations.queries.post import Seating
from gonghui.organisations.rules.organisation import PostKind, Status
from gonghui.organisations.rules.post import Manner, WorkLine
from tests.factories.access import make_grant
from tests.factories.moments import IN_JULY, LONG_AGO, TODAY
from tests.factories.organisations import (
    make_department,
    make_organisation,
    make_post,
    make_tenure,
    make_tree,
)
from tests.factories.people import make_job, make_person, make_plain_account

pytestmark = pytest.mark.django_db


def recorded():
    return list(Entry.objects.values_list("verb", "organisation_id"))


def test_set_up_department():
    organisation = make_organisation()

    department = set_up_department(
        organisation,
        DepartmentFacts("组织部", "Organisation", 2, WorkLine.ORGANISING),
        by=make_job(),
        at=IN_JULY,
    )

    department.refresh_from_db()
    assert (
        *(department.organisation, department.name, department.english_name, department.order),
        str(department),
    ) == (organisation, "组织部", "Organisation", 2, "组织部")
    assert recorded() == [("department.set_up", organisation.pk)]


def test_take_up_post():
    person, post = make_person("任小禾"), make_post(make_organisation("江口县总工会"), "主席")

    tenure = take_up_post(person, post, on=TODAY, by=make_job(), at=IN_JULY)

    tenure.refresh_from_db()
    assert (tenure.person, tenure.post, tenure.from_on, tenure.until_on, str(tenure)) == (
        *(person, post, TODAY, None),
        "任小禾 江口县总工会主席",
    )
    assert recorded() == [("tenure.begun", post.organisation_id)]


def test_post_in_makes_a_post_once():
    organisation = make_organisation()

    post = post_in(organisation, "主席", kind=PostKind.CHAIR, precedence=10)
    again = post_in(organisation, "主席", kind=PostKind.OTHER, precedence=99)

    assert post == again
    assert (again.kind, again.precedence, Post.objects.count()) == ("chair", 10, 1)


def test_posts_of_departments_are_their_own():
    organisation = make_organisation()
    first, second = (make_department(organisation, name) for name in ("组织部", "财务部"))

    posts = {post_in(organisation, "部长", department=one) for one in (None, first, second)}

    assert len(posts) == 3


def refused(act):
    with pytest.raises(RuleBroken) as refusal:
        act()
    return refusal.value.code


def by_job():
    return {"by": make_job(), "at": IN_JULY}


def test_a_department_is_named_once():
    organisation = make_organisation()
    by = by_job()
    department = set_up_department(organisation, DepartmentFacts(" 组织部 "), **by)
    other = set_up_department(organisation, DepartmentFacts("财务部"), **by)
    set_up_department(make_organisation(), DepartmentFacts("组织部"), **by)

    assert department.name == "组织部"
    assert refused(lambda: set_up_department(organisation, DepartmentFacts("组织部"), **by)) == (
        "department.name_taken"
    )
    assert refused(lambda: change_department(other, DepartmentFacts("组织部"), **by)) == (
        "department.name_taken"
    )
    assert refused(lambda: set_up_department(organisation, DepartmentFacts("  "), **by)) == (
        "department.name_missing"
    )


def test_change_department():
    department = make_department(name="组织部")

    change_department(
        department, DepartmentFacts("基层工作部", "Grassroots", 3, WorkLine.ORGANISING), **by_job()
    )

    department.refresh_from_db()
    assert (
        *(department.name, department.english_name, department.order, department.work_line),
    ) == ("基层工作部", "Grassroots", 3, "organising")
    assert recorded() == [("department.changed", department.organisation_id)]


def test_the_usual_departments_are_set_up_where_their_work_has_none():
    organisation = make_organisation()
    by = by_job()
    set_up_department(organisation, DepartmentFacts("基层工作部", "", 1, WorkLine.ORGANISING), **by)
    make_department(organisation, "财务部")

    made = set_up_usual_departments(organisation, **by)
    again = set_up_usual_departments(organisation, **by)

    assert [one.name for one in made] == [
        "办公室", "宣传教育部", "权益保障部", "劳动和经济工作部", "经审办", "女职工部",
    ]  # fmt: skip
    assert again == []
    lines = organisation.departments.exclude(work_line="").values_list("work_line", flat=True)
    assert len(lines) == len(set(lines)) == 7


def test_set_up_post():
    organisation = make_organisation("江口县总工会")
    department = make_department(organisation)
    facts = PostFacts(
        *(" 副主席", PostKind.DEPUTY, 20, 3, department, "Vice-Chair"),
        portfolio=["组织建设", " 县级工会加强年", "组织建设", ""],
    )

    post = set_up_post(organisation, facts, on=TODAY, **by_job())

    post.refresh_from_db()
    assert (
        *(post.title, post.kind, post.precedence, post.seats, post.department),
        *(post.english_title, post.ended_on),
    ) == ("副主席", "deputy", 20, 3, department, "Vice-Chair", None)
    assert list(post.portfolios.values_list("subject", "from_on", "until_on")) == [
        ("组织建设", TODAY, None),
        ("县级工会加强年", TODAY, None),
    ]
    assert recorded() == [("post.set_up", organisation.pk)]


def test_a_post_without_a_word_on_seats_has_those_of_its_kind():
    organisation = make_organisation()
    by = by_job()

    chair = set_up_post(organisation, PostFacts("主席", PostKind.CHAIR), on=TODAY, **by)
    officer = set_up_post(organisation, PostFacts("干事", PostKind.OFFICER), on=TODAY, **by)

    assert (chair.seats, officer.seats) == (1, 0)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        pytest.param(PostFacts("  "), "post.title_missing", id="no title"),
        pytest.param(PostFacts("主席"), "post.title_taken", id="the title is taken"),
        pytest.param(
            PostFacts("副主席", portfolio=["长" * 101]), "portfolio.too_long", id="a whole sentence"
        ),
    ],
)
def test_set_up_post_refused_changes_nothing(facts, code):
    organisation = make_organisation()
    make_post(organisation, "主席")
    by = by_job()

    assert refused(lambda: set_up_post(organisation, facts, on=TODAY, **by)) == code
    assert (Post.objects.count(), recorded()) == (1, [])


def test_a_dissolved_organisation_gets_no_post():
    organisation = make_organisation()
    organisation.status = Status.DISSOLVED.value

    assert refused(lambda: set_up_post(organisation, PostFacts("主席"), on=TODAY, **by_job())) == (
        "post.organisation_dissolved"
    )


def test_a_title_is_free_again_when_its_post_has_ended():
    post = make_post(title="督查专员")
    by = by_job()

    end_post(post, on=TODAY, **by)

    assert post_in(post.organisation, "督查专员") != post


def test_take_up_post_refused_changes_nothing():
    post = make_post(seats=1)
    make_tenure(make_person("麻青松"), post)

    assert refused(lambda: take_up_post(make_person("任小禾"), post, on=TODAY, **by_job())) == (
        "post.seats_taken"
    )
    assert (Tenure.objects.count(), recorded()) == (1, [])


def test_who_is_acting_serves_beside_a_chair_who_is_away():
    chair = make_tenure(post=make_post(seats=1))

    tenure = take_up_post(
        make_person("任小禾"), chair.post, on=TODAY, manner=Manner.ACTING, **by_job()
    )

    assert (tenure.manner, Tenure.objects.count()) == ("acting", 2)


def test_seat_all_is_one_deed():
    tree = make_tree()
    posts = [make_post(one, "主席", seats=1) for one in tree.counties]
    former, chair = make_person("田晓岚"), make_person("任小禾")

    made = seat_all(
        [
            Seating(former, posts[0], LONG_AGO, date(2023, 6, 30)),
            Seating(chair, posts[0], date(2023, 7, 1)),
            Seating(chair, posts[1], TODAY, None, Manner.PART_TIME),
        ],
        **by_job(),
    )

    assert list(
        Tenure.objects.order_by("pk").values_list("person", "post", "from_on", "until_on", "manner")
    ) == [
        (former.pk, posts[0].pk, LONG_AGO, date(2023, 6, 30), "regular"),
        (chair.pk, posts[0].pk, date(2023, 7, 1), None, "regular"),
        (chair.pk, posts[1].pk, TODAY, None, "part_time"),
    ]
    assert [one.pk for one in made] == list(
        Tenure.objects.order_by("pk").values_list("pk", flat=True)
    )
    assert recorded() == [("tenure.many_begun", tree.counties[0].pk)]


def test_seat_all_refuses_all_for_one_and_counts_those_beside_it():
    post = make_post(seats=1)
    wanted = [Seating(make_person(name), post, TODAY) for name in ("田晓岚", "任小禾")]

    assert refused(lambda: seat_all(wanted, **by_job())) == "post.seats_taken"
    assert (Tenure.objects.count(), recorded()) == (0, [])


def test_seat_all_of_nobody_is_no_deed():
    assert seat_all([], **by_job()) == []
    assert recorded() == []


def test_seat_all_asks_the_database_as_often_for_one_as_for_fifty():
    posts = [make_post(make_organisation(), seats=1) for _ in range(51)]
    person, by = make_person(), by_job()
    seat_all([Seating(person, posts[0], TODAY)], **by)

    post = make_post(seats=1)

    with CaptureQueriesContext(connection) as one:
        seat_all([Seating(person, post, TODAY)], **by)
    with CaptureQueriesContext(connection) as fifty:
        seat_all([Seating(person, post, TODAY) for post in posts[1:]], **by)

    assert len(fifty) == len(one)


def test_leave_post():
    tenure = make_tenure()

    leave_post(tenure, on=TODAY, **by_job())

    tenure.refresh_from_db()
    assert tenure.until_on == TODAY
    assert recorded() == [("tenure.ended", tenure.post.organisation_id)]
    assert refused(lambda: leave_post(tenure, on=TODAY, **by_job())) == "tenure.left_already"


def test_rights_end_with_the_post():
    tree = make_tree()
    account = make_plain_account()
    tenure = make_tenure(account.person, make_post(tree.county))
    make_grant(Role.LEADER, tree.county, post=tenure.post)

    leave_post(tenure, on=TODAY, **by_job())

    after = TODAY + timedelta(days=1)
    assert can(account, Permission.ORGANISATION_VIEW, tree.township, on=TODAY)
    assert not can(account, Permission.ORGANISATION_VIEW, tree.township, on=after)


def test_change_portfolio_keeps_what_was_before():
    organisation = make_organisation()
    by = by_job()
    post = set_up_post(
        organisation, PostFacts("副主席", portfolio=["组织建设", "财务"]), on=LONG_AGO, **by
    )

    now = change_portfolio(post, ["组织建设", "县级工会加强年"], on=TODAY, **by)
    change_portfolio(post, ["县级工会加强年", "组织建设"], on=TODAY, **by)

    assert {one.subject for one in now} == {"组织建设", "县级工会加强年"}
    assert set(post.portfolios.values_list("subject", "from_on", "until_on")) == {
        ("组织建设", LONG_AGO, None),
        ("财务", LONG_AGO, TODAY - timedelta(days=1)),
        ("县级工会加强年", TODAY, None),
    }
    assert recorded()[1:] == [("portfolio.changed", organisation.pk)]


def test_an_item_given_and_taken_on_one_day_was_never_in_force():
    post, by = make_post(), by_job()
    change_portfolio(post, ["财务"], on=TODAY, **by)

    assert change_portfolio(post, [], on=TODAY, **by) == []
    assert not post.portfolios.exists()


def test_a_portfolio_is_not_changed_behind_a_later_change():
    post, by = make_post(), by_job()
    change_portfolio(post, ["财务"], on=TODAY, **by)

    assert refused(lambda: change_portfolio(post, [], on=LONG_AGO, **by)) == (
        "portfolio.changed_later"
    )


def test_end_post():
    post, by = make_post(), by_job()
    change_portfolio(post, ["财务"], on=LONG_AGO, **by)
    open_ended = make_tenure(make_person("任小禾"), post)
    planned = make_tenure(make_person("田晓岚"), post, until_on=TODAY + timedelta(days=9))
    left = make_tenure(make_person("冉茂林"), post, until_on=LONG_AGO)

    end_post(post, on=TODAY, **by)

    post.refresh_from_db()
    assert post.ended_on == TODAY
    assert dict(post.tenures.values_list("pk", "until_on")) == {
        open_ended.pk: TODAY,
        planned.pk: TODAY,
        left.pk: LONG_AGO,
    }
    assert post.portfolios.get().until_on == TODAY
    assert recorded()[-1] == ("post.ended", post.organisation_id)
    assert refused(lambda: end_post(post, on=TODAY, **by)) == "post.ended"
    assert refused(lambda: change_portfolio(post, [], on=TODAY + timedelta(days=1), **by)) == (
        "post.ended"
    )


def test_a_post_does_not_end_before_somebody_takes_it_up():
    tenure = make_tenure(from_on=TODAY)

    assert refused(lambda: end_post(tenure.post, on=TODAY - timedelta(days=1), **by_job())) == (
        "post.used_later"
    )
