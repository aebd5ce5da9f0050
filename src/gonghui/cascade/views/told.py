"""What the pages of one directive tell: its state, whom it reaches, what may be done with it."""

from collections.abc import Mapping
from datetime import timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest
from gonghui.cascade.actions.draft import levels_due
from gonghui.cascade.forms.directive import ReasonForm
from gonghui.cascade.models import Directive
from gonghui.cascade.queries.addressed import meant
from gonghui.cascade.queries.assignment import progress
from gonghui.cascade.queries.board import asked
from gonghui.cascade.queries.burden import burden_on, overlaps
from gonghui.cascade.queries.directive import (
    amendments_of,
    drafts_where,
    own_directives_where,
)
from gonghui.cascade.rules.assignment import DirectiveState
from gonghui.cascade.rules.directive import LEVELS, due_for
from gonghui.cascade.wording import DIRECTIVE_STATE_WORDS
from gonghui.foundation.clock import moment, today
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.wording import sentence_for
from gonghui.organisations.rules.organisation import Level
from gonghui.organisations.wording import LEVEL_NAMES

COMPARED = timedelta(days=183)  # what was asked in the last half-year
WAY = (
    DirectiveState.DRAFT,
    DirectiveState.SUBMITTED,
    DirectiveState.APPROVED,
    DirectiveState.ISSUED,
)


def draft_facts(
    request: SignedInRequest, directive: Directive, *, returning: ReasonForm | None = None
) -> Mapping[str, object]:
    """What the page of a draft shows."""
    state = DirectiveState(directive.state)
    issues = _sits(request, directive, Permission.DIRECTIVE_ISSUE)
    approves = _sits(request, directive, Permission.DIRECTIVE_APPROVE)
    own = directive.drafted_by_id == request.user.pk
    return {
        "directive": directive,
        "trail": _trail(directive),
        "steps": [(str(DIRECTIVE_STATE_WORDS[one]), "") for one in WAY],
        "place": WAY.index(state) + 1,
        "state_word": DIRECTIVE_STATE_WORDS[state],
        "may_write": issues and state is DirectiveState.DRAFT,
        "may_approve": approves and state is DirectiveState.SUBMITTED and not own,
        "may_return": approves and state in (DirectiveState.SUBMITTED, DirectiveState.APPROVED),
        "waits_for_another": own and state is DirectiveState.SUBMITTED,
        "may_issue": issues and state is DirectiveState.APPROVED,
        "returning": returning or ReasonForm(),
        "form": returning,
        "now": moment(),
        **_reach(directive),
    }


def _sits(request: SignedInRequest, directive: Directive, permission: Permission) -> bool:
    if permission not in request.may:
        return False
    return drafts_where(request.user, permission).filter(pk=directive.pk).exists()


def _trail(directive: Directive) -> list[tuple[str, str]]:
    inbox = reverse("cascade:inbox")
    return [
        (_("Directives and tasks"), inbox),
        (_("Drafts"), f"{inbox}?tab=drafts"),
        (directive.title, ""),
    ]


def _reach(directive: Directive) -> dict[str, object]:
    """Whom it would reach, what they owe already, and what looks the same."""
    try:
        found = meant(directive, on=today())
        counts = dict(found.values_list("level").annotate(count=Count("pk")))
    except RuleBroken as refusal:
        return {"reach_problem": sentence_for(refusal)}
    days = levels_due(directive)
    levels = [
        (LEVEL_NAMES[level], counts[level.value], due_for(level, directive.due_on, days))
        for level in LEVELS
        if level.value in counts
    ]
    since = today() - COMPARED
    return {
        "levels": levels,
        "addressed": sum(counts.values()),
        "burden": burden_on(found, today=today()),
        "overlaps": overlaps(directive, found, since=since),
    }


def issued_facts(
    request: SignedInRequest, directive: Directive, *, withdrawing: ReasonForm | None = None
) -> Mapping[str, object]:
    """What the page of an issued directive shows."""
    state = DirectiveState(directive.state)
    issues = Permission.DIRECTIVE_ISSUE in request.may
    own = own_directives_where(request.user, Permission.DIRECTIVE_ISSUE)
    ours = issues and own.filter(pk=directive.pk).exists()
    days = levels_due(directive)
    return {
        "directive": directive,
        "trail": _issued_trail(directive),
        "state_word": DIRECTIVE_STATE_WORDS[state],
        "days": [(LEVEL_NAMES[Level(level)], days[level]) for level in LEVELS if level in days],
        "amendments": amendments_of(directive),
        "progress": progress(asked(directive), today=today()),
        "may_end": ours and state is DirectiveState.ISSUED,
        "withdrawing": withdrawing or ReasonForm(),
        "form": withdrawing,
        "now": moment(),
    }


def _issued_trail(directive: Directive) -> list[tuple[str, str]]:
    inbox = reverse("cascade:inbox")
    return [
        (_("Directives and tasks"), inbox),
        (_("Sent down"), f"{inbox}?tab=sent"),
        (directive.title, ""),
    ]
