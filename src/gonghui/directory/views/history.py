"""What became of an organisation, told in sentences."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gonghui.foundation.pieces import Happening
from gonghui.organisations.models import ChangeParty, Organisation
from gonghui.organisations.queries.history import Past
from gonghui.organisations.rules.change import ChangeKind, PartyRole

SENTENCES = {
    (ChangeKind.RENAMED, PartyRole.SUBJECT): gettext_lazy("Was called %(subject)s until then"),
    (ChangeKind.MOVED, PartyRole.SUBJECT): gettext_lazy(
        "Moved from %(from_superior)s to %(to_superior)s"
    ),
    (ChangeKind.MERGED, PartyRole.SUBJECT): gettext_lazy("Merged into %(into)s"),
    (ChangeKind.MERGED, PartyRole.INTO): gettext_lazy("%(subject)s merged into it"),
    (ChangeKind.SPLIT, PartyRole.SUBJECT): gettext_lazy("%(into)s came out of it"),
    (ChangeKind.SPLIT, PartyRole.INTO): gettext_lazy("Came out of %(subject)s"),
    (ChangeKind.STATUS, PartyRole.SUBJECT): gettext_lazy("One step on in its founding"),
    (ChangeKind.SUSPENDED, PartyRole.SUBJECT): gettext_lazy("Suspended"),
    (ChangeKind.RESUMED, PartyRole.SUBJECT): gettext_lazy("Resumed"),
    (ChangeKind.DISSOLVED, PartyRole.SUBJECT): gettext_lazy("Dissolved"),
}
PLACED = gettext_lazy("Placed below %(to_superior)s")


def happenings(organisation: Organisation, past: Sequence[Past]) -> list[Happening]:
    """The same as lines of a timeline, each with its reason, approval and who entered it."""
    return [_happening(organisation, one) for one in past]


def _happening(organisation: Organisation, one: Past) -> Happening:
    when = date_format(one.on) if one.on else _("day not known")
    if one.former_name:
        what = _("Was called %(subject)s until then") % {"subject": one.former_name}
        return Happening(what, when)
    if one.change is None or one.role is None:
        return Happening(_("Founded"), when, note=one.approval_number)
    note = [one.change.reason, one.approval_number]
    note.append(_("entered by %(who)s") % {"who": one.change.by.display_name})
    return Happening(
        _sentence(one), when, _address(organisation, one), note=_joined(filter(None, note))
    )


def _sentence(one: Past) -> str:
    names: dict[str, str] = {role.value: "" for role in PartyRole}
    for role in PartyRole:
        names[role.value] = _listed(party for party in one.parties if party.role == role.value)
    kind = ChangeKind(one.change.kind) if one.change else ChangeKind.STATUS
    first = kind is ChangeKind.MOVED and not names[PartyRole.FROM_SUPERIOR.value]
    words = PLACED if first else SENTENCES[kind, one.role or PartyRole.SUBJECT]
    return str(words) % names


def _address(organisation: Organisation, one: Past) -> str:
    """The other one, where the act made or took one other organisation."""
    others = [
        party.organisation_id
        for party in one.parties
        if party.role in (PartyRole.INTO.value, PartyRole.SUBJECT.value)
        and party.organisation_id != organisation.pk
    ]
    return reverse("directory:organisation", args=[others[0]]) if len(others) == 1 else ""


def _listed(parties: Iterable[ChangeParty]) -> str:
    return pgettext("between items of a list", ", ").join(party.name for party in parties)


def _joined(words: Iterable[str]) -> str:
    return pgettext("between facts of one act", "; ").join(words)
