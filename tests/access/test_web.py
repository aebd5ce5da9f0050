import pytest
from django.http import Http404, HttpResponse

from gonghui.access.permissions import Permission, Role
from gonghui.access.web import (
    DeclaredMiddleware,
    is_declared,
    public,
    request_permissions,
    requires,
)
from tests.factories.access import make_account
from tests.factories.organisations import make_organisation, make_post, make_tenure
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db


def plain(request) -> HttpResponse:
    return HttpResponse("seen")


def asked(rf, user):
    request = rf.get("/somewhere/?page=2")
    request.user = user
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
