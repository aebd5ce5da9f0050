"""Every list can be taken out as a file: at its own address, narrowed as the page is.

``{% file_links %}`` draws the two links, ``as_file`` tells that one was followed, and
``file_answer`` hands the file over, piece by piece.
"""

from collections.abc import Iterator
from dataclasses import replace

from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.http import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect

from gonghui.access.web import SignedInRequest
from gonghui.documents.actions.listing import MANY, note_taken
from gonghui.documents.exports.stream import stream_csv, stream_xlsx
from gonghui.documents.exports.workbook import Listing, invented_mark
from gonghui.foundation.clock import moment, today
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.wording import sentence_for
from gonghui.people.web import proven_lately

FILES = {
    "xlsx": (stream_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (stream_csv, "text/csv; charset=utf-8"),
}


def as_file(request: SignedInRequest) -> bool:
    """Whether the list was asked for as a file, not as a page."""
    return request.GET.get("as") in FILES


def file_answer(
    request: SignedInRequest, name: str, listing: Listing, *, persons: int = 0
) -> HttpResponseBase:
    """The list as the file that was asked for; a list too long for one leads back and says so.

    ``name`` is the file's, in Latin letters; the day is added. ``persons`` is how many persons the
    list names: that it was taken is then a deed, and more than a thousand are handed over only to
    who gave their password just now.
    """
    kind = request.GET["as"]
    if persons > MANY and not proven_lately(request):
        raise ReauthenticationRequired  # allauth's middleware asks, and leads back here
    write, content = FILES[kind]
    pieces = write(replace(listing, invented=invented_mark()))
    try:
        first = next(pieces)
    except RuleBroken as refusal:
        messages.error(request, sentence_for(refusal))
        asked = request.GET.copy()
        del asked["as"]
        return redirect(f"{request.path}?{asked.urlencode()}")
    if persons:
        note_taken(name, kind, persons=persons, by=request.user, at=moment())
    answer = StreamingHttpResponse(_joined(first, pieces), content_type=content)
    answer["Content-Disposition"] = f'attachment; filename="{name}-{today():%Y%m%d}.{kind}"'
    return answer


def _joined(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
