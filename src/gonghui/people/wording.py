"""Sentences about refused rules of this room and of the foundation."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gonghui.people.rules.contact import Fact, Reason
from gonghui.people.rules.privacy import Channel, Purpose, RequestKind, RequestState

SENTENCES = {
    "retention.runs": _("It is being done just now. Wait until it is through."),
    "hold.unknown": _("There is nothing called “%(name)s” that has a time to be deleted."),
    "hold.no_reason": _("Say why it must be kept."),
    "hold.past": _("%(until)s is over already. Give today or a later day."),
    "hold.held_already": _("“%(name)s” is held already."),
    "hold.none": _("“%(name)s” is not held."),
    "person.name_missing": _("Give the person's name."),
    "person.name_too_long": _("A name has %(most)s characters at most."),
    "person.code_too_long": _("The number of a person has %(most)s characters at most."),
    "person.code_taken": _("Already the number of somebody else: %(codes)s."),
    "person.in_use": _("%(name)s holds or held a post, or has an account, and stays."),
    "person.reading_wrong": _(
        "“%(reading)s” is no pinyin. Write letters only, with a space between syllables."
    ),
    "account.username_taken": _("The sign-in name %(username)s is already taken."),
    "account.username_wrong": _(
        "A sign-in name has 3 to 60 letters, digits, dots, dashes or low lines, without spaces."
    ),
    "account.closed": _("This account is closed."),
    "account.own": _("Nobody closes their own account; ask another administrator."),
    "account.reason_missing": _("Say why, in a few words."),
    "mobile.wrong": _("A mobile number has 11 digits and begins with 13 to 19."),
    "id_number.wrong_length": _("An identity card number has 18 places; only the last may be X."),
    "id_number.wrong_birth": _("Places 7 to 14 of an identity card number are a day of birth."),
    "id_number.wrong_check": _("The last place does not fit the others: check each digit."),
    "id_number.taken": _(
        "Another person is entered with this identity card number. Check the digits; if it is one "
        "person entered twice, tell the administrator."
    ),
    "contact.masked": _(
        "This number is masked. Type it whole, or leave it empty to keep what is entered."
    ),
    "telling.reason_missing": _("Choose what you need it for."),
    "telling.words_missing": _("Say in a few words what you need it for."),
    "telling.nothing_known": _("Nothing is entered here any more."),
    "consent.signed_ahead": _("A paper cannot have been signed on %(day)s, a day still to come."),
    "person.erased": _("%(name)s asked to be erased: only the history that names them is kept."),
    "data_request.words_missing": _("Say what is wrong, and what is right."),
    "data_request.words_too_long": _("At most %(most)s characters; these are %(count)s."),
    "data_request.answer_missing": _("Say what was done, or why it is not done."),
    "data_request.open_already": _(
        "You asked this already; the answer is due by %(day)s. Take that back to ask anew."
    ),
    "data_request.decided": _("This was answered or taken back already."),
    "data_request.own": _("Nobody answers their own request. Ask another administrator."),
    "data_request.held": _(
        "Everything is to be kept at present, so nobody is erased. The reason: %(reason)s"
    ),
    "data_request.takes_two": _("To erase somebody takes two persons: propose it."),
    "second_factor.proof_missing": _("Say how you made sure that it is them who asks."),
    "second_factor.none": _("This account has no second factor."),
    "link.over": _("This link was used already or its 72 hours are over. Ask for another."),
}

REQUEST_KIND_NAMES = {
    RequestKind.CORRECT: _("Correct something about me"),
    RequestKind.ERASE: _("Erase what is kept about me"),
    RequestKind.EXPLAIN: _("Explain what is kept and why"),
}

# as who answers reads them
REQUEST_NOUNS = {
    RequestKind.CORRECT: pgettext_lazy("request", "Correction"),
    RequestKind.ERASE: pgettext_lazy("request", "Erasure"),
    RequestKind.EXPLAIN: pgettext_lazy("request", "Explanation"),
}

REQUEST_STATE_NAMES = {
    RequestState.OPEN: ("warn", pgettext_lazy("request", "waits for an answer")),
    RequestState.DONE: ("ok", pgettext_lazy("request", "done")),
    RequestState.REFUSED: ("bad", pgettext_lazy("request", "not done")),
    RequestState.WITHDRAWN: ("none", pgettext_lazy("request", "taken back")),
}

FACT_NAMES = {
    Fact.PHONE: _("Mobile number"),
    Fact.ID_NUMBER: _("Identity card number"),
}

REASON_NAMES: Mapping[Reason, Promise] = {
    Reason.MEETING: _("Call them about a meeting or a tour"),
    Reason.ANSWER: _("Call them about an ask or a return"),
    Reason.SIGN_IN: _("Help them sign in"),
    Reason.HARDSHIP: _("Visit or help them"),
    Reason.FORM: _("A form of another office asks for it"),
    Reason.IDENTITY: _("See whether two entries are one person"),
    Reason.OTHER: _("Something else, in words"),
}

PURPOSE_NAMES: Mapping[Purpose, Promise] = {
    Purpose.CONTACT_LIST: _("Mobile number whole in the contact list"),
    Purpose.E_MAIL: _("Reminders by e-mail"),
}

CHANNEL_NAMES: Mapping[Channel, Promise] = {
    Channel.PAGE: pgettext_lazy("how somebody agreed", "on this page"),
    Channel.PAPER: pgettext_lazy("how somebody agreed", "on paper"),
}

# What was agreed to, word for word, by purpose and version: no version is ever changed or dropped.
CONSENT_TEXTS: Mapping[tuple[Purpose, int], Promise] = {
    (Purpose.CONTACT_LIST, 1): _(
        "Officers of my own and of superior unions who may call people see my mobile number whole, "
        "in the contact list and on my page, without giving a reason. Otherwise they see it masked "
        "and each reading is recorded. It is used to reach me about union work and for nothing "
        "else. I can take this back at any time; nothing else changes for me."
    ),
    (Purpose.E_MAIL, 1): _(
        "A daily list of what waits for me, and reminders before something is due, are sent to the "
        "e-mail address of my account. They name the work and no personal data. I can take this "
        "back at any time; everything stands on my desk as before."
    ),
}

# told to the person themselves (room notices)
NOTICES = {
    "data_request.answered": _("What you asked about your data on %(asked_on)s was answered."),
    "sign_in.password_changed": _("Your password was changed. Was it not you? Ask at once."),
    "sign_in.password_set": _("Your password was set by a link. Was it not you? Ask at once."),
    "sign_in.reset_started": _(
        "%(by)s made a link for a new password of yours. Did you not ask for it? Say so at once."
    ),
    "sign_in.email_changed": _("Your e-mail address was changed by %(by)s. Was it not you?"),
    "sign_in.second_factor_set_up": _("A second factor was set up for you. Was it not you?"),
    "sign_in.second_factor_removed": _(
        "Your second factor was removed by %(by)s. Was it not at your wish? Say so at once."
    ),
}
