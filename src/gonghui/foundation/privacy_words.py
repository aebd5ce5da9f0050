"""The map of personal data in words that everybody understands."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from gonghui.foundation.privacy import TERMS, DataClass, Ground, Purpose, Retention

CLASSES: Mapping[DataClass, str | Promise] = {
    DataClass.TECHNICAL: _("Technical: what the program needs to run"),
    DataClass.ORGANISATION: _("About organisations and their work"),
    DataClass.PUBLISHED: _("Published, for everybody to read"),
    DataClass.OFFICE: _("A person in their office: who holds what, who did what and when"),
    DataClass.PERSONAL: _("About a person"),
    DataClass.WORDS: _("Texts that people write, which may name somebody"),
    DataClass.SENSITIVE: _("Sensitive: encrypted, and shown masked"),
    DataClass.SECRET: _("Proof of who somebody is, as passwords: never shown to anybody"),
}

PURPOSES: Mapping[Purpose, str | Promise] = {
    Purpose.RUNNING: _("To make the program work"),
    Purpose.TREE: _("To keep the register of unions"),
    Purpose.POSTS: _("To know who holds which post"),
    Purpose.CONTACT: _("To reach people about the work of their post"),
    Purpose.IDENTIFYING: _("To tell namesakes apart"),
    Purpose.SIGNING_IN: _("To let the right person in, and nobody else"),
    Purpose.RIGHTS: _("To decide who may do what"),
    Purpose.ANSWERING: _("To show who did what, when and in which office"),
    Purpose.ASKING: _("To send work down and take the answers"),
    Purpose.COUNTING: _("To collect figures and add them up"),
    Purpose.MEETING: _("To hold meetings and keep what they decided"),
    Purpose.HONOURING: _("To honour the best"),
    Purpose.REPORTING: _("To write work reports"),
    Purpose.PUBLISHING: _("To tell the public"),
    Purpose.TAKING_IN: _("To take in filled workbooks, and take them back"),
    Purpose.TELLING: _("To send people messages about their work"),
    Purpose.PAPERS: _("To write and keep official papers"),
    Purpose.AGREEING: _("To keep what people agreed to and what they asked about their data"),
}

# what of a person is kept for it
KINDS: Mapping[Purpose, str | Promise] = {
    Purpose.RUNNING: _("What the program is doing for you, so that nothing happens twice"),
    Purpose.TREE: _("Who represents an organisation in law, and who changed the register"),
    Purpose.POSTS: _("Your name and how it is read, the posts you hold and held"),
    Purpose.CONTACT: _("Your telephone number and your e-mail address, where they were given"),
    Purpose.IDENTIFYING: _(
        "Your identity card number and the number your office gives you, where known"
    ),
    Purpose.SIGNING_IN: _(
        "Your sign-in name, a digest of your password, your second factor; when, from which "
        "address and with which browser you signed in"
    ),
    Purpose.RIGHTS: _("The roles you hold, lent or proposed, and what you decided about roles"),
    Purpose.ANSWERING: _("What you did here: your name, your post, when and what"),
    Purpose.ASKING: _("Who issued, signed for, filed and accepted, and what was written with it"),
    Purpose.COUNTING: _(
        "Who filed and who accepted a return, and what was written with it; the figures themselves "
        "are about organisations"
    ),
    Purpose.MEETING: _("Who had which part in a meeting, and what was said there"),
    Purpose.HONOURING: _("Who was honoured"),
    Purpose.REPORTING: _("Who signed a work report, and its text"),
    Purpose.PUBLISHING: _("Texts that were read or published, which may name people in office"),
    Purpose.TAKING_IN: _("Workbooks that were sent in, by whom, and what they changed"),
    Purpose.TELLING: _("Messages to you about your work, and when you read them"),
    Purpose.PAPERS: _("Official papers, who wrote and signed them, and whom they name"),
    Purpose.AGREEING: _(
        "What you agreed to or took back, what you asked about your data, the answer"
    ),
}

RETENTIONS: Mapping[Retention, str | Promise] = {
    Retention.PROGRAM: _("As long as the program is used"),
    Retention.PARENT: _("As long as the record it belongs to"),
    Retention.REGISTER: _("For good, as history of the organisation"),
    Retention.FIGURES: _("For good, as statistical material"),
    Retention.PAPERS: _("For good, as a paper of the organisation"),
    Retention.RECORD: _("For good: the record of deeds is never shortened"),
    Retention.ACCOUNT: _("As long as the account"),
    Retention.IN_OFFICE: _("Until %(time)s after the person left their last post"),
    Retention.SESSION: _("Until the session ends, removed within a day"),
    Retention.TRIES: _("%(time)s after the last try"),
    Retention.LINK: _("%(time)s after the link was used or ran out"),
    Retention.RECEIPT: _("%(time)s after the form was sent"),
    Retention.WORK: _("%(time)s after the work ended"),
    Retention.WORKBOOK: _("%(time)s after the last step of the import"),
    Retention.IMPORT: _("%(time)s after the last step of the import"),
    Retention.DECISION: _("%(time)s after the decision"),
    Retention.MESSAGE: _("%(time)s after the message"),
    Retention.ASKED: _("%(time)s after it was answered or taken back"),
}

GROUNDS: Mapping[Ground, str | Promise] = {
    Ground.NONE: "",
    Ground.ARCHIVES: _("Archives Law"),
    Ground.STATISTICS: _("Statistics Law"),
    Ground.SECURITY: _(
        "Cybersecurity Law (at least six months), Personal Information Protection Law art. 56 "
        "(at least three years)"
    ),
}

SEEN: Mapping[str, str | Promise] = {
    "everybody": _("everybody"),
    "signed_in": _("whoever has an account"),
    "themselves": _("the person themselves"),
    "masked": _("masked; whole only with a reason, the password again and an entry in the record"),
    "nobody": pgettext_lazy("who may see it", "nobody"),
}


def term_words(retention: Retention) -> str:
    """How long, in words: the days are those that are carried out."""
    return str(RETENTIONS[retention]) % {"time": _time(TERMS[retention].days or 0)}


def _time(days: int) -> str:
    """Days, or whole years."""
    if days and days % 365 == 0:
        years = days // 365
        return ngettext("%(count)s year", "%(count)s years", years) % {"count": years}
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}


def ground_words(retention: Retention) -> str:
    """The law by which it stays for good; empty when there is none."""
    return str(GROUNDS[TERMS[retention].ground])
