"""The tree, unfolded step by step, on any day."""

from collections.abc import Collection, Sequence
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from gonghui.access.checks import seated
from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.directory.forms.tree import TreeForm, line_of
from gonghui.directory.queries.organisation import seen as seen_of
from gonghui.directory.queries.tree import Level, Node, Seen, level_below, nodes, tops_of, way_to
from gonghui.directory.views.whose import seen_or_404, status_pill
from gonghui.foundation.clock import today
from gonghui.foundation.pieces import Branch
from gonghui.foundation.web import asked_text
from gonghui.organisations.models import Organisation

VIEW = Permission.ORGANISATION_VIEW


@requires(VIEW)
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """The tree from where the person sits, unfolded as far as the address asks."""
    if text := asked_text(request):
        return redirect(f"{reverse('directory:organisations')}?{urlencode({'q': text})}")
    form, seen = _asked(request)
    tops = tops_of(seen)
    way = _way(request, seen, tops)
    facts = {
        "form": form,
        "branches": [_branch(seen, node, unfolded=way) for node in tops],
        "heading": _heading(tops),
        "line": seen.line.value,
        "day": seen.on if seen.on != today() else None,
        "trail": [
            (pgettext("menu", "Organisations"), reverse("directory:organisations")),
            (_("Tree"), ""),
        ],
    }
    return render(request, "directory/tree.html", facts)


@requires(VIEW)
@require_safe
def branch(request: SignedInRequest, pk: int) -> HttpResponse:
    """One branch unfolded by one step: what a script puts in place of the folded one."""
    organisation = seen_or_404(request, pk)
    _form, seen = _asked(request)
    [node] = nodes(seen, [organisation])
    unfolded = _branch(seen, node, unfolded={pk}, fresh=True)
    return render(request, "ui/tree_branch.html", {"branch": unfolded})


def _asked(request: SignedInRequest) -> tuple[TreeForm, Seen]:
    form = TreeForm(request.GET or None, today=today())
    typed = form.cleaned_data if form.is_valid() else {}
    tops = seated(request.held, VIEW)
    return form, Seen(request.user, tops, line_of(form), typed.get("on") or today())


def _way(request: SignedInRequest, seen: Seen, tops: Sequence[Node]) -> set[int]:
    """What is unfolded: the way to the one asked for, else the only top there is."""
    asked = request.GET.get("open", "")
    if asked.isdecimal() and len(asked) < 19:
        wanted = seen_of(request.user, int(asked))
        if wanted is not None:
            return {one.pk for one in way_to(seen, wanted)}
    return {tops[0].organisation.pk} if len(tops) == 1 else set()


def _branch(seen: Seen, node: Node, *, unfolded: Collection[int], fresh: bool = False) -> Branch:
    one = node.organisation
    query = urlencode({"line": seen.line.value, "on": seen.on.isoformat()})
    state, word = status_pill(one) if seen.on == today() else ("none", "")
    opens = bool(node.below) and node.is_there and one.pk not in unfolded
    return Branch(
        node.name,
        reverse("directory:organisation", args=[one.pk]) if node.is_there else "",
        _note(node),
        open=True,
        more=f"{reverse('directory:tree')}?{query}&open={one.pk}" if opens else "",
        fetch=f"{reverse('directory:branch', args=[one.pk])}?{query}" if opens else "",
        state=state,
        word=word,
        lang="zh-CN",
        fresh=fresh,
        children=_below(seen, one, unfolded) if node.below and one.pk in unfolded else (),
    )


def _below(seen: Seen, organisation: Organisation, unfolded: Collection[int]) -> list[Branch]:
    level: Level = level_below(seen, organisation)
    branches = [_branch(seen, node, unfolded=unfolded) for node in level.nodes]
    if level.more:
        words = ngettext("%(n)s more", "%(n)s more", level.more) % {"n": level.more}
        address = reverse("directory:organisation", args=[organisation.pk])
        branches.append(Branch(words, f"{address}?part=below"))
    return branches


def _note(node: Node) -> str:
    if not node.below:
        return ""
    return ngettext("%(n)s below", "%(n)s below", node.below) % {"n": node.below}


def _heading(tops: Sequence[Node]) -> str:
    if len(tops) != 1:
        return _("Tree of organisations")
    top = tops[0]
    words = ngettext(
        "%(name)s, %(n)s organisation directly below",
        "%(name)s, %(n)s organisations directly below",
        top.below,
    )
    return words % {"name": top.name, "n": top.below}
