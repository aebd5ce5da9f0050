"""One organisation's share of an ask: look, sign for it, hand it on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.cascade.actions.assignment import receive_assignment
from gonghui.cascade.actions.directive import relay
from gonghui.cascade.forms.relay import RelayForm
from gonghui.cascade.models import Assignment
from gonghui.cascade.queries.assignment import assignments_where, own_where
from gonghui.cascade.queries.board import below
from gonghui.cascade.rules.assignment import MOVES, OPEN, DirectiveKind, DirectiveState, State
from gonghui.cascade.web import answer_address, day, relay_address
from gonghui.cascade.wording import KIND_WORDS, STATE_WORDS
from gonghui.foundation.clock import moment
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.pieces import Happening
from gonghui.foundation.web import refusals_shown
from gonghui.foundation.wording import sentence_for
from gonghui.organisations.queries.tree import children


@requires(Permission.DIRECTIVE_VIEW)
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is asked, by whom, until when, and how far it is."""
    assignment = get_object_or_404(
        assignments_where(request.user, Permission.DIRECTIVE_VIEW), pk=pk
    )
    return render(request, "cascade/assignment.html", _page(request, assignment))


@requires(Permission.ASSIGNMENT_RECEIVE)
@require_POST
def receive(request: SignedInRequest, pk: int) -> HttpResponse:
    """Sign for it; signed for already is fine."""
    assignment = get_object_or_404(own_where(request.user, Permission.ASSIGNMENT_RECEIVE), pk=pk)
    if assignment.state == State.SENT.value:
        with refusals_shown(request):
            receive_assignment(assignment, by=request.user, at=moment())
            signed = _("Signed for: %(title)s") % {"title": assignment.directive.title}
            messages.success(request, signed)
    return redirect(answer_address(assignment))


@requires(Permission.ASSIGNMENT_RELAY)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_on(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand the ask on to organisations directly below."""
    assignment = get_object_or_404(own_where(request.user, Permission.ASSIGNMENT_RELAY), pk=pk)
    form = RelayForm(assignment, request.POST if request.method == "POST" else None)
    if form.is_valid() and _handed_on(request, assignment, form):
        return redirect("cascade:board-below", assignment.pk)
    return render(request, "cascade/relay.html", {"form": form, "assignment": assignment})


def _handed_on(request: SignedInRequest, assignment: Assignment, form: RelayForm) -> bool:
    """Whether the rules let it go; if not, the form says why and keeps what was typed."""
    typed = form.cleaned_data
    try:
        made = relay(
            assignment,
            to=list(typed["to"]),
            due_on=typed["due_on"],
            instruction=typed["instruction"],
            by=request.user,
            at=moment(),
        )
    except RuleBroken as refusal:
        form.add_error(None, sentence_for(refusal))
        return False
    words = ngettext(
        "Handed on to %(n)s organisation", "Handed on to %(n)s organisations", len(made)
    )
    messages.success(request, words % {"n": len(made)})
    return True


def _page(request: SignedInRequest, assignment: Assignment) -> dict[str, object]:
    state = State(assignment.state)
    own = own_where(request.user, Permission.DIRECTIVE_VIEW).filter(pk=assignment.pk).exists()
    answers_at = answer_address(assignment)
    may_relay = own and Permission.ASSIGNMENT_RELAY in request.may
    return {
        "assignment": assignment,
        "trail": [
            (_("Directives and tasks"), reverse("cascade:inbox")),
            (assignment.organisation.short_name, ""),
        ],
        "directive": assignment.directive,
        "kind_word": KIND_WORDS[DirectiveKind(assignment.directive.kind)],
        "state_word": STATE_WORDS[state],
        "steps": _steps(assignment),
        "may_receive": own
        and Permission.ASSIGNMENT_RECEIVE in request.may
        and State.RECEIVED in MOVES[state],
        "answer_address": answers_at if answers_at != request.path else "",
        "relay_address": relay_address(assignment)
        if may_relay and children(assignment.organisation).exists()
        else "",
        "below": below([assignment]).get(assignment.pk),
        "extensions": assignment.extensions.order_by("-asked_at", "-pk"),
        "may_ask_time": own
        and Permission.ASSIGNMENT_RECEIVE in request.may
        and state in OPEN
        and assignment.directive.state == DirectiveState.ISSUED.value,
        "now": moment(),
    }


def _steps(assignment: Assignment) -> list[Happening]:
    """What has happened, with who and when, and what comes next."""
    done = [
        (_("Sent by %(who)s"), assignment.answers_to.short_name, assignment.sent_at),
        (_("Signed for by %(who)s"), assignment.received_by, assignment.received_at),
        (_("Filed by %(who)s"), assignment.filed_by, assignment.filed_at),
        (_("Accepted by %(who)s"), assignment.accepted_by, assignment.accepted_at),
    ]
    steps = [
        Happening(words % {"who": who}, when=day(at), state="done") for words, who, at in done if at
    ]
    if assignment.state == State.SENT_BACK.value:
        steps.append(Happening(_("Sent back"), state="current", note=assignment.remark))
    return steps
