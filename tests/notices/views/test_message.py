import pytest

from gonghui.access.permissions import Role
from gonghui.audit.models import Entry
from gonghui.notices.models import Notice
from gonghui.notices.queries.delivery import language_of
from gonghui.notices.rules.notice import Weight
from tests.factories.access import make_account
from tests.factories.moments import IN_JULY
from tests.factories.notices import agree, make_notice
from tests.factories.organisations import make_organisation
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(client):
    account = make_account(Role.FILER, make_organisation())
    client.force_login(account)
    return account


def page(client, address="/my/messages/") -> str:
    return client.get(address).content.decode()


def read_keys() -> set[int]:
    return set(Notice.objects.exclude(read_at=None).values_list("pk", flat=True))


def test_unread_messages_stand_in_words_with_what_they_ask(client, mine):
    make_notice(mine)
    make_notice(
        mine,
        facts={"sender": "江口县总工会", "title": "旧", "due_on": "2023-07-01"},
        read_at=IN_JULY,
    )

    text = page(client)

    assert "1 条未读消息" in text
    assert "铜仁市总工会催办“报送建会情况”，7月20日前上报" in text.replace("2023年", "")
    assert "江口县总工会" not in text
    assert "江口县总工会" in page(client, "/my/messages/?show=all")


def test_the_bell_counts_what_is_unread_on_every_page(client, mine):
    for number in range(2):
        make_notice(
            mine, of=None, facts={"sender": "甲", "title": str(number), "due_on": "2023-07-20"}
        )
    make_notice(make_plain_account())

    text = page(client, "/cascade/")

    assert 'href="/my/messages/"' in text
    assert '<span class="count">2<' in text


def test_to_open_a_message_marks_it_read_and_leads_on(client, mine):
    notice = make_notice(mine)

    answer = client.post(f"/my/messages/{notice.pk}/open/")

    assert (answer.status_code, answer["Location"]) == (302, "/cascade/")
    assert read_keys() == {notice.pk}


def test_a_message_whose_page_is_no_more_can_be_read_but_not_opened(client, mine):
    notice = make_notice(mine, page="cascade:gone")

    assert "打开" not in page(client)
    assert client.post(f"/my/messages/{notice.pk}/open/")["Location"] == "/my/messages/"


def test_one_is_marked_read_and_then_all(client, mine):
    first, second = make_notice(mine), make_notice(mine, weight=Weight.ALARM)

    client.post(f"/my/messages/{first.pk}/read/")
    assert read_keys() == {first.pk}

    answer = client.post("/my/messages/read/", follow=True).content.decode()
    assert read_keys() == {first.pk, second.pk}
    assert "已将 1 条消息标为已读" in answer
    assert "没有未读消息" in answer


@pytest.mark.parametrize("verb", ["open", "read"])
def test_messages_of_others_are_not_there(client, mine, verb):
    foreign = make_notice(make_plain_account())

    assert client.post(f"/my/messages/{foreign.pk}/{verb}/").status_code == 404
    assert read_keys() == set()
    assert client.get(f"/my/messages/{foreign.pk}/{verb}/").status_code == 405


def test_it_says_so_in_english_and_an_unknown_code_breaks_nothing(client, mine):
    client.cookies["gonghui_language"] = "en"
    make_notice(mine, weight=Weight.ALARM)
    make_notice(mine, code="any.forgotten", facts={})

    text = page(client)

    assert "2 unread messages" in text
    assert "铜仁市总工会 asks for your answer to “报送建会情况”" in text
    assert "A message of an earlier version" in text
    assert ("Alarm" in text, "Look now" in text) == (True, True)


@pytest.mark.parametrize("n", [1, 30])
def test_the_page_costs_the_same_however_many_messages(client, mine, n, django_assert_num_queries):
    for _ in range(n):
        make_notice(mine)
    page(client)

    with django_assert_num_queries(9):
        page(client)


def test_who_is_not_signed_in_signs_in_first(client):
    assert "/sign-in/" in client.get("/my/messages/")["Location"]


def test_one_says_where_and_in_which_language_one_is_written_to(client, mine):
    answer = client.post(
        "/my/messages/e-mail/", {"email": "ma@example.org", "language": "en"}, follow=True
    )

    mine.refresh_from_db()
    assert "已保存" in answer.content.decode()
    assert (mine.email, language_of(mine)) == ("ma@example.org", "en")
    assert list(Entry.objects.values_list("verb", "subject_id")) == [
        ("account.email_changed", mine.pk)
    ]


def test_an_address_that_is_none_is_refused_and_kept_to_be_mended(client, mine):
    answer = client.post("/my/messages/e-mail/", {"email": "ma at example", "language": "en"})

    mine.refresh_from_db()
    assert ("ma at example" in answer.content.decode(), mine.email) == (True, "")
    assert "这不是电子邮箱" in answer.content.decode()


def test_the_page_says_whether_e_mail_comes_and_why_not(client, mine, settings):
    assert "本系统不发送邮件" in page(client, "/my/messages/e-mail/")

    settings.MAIL = {"host": "mail.example.org"}
    text = page(client, "/my/messages/e-mail/")
    assert ("本系统不发送邮件" in text, "您尚未同意" in text) == (False, True)

    agree(mine)
    mine.email = "ma@example.org"
    mine.save(update_fields=["email"])
    assert "您会收到邮件" in page(client, "/my/messages/e-mail/")
