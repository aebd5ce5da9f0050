from datetime import date

import pytest
from django.http import Http404, HttpResponse

from gonghui.access.checks import can
from gonghui.access.permissions import Permission, Role
from gonghui.access.web import (
    DeclaredMiddleware,
    act_as,
    is_declared,
    public,
    request_permissions,
    requires,
)
from gonghui.organisations.models import Tenure
from gonghui.people.models import Account
from tests.factories.access import make_account, make_grant
from tests.factories.organisations import make_organisation, make_post, make_tenure, make_tree
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db


def plain(request) -> HttpResponse:
    return HttpResponse("seen")


def asked(rf, user):
    request = rf.get("/somewhere/?page=2")
    request.user = user
    request.session = {}
    return request


def test_a_view_that_says_nothing_is_closed(rf):
    middleware = DeclaredMiddleware(plain)

    with pytest.raises(Http404):
        middleware.process_view(rf.get("/"), plain, (), {})

    assert (
        middleware.process_view(rf.get("/"), public(lambda request: plain(request)), (), {}) is None
    )
    assert is_declared(requires(Permission.DESK_VIEW)(plain))
    assert not is_declared(plain)


def test_requires_lets_in_who_holds_the_permission_somewhere(rf):
    guarded = requires(Permission.SHEET_FILE)(plain)
    filer = make_account(Role.FILER, make_organisation())

    assert guarded(asked(rf, filer)).content == b"seen"
    with pytest.raises(Http404):
        guarded(asked(rf, make_account(Role.LEADER, make_organisation())))


def test_the_capacity_of_the_person_goes_with_the_request(rf):
    account = make_plain_account()
    post = make_post(make_organisation("江口县总工会"), "统计干事")
    make_tenure(account.person, post)
    request = asked(rf, account)

    assert request_permissions(request) == frozenset()
    assert account.capacity == ""

    request = asked(rf, make_account(Role.FILER, post.organisation))
    request_permissions(request)
    assert request.user.capacity == "江口县总工会"


def test_permissions_are_read_once_a_request(rf, django_assert_num_queries):
    request = asked(rf, make_account(Role.FILER, make_organisation()))

    with django_assert_num_queries(1):
        request_permissions(request)
        request_permissions(request)


@pytest.fixture
def two_posts():
    tree = make_tree()
    account = make_plain_account("田晓岚")
    for role, post in (
        (Role.LEADER, make_post(tree.county, "副主席", precedence=20)),
        (Role.FILER, make_post(tree.union, "主席", precedence=30)),
    ):
        make_grant(role, post.organisation, post=post)
        make_tenure(account.person, post)
    make_tenure(account.person, make_post(tree.county, "党组成员", precedence=5))
    make_grant(Role.CASE_OFFICER, tree.city, account=account)
    return tree, account


def test_one_acts_in_the_highest_post_that_carries_a_role(rf, two_posts):
    tree, account = two_posts
    request = asked(rf, account)

    may = request_permissions(request)

    assert [one.title for one in request.capacities] == [
        "江口县总工会副主席",
        "鱼梁村工会委员会主席",
    ]
    assert account.capacity == "江口县总工会副主席"
    assert Permission.REPORT_SIGN_OFF in may
    assert Permission.SHEET_FILE not in may
    assert {one.role for one in request.held} == {Role.LEADER, Role.CASE_OFFICER}
    assert not can(account, Permission.SHEET_FILE, tree.union)
    assert can(account, Permission.ORGANISATION_VIEW, tree.city)  # given to the account itself


def test_another_post_can_be_chosen_and_holds_from_the_next_request_on(rf, two_posts):
    tree, account = two_posts
    request = asked(rf, account)
    request_permissions(request)
    post = request.capacities[1]

    assert act_as(request, post.key) == post
    assert act_as(request, "999") is None
    later = asked(rf, Account.objects.get(pk=account.pk))
    later.session = request.session

    assert Permission.SHEET_FILE in request_permissions(later)
    assert Permission.REPORT_SIGN_OFF not in later.may
    assert later.user.capacity == "鱼梁村工会委员会主席"
    assert can(later.user, Permission.SHEET_FILE, tree.union)
    assert not can(later.user, Permission.REPORT_SIGN_OFF, tree.county)


def test_a_post_lost_meanwhile_falls_back(rf, two_posts):
    _tree, account = two_posts
    request = asked(rf, account)
    request_permissions(request)
    act_as(request, request.capacities[1].key)
    Tenure.objects.filter(post__title="主席").update(until_on=date(2023, 1, 1))
    later = asked(rf, Account.objects.get(pk=account.pk))
    later.session = request.session

    assert Permission.SHEET_FILE not in request_permissions(later)
    assert later.user.capacity == "江口县总工会副主席"
    assert later.session == {}
