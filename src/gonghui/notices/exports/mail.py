"""E-mail: the first of the gateways."""

import smtplib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext

from gonghui.notices.sources import Letter, NotTaken
from gonghui.people.models import Account
from gonghui.people.queries.consent import who_agreed
from gonghui.people.rules.privacy import Purpose


class MailGateway:
    """Sends by the server of ``GONGHUI_MAIL``; without one nobody is reached."""

    name = "e_mail"

    def reaches(self, accounts: Collection[int]) -> Mapping[int, str]:
        """Open accounts with an address whose person agreed to e-mail."""
        if not settings.MAIL:
            return {}
        found = Account.objects.filter(pk__in=accounts, is_active=True).exclude(email="")
        rows = list(found.exclude(person=None).values_list("pk", "person", "email"))
        agreed = who_agreed([person for _, person, _ in rows], Purpose.E_MAIL)
        return {account: address for account, person, address in rows if person in agreed}

    @contextmanager
    def session(self) -> Iterator[Callable[[Letter], None]]:
        """One connection for many letters."""
        server = get_connection("django.core.mail.backends.smtp.EmailBackend", **settings.MAIL)
        try:
            server.open()
        except (smtplib.SMTPException, OSError) as failure:
            raise NotTaken("unreachable") from failure

        def send(letter: Letter) -> None:
            try:
                server.send_messages([_message(letter)])
            except smtplib.SMTPRecipientsRefused as refusal:
                codes = [code for code, _ in refusal.recipients.values()]
                raise NotTaken("refused", for_good=min(codes, default=0) >= 500) from refusal
            except (smtplib.SMTPException, OSError) as failure:
                raise NotTaken("interrupted") from failure

        try:
            yield send
        finally:
            server.close()


def _message(letter: Letter) -> EmailMessage:
    host = settings.MAIL_SENDER.rpartition("@")[2]
    return EmailMessage(
        letter.subject,
        letter.body,
        formataddr((gettext("Gonghui"), settings.MAIL_SENDER)),
        [letter.to],
        # the same at every try, so that mail programs show it once
        headers={"Message-ID": f"<{letter.key}@{host}>", "Auto-Submitted": "auto-generated"},
    )
