"""What is kept about people, for everybody to read."""

import pytest
from django.utils.translation import override

from gonghui.access.permissions import Role
from gonghui.directory.queries.privacy import edition, told
from gonghui.foundation.privacy import DataClass, Purpose, Retention, personal_data
from gonghui.foundation.privacy_words import KINDS, PURPOSES
from tests.factories.access import make_account

PAGE = "/directory/privacy/"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_everybody_reads_it_in_their_language(client, db, settings, language):
    settings.PRIVACY_CONTACT = "某市总工会办公室 0000-123456"
    client.cookies["gonghui_language"] = language

    answer = client.get(PAGE)

    html = answer.content.decode()
    with override(language):
        shown = [str(PURPOSES[one.purpose]) for one in told()]
        shown += [str(KINDS[one.purpose]) for one in told()]
    assert answer.status_code == 200
    assert [words for words in shown if words not in html] == []
    assert "某市总工会办公室 0000-123456" in html
    assert edition() in html
    assert {"zh-hans": "15 日内答复", "en": "within 15 days"}[language] in html


def test_the_foot_of_every_page_leads_there(client, db, django_user_model):
    client.force_login(make_account(Role.FILER))

    assert PAGE in client.get("/").content.decode()
    client.logout()
    assert PAGE in client.get("/sign-in/").content.decode()


def test_it_asks_the_database_nothing_but_what_every_page_asks(
    client, db, django_assert_max_num_queries
):
    with django_assert_max_num_queries(1):  # whether this is a demonstration
        client.get(PAGE)


def test_every_purpose_for_which_something_of_people_is_kept_is_told():
    of_people = {
        kept.purpose
        for kept in personal_data()
        if kept.data_class not in {DataClass.TECHNICAL, DataClass.ORGANISATION, DataClass.PUBLISHED}
    }

    assert {one.purpose for one in told()} == of_people
    assert set(KINDS) == set(Purpose)


def test_how_people_are_reached_is_told_as_it_is_kept():
    contact = next(one for one in told() if one.purpose is Purpose.CONTACT)

    assert Retention.IN_OFFICE in contact.retentions
    assert contact.seen == ["themselves", "system_administrator", "masked"]
