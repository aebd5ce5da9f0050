"""What goes from the tables of rights when its time is over."""

from datetime import datetime

from django.db.models import Q, QuerySet

from gonghui.access.models import Proposal
from gonghui.foundation.privacy import Retention
from gonghui.foundation.retention import Sweep


def sweeps() -> list[Sweep]:
    """Proposals that were decided or lapsed; what came of them stands in the record."""
    return [Sweep("access.proposals", Retention.DECISION, _old_proposals)]


def _old_proposals(before: datetime) -> QuerySet[Proposal]:
    return Proposal.objects.filter(
        Q(decided_at__lt=before) | Q(decided_at=None, until_at__lt=before)
    )
