"""The own number, what one agreed to, and papers that were signed."""

import pytest
from django.urls import reverse

from gonghui.access.permissions import Role
from gonghui.audit.models import Entry
from gonghui.foundation.clock import today
from gonghui.people.actions.contact import change_contact
from gonghui.people.models import Consent, Person
from gonghui.people.queries.consent import has_agreed
from gonghui.people.rules.privacy import Purpose
from tests.factories.access import make_account
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_post, make_tenure, make_tree
from tests.factories.people import make_job, make_person, make_plain_account

pytestmark = pytest.mark.django_db
PHONE, MASKED = "19900001234", "199****1234"  # invented
LIST = {"purpose": "contact_list"}


@pytest.fixture
def oneself(client):
    """Somebody signed in, without any role."""
    account = make_plain_account("任小禾")
    client.force_login(account)
    return account


def main_of(answer) -> str:
    return answer.content.decode().partition("<main")[2]


def test_one_changes_the_own_number_without_a_reason(client, oneself):
    address = reverse("own-contact")

    wrong = main_of(client.post(address, {"phone": "1990000"}))
    client.post(address, {"phone": "199 0000 1234"})
    shown = main_of(client.get(address))

    assert ('value="1990000"' in wrong, "手机号" in wrong) == (True, True)
    assert (MASKED in shown, PHONE in shown) == (True, False)
    [entry] = Entry.objects.all()
    assert (entry.verb, entry.actor_id, entry.subject_id) == (
        "person.contact_changed",
        oneself.pk,
        oneself.person_id,
    )


def test_the_own_page_changes_no_identity_card_number(client, oneself):
    client.post(reverse("own-contact"), {"phone": PHONE, "id_number": "11010519491231002X"})

    kept = Person.objects.get(pk=oneself.person_id)
    assert (str(kept.phone), str(kept.id_number)) == (MASKED, "")


def test_one_agrees_and_takes_it_back_as_easily(client, oneself):
    before = main_of(client.get(reverse("own-contact")))
    given = main_of(client.post(reverse("own-agree"), LIST, follow=True))
    agreed = has_agreed(oneself.person, Purpose.CONTACT_LIST)
    taken = main_of(client.post(reverse("own-take-back"), LIST, follow=True))

    assert (before.count("未同意"), given.count("未同意"), taken.count("未同意")) == (2, 1, 2)
    assert (agreed, has_agreed(oneself.person, Purpose.CONTACT_LIST)) == (True, False)
    assert "收回" in taken
    [kept] = Consent.objects.all()
    assert (kept.channel, kept.text_version, kept.withdrawn_at is not None) == ("page", 1, True)


def test_nobody_agrees_to_what_nobody_asked(client, oneself):
    answer = client.post(reverse("own-agree"), {"purpose": "everything"})

    assert (answer.status_code, Consent.objects.count()) == (404, 0)


def test_nothing_is_agreed_to_by_looking(client, oneself):
    statuses = [client.get(reverse(name)).status_code for name in ("own-agree", "own-take-back")]

    assert (statuses, Consent.objects.count()) == ([405, 405], 0)


@pytest.fixture
def person(client):
    """Somebody in a post, and an administrator signed in who keeps the register."""
    tree = make_tree()
    person = make_person("任小禾")
    make_tenure(person, make_post(tree.union))
    change_contact(person, phone=PHONE, by=make_job(), at=IN_JULY)
    client.force_login(make_account(Role.SYSTEM_ADMINISTRATOR, tree.city))
    return person


def test_a_signed_paper_is_entered_with_its_day(client, person):
    day = today().replace(day=1)

    shown = client.post(
        reverse("directory:person-agree", args=[person.pk]),
        {**LIST, "signed_on": day.isoformat()},
        follow=True,
    )

    [kept] = Consent.objects.all()
    assert (kept.channel, kept.given_at.astimezone(IN_JULY.tzinfo).date()) == ("paper", day)
    assert "书面" in main_of(shown)
    assert PHONE in main_of(client.get(reverse("directory:person", args=[person.pk])))


def test_a_paper_of_tomorrow_is_refused(client, person):
    day = today().replace(year=today().year + 1, day=1)

    shown = client.post(
        reverse("directory:person-agree", args=[person.pk]),
        {**LIST, "signed_on": day.isoformat()},
        follow=True,
    )

    assert ("还没有到" in shown.content.decode(), Consent.objects.count()) == (True, 0)


def test_a_day_that_is_none_is_told_where_it_was_typed(client, person):
    shown = client.post(
        reverse("directory:person-agree", args=[person.pk]), {**LIST, "signed_on": "昨天下午"}
    )

    assert main_of(shown).count('value="昨天下午"') == 1
    assert Consent.objects.count() == 0


def test_an_administrator_enters_that_somebody_took_it_back(client, person):
    typed = {**LIST, "signed_on": today().isoformat()}
    client.post(reverse("directory:person-agree", args=[person.pk]), typed)

    client.post(reverse("directory:person-take-back", args=[person.pk]), LIST)

    assert not has_agreed(person, Purpose.CONTACT_LIST)
    assert PHONE not in main_of(client.get(reverse("directory:person", args=[person.pk])))
