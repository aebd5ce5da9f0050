"""Finding organisations, and the page of one."""

from collections.abc import Sequence

from django.core.paginator import Page, Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gonghui.access.checks import can, seated
from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.directory.exports.organisation import organisations_listing
from gonghui.directory.queries.asks import asks_of
from gonghui.directory.queries.organisation import (
    Known,
    below_counts,
    first_found,
    found_within,
    in_that_order,
    known_of,
    level_below,
)
from gonghui.directory.queries.tree import ways_to
from gonghui.directory.sources import told_of
from gonghui.directory.views.history import happenings
from gonghui.directory.views.register import facts_of
from gonghui.directory.views.whose import seen_or_404, status_pill, trail, way_words
from gonghui.documents.exports.stream import in_pieces
from gonghui.documents.web import as_file, file_answer
from gonghui.foundation.clock import today
from gonghui.foundation.periods import Period
from gonghui.foundation.web import asked_text
from gonghui.foundation.wording import period_name
from gonghui.organisations.models import Organisation
from gonghui.organisations.queries.history import history_of
from gonghui.organisations.queries.search import by_former_name
from gonghui.organisations.rules.organisation import Kind, Status
from gonghui.organisations.rules.post import Manner, Order
from gonghui.organisations.wording import KIND_NAMES, MANNER_NAMES, ORDER_NAMES, STATUS_NAMES
from gonghui.returns.queries.rollup import Compared

VIEW = Permission.ORGANISATION_VIEW
ROWS = 50
SUGGESTED = 8


@requires(VIEW)
@require_safe
def index(request: SignedInRequest) -> HttpResponseBase:
    """Where the person sits, or what they look for by any part of a name, pinyin or code."""
    text = asked_text(request)
    found = found_within(request.user, text)
    pks = found.pks if text else [one.pk for one in seated(request.held, VIEW)]
    if as_file(request):
        title = _heading(text, len(pks), more=found.more)
        listing = organisations_listing(title, [in_that_order(pks)], on=today())
        return file_answer(request, "organisations", listing)
    page = Paginator(pks, ROWS).get_page(request.GET.get("page"))
    facts = {
        "q": text,
        "page": page,
        "more": found.more,
        "rows": rows(request, in_that_order(list(page)), text),
        "heading": _heading(text, len(pks), more=found.more),
    }
    return render(request, "directory/organisations.html", facts)


@requires(VIEW)
@require_safe
def suggest(request: SignedInRequest) -> HttpResponse:
    """The best few while somebody types: names for the box to offer."""
    found = first_found(request.user, asked_text(request), SUGGESTED)
    ways = ways_to(found, seated(request.held, VIEW))
    facts = {"found": [(one, way_words(ways[one.pk])) for one in found]}
    return render(request, "directory/_suggestions.html", facts)


@requires(VIEW)
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """One organisation: its register and posts; those below it; what became of it."""
    organisation = seen_or_404(request, pk)
    part = request.GET.get("part", "")
    if part == "below" and as_file(request):
        title = _("Below %(name)s") % {"name": organisation.name}
        listing = organisations_listing(title, in_pieces(level_below(organisation)), on=today())
        return file_answer(request, "organisations", listing)
    told = {"below": _below, "history": _history}.get(part, _overview)
    facts = _head(request, organisation, part) | told(request, organisation)
    return render(request, "directory/organisation.html", facts)


def _heading(text: str, count: int, *, more: bool) -> str:
    if not text:
        return pgettext("menu", "Organisations")
    if more:
        words = _("More than %(n)s organisations found for “%(text)s”")
    else:
        words = ngettext(
            "%(n)s organisation found for “%(text)s”",
            "%(n)s organisations found for “%(text)s”",
            count,
        )
    return words % {"n": count, "text": text}


def rows(
    request: SignedInRequest, organisations: Sequence[Organisation], text: str = ""
) -> list[dict[str, object]]:
    """Each with its kind, its place, how many stand below, and the former name that found it."""
    ways = ways_to(organisations, seated(request.held, VIEW))
    counts = below_counts(organisations, on=today())
    former = by_former_name(text, organisations) if text else {}
    return [
        {
            "one": one,
            "kind": KIND_NAMES[Kind(one.kind)],
            "way": way_words(ways[one.pk]),
            "below": counts.get(one.pk, 0),
            "former": former.get(one.pk, ""),
            "pill": status_pill(one),
        }
        for one in organisations
    ]


def _head(request: SignedInRequest, organisation: Organisation, part: str) -> dict[str, object]:
    """What stands above every part of the page."""
    count = below_counts([organisation], on=today()).get(organisation.pk, 0)
    below = ngettext("%(n)s below", "%(n)s below", count) % {"n": count}
    named = {
        "": _("Overview"),
        "below": below if count else _("Nobody below"),
        "history": _("History"),
    }
    address = reverse("directory:organisation", args=[organisation.pk])
    return {
        "organisation": organisation,
        "part": part if part in named else "",
        "kind_name": KIND_NAMES[Kind(organisation.kind)],
        "status_name": STATUS_NAMES[Status(organisation.status)],
        "pill": status_pill(organisation),
        "trail": trail(request, organisation),
        "contact_list": _contact_list(request, organisation),
        "in_the_tree": f"{reverse('directory:tree')}?open={organisation.pk}",
        "tabs": [
            (
                words,
                f"{address}?part={key}" if key else address,
                key == (part if part in named else ""),
            )
            for key, words in named.items()
        ],
    }


def _contact_list(request: SignedInRequest, organisation: Organisation) -> str:
    """Where it stands, for whoever may call people there; empty for others."""
    calls = Permission.CONTACT_TELL
    if calls not in request.may or not can(request.user, calls, organisation):
        return ""
    return reverse("directory:contact-list", args=[organisation.pk])


def _overview(request: SignedInRequest, organisation: Organisation) -> dict[str, object]:
    order = _order(request)
    known = known_of(organisation, on=today(), order=order)
    manages = can(request.user, Permission.ORGANISATION_MANAGE, organisation)
    facts, missing = facts_of(organisation, known.registration, known.term, manages=manages)
    return {
        "known": known,
        "holders": [(one, _manner(one.manner)) for one in known.holders],
        "orders": _orders(organisation, order),
        "order": order.value,
        "facts": facts,
        "missing": missing,
        "told": [*asks_of(organisation, request.user), *told_of(organisation, request.user)],
        "acts": _acts(organisation) if manages else [],
        "figures": [_figure(one) for one in known.figures],
        "period": period_name(Period.parse(known.round.period)) if known.round else "",
        "figures_address": _figures_address(known, organisation),
    }


def _below(request: SignedInRequest, organisation: Organisation) -> dict[str, object]:
    page: Page[Organisation] = Paginator(level_below(organisation), ROWS).get_page(
        request.GET.get("page")
    )
    return {"page": page, "rows": rows(request, list(page))}


def _history(_request: SignedInRequest, organisation: Organisation) -> dict[str, object]:
    return {"happenings": happenings(organisation, history_of(organisation))}


def _order(request: SignedInRequest) -> Order:
    asked = request.GET.get("order", "")
    return Order(asked) if asked in list(Order) else Order.PRECEDENCE


def _orders(organisation: Organisation, order: Order) -> list[tuple[str, str, bool]]:
    address = reverse("directory:organisation", args=[organisation.pk])
    return [(str(ORDER_NAMES[one]), f"{address}?order={one.value}", one is order) for one in Order]


def _manner(manner: str) -> str:
    return "" if manner == Manner.REGULAR.value else str(MANNER_NAMES[Manner(manner)])


def _acts(organisation: Organisation) -> list[tuple[str, str]]:
    """What an administrator may enter about it as it stands."""
    status = Status(organisation.status)
    if status is Status.DISSOLVED or organisation.kind == Kind.OUTSIDE.value:
        return []
    life = {
        Status.STANDING: [("act-suspend", _("Suspend"))],
        Status.SUSPENDED: [("act-resume", _("Resume"))],
    }.get(status, [("act-advance", _("Advance"))])
    offered = [
        ("found", _("Found one below it")),
        ("act-rename", _("Rename")),
        ("act-move", _("Move")),
        ("act-merge", _("Merge")),
        ("act-split", _("Split")),
        *life,
        ("act-dissolve", _("Dissolve")),
    ]
    return [
        (words, reverse(f"directory:{name}", args=[organisation.pk])) for name, words in offered
    ]


def _figure(one: Compared) -> tuple[str, str | None, str]:
    """Name, value and unit in the language of the page; ``None`` is not filed."""
    line = one.indicator
    english = (get_language() or "").startswith("en")
    unit = line.english_unit if english else line.unit
    name = line.english_name if english else line.name
    return name, one.now.words or None, "%" if line.is_share else unit


def _figures_address(known: Known, organisation: Organisation) -> str:
    if known.round is None:
        return ""
    return f"{reverse('returns:round', args=[known.round.pk])}?organisation={organisation.pk}"
