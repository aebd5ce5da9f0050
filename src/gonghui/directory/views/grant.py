"""Who may do what, and why: for the security administrator."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from gonghui.access.checks import Held, seated
from gonghui.access.permissions import Permission
from gonghui.access.queries import Given, Why, accounts_where, grants_at, policy, why
from gonghui.access.web import SignedInRequest, requires
from gonghui.access.wording import PERMISSION_NAMES, ROLE_NAMES
from gonghui.directory.forms.grant import WhyForm
from gonghui.directory.queries.organisation import first_found, within_reach
from gonghui.foundation.clock import today
from gonghui.organisations.models import Organisation
from gonghui.people.models import Account


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes or no, in a sentence, with the reasons one by one."""

    allowed: bool
    sentence: str
    reasons: list[str]


@requires(Permission.GRANT_VIEW)
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """The question with its answer, the grants over one organisation, and the policy."""
    form = WhyForm(request.GET if request.GET.get("who") else None)
    seat = seated(request.held, Permission.GRANT_VIEW)[0]
    answer = _answer(request, form) if form.is_valid() else None
    held = {"seat": seat, "grants": _named(grants_at(seat, on=today())), "policy": _policy()}
    return render(request, "directory/grants.html", {"form": form, "answer": answer, **held})


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
    return Answer(found.allowed, sentence % facts, _reasons(found))


def _reasons(found: Why) -> list[str]:
    if found.is_closed:
        return [_("The account is closed.")]
    if found.allowed:
        return [_held(one) for one in found.because]
    if found.elsewhere:
        return [
            _("A role that allows it is held, but over another part of the tree."),
            *(_held(one) for one in found.elsewhere),
        ]
    roles = _listed(str(ROLE_NAMES[role]) for role in found.needed)
    return [_("None of their roles allows it. These would: %(roles)s.") % {"roles": roles}]


def _listed(names: Iterable[str]) -> str:
    return pgettext("between items of a list", ", ").join(names)


def _held(one: Held) -> str:
    facts = {"role": ROLE_NAMES[one.role], "organisation": one.organisation.name, "post": one.post}
    if one.post:
        return _("%(role)s over %(organisation)s and all below, with the post %(post)s") % facts
    return _("%(role)s over %(organisation)s and all below, given to the account") % facts


def _named(grants: Sequence[Given]) -> list[tuple[object, Given]]:
    return [(ROLE_NAMES[grant.role], grant) for grant in grants]


def _policy() -> list[tuple[object, str]]:
    """Each role with all it may, in words."""
    return [
        (
            ROLE_NAMES[role],
            _listed(str(PERMISSION_NAMES[one]) for one in Permission if one in allowed),
        )
        for role, allowed in policy().items()
    ]
