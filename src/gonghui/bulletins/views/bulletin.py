"""Pages on which bulletins are written, edited and published."""

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.bulletins.actions.bulletin import (
    edit_bulletin,
    publish_bulletin,
    withdraw_bulletin,
    write_bulletin,
)
from gonghui.bulletins.exports import bulletins_listing
from gonghui.bulletins.forms.bulletin import BulletinForm, PictureForm
from gonghui.bulletins.models import Bulletin
from gonghui.bulletins.queries.bulletin import (
    bulletins_where,
    meetings_to_tell_where,
    untold,
    with_pictures,
)
from gonghui.bulletins.views.parts import parts_of
from gonghui.bulletins.wording import bulletins_finding
from gonghui.documents.web import as_file, file_answer
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.web import moment, refusals_shown
from gonghui.foundation.wording import sentence_for

PAGE = 50


@requires(Permission.BULLETIN_PUBLISH)
def index(request: SignedInRequest) -> HttpResponseBase:
    """Bulletins of ours, and meetings none tells of yet."""
    seen = bulletins_where(request.user, Permission.BULLETIN_PUBLISH)
    if as_file(request):
        return file_answer(request, "bulletins", bulletins_listing(seen))
    page = Paginator(seen, PAGE).get_page(request.GET.get("page"))
    drafts = seen.filter(published_at__isnull=True).count()
    meetings = untold(meetings_to_tell_where(request.user, Permission.BULLETIN_PUBLISH))[:10]
    context = {
        "parts": parts_of(request.may, "drafts"),
        "page": page,
        "meetings": meetings,
        "finding": bulletins_finding(drafts),
    }
    return render(request, "bulletins/drafts.html", context)


@requires(Permission.BULLETIN_PUBLISH)
@require_POST
def write(request: SignedInRequest, pk: int) -> HttpResponse:
    """Draft a bulletin from a meeting."""
    meeting = get_object_or_404(
        meetings_to_tell_where(request.user, Permission.BULLETIN_PUBLISH), pk=pk
    )
    bulletin = write_bulletin(meeting, by=request.user, at=moment())
    return redirect("bulletins:edit", pk=bulletin.pk)


@requires(Permission.BULLETIN_PUBLISH)
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """The words of a draft."""
    bulletin = get_object_or_404(
        with_pictures(bulletins_where(request.user, Permission.BULLETIN_PUBLISH)), pk=pk
    )
    form = BulletinForm(
        request.POST or None, initial={"title": bulletin.title, "body": bulletin.body}
    )
    if request.method == "POST" and form.is_valid() and _edited(request, bulletin, form):
        return redirect("bulletins:edit", pk=pk)
    context = {"bulletin": bulletin, "form": form, "picture_form": PictureForm()}
    return render(request, "bulletins/edit.html", context)


def _edited(request: SignedInRequest, bulletin: Bulletin, form: BulletinForm) -> bool:
    """Whether it is kept; a refusal is told and leaves what was typed on the page."""
    title, body = form.cleaned_data["title"], form.cleaned_data["body"]
    try:
        edit_bulletin(bulletin, title=title, body=body, by=request.user, at=moment())
    except RuleBroken as refusal:
        form.add_error(None, sentence_for(refusal))
    return form.is_valid()


@requires(Permission.BULLETIN_PUBLISH)
@require_POST
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make it public."""
    bulletin = get_object_or_404(bulletins_where(request.user, Permission.BULLETIN_PUBLISH), pk=pk)
    with refusals_shown(request):
        publish_bulletin(bulletin, by=request.user, at=moment())
    return redirect("bulletins:edit", pk=pk)


@requires(Permission.BULLETIN_PUBLISH)
@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take it from the public page."""
    bulletin = get_object_or_404(bulletins_where(request.user, Permission.BULLETIN_PUBLISH), pk=pk)
    with refusals_shown(request):
        withdraw_bulletin(bulletin, by=request.user, at=moment())
    return redirect("bulletins:edit", pk=pk)
