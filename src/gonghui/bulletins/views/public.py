"""What everybody may read."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gonghui.access.web import public
from gonghui.bulletins.models import Bulletin
from gonghui.bulletins.queries.bulletin import published, published_pictures, with_pictures
from gonghui.bulletins.views.picture import sent

PAGE = 20


@public
def index(request: HttpRequest) -> HttpResponse:
    """Bulletins, the newest first."""
    page = Paginator(published(), PAGE).get_page(request.GET.get("page"))
    return render(request, "bulletins/published.html", {"page": page})


@public
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """One bulletin with its pictures."""
    bulletin = get_object_or_404(with_pictures(published()), slug=slug)
    paragraphs = [line.strip() for line in bulletin.body.split("\n") if line.strip()]
    context = {"bulletin": bulletin, "paragraphs": paragraphs}
    return render(request, "bulletins/bulletin.html", context)


@public
def picture(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """A picture of a public bulletin."""
    return sent(get_object_or_404(published_pictures(slug), pk=pk))


@public
def feed(request: HttpRequest) -> HttpResponse:
    """The newest bulletins for programs that follow them (Atom)."""
    here = request.build_absolute_uri(reverse("bulletins:published"))
    atom = Atom1Feed(
        title=pgettext("public", "Bulletins"), link=here, description="", language="zh-CN"
    )
    for bulletin in published()[:PAGE]:
        link = request.build_absolute_uri(reverse("bulletins:bulletin", args=[bulletin.slug]))
        atom.add_item(
            title=bulletin.title,
            link=link,
            description=_told(bulletin),
            pubdate=bulletin.published_at,
            author_name=bulletin.organisation.name,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


def _told(bulletin: Bulletin) -> str:
    """The text; that of a demonstration says so wherever it is read."""
    if not bulletin.invented:
        return bulletin.body
    mark = _("This bulletin is part of a demonstration: the people and what they did are invented.")
    return f"{mark}\n{bulletin.body}"
