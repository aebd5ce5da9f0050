"""Who may do what, and why: for the security administrator."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gonghui.access.checks import organisations_where, seated
from gonghui.access.permissions import ADMINISTRATORS, Permission
from gonghui.access.queries import Given, Why, accounts_where, grants_at, open_proposals, why
from gonghui.access.rights import Clash, clashes
from gonghui.access.web import SignedInRequest, requires
from gonghui.access.wording import PERMISSION_NAMES, ROLE_NAMES
from gonghui.directory.exports.account import grants_listing
from gonghui.directory.forms.grant import WhyForm
from gonghui.directory.queries.organisation import first_found, within_reach
from gonghui.directory.views.told import held_words, listed
from gonghui.documents.web import as_file, file_answer
from gonghui.foundation.clock import moment, today
from gonghui.foundation.web import asked_text
from gonghui.organisations.models import Organisation
from gonghui.people.models import Account

MANAGE = Permission.GRANT_MANAGE


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes or no, in a sentence, with the reasons one by one."""

    allowed: bool
    sentence: str
    reasons: list[str]
    account: int


@requires(Permission.GRANT_VIEW)
@require_safe
def index(request: SignedInRequest) -> HttpResponseBase:
    """The question with its answer, and the roles over one organisation."""
    asked = asked_text(request, "at")
    seat = seated(request.held, Permission.GRANT_VIEW)[0]
    at = _organisation(request, asked) if asked else seat
    if at and as_file(request):
        given = grants_at(at, on=today())
        listing = grants_listing(at, given, on=today())
        return file_answer(request, "roles", listing, persons=len(given))
    return render(request, "directory/grants.html", _facts(request, asked, at))


def _facts(request: SignedInRequest, asked: str, at: Organisation | None) -> dict[str, object]:
    form = WhyForm(request.GET if request.GET.get("who") else None)
    answer = _answer(request, form) if form.is_valid() else None
    reach = organisations_where(request.user, Permission.GRANT_VIEW)
    return {
        "form": form,
        "answer": answer,
        "asked": asked,
        "at": at,
        "grants": _named(grants_at(at, on=today())) if at else [],
        "clashes": _clashes(clashes(reach, on=today())),
        "waiting": open_proposals(request.user, MANAGE, at=moment()).count(),
        "manages": MANAGE in request.may,
        "confirms": Permission.ACCOUNT_CONFIRM in request.may,
    }


def _clashes(found: Sequence[Clash]) -> list[tuple[str, str]]:
    """Each person with the roles that do not count, in words."""
    return [(one.name, listed(ROLE_NAMES[role] for role in one.roles)) for one in found]


def _answer(request: SignedInRequest, form: WhyForm) -> Answer | None:
    """``None`` when the account or the organisation is not found; the form then says so."""
    typed = form.cleaned_data
    account = (
        accounts_where(request.user, Permission.GRANT_VIEW).filter(username=typed["who"]).first()
    )
    if account is None:
        form.add_error("who", _("No account in your reach is called so."))
    organisation = _organisation(request, typed["where"])
    if organisation is None:
        form.add_error("where", _("No organisation in your reach is called so, or several are."))
    if account is None or organisation is None:
        return None
    permission = Permission(typed["what"])
    return _told(account, permission, organisation)


def _organisation(request: SignedInRequest, text: str) -> Organisation | None:
    reach = within_reach(request.user)
    exactly = reach.filter(name=text) | reach.filter(short_name=text) | reach.filter(code=text)
    matches = list(exactly[:2]) or first_found(request.user, text, 2)
    return matches[0] if len(matches) == 1 else None


def _told(account: Account, permission: Permission, organisation: Organisation) -> Answer:
    found = why(account, permission, organisation, on=today())
    facts = {
        "who": account.display_name,
        "what": PERMISSION_NAMES[permission],
        "where": organisation.name,
    }
    sentence = (
        _("%(who)s may do this at %(where)s: %(what)s.")
        if found.allowed
        else _("%(who)s may not do this at %(where)s: %(what)s.")
    )
    return Answer(found.allowed, sentence % facts, _reasons(found), account.pk)


def _reasons(found: Why) -> list[str]:
    if found.is_closed:
        return [_("The account is closed.")]
    if found.allowed:
        return [held_words(one) for one in found.because]
    if found.is_two and ADMINISTRATORS.intersection(found.needed):
        return [_("They are two of the three administrators; so none of these roles counts.")]
    if found.elsewhere:
        return [
            _("A role that allows it is held, but over another part of the tree."),
            *(held_words(one) for one in found.elsewhere),
        ]
    roles = listed(ROLE_NAMES[role] for role in found.needed)
    return [_("None of their roles allows it. These would: %(roles)s.") % {"roles": roles}]


def _named(grants: Sequence[Given]) -> list[tuple[object, Given]]:
    return [(ROLE_NAMES[grant.role], grant) for grant in grants]
