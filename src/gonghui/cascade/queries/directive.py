"""Directives under way in an office, and whom they may go to."""

from collections.abc import Sequence

from django.db.models import QuerySet

from gonghui.access.checks import Visitor, seats
from gonghui.access.permissions import Permission
from gonghui.cascade.models import Amendment, Directive, Extension
from gonghui.cascade.rules.assignment import DirectiveKind, DirectiveState
from gonghui.cascade.rules.directive import UNISSUED
from gonghui.cascade.rules.extension import ExtensionState
from gonghui.organisations.models import Audience, Organisation


def drafts_where(user: Visitor, permission: Permission) -> QuerySet[Directive]:
    """Not issued yet, in the offices where the person sits; nobody above or below sees them."""
    return (
        Directive.objects.filter(
            issuer__in=seats(user, permission), state__in=[state.value for state in UNISSUED]
        )
        .exclude(state=DirectiveState.DROPPED.value)
        .select_related("issuer", "department", "drafted_by__person", "approved_by__person")
        .order_by("-changed_at", "-pk")
    )


def own_directives_where(user: Visitor, permission: Permission) -> QuerySet[Directive]:
    """Issued by the offices where the person sits: words are asked, and kept here."""
    return (
        Directive.objects.filter(
            issuer__in=seats(user, permission), kind=DirectiveKind.ANSWER.value
        )
        .exclude(state__in=[state.value for state in UNISSUED])
        .select_related("issuer", "department")
    )


def audiences_of(issuers: Sequence[Organisation]) -> QuerySet[Audience]:
    """The saved audiences of these offices."""
    return Audience.objects.filter(keeper__in=issuers).order_by("name", "pk")


def amendments_of(directive: Directive) -> QuerySet[Amendment]:
    """What was changed after it went out, the newest first."""
    return directive.amendments.select_related("by__person").order_by("-at", "-pk")


def extensions_to_decide(seats_there: Sequence[Organisation]) -> QuerySet[Extension]:
    """More time asked of these organisations, the nearest day first."""
    return (
        Extension.objects.filter(
            state=ExtensionState.OPEN.value,
            assignment__answers_to__in=seats_there,
        )
        .select_related("assignment__directive", "assignment__organisation", "asked_by__person")
        .order_by("assignment__due_on", "pk")
    )


def own_extensions_where(user: Visitor) -> QuerySet[Extension]:
    """More time asked for where the person sits, not decided yet."""
    return Extension.objects.filter(
        state=ExtensionState.OPEN.value,
        assignment__organisation__in=seats(user, Permission.ASSIGNMENT_RECEIVE),
    )
