"""What ends with an organisation: its places in the tree, its posts, whoever holds them."""

from collections.abc import Sequence

from django.db.models import Q

from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.actions.change import Act
from gonghui.organisations.models import Organisation, Placement, Portfolio, Post, Tenure
from gonghui.organisations.queries.tree import children_on_any_line
from gonghui.organisations.rules.organisation import Status


def check_nobody_below(organisation: Organisation) -> None:
    """Whoever stands below must be moved first.

    Raises:
        RuleBroken: ``organisation.has_below`` with how many.
    """
    count = children_on_any_line(organisation).count()
    if count:
        raise RuleBroken("organisation.has_below", organisation=organisation.name, count=count)


def end(organisations: Sequence[Organisation], act: Act) -> None:
    """The last day of these organisations has come; who holds a post there leaves it that day.

    Raises:
        RuleBroken: ``change.too_early`` when somebody took up a post there later.
    """
    last = act.last_day
    later = Tenure.objects.filter(post__organisation__in=organisations, from_on__gt=last)
    newest = later.order_by("-from_on").first()
    if newest is not None:
        raise RuleBroken("change.too_early", day=act.decision.effective_on, last=newest.from_on)
    still = Q(until_on__isnull=True) | Q(until_on__gt=last)
    Placement.objects.filter(still, organisation__in=organisations).update(until_on=last)
    Tenure.objects.filter(still, post__organisation__in=organisations).update(until_on=last)
    Portfolio.objects.filter(still, post__organisation__in=organisations, from_on__lte=last).update(
        until_on=last
    )
    Post.objects.filter(organisation__in=organisations, ended_on__isnull=True).update(ended_on=last)
    for one in organisations:
        one.ended_on, one.status = last, Status.DISSOLVED.value
        one.save(update_fields=["ended_on", "status", "changed_at"])
