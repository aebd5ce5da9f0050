"""Collecting a form: issue it downwards, hand it on, close it."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery

from gonghui.audit.actions import Deed, record
from gonghui.cascade.actions.directive import Ask, issue, relay_down
from gonghui.cascade.models import Assignment
from gonghui.cascade.rules.assignment import DirectiveKind
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.periods import Period
from gonghui.organisations.models import Ancestry, Organisation
from gonghui.organisations.queries.tree import below, children, standing
from gonghui.organisations.rules.organisation import Line as TreeLine
from gonghui.people.models import Account
from gonghui.returns.models import Form, RollUp, Round, Sheet
from gonghui.returns.rules.branch import Node, grown, ids_in


@transaction.atomic
def issue_round(
    form: Form, ask: Ask, *, period: Period, issuer: Organisation, by: Account, at: datetime
) -> Round:
    """Ask the issuer itself and those directly below for a form; freeze the tree for all below.

    Everybody below has a sheet from now on; who answers for more than itself hands the ask on
    with ``relay_round``.

    Raises:
        RuleBroken: ``round.already_issued``, ``round.before_period_begins``,
            ``directive.basis_missing``.
    """
    if Round.objects.filter(form=form, period=period.code, issuer=issuer).exists():
        raise RuleBroken("round.already_issued", period=period.code, title=form.title)
    if ask.due_on < period.starts_on:
        raise RuleBroken("round.before_period_begins", starts_on=period.starts_on)
    directive = issue(
        replace(ask, kind=DirectiveKind.RETURN),
        issuer=issuer,
        to=[issuer, *standing(children(issuer))],
        by=by,
        at=at,
    )
    made = Round.objects.create(
        form=form,
        period=period.code,
        title=ask.title,
        issuer=issuer,
        directive=directive,
        due_on=ask.due_on,
    )
    count = _freeze_tree(made)
    hand_out(made)
    record(
        Deed("round.issued", made, issuer.pk, {"period": period.code, "sheets": count}),
        by=by,
        at=at,
    )
    return made


def _freeze_tree(made: Round) -> int:
    """Make the totals and sheets of everybody below, as the tree stands now; how many sheets."""
    reached = below(made.issuer)
    asked = set(standing(reached).values_list("pk", flat=True))
    level_of = {
        pk: level if pk in asked else "" for pk, level in reached.values_list("pk", "level")
    }
    pairs = Ancestry.objects.filter(
        line=TreeLine.TERRITORIAL.value, steps=1, organisation__in=reached
    )
    parent_of = {
        child: parent
        for child, parent in pairs.values_list("organisation_id", "ancestor_id")
        if parent in level_of
    }
    nodes = grown(made.issuer_id, level_of, parent_of)
    rollups: dict[int, RollUp] = {}
    for depth in sorted({node.depth for node in nodes.values()}):
        wave = [node for node in nodes.values() if node.depth == depth and node.has_below]
        made_now = RollUp.objects.bulk_create(
            [_rollup(made, node, rollups) for node in wave], batch_size=500
        )
        rollups |= {rollup.organisation_id: rollup for rollup in made_now}
    sheets = [
        Sheet(
            round=made,
            organisation_id=pk,
            level=level_of[pk],
            rollup=rollups[pk if node.has_below else node.parent_id or pk],
        )
        for pk, node in nodes.items()
        if level_of[pk]
    ]
    Sheet.objects.bulk_create(sheets, batch_size=500)
    return len(sheets)


def _rollup(made: Round, node: Node, rollups: dict[int, RollUp]) -> RollUp:
    return RollUp(
        round=made,
        organisation_id=node.organisation_id,
        parent=rollups[node.parent_id] if node.parent_id is not None else None,
        path=node.path,
        depth=node.depth,
        levels=dict(node.levels),
        expected=node.levels.total(),
    )


def hand_out(made: Round) -> None:
    """Join each sheet with the assignment that reached its organisation."""
    reached = Assignment.objects.filter(
        directive=made.directive_id, organisation=OuterRef("organisation")
    )
    Sheet.objects.filter(round=made, assignment__isnull=True).update(
        assignment=Subquery(reached.values("pk")[:1])
    )


@transaction.atomic
def relay_round(
    assignment: Assignment, *, due_on: date, by: Account, at: datetime, instruction: str = ""
) -> int:
    """Hand a round on to everybody below an organisation on its frozen tree; how many were asked.

    Each one answers to its own direct superior.

    Raises:
        RuleBroken: ``assignment.relay_due_too_late``, ``directive.nobody_addressed``,
            ``round.closed``.
    """
    made = Round.objects.get(directive=assignment.directive_id)
    if made.closed_at is not None:
        raise RuleBroken("round.closed", title=made.title)
    tree = _tree_below(made, assignment.organisation)
    count = relay_down(assignment, tree, due_on=due_on, by=by, at=at, instruction=instruction)
    hand_out(made)
    return count


def _tree_below(made: Round, top: Organisation) -> dict[int, list[Organisation]]:
    """Who stands directly below whom on the frozen tree, from ``top`` down."""
    own = RollUp.objects.filter(round=made, organisation=top).first()
    if own is None:
        return {}
    tree: dict[int, list[Organisation]] = {}
    totals = RollUp.objects.filter(round=made, path__startswith=own.path).exclude(pk=own.pk)
    for total in totals.select_related("organisation").order_by("path"):
        tree.setdefault(ids_in(total.path)[-2], []).append(total.organisation)
    sheets = Sheet.objects.filter(
        round=made, rollup__path__startswith=own.path, excused_on__isnull=True
    )
    # the tallies of a total are large and not needed here
    sheets = sheets.defer("typed", "notes", "rollup__filed", "rollup__accepted", "rollup__levels")
    for sheet in sheets.select_related("organisation", "rollup").order_by("pk"):
        if sheet.organisation_id != sheet.rollup.organisation_id:
            tree.setdefault(sheet.rollup.organisation_id, []).append(sheet.organisation)
    return tree


@transaction.atomic
def close_round(closing: Round, *, by: Account, at: datetime) -> Round:
    """End a collection: nothing is filed, taken or sent back any more.

    Raises:
        RuleBroken: ``round.closed``.
    """
    closing = Round.objects.select_for_update().get(pk=closing.pk)
    if closing.closed_at is not None:
        raise RuleBroken("round.closed", title=closing.title)
    closing.closed_at = at
    closing.save(update_fields=["closed_at", "changed_at"])
    record(Deed("round.closed", closing, closing.issuer_id), by=by, at=at)
    return closing
