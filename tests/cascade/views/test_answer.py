"""Answering in words, and asking for more time."""

from datetime import date

import pytest
from django.urls import reverse

from gonghui.access.permissions import Role
from gonghui.cascade.models import Answer, Extension
from gonghui.cascade.rules.assignment import State
from tests.factories.access import make_account
from tests.factories.cascade import make_assignment, make_directive, make_extension
from tests.factories.organisations import make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def share(tree):
    return make_assignment(make_directive(issuer=tree.city), tree.county)


def at(name: str, pk: int) -> str:
    return reverse(f"cascade:{name}", args=[pk])


def text_of(answer) -> str:
    return answer.content.decode()


def test_written_filed_and_accepted(client, tree, share):
    client.force_login(make_account(Role.FILER, tree.county, username="filer"))
    client.post(at("answer", share.pk), {"words": "已核实", "edition": "0", "then": "save"})
    client.post(at("answer", share.pk), {"words": "已核实12户", "edition": "1", "then": "file"})
    share.refresh_from_db()
    assert (share.state, share.answer.words) == ("filed", "已核实12户")

    client.force_login(make_account(Role.REVIEWER, tree.city, username="reviewer"))
    assert "已核实12户" in text_of(client.get(at("answer", share.pk)))
    client.post(at("answer-accept", share.pk))
    share.refresh_from_db()
    assert share.state == State.ACCEPTED.value


def test_sent_back_and_mended(client, tree, share):
    Answer.objects.create(
        assignment=share, words="已核实", edition=1, saved_by=make_account(username="first")
    )
    share.state = State.FILED.value
    share.save()
    client.force_login(make_account(Role.REVIEWER, tree.city, username="reviewer"))
    empty = client.post(at("answer-send-back", share.pk), {"reason": ""})
    client.post(at("answer-send-back", share.pk), {"reason": "缺两户"})

    client.force_login(make_account(Role.FILER, tree.county, username="filer"))
    page = text_of(client.get(at("answer", share.pk)))
    client.post(at("answer", share.pk), {"words": "补齐两户", "edition": "1", "then": "file"})

    share.refresh_from_db()
    assert empty.status_code == 200
    assert "缺两户" in page
    assert (share.state, share.answer.words) == ("filed", "补齐两户")


def test_what_a_colleague_saved_is_not_written_over_and_ours_is_kept(client, tree, share):
    by = make_account(username="colleague")
    Answer.objects.create(assignment=share, words="他的", edition=1, saved_by=by)
    client.force_login(make_account(Role.FILER, tree.county, username="filer"))

    page = text_of(
        client.post(at("answer", share.pk), {"words": "我的", "edition": "0", "then": "save"})
    )

    share.answer.refresh_from_db()
    assert "同事刚刚保存过" in page
    assert "我的" in page
    assert share.answer.words == "他的"


def test_an_upper_office_never_answers_for_a_lower_one(client, tree, share):
    client.force_login(make_account(Role.FILER, tree.city, username="above"))

    seen = client.get(at("answer", share.pk))
    done = client.post(at("answer", share.pk), {"words": "代写", "edition": "0", "then": "file"})

    assert (seen.status_code, done.status_code) == (200, 404)
    assert not Answer.objects.exists()


def test_more_time_is_asked_for_and_granted(client, tree, share):
    filer = make_account(Role.FILER, tree.county, username="filer")
    client.force_login(filer)
    refused = text_of(
        client.post(at("extension-ask", share.pk), {"until": "2023-07-01", "reason": "汛期"})
    )
    client.post(at("extension-ask", share.pk), {"until": "2099-08-01", "reason": "汛期"})
    assert "待上级决定" in text_of(client.get(at("assignment", share.pk)))

    client.force_login(make_account(Role.REVIEWER, tree.city, username="reviewer"))
    assert "1 个单位申请延期" in text_of(client.get(f"{reverse('cascade:inbox')}?tab=review"))
    asked = Extension.objects.get()
    assert "汛期" in text_of(client.get(reverse("cascade:extensions")))
    client.post(at("extension", asked.pk), {"then": "grant"})

    share.refresh_from_db()
    assert "延期后的日期应晚于" in refused
    assert (share.due_on, share.first_due_on) == (date(2099, 8, 1), date(2023, 7, 20))
    client.force_login(filer)
    page = text_of(client.get(at("assignment", share.pk)))
    assert "已同意" in page
    assert "原期限2023年7月20日" in page


def test_refused_only_with_a_reason(client, tree, share):
    asked = make_extension(share, until=date(2099, 8, 1))
    client.force_login(make_account(Role.REVIEWER, tree.city, username="reviewer"))

    silent = client.post(at("extension", asked.pk), {"then": "refuse", "reason": ""})
    client.post(at("extension", asked.pk), {"then": "refuse", "reason": "省里不能等"})

    asked.refresh_from_db()
    assert silent.status_code == 200
    assert (asked.state, asked.answer) == ("refused", "省里不能等")


def test_taken_back_by_who_asked_and_by_nobody_else(client, tree, share):
    asked = make_extension(share, until=date(2099, 8, 1))
    client.force_login(make_account(Role.FILER, tree.other_county, username="other"))
    foreign = client.post(at("extension-withdraw", asked.pk))
    client.force_login(make_account(Role.FILER, tree.county, username="filer"))
    client.post(at("extension-withdraw", asked.pk))

    asked.refresh_from_db()
    assert (foreign.status_code, asked.state) == (404, "withdrawn")
