"""What people are told when something goes wrong, and that nothing they typed is lost."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from gonghui.access.permissions import Role
from gonghui.cascade.models import Assignment
from gonghui.desk.views.errors import broken, reference_number, refused
from tests.factories.access import make_account
from tests.factories.cascade import make_assignment, make_directive
from tests.factories.organisations import make_tree

pytestmark = pytest.mark.django_db
HERE = "http://testserver"


@pytest.fixture
def tree():
    return make_tree()


def text_of(response) -> str:
    return response.content.decode()


def test_a_missing_page_says_what_it_may_mean(zh):
    page = zh.get("/there-is-none/")

    assert page.status_code == 404
    assert "没有找到这一页" in text_of(page)
    assert "可能已撤下，或不在您的范围内" in text_of(page)


def test_a_missing_page_in_english(en):
    assert "It may be gone, or outside your reach." in text_of(en.get("/there-is-none/"))


def test_what_was_sent_to_a_missing_page_was_not_filed(client, tree):
    client.force_login(make_account(Role.FILER, tree.county))

    assert "刚才报送的没有报上去" in text_of(client.post("/there-is-none/", {"a": "1"}))


def test_out_of_reach_and_missing_look_alike(client, tree):
    asked = make_assignment(make_directive(issuer=tree.city), tree.other_county)
    client.force_login(make_account(Role.FILER, tree.county))

    there = client.get(reverse("cascade:assignment", args=[asked.pk]))
    missing = client.get(reverse("cascade:assignment", args=[asked.pk + 1]))
    tokens = re.compile(
        r'(value|token)="[\w-]{20,}"|/assignments/\d+/|%2Fassignments%2F\d+|编号：\w{6}'
    )

    assert there.status_code == missing.status_code == 404
    assert tokens.sub("", text_of(there)) == tokens.sub("", text_of(missing))


@pytest.mark.parametrize(
    ("language", "method", "words"),
    [
        pytest.param(
            "zh-hans", "post", "没有报上去，也没有只存一半", id="after sending, in Chinese"
        ),
        pytest.param("zh-hans", "get", "您的数据没有变动", id="after looking, in Chinese"),
        pytest.param("en", "post", "nothing was half done", id="after sending, in English"),
        pytest.param("en", "get", "Nothing of yours was changed", id="after looking, in English"),
    ],
)
def test_our_own_mistakes_come_with_a_number(rf, language, method, words, caplog):
    request = getattr(rf, method)("/cascade/")
    request.COOKIES["gonghui_language"] = language

    response = broken(request)

    number = response["X-Reference"]
    assert response.status_code == 500
    assert (words in text_of(response), number in text_of(response)) == (True, True)
    assert f"reference {number}: 500 {method.upper()} /cascade/" in caplog.text


def test_a_mistake_needs_no_database(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        broken(rf.get("/"))


@pytest.mark.parametrize(
    ("method", "words"),
    [
        pytest.param("get", "请回工作台重来", id="after looking"),
        pytest.param("post", "您填的内容还在", id="after sending"),
    ],
)
def test_what_is_refused_says_what_became_of_what_was_typed(rf, method, words, caplog):
    request = getattr(rf, method)("/cascade/")

    response = refused(request, PermissionDenied())

    number = response["X-Reference"]
    assert response.status_code == 403
    assert (words in text_of(response), number in text_of(response)) == (True, True)
    assert f"reference {number}: 403" in caplog.text


def test_a_missing_page_has_a_number_too(client, caplog):
    page = client.get("/there-is-none/")

    assert page["X-Reference"] in text_of(page)
    assert f"reference {page['X-Reference']}: 404 GET /there-is-none/" in caplog.text


def test_numbers_can_be_read_out_on_the_telephone():
    numbers = {reference_number() for _ in range(50)}

    assert len(numbers) == 50
    assert all(
        re.fullmatch(r"[2-9A-Z]{6}", one) and not set(one) & set("01OIBS") for one in numbers
    )


@pytest.fixture
def strict(tree):
    """A signed-in browser whose page has grown old: its token no longer fits."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_account(Role.REVIEWER, tree.county))
    return client


def relay_page(tree) -> str:
    own = make_assignment(make_directive(issuer=tree.city), tree.county)
    return reverse("cascade:relay", args=[own.pk])


def typed(tree, **more):
    return {"due_on": "2023-07-18", "instruction": "先报电子版", "to": [tree.township.pk], **more}


def test_an_old_page_gives_back_what_was_typed_and_sends_it_again(strict, tree):
    address = relay_page(tree)

    refused = strict.post(address, typed(tree, password="hush"), headers={"origin": HERE})  # noqa: S106 -- nobody's
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text_of(refused))[1]
    again = strict.post(
        address, typed(tree, csrfmiddlewaretoken=token), headers={"origin": HERE}, follow=True
    )

    assert refused.status_code == 403
    assert ("还没有报上去" in text_of(refused), "先报电子版" in text_of(refused)) == (True, True)
    assert ("hush" in text_of(refused), refused["X-Reference"] in text_of(refused)) == (False, True)
    assert (again.status_code, Assignment.objects.count()) == (200, 2)


def test_what_another_site_sends_is_not_offered_to_be_sent_again(strict, tree):
    address = relay_page(tree)

    refused = strict.post(address, typed(tree), headers={"origin": "https://example.org"})

    assert refused.status_code == 403
    assert ("先报电子版" in text_of(refused), f'action="{address}"' in text_of(refused)) == (
        False,
        False,
    )
    assert Assignment.objects.count() == 1


def test_too_many_fields_are_told_in_a_sentence(client, tree, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 100
    client.force_login(make_account(Role.REVIEWER, tree.county))

    response = client.post(relay_page(tree), {f"field{n}": "1" for n in range(101)})

    assert response.status_code == 400
    assert "收到的内容读不出来" in text_of(response)
