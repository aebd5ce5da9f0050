"""E-mail by a real server on loopback: nothing of ours is replaced."""

import socket
from datetime import timedelta
from email import message_from_string
from email.header import decode_header, make_header

import pytest
from django.utils.timezone import now

from gonghui.config.settings import _mail_server
from gonghui.notices.actions.delivery import send_due, write
from gonghui.notices.exports.mail import MailGateway
from gonghui.notices.models import Delivery
from gonghui.people.models import Consent
from tests.factories.certificates import loopback_certificate, server_context
from tests.factories.mail_server import mail_server
from tests.factories.moments import IN_JULY
from tests.factories.notices import make_reader
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db
MAIL = MailGateway()


@pytest.fixture
def mail(settings):
    with mail_server() as inbox:
        settings.MAIL = _mail_server(f"smtp+plain://127.0.0.1:{inbox.port}")
        settings.MAIL_SENDER = "gonghui@example.org"
        yield inbox


def write_to(*accounts, key: str = "any") -> None:
    texts = {one.pk: ("今日事项", "有 3 件事。\n") for one in accounts}
    write(texts, gateway=MAIL, key=key, at=IN_JULY)


def states() -> list[tuple[str, int, str]]:
    return list(Delivery.objects.order_by("pk").values_list("state", "tries", "error"))


def test_a_letter_arrives_whole_and_only_once_and_its_text_is_kept_no_longer(mail):
    write_to(make_reader())
    write_to(*[one.account for one in Delivery.objects.all()])

    assert (send_due(clock=now), send_due(clock=now)) == (1, 0)

    [(to, text)] = mail.letters
    letter = message_from_string(text)
    assert to == "tian@example.org"
    assert str(make_header(decode_header(letter["Subject"]))) == "今日事项"
    assert letter.get_payload() == "有 3 件事。"
    assert letter["Message-ID"] == f"<{Delivery.objects.get().pk}.e_mail@example.org>"
    assert (Delivery.objects.get().body, states()) == ("", [("sent", 1, "")])


def test_only_who_agreed_and_has_an_address_and_may_sign_in_is_reached(settings):
    settings.MAIL = _mail_server("smtp://mail.example.org")
    agreed, took_back, closed = make_reader(), make_reader("任小禾"), make_reader("龚德才")
    Consent.objects.filter(person=took_back.person).update(withdrawn_at=IN_JULY)
    closed.is_active = False
    closed.save(update_fields=["is_active"])
    silent, without = make_plain_account("唐心怡"), make_reader("麻青松", email="")
    keys = [one.pk for one in (agreed, took_back, closed, silent, without)]

    assert MAIL.reaches(keys) == {agreed.pk: "tian@example.org"}
    settings.MAIL = {}
    assert MAIL.reaches(keys) == {}


def test_who_takes_the_consent_back_meanwhile_gets_nothing_more(mail):
    reader = make_reader()
    write_to(reader)
    Consent.objects.filter(person=reader.person).update(withdrawn_at=IN_JULY)

    assert send_due(clock=now) == 0
    assert (mail.letters, states(), Delivery.objects.get().body) == ([], [("dropped", 1, "")], "")


def test_an_address_that_is_refused_for_good_is_not_tried_again_and_stops_no_other(mail):
    mail.refuses["nobody@example.org"] = "550 no such user"
    mail.refuses["full@example.org"] = "452 full"
    write_to(make_reader("任小禾", email="nobody@example.org"))
    write_to(make_reader("龚德才", email="full@example.org"))
    write_to(make_reader())

    assert send_due(clock=now) == 1
    assert states() == [("refused", 1, "refused"), ("waiting", 1, "refused"), ("sent", 1, "")]


def test_a_dead_server_costs_one_try_and_all_go_when_it_is_back(mail, settings):
    with socket.create_server(("127.0.0.1", 0)) as free:
        nobody = free.getsockname()[1]
    settings.MAIL = settings.MAIL | {"port": nobody}
    for number in range(3):
        write_to(make_reader(email=f"reader{number}@example.org"))
    begun = now()

    assert send_due(clock=lambda: begun) == 0
    assert states() == [("waiting", 1, "unreachable")] * 3
    assert send_due(clock=lambda: begun + timedelta(seconds=100)) == 0
    assert states() == [("waiting", 1, "unreachable")] * 3  # not yet its time

    settings.MAIL = settings.MAIL | {"port": mail.port}
    assert send_due(clock=lambda: begun + timedelta(minutes=3)) == 3
    assert states() == [("sent", 2, "")] * 3


def test_after_twenty_tries_it_is_given_up(mail, settings):
    with socket.create_server(("127.0.0.1", 0)) as free:
        settings.MAIL = settings.MAIL | {"port": free.getsockname()[1]}
    write_to(make_reader())
    Delivery.objects.update(tries=19)

    send_due(clock=now)

    assert states() == [("given_up", 20, "unreachable")]


def test_it_goes_encrypted_and_only_to_a_server_that_proves_who_it_is(
    settings, tmp_path, monkeypatch
):
    path = loopback_certificate(tmp_path)
    settings.MAIL_SENDER = "gonghui@example.org"
    write_to(make_reader())
    with mail_server(server_context(path)) as inbox:
        settings.MAIL = _mail_server(f"smtp://127.0.0.1:{inbox.port}")
        begun = now()

        assert send_due(clock=lambda: begun) == 0  # nobody vouches for it
        monkeypatch.setenv("SSL_CERT_FILE", str(path))
        assert send_due(clock=lambda: begun + timedelta(minutes=3)) == 1

    assert inbox.encrypted == [True]


@pytest.mark.parametrize(
    ("address", "port", "starts_tls", "is_tls"),
    [
        ("smtp://a%40b:p%3Aw@mail.example.org", 587, True, False),
        ("smtps://a%40b:p%3Aw@mail.example.org", 465, False, True),
        ("smtp+plain://a%40b:p%3Aw@mail.example.org:2525", 2525, False, False),
    ],
)
def test_the_setting_is_read(address, port, starts_tls, is_tls):
    read = _mail_server(address)

    assert (read["port"], read["use_tls"], read["use_ssl"]) == (port, starts_tls, is_tls)
    assert (read["host"], read["username"], read["password"]) == ("mail.example.org", "a@b", "p:w")


def test_a_setting_that_cannot_be_read_says_how_it_is_written():
    with pytest.raises(Exception, match="smtp://"):
        _mail_server("mail.example.org")
