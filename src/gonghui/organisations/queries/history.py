"""What became of one organisation, from its founding on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gonghui.organisations.models import Change, ChangeParty, Organisation
from gonghui.organisations.rules.change import ChangeKind, PartyRole


@dataclass(frozen=True, slots=True)
class Past:
    """One thing that happened to an organisation.

    Attributes:
        on: The first day on which things were so; ``None`` when it is not known.
        change: The act it was; ``None`` for the founding and for names told from elsewhere.
        role: As what the organisation took part in the act.
        parties: Everybody who took part, as they were called before it.
        former_name: What it was called until the day before; empty when it kept its name.
    """

    on: date | None
    change: Change | None = None
    role: PartyRole | None = None
    parties: Sequence[ChangeParty] = ()
    former_name: str = ""
    approval_number: str = ""


def history_of(organisation: Organisation) -> list[Past]:
    """Acts, former names and the founding, the latest first. Four questions, however much it is."""
    taken = ChangeParty.objects.filter(organisation=organisation).select_related(
        "change__by__person"
    )
    roles = {party.change_id: (party.change, PartyRole(party.role)) for party in taken}
    parties: dict[int, list[ChangeParty]] = {pk: [] for pk in roles}
    for party in ChangeParty.objects.filter(change__in=roles).select_related("organisation"):
        parties[party.change_id].append(party)
    acts = [
        Past(change.effective_on, change, role, parties[pk], "", change.approval_number)
        for pk, (change, role) in roles.items()
        if role in (PartyRole.SUBJECT, PartyRole.INTO)
    ]
    renamed = {one.on for one in acts if one.change and one.change.kind == ChangeKind.RENAMED}
    names = [
        Past(former.until_on, former_name=former.name)
        for former in organisation.former_names.all()
        if all((on - former.until_on).days != 1 for on in renamed if on)
    ]
    told = sorted([*acts, *names], key=_newest, reverse=True)
    if organisation.founded_on or organisation.approval_number:
        founding = organisation.approval_number
        told.append(Past(organisation.founded_on, approval_number=founding))
    return told


def _newest(one: Past) -> tuple[date, int]:
    return one.on or date.min, one.change.pk if one.change else 0
