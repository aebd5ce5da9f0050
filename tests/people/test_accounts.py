"""Accounts are opened, closed and reset by links; nobody but the person knows a password."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.utils.timezone import now

from gonghui.audit.models import Entry
from gonghui.foundation.errors import RuleBroken
from gonghui.notices.models import Notice
from gonghui.people.actions.account import (
    close_account,
    open_account,
    remove_second_factor,
    reopen_account,
    set_password_by_link,
    start_reset,
)
from gonghui.people.models import Account, SignInLink
from gonghui.people.queries.account import link_behind
from tests.factories.moments import IN_JULY
from tests.factories.people import make_job, make_person, make_plain_account

pytestmark = pytest.mark.django_db
GOOD = "tongren-2023-banzu"


def verbs():
    return list(Entry.objects.values_list("verb", flat=True))


def by_job():
    return {"by": make_job(), "at": IN_JULY}


def test_an_account_is_opened_and_the_person_sets_the_password():
    person = make_person("任小禾")

    invited = open_account(" xiaohe ", person=person, **by_job())
    unusable = not invited.account.has_usable_password()
    set_password_by_link(invited.token, GOOD, at=IN_JULY)

    assert (unusable, authenticate(None, username="xiaohe", password=GOOD)) == (
        True,
        invited.account,
    )
    assert (invited.account.display_name, str(invited.account)) == ("任小禾", "xiaohe")
    assert verbs() == ["account.opened", "account.password_set"]


def test_what_stands_in_a_link_is_kept_nowhere():
    token = open_account("xiaohe", person=make_person(), **by_job()).token

    [kept] = SignInLink.objects.values_list("digest", flat=True)

    assert (len(token) > 40, token in kept, token in str(list(Entry.objects.values()))) == (
        True,
        False,
        False,
    )


@pytest.mark.parametrize(
    ("username", "code"),
    [
        pytest.param("XiaoHe", "account.username_taken", id="taken, with other capitals"),
        pytest.param("xh", "account.username_wrong", id="too short"),
        pytest.param("xiao he", "account.username_wrong", id="a space"),
        pytest.param("", "account.username_wrong", id="empty"),
    ],
)
def test_an_account_needs_a_name_of_its_own(username, code):
    make_plain_account(username="xiaohe")

    with pytest.raises(RuleBroken) as refusal:
        open_account(username, person=make_person(), **by_job())

    assert (refusal.value.code, verbs()) == (code, [])


def test_a_link_opens_once():
    token = open_account("xiaohe", person=make_person(), **by_job()).token
    set_password_by_link(token, GOOD, at=IN_JULY)

    with pytest.raises(RuleBroken) as refusal:
        set_password_by_link(token, "another-2023-banzu", at=IN_JULY)

    assert refusal.value.code == "link.over"
    assert authenticate(None, username="xiaohe", password=GOOD) is not None


def test_a_link_ends_after_three_days_or_when_another_is_made_or_the_account_closes():
    invited = open_account("xiaohe", person=make_person(), **by_job())
    at = now()

    in_time = link_behind(invited.token, at=at + timedelta(hours=71))
    too_late = link_behind(invited.token, at=at + timedelta(hours=73))
    newer = start_reset(invited.account, **by_job())
    replaced = link_behind(invited.token, at=now())
    opens = link_behind(newer, at=now())
    close_account(invited.account, "调离", **by_job())
    closed = link_behind(newer, at=now())

    assert [bool(one) for one in (in_time, too_late, replaced, opens, closed)] == [
        *(True, False, False, True, False)
    ]


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("short-1", id="too short"),
        pytest.param("password1234", id="among the common ones"),
        pytest.param("renxiaohe-2023", id="like the sign-in name"),
        pytest.param("gonghui-2026-工会", id="words of the trade"),
        pytest.param("长" * 129, id="too long"),
    ],
)
def test_a_password_easy_to_guess_is_refused_and_the_link_still_opens(password):
    invited = open_account("renxiaohe", person=make_person("任小禾"), **by_job())

    with pytest.raises(ValidationError):
        set_password_by_link(invited.token, password, at=IN_JULY)

    assert (bool(link_behind(invited.token, at=now())), verbs()) == (True, ["account.opened"])


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("长安十二时辰里的一句话不短", id="characters"),
        pytest.param("🌾🌾🌾🌾 four fields of rice 🌾", id="pictures and spaces"),
        pytest.param("x7-" * 42, id="126 characters"),
    ],
)
def test_any_long_password_is_taken_whole(password):
    invited = open_account("xiaohe", person=make_person("任小禾"), **by_job())

    set_password_by_link(invited.token, password, at=IN_JULY)

    found = [authenticate(None, username="xiaohe", password=p) for p in (password, password[:-1])]
    assert found == [invited.account, None]


def test_passwords_are_kept_as_argon2id_and_older_ones_become_so(settings):
    settings.PASSWORD_HASHERS = [
        "gonghui.people.forms.SmallServerArgon2",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ]
    account = make_plain_account(username="xiaohe")
    account.password = make_password(GOOD, hasher="pbkdf2_sha256")
    account.save()

    signed_in = authenticate(None, username="xiaohe", password=GOOD)
    account.refresh_from_db()

    assert signed_in == account
    assert account.password.startswith("argon2$argon2id$v=19$m=49152,t=3,p=1$")


def test_the_old_password_holds_until_another_is_set():
    account = make_plain_account(username="xiaohe", password=GOOD)

    token = start_reset(account, **by_job())
    until = authenticate(None, username="xiaohe", password=GOOD)
    set_password_by_link(token, "another-2023-banzu", at=IN_JULY)

    assert (until, authenticate(None, username="xiaohe", password=GOOD)) == (account, None)
    assert verbs() == ["account.reset_started", "account.password_set"]


def make_second_factor(account):
    Authenticator.objects.create(user=account, type="totp", data={"secret": "x"})
    Authenticator.objects.create(user=account, type="recovery_codes", data={"seed": "x"})


def test_a_reset_leaves_the_second_factor():
    account = make_plain_account()
    make_second_factor(account)

    set_password_by_link(start_reset(account, **by_job()), GOOD, at=IN_JULY)

    assert (Authenticator.objects.count(), verbs()) == (
        2,
        ["account.reset_started", "account.password_set"],
    )


def test_a_lost_second_factor_is_removed_when_it_was_made_sure_who_asks():
    account = make_plain_account(username="xiaohe")
    make_second_factor(account)

    remove_second_factor(account, " 本人到场，看过身份证 ", **by_job())

    assert Authenticator.objects.count() == 0
    assert [(one.verb, one.facts) for one in Entry.objects.all()] == [
        ("second_factor.removed", {"proof": "本人到场，看过身份证"})
    ]


@pytest.mark.parametrize(
    ("proof", "has_one", "code"),
    [
        pytest.param(" ", True, "second_factor.proof_missing", id="nothing said"),
        pytest.param("本人到场", False, "second_factor.none", id="there is none"),
    ],
)
def test_a_second_factor_is_not_removed(proof, has_one, code):
    account = make_plain_account()
    if has_one:
        make_second_factor(account)

    with pytest.raises(RuleBroken) as refusal:
        remove_second_factor(account, proof, **by_job())

    assert (refusal.value.code, Authenticator.objects.exists(), verbs()) == (code, has_one, [])


def test_people_are_told_of_changes_to_their_sign_in_and_by_whom():
    account, other = make_plain_account("任小禾"), make_plain_account("龚德才")
    make_second_factor(account)

    set_password_by_link(start_reset(account, by=other, at=IN_JULY), GOOD, at=IN_JULY)
    remove_second_factor(account, "本人到场", by=other, at=IN_JULY)

    told = Notice.objects.filter(account=account).order_by("pk")
    assert [(one.code, one.weight, one.facts["by"], one.page) for one in told] == [
        ("sign_in.reset_started", "alarm", "龚德才", "usersessions_list"),
        ("sign_in.password_set", "know", "任小禾", "usersessions_list"),
        ("sign_in.second_factor_removed", "alarm", "龚德才", "usersessions_list"),
    ]
    assert not Notice.objects.exclude(account=account).exists()


def test_an_account_is_closed_and_opened_again():
    account = make_plain_account(username="xiaohe", password=GOOD)

    close_account(account, " 调离 ", **by_job())
    closed = authenticate(None, username="xiaohe", password=GOOD)
    reopen_account(account, **by_job())
    reopen_account(account, **by_job())

    assert (closed, authenticate(None, username="xiaohe", password=GOOD)) == (None, account)
    assert [(one.verb, one.facts) for one in Entry.objects.all()] == [
        ("account.closed", {"reason": "调离"}),
        ("account.reopened", {}),
    ]


@pytest.mark.parametrize(
    ("reason", "own", "closed", "code"),
    [
        pytest.param(" ", False, False, "account.reason_missing", id="without a reason"),
        pytest.param("调离", True, False, "account.own", id="the own one"),
        pytest.param("调离", False, True, "account.closed", id="closed already"),
    ],
)
def test_closing_is_refused(reason, own, closed, code):
    account = make_plain_account()
    Account.objects.filter(pk=account.pk).update(is_active=not closed)

    with pytest.raises(RuleBroken) as refusal:
        close_account(account, reason, by=account if own else make_job(), at=IN_JULY)

    assert (refusal.value.code, verbs()) == (code, [])
