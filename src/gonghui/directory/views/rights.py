"""All that one account may, and what each role may."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gonghui.access.checks import roles_held
from gonghui.access.permissions import Permission, Role
from gonghui.access.queries import accounts_where, administrator_roles, policy
from gonghui.access.rights import reaches
from gonghui.access.web import SignedInRequest, requires
from gonghui.access.wording import PERMISSION_NAMES, ROLE_NAMES
from gonghui.directory.views.told import listed, reached
from gonghui.foundation.clock import today


@requires(Permission.GRANT_VIEW)
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everything an account may, where, and by which role, post or delegation."""
    account = get_object_or_404(accounts_where(request.user, Permission.GRANT_VIEW), pk=pk)
    held = roles_held(account, on=today())
    administers = administrator_roles(account, on=today())
    facts = {
        "account": account,
        "held": [(ROLE_NAMES[one.role], one) for one in held],
        "reached": reached(reaches(held)),
        "two": listed(ROLE_NAMES[one] for one in administers) if len(administers) > 1 else "",
        "trail": [
            (_("Who may do what"), reverse("directory:grants")),
            (account.display_name, ""),
        ],
    }
    return render(request, "directory/grant_account.html", facts)


@requires(Permission.DESK_VIEW)
@require_safe
def roles(request: SignedInRequest) -> HttpResponse:
    """The whole policy on one page, for everybody to read."""
    allowed = policy()
    rows = [
        (words, [permission in allowed[role] for role in Role])
        for permission, words in PERMISSION_NAMES.items()
    ]
    facts = {"roles": [ROLE_NAMES[role] for role in Role], "rows": rows}
    return render(request, "directory/grant_roles.html", facts)
