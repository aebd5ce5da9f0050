"""Moving organisations, with all below them: alone, by merging, by splitting."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.actions.ancestry import hang
from gonghui.organisations.actions.change import Act, Done, Party, begin, enter
from gonghui.organisations.actions.ending import end
from gonghui.organisations.actions.tree import Founding, enter_new
from gonghui.organisations.announcements import Born, Ended, Placed, Reorganisation
from gonghui.organisations.models import Organisation, Placement
from gonghui.organisations.queries.tree import children, is_below, superior
from gonghui.organisations.rules.change import ChangeKind, PartyRole, check_after, check_superior
from gonghui.organisations.rules.organisation import Kind, Line

LINES = (Line.TERRITORIAL, Line.INDUSTRIAL)


@transaction.atomic
def move(
    organisation: Organisation, act: Act, *, to: Organisation, line: Line = Line.TERRITORIAL
) -> Done:
    """Give an organisation, with all below it, another superior on a line.

    On the industrial line it may get its first one there.

    Raises:
        RuleBroken: ``organisation.already_there``, ``organisation.below_itself``,
            ``organisation.wrong_superior``, ``organisation.is_the_top``, and as ``begin``.
    """
    begin(act, [organisation], beside=[to], leaves=True)
    was = superior(organisation, line=line)
    _check_place(organisation, was, to, line)
    placed = _place([organisation], below=to, act=act, line=line)
    parties: list[Party] = [(PartyRole.SUBJECT, organisation), (PartyRole.TO_SUPERIOR, to)]
    if was is not None:
        parties.append((PartyRole.FROM_SUPERIOR, was))
    moved = Reorganisation(line, act.decision.effective_on, placed=placed)
    return enter(act, ChangeKind.MOVED, parties, moved)


def _check_place(
    organisation: Organisation, was: Organisation | None, to: Organisation, line: Line
) -> None:
    if was is None and line is Line.TERRITORIAL:
        raise RuleBroken("organisation.is_the_top", organisation=organisation.name)
    if was == to:
        raise RuleBroken(
            "organisation.already_there", organisation=organisation.name, superior=to.name
        )
    if is_below(to, organisation, line=line):
        raise RuleBroken(
            "organisation.below_itself", organisation=organisation.name, superior=to.name
        )
    check_superior(Kind(organisation.kind), Kind(to.kind))


def _place(
    organisations: Sequence[Organisation], *, below: Organisation, act: Act, line: Line
) -> list[Placed]:
    """End where they stand on a line and place them anew, all on one day.

    Raises:
        RuleBroken: ``change.too_early`` when one of them was placed where it is only later.
    """
    now = Placement.objects.filter(
        organisation__in=organisations, line=line.value, until_on__isnull=True
    )
    was = {}
    for one in now.select_related("parent"):
        check_after(act.decision, one.from_on)
        was[one.organisation_id] = one.parent
    now.update(until_on=act.last_day)
    Placement.objects.bulk_create(
        [
            Placement(
                organisation=one,
                parent=below,
                line=line.value,
                from_on=act.decision.effective_on,
            )
            for one in organisations
        ],
        batch_size=500,
    )
    hang(organisations, below=below, line=line)
    return [Placed(one, was.get(one.pk), below) for one in organisations]


@transaction.atomic
def merge(
    organisations: Sequence[Organisation], act: Act, *, into: Organisation | Founding
) -> Done:
    """Merge organisations into another one, or into one newly founded; those below go along.

    The merged ones end; whoever leads the other reads their history.

    Raises:
        RuleBroken: ``change.nobody_merged``, ``change.levels_differ``,
            ``organisation.below_itself``, ``organisation.code_taken``, and as ``begin``.
    """
    merged = [one for one in dict.fromkeys(organisations) if one != into]
    if not merged or (isinstance(into, Founding) and len(merged) < 2):
        raise RuleBroken("change.nobody_merged")
    beside = [into] if isinstance(into, Organisation) else []
    begin(act, merged, beside=beside, leaves=True)
    target = _target(into, act)
    for one in merged:
        _check_merger(one, target)
    born = [Born(target, merged)] if isinstance(into, Founding) else []
    placed = [
        step for line in LINES for one in merged for step in _hand_over(one, target, act, line)
    ]
    end(merged, act)
    hang(merged, below=target, line=Line.TERRITORIAL)  # their history goes with them
    parties: list[Party] = [(PartyRole.SUBJECT, one) for one in merged]
    parties.append((PartyRole.INTO, target))
    change = Reorganisation(
        Line.TERRITORIAL,
        act.decision.effective_on,
        born=born,
        placed=placed,
        ended=[Ended(one, target) for one in merged],
    )
    return enter(act, ChangeKind.MERGED, parties, change)


def _target(into: Organisation | Founding, act: Act) -> Organisation:
    if isinstance(into, Organisation):
        return into
    on = act.decision.effective_on
    return enter_new([replace(into, founded_on=on)], on=on)[0]


def _check_merger(organisation: Organisation, target: Organisation) -> None:
    if organisation.level != target.level:
        raise RuleBroken("change.levels_differ", one=organisation.name, other=target.name)
    for line in LINES:
        if is_below(target, organisation, line=line):
            raise RuleBroken(
                "organisation.below_itself", organisation=organisation.name, superior=target.name
            )


def _hand_over(
    organisation: Organisation, target: Organisation, act: Act, line: Line
) -> list[Placed]:
    below = [one for one in children(organisation, line=line) if one != target]
    placed = _place(below, below=target, act=act, line=line) if below else []
    return placed if line is Line.TERRITORIAL else []


@dataclass(frozen=True, slots=True)
class Share:
    """What comes out of a split.

    Attributes:
        founding: The new organisation; its superior is the divided one's.
        takes: Which of those directly below go with it.
    """

    founding: Founding
    takes: Sequence[Organisation]


@transaction.atomic
def split(organisation: Organisation, act: Act, *, shares: Sequence[Share], ends: bool) -> Done:
    """Found new organisations out of one, each with some of those below it.

    With ``ends`` the divided one is no more; else it goes on with whoever was not taken.

    Raises:
        RuleBroken: ``change.nothing_split``, ``change.not_below``, ``change.left_over``,
            ``organisation.is_the_top``, ``organisation.code_taken``, and as ``begin``.
    """
    begin(act, [organisation], leaves=ends)
    above = superior(organisation)
    if above is None:
        raise RuleBroken("organisation.is_the_top", organisation=organisation.name)
    _check_shares(organisation, shares, ends=ends)
    born: list[Born] = []
    placed: list[Placed] = []
    for share in shares:
        new = _target(replace(share.founding, parent=above), act)
        born.append(Born(new, [organisation]))
        if share.takes:
            placed += _place(share.takes, below=new, act=act, line=Line.TERRITORIAL)
    if ends:
        end([organisation], act)
    parties: list[Party] = [(PartyRole.SUBJECT, organisation)]
    parties += [(PartyRole.INTO, one.organisation) for one in born]
    change = Reorganisation(
        Line.TERRITORIAL,
        act.decision.effective_on,
        born=born,
        placed=placed,
        ended=[Ended(organisation)] if ends else [],
    )
    return enter(act, ChangeKind.SPLIT, parties, change)


def _check_shares(organisation: Organisation, shares: Sequence[Share], *, ends: bool) -> None:
    if not shares:
        raise RuleBroken("change.nothing_split", organisation=organisation.name)
    left = set(children(organisation))
    for share in shares:
        for one in share.takes:
            if one not in left:
                raise RuleBroken("change.not_below", one=one.name, organisation=organisation.name)
            left.discard(one)
    if ends and left:
        raise RuleBroken("change.left_over", organisation=organisation.name, count=len(left))
