"""Numbers of a person on pages: masked, told with a reason, entered, found."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gonghui.access.permissions import Role
from gonghui.audit.models import Entry
from gonghui.people.actions.consent import agree
from gonghui.people.actions.contact import change_contact
from gonghui.people.models import Person
from gonghui.people.rules.privacy import Channel, Purpose
from tests.factories.access import make_account, prove
from tests.factories.moments import IN_JULY, LONG_AGO
from tests.factories.organisations import make_post, make_tenure, make_tree
from tests.factories.people import make_job, make_person

pytestmark = pytest.mark.django_db
PHONE, MASKED = "19900001234", "199****1234"  # invented
GOOD = "banzu-peixun-2023"
NUMBER, MASKED_NUMBER = "11010519491231002X", "110***********002X"  # invented


@pytest.fixture
def tree():
    return make_tree()


def serving(at, name="任小禾", *, phone=PHONE, agreed=False, **days) -> Person:
    """Somebody in a post with a telephone."""
    person = make_person(name)
    make_tenure(person, make_post(at, f"{name}的职务"), **days)
    change_contact(person, phone=phone, id_number=None, by=make_job(), at=IN_JULY)
    if agreed:
        agree(person, Purpose.CONTACT_LIST, Channel.PAPER, by=make_job(), at=IN_JULY)
    return person


def as_role(client, role, at):
    account = make_account(role, at)
    client.force_login(account)
    prove(client)
    return account


def main_of(answer) -> str:
    return answer.content.decode().partition("<main")[2]


def page(client, name, *args) -> str:
    return main_of(client.get(reverse(f"directory:{name}", args=args)))


def verbs() -> list[str]:
    return [one.verb for one in Entry.objects.order_by("number")]


@pytest.mark.parametrize(
    ("role", "phone", "id_number"),
    [
        pytest.param(Role.LEADER, True, False, id="who calls people"),
        pytest.param(Role.SYSTEM_ADMINISTRATOR, True, True, id="who keeps the register"),
        pytest.param(Role.FILER, False, False, id="who needs neither"),
        pytest.param(Role.SECURITY_ADMINISTRATOR, False, False, id="who gives roles"),
        pytest.param(Role.AUDIT_ADMINISTRATOR, False, False, id="who reads the record"),
    ],
)
def test_a_persons_page_shows_numbers_masked_to_whoever_may_be_told(
    client, tree, role, phone, id_number
):
    person = serving(tree.union)
    change_contact(person, id_number=NUMBER, by=make_job(), at=IN_JULY)
    as_role(client, role, tree.city)

    shown = page(client, "person", person.pk)

    assert (MASKED in shown, MASKED_NUMBER in shown) == (phone, id_number)
    assert (PHONE in shown, NUMBER in shown) == (False, False)


def test_who_agreed_is_shown_whole_to_who_calls_people_and_to_nobody_else(client, tree):
    person = serving(tree.union, agreed=True)

    as_role(client, Role.LEADER, tree.city)
    assert PHONE in page(client, "person", person.pk)
    as_role(client, Role.FILER, tree.city)
    assert PHONE not in page(client, "person", person.pk)


def test_a_number_is_told_once_with_a_reason_and_it_is_on_record(client, tree):
    person = serving(tree.union)
    leader = as_role(client, Role.LEADER, tree.city)
    typed = {"reason": "meeting", "words": "7月12日会议", "form_key": "k"}
    address = reverse("directory:person-phone-tell", args=[person.pk])

    asked = page(client, "person-phone", person.pk)
    told = client.post(address, typed)
    again = client.post(address, typed, follow=True)

    assert (MASKED in asked, PHONE in asked) == (True, False)
    assert (PHONE in main_of(told), told["Cache-Control"]) == (True, "no-store")
    assert leader.display_name in main_of(told), "whose copy of the page this is"
    assert (PHONE in main_of(again), "刚才已显示过" in main_of(again)) == (False, True)
    entry = Entry.objects.get(verb="person.fact_told")
    assert (entry.actor_id, entry.subject_id, entry.facts) == (
        leader.pk,
        person.pk,
        {"fact": "phone", "reason": "meeting", "words": "7月12日会议"},
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param({"words": "看看"}, "请选用途", id="no reason"),
        pytest.param({"reason": "other", "words": "看"}, "请用几个字写明用途", id="no words"),
        pytest.param({"reason": "identity", "words": "看看"}, "请选用途", id="a reason for a card"),
    ],
)
def test_a_wrong_reason_is_told_and_what_was_typed_stays(client, tree, typed, sentence):
    person = serving(tree.union)
    as_role(client, Role.LEADER, tree.city)

    answer = client.post(reverse("directory:person-phone-tell", args=[person.pk]), typed)

    shown = main_of(answer)
    assert (sentence in shown, f'value="{typed["words"]}"' in shown) == (True, True)
    assert (PHONE in shown, "person.fact_told" in verbs()) == (False, False)


def test_the_password_is_asked_again_and_the_reason_kept_meanwhile(client, tree):
    person = serving(tree.union)
    client.force_login(make_account(Role.LEADER, tree.city, password=GOOD))

    typed = {"reason": "meeting", "words": ""}
    asked = client.post(reverse("directory:person-phone-tell", args=[person.pk]), typed)
    told = client.post(asked["Location"], {"password": GOOD}, follow=True)

    assert asked["Location"].startswith("/sign-in/again/")
    assert PHONE in main_of(told)
    assert verbs().count("person.fact_told") == 1


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("person-phone", Role.LEADER),
        ("person-id-number", Role.SYSTEM_ADMINISTRATOR),
    ],
)
def test_out_of_reach_is_as_missing(client, tree, name, role):
    elsewhere = serving(tree.other_county, "石小川")
    as_role(client, role, tree.county)

    for address in (name, f"{name}-tell"):
        to = reverse(f"directory:{address}", args=[elsewhere.pk])
        asked = client.get(to) if address == name else client.post(to, {"reason": "other"})
        assert asked.status_code == 404


def test_who_left_is_called_no_more(client, tree):
    left = serving(tree.union, until_on=LONG_AGO)
    as_role(client, Role.LEADER, tree.city)

    assert MASKED not in page(client, "person", left.pk)
    assert client.get(reverse("directory:person-phone", args=[left.pk])).status_code == 404


def test_an_identity_card_number_is_told_to_who_keeps_the_register(client, tree):
    person = serving(tree.union)
    change_contact(person, id_number=NUMBER, by=make_job(), at=IN_JULY)
    as_role(client, Role.SYSTEM_ADMINISTRATOR, tree.city)

    address = reverse("directory:person-id-number-tell", args=[person.pk])
    told = main_of(client.post(address, {"reason": "identity"}))

    assert NUMBER in told
    assert Entry.objects.get(verb="person.fact_told").facts["fact"] == "id_number"


def test_numbers_are_entered_and_taken_out(client, tree):
    person = serving(tree.union)
    as_role(client, Role.SYSTEM_ADMINISTRATOR, tree.city)
    address = reverse("directory:person-contact", args=[person.pk])

    shown = main_of(client.get(address))
    client.post(address, {"phone": "", "id_number": "110105 19491231 002x"})
    kept = Person.objects.get(pk=person.pk)
    before = (str(kept.phone), str(kept.id_number))
    client.post(address, {"phone_gone": "on"})
    kept = Person.objects.get(pk=person.pk)

    assert (MASKED in shown, PHONE in shown) == (True, False)
    assert before == (MASKED, MASKED_NUMBER)
    assert (str(kept.phone), str(kept.id_number)) == ("", MASKED_NUMBER)


def test_a_wrong_number_is_told_and_stays_as_typed(client, tree):
    person, other = serving(tree.union), serving(tree.union, "石小川")
    change_contact(other, id_number=NUMBER, by=make_job(), at=IN_JULY)
    as_role(client, Role.SYSTEM_ADMINISTRATOR, tree.city)
    address = reverse("directory:person-contact", args=[person.pk])

    wrong = main_of(client.post(address, {"phone": "1990000", "id_number": "110105194912310021"}))
    taken = main_of(client.post(address, {"id_number": NUMBER}))

    assert "手机号" in wrong
    assert ('value="1990000"' in wrong, 'value="110105194912310021"' in wrong) == (True, True)
    assert "已登记在另一人名下" in taken
    assert str(Person.objects.get(pk=person.pk).phone) == MASKED


def test_a_number_finds_whose_it_is_for_who_may_call_them(client, tree):
    here, there = serving(tree.union), serving(tree.other_county, "石小川")
    as_role(client, Role.LEADER, tree.county)
    address = reverse("directory:by-phone")

    found = main_of(client.post(address, {"phone": "199 0000 1234"}))
    nobody = main_of(client.post(address, {"phone": "19900009999"}))
    wrong = main_of(client.post(address, {"phone": "1990000"}))

    assert (here.name in found, there.name in found) == (True, False)
    assert ("没有这个号码" in nobody, 'value="19900009999"' in nobody) == (True, True)
    assert 'value="1990000"' in wrong
    deeds = Entry.objects.filter(verb="person.found_by_phone")
    assert [(one.subject_id, one.facts) for one in deeds] == [(here.pk, {})]


def test_nobody_else_looks_for_numbers(client, tree):
    serving(tree.union)
    as_role(client, Role.FILER, tree.city)

    answer = client.post(reverse("directory:by-phone"), {"phone": PHONE})

    assert answer.status_code == 404
    assert "任小禾" not in main_of(client.get("/search/", {"q": PHONE}))


def test_a_contact_list_costs_the_same_however_long(client, tree):
    as_role(client, Role.LEADER, tree.city)
    counts = []
    for n in (1, 49):
        for number in range(n):
            serving(tree.union, f"人{n}{number}", agreed=number % 2 == 0)
        page(client, "contact-list", tree.city.pk)
        with CaptureQueriesContext(connection) as asked:
            page(client, "contact-list", tree.city.pk)
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 13


def test_a_contact_list_shows_numbers_masked_unless_agreed(client, tree):
    serving(tree.union)
    serving(tree.township, "石小川", phone="19900005678", agreed=True)
    serving(tree.other_county, "田晓岚", phone="19900007777")
    as_role(client, Role.LEADER, tree.county)

    shown = page(client, "contact-list", tree.county.pk)
    narrowed = main_of(
        client.get(reverse("directory:contact-list", args=[tree.county.pk]), {"q": "石"})
    )

    assert (MASKED in shown, PHONE in shown, "19900005678" in shown) == (True, False, True)
    assert "199****7777" not in shown
    assert ("石小川" in narrowed, "任小禾" in narrowed) == (True, False)


def test_a_contact_list_is_taken_with_the_password_and_counted(client, tree):
    serving(tree.union)
    serving(tree.township, "石小川", phone="19900005678", agreed=True)
    leader = make_account(Role.LEADER, tree.county, password=GOOD)
    client.force_login(leader)
    address = reverse("directory:contact-list-take", args=[tree.county.pk])

    asked = client.post(address, {"as": "csv"})
    prove(client)
    taken = client.post(address, {"as": "csv"})
    rows = b"".join(taken.streaming_content).decode("utf-8-sig").splitlines()

    assert asked["Location"].startswith("/sign-in/again/")
    assert rows[1:] == [
        "闵孝镇工会联合会,石小川的职务,石小川,19900005678",
        "鱼梁村工会委员会,任小禾的职务,任小禾,199****1234",
    ]
    entry = Entry.objects.get(verb="contact_list.taken")
    assert (entry.actor_id, entry.organisation_id, entry.facts) == (
        leader.pk,
        tree.county.pk,
        {"file": "csv", "persons": 2, "phones": 2, "whole": 1},
    )


def test_a_kind_of_file_that_is_none_is_not_there(client, tree):
    as_role(client, Role.LEADER, tree.county)
    address = reverse("directory:contact-list-take", args=[tree.county.pk])

    assert client.post(address, {"as": "exe"}).status_code == 404
    assert "contact_list.taken" not in verbs()
