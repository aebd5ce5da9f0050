"""My data: what is kept about whoever is signed in, and taking it along."""

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gonghui.access.web import SignedInRequest, signed_in, step_up
from gonghui.directory.exports.own_data import package_docx, package_json
from gonghui.directory.queries.own_data import by_purpose
from gonghui.foundation.clock import moment
from gonghui.people.actions.own import take_along
from gonghui.people.models import Account, DataRequest, Person
from gonghui.people.queries.own import about
from gonghui.people.queries.request import requests_of
from gonghui.people.rules.privacy import RequestKind, RequestState
from gonghui.people.wording import REQUEST_KIND_NAMES, REQUEST_STATE_NAMES

SHOWN = 10  # rows of a table
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def self_or_404(request: SignedInRequest) -> Person:
    """Who is signed in; a job is nobody."""
    if request.user.person is None:
        raise Http404
    return request.user.person


@signed_in
@require_safe
def show(request: SignedInRequest) -> HttpResponse:
    """Everything kept about me, why and how long."""
    person = self_or_404(request)
    tables = about(person, most=SHOWN)
    own = (Person, Account, DataRequest)
    facts = {
        "person": person,
        "accounts": person.accounts.order_by("pk"),
        "count": sum(one.count for one in tables),
        "groups": by_purpose([one for one in tables if one.kind.model not in own]),
        "requests": request_rows(list(requests_of(person))),
        "doors": [(kind.value, REQUEST_KIND_NAMES[kind]) for kind in RequestKind],
    }
    return render(request, "directory/own_data.html", facts)


def request_rows(requests: list[DataRequest]) -> list[dict[str, object]]:
    """Requests with their words."""
    return [
        {
            "request": one,
            "kind": REQUEST_KIND_NAMES[RequestKind(one.kind)],
            "state": REQUEST_STATE_NAMES[RequestState(one.state)],
            "open": one.state == RequestState.OPEN.value,
        }
        for one in requests
    ]


@signed_in
@require_POST
@step_up
def take_json(request: SignedInRequest) -> HttpResponse:
    """Everything as a file programs read."""
    package = take_along(self_or_404(request), by=request.user, at=moment())
    return _file(package_json(package), "application/json", _("my-data") + ".json")


@signed_in
@require_POST
@step_up
def take_word(request: SignedInRequest) -> HttpResponse:
    """Everything as a paper, to be read and printed."""
    package = take_along(self_or_404(request), by=request.user, at=moment())
    return _file(package_docx(package), WORD, _("my-data") + ".docx")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["Cache-Control"] = "no-store"
    return answer
