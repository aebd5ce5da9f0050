"""One person and their posts."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.directory.queries.person import career_of, persons_where
from gonghui.foundation.clock import today


@requires(Permission.ORGANISATION_VIEW)
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """The posts a person holds and held, within the reach of whoever looks."""
    person = get_object_or_404(persons_where(request.user, Permission.ORGANISATION_VIEW), pk=pk)
    career = career_of(person, request.user, on=today())
    return render(request, "directory/person.html", {"person": person, "career": career})
