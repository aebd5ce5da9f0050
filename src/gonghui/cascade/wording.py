"""Sentences about refused rules of this room, and the names of states."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gonghui.cascade.rules.assignment import DirectiveKind, DirectiveState, State
from gonghui.cascade.rules.board import Stand, Step

SENTENCES = {
    "assignment.move_not_allowed": _("This has moved on meanwhile. Look at it again."),
    "assignment.relay_due_too_late": _(
        "Those below must answer by %(limit)s at the latest, the day it is due from you."
    ),
    "assignment.also_asked": _("%(organisation)s is asked too for what is still owed: %(count)s."),
    "assignment.answers_elsewhere": _(
        "Asks under way that are answered to %(organisation)s from now on: %(count)s."
    ),
    "assignment.no_longer_asked": _(
        "Asks of a former superior that end for %(organisation)s and all below it: %(count)s."
    ),
    "assignment.taken_over": _("Asks that %(organisation)s takes over: %(count)s."),
    "assignment.withdrawn_with": _("Asks that end with %(organisation)s: %(count)s."),
    "assignment.excused": _("Asks %(organisation)s is excused from: %(count)s."),
    "assignment.reason_missing": _("Write what has to be mended; the reason goes back with it."),
    "answer.changed_meanwhile": _(
        "A colleague saved this answer meanwhile. Below is what you typed; look at theirs first."
    ),
    "answer.empty": _("Nothing is written yet."),
    "answer.not_owed": _("This is not asked any more, or is answered already."),
    "answer.too_long": _("An answer has %(most)s characters at most."),
    "directive.body_too_long": _("What is asked has %(most)s characters at most."),
    "directive.changed_meanwhile": _(
        "A colleague changed this draft meanwhile. Below is what you typed; look at theirs first."
    ),
    "directive.department_elsewhere": _("%(department)s is no department of the issuer."),
    "directive.due_passed": _("%(due_on)s is over already."),
    "directive.due_rises": _(
        "Nobody can be due later (%(due_on)s) than whoever they answer to (%(limit)s)."
    ),
    "directive.elsewhere": _("This is changed and ended where its figures or tasks are kept."),
    "directive.not_out": _("Only what was issued and is not ended yet can be amended."),
    "directive.nothing_changed": _("Nothing is different from before."),
    "directive.number_taken": _("The number %(number)s stands on another directive already."),
    "directive.own_draft": _("Somebody other than its author approves a draft."),
    "directive.reason_missing": _("Say why; they read it."),
    "directive.step_not_allowed": _("This has moved on meanwhile. Look at it again."),
    "directive.still_delivering": _("It is still being delivered. Try again in a minute."),
    "directive.title_missing": _("Give it a title."),
    "directive.title_too_long": _("A title has %(most)s characters at most."),
    "extension.answer_missing": _("Say why not; they read it."),
    "extension.decided": _("This was decided or withdrawn already."),
    "extension.not_later": _("More time ends after %(due_on)s, the day it is due."),
    "extension.not_owed": _("This is not asked any more, or is answered already."),
    "extension.open": _("You have asked for more time already; wait for the decision."),
    "extension.passed": _("%(until)s is over already."),
    "extension.reason_missing": _("Say why you need more time."),
    "extension.too_late": _("Those above must answer by %(limit)s themselves."),
    "directive.basis_missing": _("Say what this is based on: nobody is asked without a source."),
    "directive.nobody_addressed": _("Nobody is addressed. Choose who is asked."),
    "directive.outside_reach": _("%(organisation)s is not below the issuing organisation."),
}

# what persons are told (see the room notices)
NOTICES = {
    "directive.submitted": _("“%(title)s” waits for your approval."),
    "directive.returned": _("“%(title)s” came back to you: %(reason)s"),
    "extension.asked": _("%(organisation)s asks for time until %(until_on)s for “%(title)s”."),
    "extension.granted": _("“%(title)s”: more time is granted, until %(until_on)s."),
    "extension.refused": _("“%(title)s”: more time until %(until_on)s is refused."),
    "assignment.urged": _("%(sender)s asks for your answer to “%(title)s”, due on %(due_on)s."),
    "assignment.sent_back": _("%(sender)s sent “%(title)s” back, to be mended by %(due_on)s."),
    "reminder.soon": _("“%(title)s” is due from %(organisation)s on %(due_on)s."),
    "reminder.last": _("“%(title)s” is due from %(organisation)s on %(due_on)s: answer it today."),
    "reminder.late": _(
        "“%(title)s” was due from %(organisation)s on %(due_on)s, working days late: %(days)s."
    ),
    "reminder.behind": _("Late with “%(title)s” below you: %(count)s."),
    "digest.late": _("“%(title)s” was due from %(organisation)s on %(due_on)s."),
    "digest.came_back": _("“%(title)s” of %(organisation)s, due on %(due_on)s."),
    "digest.due": _("“%(title)s” is due from %(organisation)s on %(due_on)s."),
    "digest.review": _("Answers to “%(title)s”: %(count)s."),
}
# these name no person and hold nothing somebody wrote: they may stand in an e-mail
LETTERS = {
    code: NOTICES[code]
    for code in (
        *("assignment.urged", "assignment.sent_back"),
        *("extension.asked", "extension.granted", "extension.refused"),
        *("reminder.soon", "reminder.last", "reminder.late", "reminder.behind"),
        *("digest.late", "digest.came_back", "digest.due", "digest.review"),
    )
}

STATE_WORDS = {
    State.SENT: _("Sent"),
    State.RECEIVED: _("Received"),
    State.WORKING: _("Working"),
    State.FILED: _("Filed"),
    State.SENT_BACK: _("Sent back"),
    State.ACCEPTED: _("Accepted"),
    State.WAIVED: _("Waived"),
    State.WITHDRAWN: _("Withdrawn"),
}

DIRECTIVE_STATE_WORDS = {
    DirectiveState.DRAFT: pgettext_lazy("of a directive", "Draft"),
    DirectiveState.SUBMITTED: pgettext_lazy("of a directive", "For approval"),
    DirectiveState.APPROVED: pgettext_lazy("of a directive", "Approved"),
    DirectiveState.ISSUED: pgettext_lazy("of a directive", "Issued"),
    DirectiveState.CLOSED: pgettext_lazy("of a directive", "Closed"),
    DirectiveState.WITHDRAWN: pgettext_lazy("of a directive", "Withdrawn"),
    DirectiveState.DROPPED: pgettext_lazy("of a directive", "Left aside"),
}

KIND_WORDS = {
    DirectiveKind.RETURN: _("Return"),
    DirectiveKind.TASK: _("Task"),
    DirectiveKind.ATTENDANCE: _("Attendance"),
    DirectiveKind.ANSWER: _("Answer"),
}

STEP_WORDS = {
    Step.DELIVERED: _("Delivered"),
    Step.RECEIVED: _("Signed for"),
    Step.FILED: _("Filed"),
    Step.ACCEPTED: _("Accepted"),
}

# On a board, at most six characters.
STAND_WORDS = {
    Stand.NOW: _("under way"),
    Stand.STUCK: _("stuck here"),
    Stand.SENT_BACK: _("sent back"),
    Stand.REVIEW: _("to accept"),
    Stand.EXCUSED: _("excused"),
}
