"""Pictures of drafts."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.bulletins.actions.picture import add_picture, remove_picture
from gonghui.bulletins.forms.bulletin import PictureForm
from gonghui.bulletins.models import Picture
from gonghui.bulletins.queries.bulletin import bulletins_where, pictures_where
from gonghui.foundation.web import moment, refusals_shown


def sent(picture: Picture) -> FileResponse:
    """The picture as what it is and nothing else; it is shown, never run."""
    name = f"{picture.pk}.{picture.content_type.rsplit('/', 1)[-1]}"
    try:
        file = picture.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(file, content_type=picture.content_type, filename=name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@requires(Permission.BULLETIN_PUBLISH)
@require_POST
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put a picture at the end of a draft."""
    bulletin = get_object_or_404(bulletins_where(request.user, Permission.BULLETIN_PUBLISH), pk=pk)
    form = PictureForm(request.POST, request.FILES)
    if form.is_valid():
        content, caption = form.cleaned_data["file"].read(), form.cleaned_data["caption"]
        with refusals_shown(request):
            add_picture(bulletin, content=content, caption=caption, by=request.user, at=moment())
    for error in (error for errors in form.errors.values() for error in errors):
        messages.error(request, str(error))
    return redirect("bulletins:edit", pk=pk)


@requires(Permission.BULLETIN_PUBLISH)
@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a picture out of a draft."""
    picture = get_object_or_404(pictures_where(request.user, Permission.BULLETIN_PUBLISH), pk=pk)
    with refusals_shown(request):
        remove_picture(picture, by=request.user, at=moment())
    return redirect("bulletins:edit", pk=picture.bulletin_id)


@requires(Permission.BULLETIN_PUBLISH)
def draft(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """A picture of a draft, for those who edit it."""
    return sent(get_object_or_404(pictures_where(request.user, Permission.BULLETIN_PUBLISH), pk=pk))
