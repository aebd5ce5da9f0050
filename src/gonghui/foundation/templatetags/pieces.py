"""Words, buttons and boxes: the pieces every page is made of."""

from collections.abc import Mapping, Sequence

from django import template
from django.template import Context, TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

STATES = ("ok", "warn", "bad", "info", "none")
KINDS = ("", "commit", "next", "plain")
SIZES = ("", "wide")


def known(tag: str, argument: str, value: str, allowed: Sequence[str]) -> str:
    """The value, if the tag knows it.

    Raises:
        TemplateSyntaxError: It does not; the message lists what it knows.
    """
    if value not in allowed:
        choices = ", ".join(repr(one) for one in allowed)
        raise TemplateSyntaxError(f"{tag}: {argument}={value!r} is not one of {choices}")
    return value


def drawn(name: str, facts: Mapping[str, object]) -> SafeString:
    """A piece's own template with these values."""
    return SafeString(get_template(f"ui/{name}.html").render(dict(facts)).strip())


@register.simple_tag
def sep() -> SafeString:
    """The thin line between two facts."""
    return mark_safe(' <span class="sep"></span> ')  # noqa: S308 -- a constant


@register.simple_tag
def icon(name: str) -> SafeString:
    """One outline, hidden from readers: a word beside it says the same."""
    try:
        shapes = get_template(f"ui/icons/{name}.html").render({})
    except TemplateDoesNotExist as missing:
        raise TemplateSyntaxError(f"icon: there is no icon {name!r}") from missing
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{}</svg>',
        SafeString(shapes.strip()),
    )


@register.inclusion_tag("ui/shape.html")
def shape(*, state: str) -> dict[str, object]:
    """The mark of a state: ● ▲ ■ ◆ ▬."""
    return {"state": known("shape", "state", state, STATES)}


@register.inclusion_tag("ui/button.html")
def button(
    *, label: str, kind: str = "", icon: str = "", size: str = "", name: str = "", value: str = ""
) -> dict[str, object]:
    """A button that sends the form it stands in."""
    return {
        "label": label,
        "kind": known("button", "kind", kind, KINDS),
        "icon": icon,
        "size": known("button", "size", size, SIZES),
        "name": name,
        "value": value,
    }


@register.inclusion_tag("ui/link_button.html")
def link_button(
    *, label: str, to: str, kind: str = "", icon: str = "", size: str = "", opens: str = ""
) -> dict[str, object]:
    """A link drawn as a button: it goes somewhere and changes nothing.

    With ``opens`` (the anchor of a dialog or drawer) a script opens that instead of leaving.
    """
    return {
        "label": label,
        "to": to,
        "kind": known("link_button", "kind", kind, KINDS),
        "icon": icon,
        "size": known("link_button", "size", size, SIZES),
        "opens": opens,
    }


@register.inclusion_tag("ui/post_button.html", takes_context=True)
def post_button(
    context: Context, *, label: str, to: str, kind: str = "", icon: str = "", size: str = ""
) -> dict[str, object]:
    """A button that is a form by itself: one deed at one address."""
    return {
        "csrf_token": context.get("csrf_token"),
        "form_key": context.get("form_key"),
        "label": label,
        "to": to,
        "kind": known("post_button", "kind", kind, KINDS),
        "icon": icon,
        "size": known("post_button", "size", size, SIZES),
    }


@register.inclusion_tag("ui/crumbs.html")
def crumbs(*, trail: Sequence[tuple[str, str]]) -> dict[str, object]:
    """Where we are: (label, address) pairs; the last one is the page and has an empty address."""
    return {"trail": trail}


@register.inclusion_tag("ui/tabs.html")
def tabs(*, items: Sequence[tuple[str, str, bool]], label: str) -> dict[str, object]:
    """Parts of one thing as links: (label, address, current)."""
    return {"items": items, "label": label}


@register.simple_block_tag
def panel(
    content: str,
    *,
    title: str,
    note: str = "",
    more: str = "",
    more_label: str = "",
    padded: bool = True,
) -> SafeString:
    """A sheet of paper with a head; ``padded=False`` when it holds a table or a list."""
    facts = {"title": title, "note": note, "more": more, "more_label": more_label}
    return drawn("panel", {**facts, "padded": padded, "content": content})


@register.simple_block_tag
def panel_foot(content: str) -> SafeString:
    """The last line of a panel."""
    return drawn("panel_foot", {"content": content})


@register.simple_block_tag
def notice(content: str, *, state: str, title: str = "") -> SafeString:
    """Something the reader must know now; ``bad`` is said aloud at once."""
    known("notice", "state", state, STATES)
    return drawn("notice", {"state": state, "title": title, "content": content})


@register.simple_block_tag
def paper_sheet(content: str, *, label: str) -> SafeString:
    """An official paper as it will look on paper; ``documents`` draws what is inside."""
    return drawn("paper_sheet", {"label": label, "content": content})


@register.simple_block_tag
def empty(content: str, *, title: str, why: str = "") -> SafeString:
    """Nothing here, why, and what next."""
    return drawn("empty", {"title": title, "why": why, "content": content})


@register.simple_block_tag
def dialog(content: str, *, anchor: str, title: str) -> SafeString:
    """A question on top of the page; opened by ``link_button opens=anchor``."""
    return drawn("dialog", {"anchor": anchor, "title": title, "content": content, "kind": "dialog"})


@register.simple_block_tag
def drawer(content: str, *, anchor: str, title: str) -> SafeString:
    """A look aside without leaving; the opener's page is fetched into it when it is empty."""
    return drawn("drawer", {"anchor": anchor, "title": title, "content": content})


@register.inclusion_tag("ui/toast.html")
def toast(*, text: str, state: str = "ok") -> dict[str, object]:
    """A deed just done, said once; it stays until put away."""
    return {"text": text, "state": known("toast", "state", state, STATES)}


@register.simple_block_tag
def facts_list(content: str) -> SafeString:
    """Facts about one thing, each ``fact`` inside."""
    return drawn("facts_list", {"content": content})


@register.simple_block_tag
def fact(content: str, *, term: str) -> SafeString:
    """One fact: what it is called and what it is."""
    return drawn("fact", {"term": term, "content": content})


@register.simple_block_tag
def check_answers(content: str, *, title: str, change: str) -> SafeString:
    """One section read back before it is sent, with the way back to change it."""
    return drawn("check_answers", {"title": title, "change": change, "content": content})


@register.inclusion_tag("ui/signoff.html")
def signoff(*, filler: str = "") -> dict[str, object]:
    """The line for signature, seal and date; only on paper."""
    return {"filler": filler}


@register.simple_block_tag
def doors(content: str, *, label: str) -> SafeString:
    """The few things a visitor can come for, each a ``door`` inside."""
    return drawn("doors", {"label": label, "content": content})


@register.inclusion_tag("ui/door.html")
def door(*, icon: str, title: str, note: str, to: str) -> dict[str, object]:
    """One thing a visitor can come for."""
    return {"icon": icon, "title": title, "note": note, "to": to}


@register.inclusion_tag("ui/quick_exit.html")
def quick_exit(*, to: str) -> dict[str, object]:
    """Leave at once; first on pages about harassment and violence."""
    return {"to": to}
