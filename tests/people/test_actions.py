import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError

from gonghui.audit.models import Entry
from gonghui.foundation.errors import RuleBroken
from gonghui.people.actions import job_account, open_account, register_person
from gonghui.people.models import Account, Person
from tests.factories.moments import IN_JULY
from tests.factories.people import make_job, make_person, make_plain_account

pytestmark = pytest.mark.django_db
GOOD = "tongren-2023-banzu"


def verbs():
    return list(Entry.objects.values_list("verb", flat=True))


@pytest.mark.parametrize(
    ("typed", "name", "reading"),
    [
        pytest.param("任小禾", "任小禾", "renxiaohe", id="plain"),
        pytest.param(" 任 小禾 ", "任小禾", "renxiaohe", id="spaces between"),
        pytest.param("单一鸣", "单一鸣", "shanyiming", id="the surname read as a surname"),
        pytest.param("阿依古丽•买买提", "阿依古丽·买买提", "ayiguli·maimaiti", id="the dot"),
    ],
)
def test_register_person_tidies_the_name_and_knows_its_reading(typed, name, reading):
    person = register_person(typed, by=make_job(), at=IN_JULY, invented=True)

    person.refresh_from_db()
    assert (person.name, person.sort_reading, person.invented, str(person)) == (
        name,
        reading,
        True,
        name,
    )
    assert verbs() == ["person.registered"]


@pytest.mark.parametrize("typed", ["", "   ", "\u200b"])
def test_register_person_refuses_an_empty_name_and_changes_nothing(typed):
    with pytest.raises(RuleBroken) as refusal:
        register_person(typed, by=make_job(), at=IN_JULY)

    assert (refusal.value.code, refusal.value.facts) == ("person.name_missing", {})
    assert (Person.objects.count(), verbs()) == (0, [])


def test_open_account_lets_the_person_sign_in():
    person = make_person("任小禾")

    account = open_account("xiaohe", person=person, password=GOOD, by=make_job(), at=IN_JULY)

    assert authenticate(None, username="xiaohe", password=GOOD) == account
    assert authenticate(None, username="xiaohe", password=GOOD + "!") is None
    assert (account.display_name, str(account), account.is_job) == ("任小禾", "xiaohe", False)
    assert verbs() == ["account.opened"]


def test_open_account_refuses_a_name_that_is_taken():
    make_plain_account(username="xiaohe")

    with pytest.raises(RuleBroken) as refusal:
        open_account("xiaohe", person=make_person(), password=GOOD, by=make_job(), at=IN_JULY)

    assert (refusal.value.code, refusal.value.facts) == (
        "account.username_taken",
        {"username": "xiaohe"},
    )
    assert (Account.objects.filter(is_job=False).count(), verbs()) == (1, [])


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("short-1", id="too short"),
        pytest.param("password1234", id="among the common ones"),
        pytest.param("xiaohe-renxiaohe", id="like the sign-in name"),
    ],
)
def test_open_account_refuses_a_password_that_is_easy_to_guess(password):
    with pytest.raises(ValidationError):
        open_account(
            "renxiaohe", person=make_person(), password=password, by=make_job(), at=IN_JULY
        )

    assert (Account.objects.filter(is_job=False).count(), verbs()) == (0, [])


def test_the_job_account_is_one_and_cannot_sign_in():
    job = job_account()

    assert job_account() == job
    assert (job.is_job, job.person, job.display_name) == (True, None, "gonghui")
    assert not job.has_usable_password()
