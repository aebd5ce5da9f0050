"""Sentences about refused rules of this room, and the names of states."""

from django.utils.translation import gettext_lazy as _

from gonghui.cascade.rules.assignment import DirectiveKind, State
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
    "directive.basis_missing": _("Say what this is based on: nobody is asked without a source."),
    "directive.nobody_addressed": _("Nobody is addressed. Choose who is asked."),
    "directive.outside_reach": _("%(organisation)s is not below the issuing organisation."),
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
