"""The map of personal data in words that everybody understands."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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

RETENTIONS: Mapping[Retention, str | Promise] = {
    Retention.PROGRAM: _("As long as the program is used"),
    Retention.PARENT: _("As long as the record it belongs to"),
    Retention.REGISTER: _("For good, as history of the organisation"),
    Retention.FIGURES: _("For good, as statistical material"),
    Retention.PAPERS: _("For good, as a paper of the organisation"),
    Retention.RECORD: _("For good: the record of deeds is never shortened"),
    Retention.ACCOUNT: _("As long as the account"),
    Retention.IN_OFFICE: _("Until %(days)s days after the person left their last post"),
    Retention.SESSION: _("Until the session ends, removed within a day"),
    Retention.TRIES: _("%(days)s days after the last try"),
    Retention.LINK: _("%(days)s days after the link was used or ran out"),
    Retention.RECEIPT: _("%(days)s days after the form was sent"),
    Retention.WORK: _("%(days)s days after the work ended"),
    Retention.WORKBOOK: _("%(days)s days after the last step of the import"),
    Retention.IMPORT: _("%(days)s days after the last step of the import"),
    Retention.DECISION: _("%(days)s days after the decision"),
    Retention.MESSAGE: _("%(days)s days after the message"),
    Retention.ASKED: _("%(days)s days after it was answered or taken back"),
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
    return str(RETENTIONS[retention]) % {"days": TERMS[retention].days}
