"""What became different in the tree between two days."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from gonghui.access.checks import seated
from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.directory.exports.organisation import differences_listing
from gonghui.directory.forms.tree import ComparisonForm, line_of
from gonghui.directory.queries.organisation import within_reach
from gonghui.directory.views.whose import seen_or_404
from gonghui.directory.wording import WHAT_COUNTS, WHAT_NAMES
from gonghui.documents.exports.workbook import Listing
from gonghui.documents.web import as_file, file_answer
from gonghui.foundation.clock import today
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.wording import sentence_for
from gonghui.organisations.models import Organisation
from gonghui.organisations.queries.difference import Difference, What, differences

ROWS = 50
STATES = {What.FOUNDED: "ok", What.ENDED: "none", What.MOVED: "info", What.RENAMED: "info"}


@requires(Permission.ORGANISATION_VIEW)
@require_safe
def show(request: SignedInRequest) -> HttpResponseBase:
    """Founded, ended, moved, renamed below one organisation between two days."""
    top = _top(request)
    form = ComparisonForm(_typed(request), today=today())
    found = _found(top, form)
    if as_file(request) and form.is_valid():
        return file_answer(request, "differences", _listing(top, form, found))
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    facts = {
        "form": form,
        "top": top,
        "top_key": str(top.pk),
        "page": page,
        "rows": _rows(request, list(page)),
        "heading": _heading(top, form, found),
        "trail": [
            (pgettext("menu", "Organisations"), reverse("directory:organisations")),
            (top.short_name, reverse("directory:organisation", args=[top.pk])),
            (_("Compare two days"), ""),
        ],
    }
    return render(request, "directory/comparison.html", facts)


def _top(request: SignedInRequest) -> Organisation:
    """The one asked for, else where the person sits."""
    asked = request.GET.get("top", "")
    if asked.isdecimal() and len(asked) < 19:
        return seen_or_404(request, int(asked))
    tops = seated(request.held, Permission.ORGANISATION_VIEW)
    if not tops:
        raise Http404
    return tops[0]


def _typed(request: SignedInRequest) -> dict[str, str]:
    """What was asked; at first the year so far."""
    now = today()
    first = {"first": now.replace(month=1, day=1).isoformat(), "second": now.isoformat()}
    return first | {
        name: request.GET[name] for name in ("first", "second", "line") if name in request.GET
    }


def _found(top: Organisation, form: ComparisonForm) -> list[Difference]:
    if not form.is_valid():
        return []
    typed = form.cleaned_data
    try:
        return differences(top, typed["first"], typed["second"], line_of(form))
    except RuleBroken as refusal:
        form.add_error(None, sentence_for(refusal))
        return []


def _heading(top: Organisation, form: ComparisonForm, found: Sequence[Difference]) -> str:
    if form.errors:
        return _("Compare two days")
    counts = Counter(one.what for one in found)
    said = [str(WHAT_COUNTS[what]) % {"n": counts[what]} for what in What if counts[what]]
    if not said:
        return _("Nothing became different below %(name)s") % {"name": top.short_name}
    return pgettext("between counts", ", ").join(said)


def _rows(request: SignedInRequest, found: Sequence[Difference]) -> list[dict[str, object]]:
    """Each with its words; a link only where the person may look today."""
    keys = [one.organisation.pk for one in found]
    there = set(within_reach(request.user).filter(pk__in=keys).values_list("pk", flat=True))
    return [
        {
            "one": one,
            "state": STATES[one.what],
            "word": WHAT_NAMES[one.what],
            "is_there": one.organisation.pk in there,
            "renamed": bool(one.before and one.after and one.before.name != one.after.name),
            "moved": one.what is What.MOVED,
        }
        for one in found
    ]


def _listing(top: Organisation, form: ComparisonForm, found: Sequence[Difference]) -> Listing:
    days: list[date] = sorted([form.cleaned_data["first"], form.cleaned_data["second"]])
    title = _("%(name)s: %(first)s and %(second)s") % {
        "name": top.name,
        "first": date_format(days[0]),
        "second": date_format(days[1]),
    }
    return differences_listing(title, found)
