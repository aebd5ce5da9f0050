"""What the checks of the register find, within reach."""

from django.core.paginator import Page, Paginator
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from gonghui.access.web import SignedInRequest, requires
from gonghui.directory.exports.upkeep import findings_listing
from gonghui.directory.queries.organisation import within_reach
from gonghui.directory.queries.post import VIEW
from gonghui.directory.views.term import upkeep_tabs
from gonghui.directory.wording import CHECK_NAMES, WEIGHT_NAMES
from gonghui.documents.web import as_file, file_answer
from gonghui.foundation.clock import today
from gonghui.organisations.models import Organisation
from gonghui.organisations.queries.integrity import counts, found_by
from gonghui.organisations.rules.integrity import CHECKS, Weight

ROWS = 50
STATES = {Weight.WRONG: "bad", Weight.OPEN: "warn"}


@requires(VIEW)
@require_safe
def index(request: SignedInRequest) -> HttpResponseBase:
    """How many organisations each check finds; one check's organisations, when it is asked for.

    The file names the organisations, also where the page counts them.
    """
    code = request.GET.get("check", "")
    if as_file(request):
        codes = [code] if code in CHECKS else list(CHECKS)
        listing = findings_listing(codes, within_reach(request.user), on=today())
        return file_answer(request, "checks", listing)
    facts = _asked(request, code) if code in CHECKS else _all(request)
    facts["tabs"] = upkeep_tabs("directory:integrity")
    return render(request, "directory/integrity.html", facts)


def _row(code: str, count: int) -> tuple[str, object, object, str, int]:
    """Code, name, weight in words, how it looks, how many."""
    weight = CHECKS[code]
    state = STATES[weight] if count else "ok"
    return code, CHECK_NAMES[code], WEIGHT_NAMES[weight] if count else _("in order"), state, count


def _heading(found: dict[str, int]) -> str:
    wrong = sum(n for code, n in found.items() if CHECKS[code] is Weight.WRONG)
    if not wrong:
        return _("The tree holds: nothing in it is wrong")
    words = ngettext("%(n)s thing is wrong", "%(n)s things are wrong", wrong)
    return words % {"n": f"{wrong:,}"}


def _all(request: SignedInRequest) -> dict[str, object]:
    found = counts(within_reach(request.user), on=today())
    rows = [_row(code, found[code]) for code in CHECKS]
    return {"rows": rows, "heading": _heading(found), "check": ""}


def _asked(request: SignedInRequest, code: str) -> dict[str, object]:
    found = found_by(code, within_reach(request.user), on=today())
    page: Page[Organisation] = Paginator(found, ROWS).get_page(request.GET.get("page"))
    count = page.paginator.count
    words = ngettext("%(n)s organisation: %(check)s", "%(n)s organisations: %(check)s", count)
    return {
        "check": code,
        "check_name": CHECK_NAMES[code],
        "page": page,
        "found": [(one, _fact(one)) for one in page],
        "heading": words % {"n": f"{count:,}", "check": CHECK_NAMES[code]},
    }


def _fact(organisation: Organisation) -> str:
    fact = getattr(organisation, "fact", None)
    if fact is None:
        return "—"
    return date_format(fact) if hasattr(fact, "year") else str(fact)
