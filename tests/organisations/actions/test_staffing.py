from datetime import date

import pytest

from gonghui.audit.models import Entry
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.actions.post import post_in
from gonghui.organisations.actions.staffing import NewPost, set_up_all
from gonghui.organisations.models import Department, Post
from gonghui.organisations.rules.organisation import PostKind, Status
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_department, make_organisation
from tests.factories.people import make_job

pytestmark = pytest.mark.django_db
DAY = date(2021, 5, 1)


def set_up(*wanted):
    return set_up_all(wanted, by=make_job(), at=IN_JULY)


def test_posts_come_with_their_departments_and_what_they_are_in_charge_of():
    union = make_organisation()
    office = make_department(union, "办公室", order=3)

    made = set_up(
        NewPost(union, "主席", PostKind.CHAIR, 10, DAY, subjects=["全面工作", "财务"]),
        NewPost(union, "主任", PostKind.DEPARTMENT_HEAD, 70, DAY, department="办公室"),
        NewPost(union, "部长", PostKind.DEPARTMENT_HEAD, 70, DAY, department="组织部"),
        NewPost(union, "干事", PostKind.OFFICER, 80, DAY, department="组织部"),
    )

    (organising,) = made.departments
    assert (organising.name, organising.order) == ("组织部", 4)
    assert [(one.title, one.department, one.seats) for one in made.posts] == [
        ("主席", None, 1),
        ("主任", office, 0),
        ("部长", organising, 0),
        ("干事", organising, 0),
    ]
    assert [(one.post, one.subject, one.from_on) for one in made.portfolios] == [
        (made.posts[0], "全面工作", DAY),
        (made.posts[0], "财务", DAY),
    ]
    assert list(Entry.objects.values_list("verb", "facts")) == [("post.many_set_up", {"count": 4})]


def test_of_several_posts_with_one_title_the_highest_is_the_post_in_an_organisation():
    union = make_organisation()
    made = set_up(
        NewPost(union, "副主席", PostKind.DEPUTY, 32, DAY, subjects=["财务"]),
        NewPost(union, "副主席", PostKind.DEPUTY, 31, DAY, subjects=["组织"]),
    )

    assert post_in(union, "副主席") == made.posts[1]
    assert Post.objects.count() == 2


def test_a_dissolved_organisation_gets_no_post():
    union = make_organisation()
    union.status = Status.DISSOLVED.value

    with pytest.raises(RuleBroken) as refusal:
        set_up(NewPost(union, "主任", PostKind.OTHER, 10, DAY, department="办公室"))

    assert refusal.value.code == "post.organisation_dissolved"
    assert not Department.objects.exists()
