"""What an organisation's status was on a past day, told from the acts that changed it since."""

from collections.abc import Sequence

from gonghui.organisations.rules.change import NEXT_STATUS, ChangeKind
from gonghui.organisations.rules.organisation import Status

ENDING = frozenset({ChangeKind.DISSOLVED, ChangeKind.MERGED, ChangeKind.SPLIT})
STATUS_CHANGES = ENDING | {ChangeKind.STATUS, ChangeKind.SUSPENDED, ChangeKind.RESUMED}
_PREVIOUS = {after: before for before, after in NEXT_STATUS.items()}


def status_before(now: Status, acts: Sequence[ChangeKind], *, later: int) -> Status:
    """The status before the last acts, by taking them back one by one.

    Args:
        now: The status after all acts.
        acts: All acts on the organisation that may have changed its status, the oldest first.
        later: How many of them, from the end, are taken back.
    """
    status = now
    for place in range(len(acts) - 1, len(acts) - 1 - later, -1):
        status = _undone(status, acts[place], acts[place - 1] if place else None)
    return status


def _undone(status: Status, act: ChangeKind, before_it: ChangeKind | None) -> Status:
    if act is ChangeKind.SUSPENDED:
        return Status.STANDING
    if act is ChangeKind.RESUMED:
        return Status.SUSPENDED
    if act is ChangeKind.STATUS:
        return _PREVIOUS.get(status, status)
    if status is Status.DISSOLVED:
        return Status.SUSPENDED if before_it is ChangeKind.SUSPENDED else Status.STANDING
    return status  # a split or a merger it came through
