"""The tree of organisations, one level a page."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.views.decorators.http import require_safe

from gonghui.access.checks import seated
from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.directory.queries.organisation import (
    Known,
    counted,
    found_within,
    known_of,
    level_below,
    within_reach,
)
from gonghui.foundation.clock import today
from gonghui.foundation.periods import Period
from gonghui.foundation.web import asked_text
from gonghui.foundation.wording import period_name
from gonghui.organisations.models import Organisation
from gonghui.organisations.rules.organisation import Kind, Status
from gonghui.organisations.wording import KIND_NAMES, STATUS_NAMES
from gonghui.returns.queries.rollup import Compared

ROWS = 50


@requires(Permission.ORGANISATION_VIEW)
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """Where the person sits, or what they look for by name, pinyin, initials or code."""
    text = asked_text(request)
    found = found_within(request.user, text) if text else _seats(request)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    facts = {
        "q": text,
        "page": page,
        "rows": rows(page),
        "heading": _heading(text, page.paginator.count),
    }
    return render(request, "directory/organisations.html", facts)


@requires(Permission.ORGANISATION_VIEW)
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """One organisation: facts, posts and who holds them, those below, the last figures."""
    organisation = get_object_or_404(within_reach(request.user), pk=pk)
    return render(request, "directory/organisation.html", _page(request, organisation))


def _seats(request: SignedInRequest) -> QuerySet[Organisation]:
    seats = [one.pk for one in seated(request.held, Permission.ORGANISATION_VIEW)]
    return counted(within_reach(request.user).filter(pk__in=seats)).order_by("order", "code")


def _heading(text: str, count: int) -> str:
    if not text:
        return pgettext("menu", "Organisations")
    words = ngettext(
        "%(n)s organisation found for “%(text)s”", "%(n)s organisations found for “%(text)s”", count
    )
    return words % {"n": count, "text": text}


def rows(organisations: Sequence[Organisation]) -> list[tuple[Organisation, object]]:
    """Each with the name of its kind."""
    return [(one, KIND_NAMES[Kind(one.kind)]) for one in organisations]


def _page(request: SignedInRequest, organisation: Organisation) -> dict[str, object]:
    known = known_of(organisation, request.user, on=today())
    page = Paginator(level_below(organisation), ROWS).get_page(request.GET.get("page"))
    return {
        "organisation": organisation,
        "kind_name": KIND_NAMES[Kind(organisation.kind)],
        "status_name": STATUS_NAMES[Status(organisation.status)],
        "known": known,
        "trail": _trail(known.above),
        "page": page,
        "rows": rows(page),
        "figures": [_figure(one) for one in known.figures],
        "period": period_name(Period.parse(known.round.period)) if known.round else "",
        "figures_address": _figures_address(known, organisation),
    }


def _trail(above: Sequence[Organisation]) -> list[tuple[str, str]]:
    *higher, itself = above
    links = [(one.short_name, reverse("directory:organisation", args=[one.pk])) for one in higher]
    return [
        (pgettext("menu", "Organisations"), reverse("directory:organisations")),
        *links,
        (itself.short_name, ""),
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
