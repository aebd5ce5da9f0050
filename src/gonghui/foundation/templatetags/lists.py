"""Tables, lists, boards and trees."""

from collections.abc import Iterable, Sequence

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.http import QueryDict
from django.template import Context, TemplateSyntaxError
from django.utils.safestring import SafeString

from gonghui.foundation.pieces import AgendaItem, BoardRow, Branch, Happening, RouteStop
from gonghui.foundation.templatetags.pieces import drawn, known

register = template.Library()

STEP_STATES = ("", "done", "current", "todo")


def asked(context: Context) -> QueryDict:
    """What the address asks for, as a copy that may be changed."""
    request = context.get("request")
    return request.GET.copy() if request is not None else QueryDict(mutable=True)


@register.simple_block_tag
def table_wrap(content: str, *, label: str = "") -> SafeString:
    """Lets a wide table scroll sideways by itself, with mouse, finger or keys."""
    return drawn("table_wrap", {"label": label, "content": content})


@register.inclusion_tag("ui/sort_head.html", takes_context=True)
def sort_head(context: Context, *, label: str, by: str, kind: str = "text") -> dict[str, object]:
    """A column head that sorts by a link: ``?sort=by`` and, asked again, ``?sort=-by``."""
    query = asked(context)
    order = {by: "ascending", f"-{by}": "descending"}.get(query.get("sort", ""), "")
    query["sort"] = f"-{by}" if order == "ascending" else by
    query.pop("page", None)
    known("sort_head", "kind", kind, ("text", "num"))
    return {"label": label, "kind": kind, "order": order, "address": f"?{query.urlencode()}"}


@register.inclusion_tag("ui/pager.html", takes_context=True)
def pager(context: Context, *, page: Page[object]) -> dict[str, object]:
    """One page before, one after, and where we are in the whole."""
    query = asked(context)
    query.pop("page", None)
    return {"page": page, "rest": f"&{query.urlencode()}" if query else ""}


@register.inclusion_tag("ui/file_links.html", takes_context=True)
def file_links(context: Context, *, part: str = "") -> dict[str, object]:
    """The whole list as a file, narrowed as the page is: as a workbook, as CSV.

    ``part`` says which list it is, on a page of several.
    """
    query = asked(context)
    query.pop("page", None)
    if part:
        query["part"] = part
    query["as"] = "xlsx"
    workbook = f"?{query.urlencode()}"
    query["as"] = "csv"
    return {"workbook": workbook, "csv": f"?{query.urlencode()}"}


@register.simple_block_tag
def filter_bar(content: str, *, results: str = "", clear: str = "?") -> SafeString:
    """Narrows the list below; what was asked stays in the address. Works without script."""
    return drawn("filter_bar", {"content": content, "results": results, "clear": clear})


@register.inclusion_tag("ui/filter_field.html")
def filter_field(*, field: BoundField) -> dict[str, object]:
    """One thing to filter by."""
    return {"label": field.label, "control": field.as_widget(attrs={"class": "input"})}


@register.simple_block_tag
def batch_bar(content: str, *, words: str, note: str = "") -> SafeString:
    """What can be done with the chosen rows; ``words`` says how many."""
    return drawn("batch_bar", {"content": content, "words": words, "note": note})


@register.simple_block_tag
def work_list(content: str) -> SafeString:
    """Work that waits, each a ``work_item`` inside."""
    return drawn("work_list", {"content": content})


@register.simple_block_tag
def work_item(
    content: str, *, kind: str, what: str, to: str, facts: Sequence[str] = ()
) -> SafeString:
    """One piece of work: the verb, the thing, its facts; inside, the deadline and the button."""
    facts = (facts,) if isinstance(facts, str) else facts
    return drawn(
        "work_item", {"content": content, "kind": kind, "what": what, "to": to, "facts": facts}
    )


@register.inclusion_tag("ui/timeline.html")
def timeline(*, items: Iterable[Happening], ordered: bool = True) -> dict[str, object]:
    """Steps of one thing, or what has happened."""
    items = list(items)
    for item in items:
        known("timeline", "state", item.state, STEP_STATES)
    return {"items": items, "ordered": ordered}


@register.inclusion_tag("ui/stepper.html")
def stepper(*, steps: Sequence[tuple[str, str]], current: int) -> dict[str, object]:
    """Where we are in a task of three to five steps.

    Args:
        steps: (label, address) pairs; an empty address draws no link back.
        current: Counted from 1.
    """
    if not 1 <= current <= len(steps):
        raise TemplateSyntaxError(f"stepper: there is no step {current!r} of {len(steps)}")
    told = [(*step, place < current, place == current) for place, step in enumerate(steps, 1)]
    return {"steps": told}


@register.inclusion_tag("ui/board.html")
def board(
    *, steps: Sequence[str], rows: Iterable[BoardRow], head: str, choose: str = ""
) -> dict[str, object]:
    """Organisations × steps: dates where done, a tint only where it is stuck.

    Args:
        steps: Heads of the columns.
        rows: As many cells each as there are steps.
        head: What the first column holds.
        choose: Name of the tick boxes; empty draws none.
    """
    told = []
    for row in rows:
        for cell in row.cells:
            known("board", "kind", cell.kind, ("done", "now", "ahead"))
        told.append((row, list(zip(steps, row.cells, strict=True))))
    return {"steps": steps, "rows": told, "head": head, "choose": choose}


@register.inclusion_tag("ui/agenda.html")
def agenda(*, items: Iterable[AgendaItem]) -> dict[str, object]:
    """The order of a meeting."""
    return {"items": items}


@register.inclusion_tag("ui/route.html")
def route(*, stops: Iterable[RouteStop]) -> dict[str, object]:
    """The stops of a tour, in order."""
    return {"stops": stops}


@register.inclusion_tag("ui/tree.html")
def tree(*, branches: Iterable[Branch], label: str) -> dict[str, object]:
    """Nodes that unfold; works without script."""
    return {"branches": branches, "label": label}
