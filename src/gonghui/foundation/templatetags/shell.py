"""What only the page shells need."""

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from gonghui.foundation.stylesheet import digest

register = template.Library()

STATE_OF_LEVEL = {"success": "ok", "warning": "warn", "error": "bad"}


@register.simple_tag
def stylesheet() -> SafeString:
    """The link to the whole look; its address changes when any of its files does."""
    address = reverse("foundation:look", args=[digest()])
    return format_html('<link rel="stylesheet" href="{}">', address)


@register.simple_tag
def html_language() -> str:
    """The language of the page as ``lang`` wants it; it also picks the right Han glyphs."""
    return "en" if (get_language() or "").startswith("en") else "zh-CN"


@register.inclusion_tag("ui/messages.html", takes_context=True)
def shown_messages(context: Context) -> dict[str, object]:
    """What the last deed has to say, once, above the page."""
    found = context.get("messages") or ()
    return {
        "messages": [(STATE_OF_LEVEL.get(one.level_tag, "info"), str(one)) for one in found],
    }


@register.inclusion_tag("ui/language_switch.html", takes_context=True)
def language_switch(context: Context) -> dict[str, object]:
    """The same page in the other language."""
    request = context.get("request")
    other = "zh-hans" if html_language() == "en" else "en"
    return {
        "csrf_token": context.get("csrf_token"),
        "other": other,
        "next": request.get_full_path() if request is not None else "/",
    }
