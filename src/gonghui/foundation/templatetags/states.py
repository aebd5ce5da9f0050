"""How things stand: pills, lights, deadlines, figures."""

from datetime import date, datetime

from django import template
from django.template import TemplateSyntaxError
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gonghui.foundation import clock
from gonghui.foundation.templatetags.pieces import STATES, drawn, known

register = template.Library()

NEAR_DAYS = 7  # a deadline this near is told in days, a later one by its date


@register.inclusion_tag("ui/pill.html")
def pill(*, state: str, word: str) -> dict[str, object]:
    """The state of one thing; the word has six characters at most."""
    return {"state": known("pill", "state", state, STATES), "word": word}


@register.inclusion_tag("ui/light.html")
def light(*, state: str, word: str, reason: str = "") -> dict[str, object]:
    """A light computed from date and progress, with its reason on the same line."""
    return {"state": known("light", "state", state, STATES), "word": word, "reason": reason}


@register.inclusion_tag("ui/legend.html")
def legend() -> dict[str, object]:
    """What the three lights mean."""
    return {}


@register.inclusion_tag("ui/due.html")
def due(
    *, when: date | datetime | None, now: datetime | None = None, done: bool = False
) -> dict[str, object]:
    """A deadline in words.

    Args:
        when: A day, or a moment whose hour is then told on the last day. None draws nothing.
        now: The moment it is looked at; None asks the clock.
        done: It was met: only the date, in grey.
    """
    if when is None:
        return {"when": None}
    now = now or clock.moment()
    moment = timezone.localtime(when) if isinstance(when, datetime) else None
    day = moment.date() if moment else when
    late = moment < now if moment else day < timezone.localdate(now)
    hour = time_format(moment, "H:i") if moment and (moment.hour or moment.minute) else ""
    left = (day - timezone.localdate(now)).days
    words, state = (_short(day, now), "") if done else _due_words(left, hour, day, now, late=late)
    return {"when": when, "machine": when.isoformat(), "words": words, "state": state}


@register.simple_tag
def day(value: date | datetime | None, *, hour: bool = False) -> str:
    """A day in running text, 7月28日 or 28 Jul, with its year when that is not this one.

    Args:
        value: None is written as nothing.
        hour: The hour and minute of a moment too.
    """
    if value is None:
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    on = local.date() if isinstance(local, datetime) else local
    written_day = _short(on, clock.moment())
    if hour and isinstance(local, datetime):
        return f"{written_day} {time_format(local, 'H:i')}"
    return written_day


def _short(day: date, now: datetime) -> str:
    """7月28日, with its year when that is not this one."""
    same_year = day.year == timezone.localdate(now).year
    return date_format(day, _("j M") if same_year else _("j M Y"))


def _due_words(left: int, hour: str, day: date, now: datetime, *, late: bool) -> tuple[str, str]:
    if late:
        over = -left
        words = ngettext("%(days)s day late", "%(days)s days late", over) % {"days": over}
        return (words if over else _("due today %(hour)s, late") % {"hour": hour}), "bad"
    if left == 0:
        return (_("today by %(hour)s") % {"hour": hour} if hour else _("today")), "warn"
    if left == 1:
        return (_("tomorrow by %(hour)s") % {"hour": hour} if hour else _("tomorrow")), "warn"
    if left <= NEAR_DAYS:
        return _("%(days)s days left") % {"days": left}, ""
    return _("by %(day)s") % {"day": _short(day, now)}, ""


@register.inclusion_tag("ui/progress.html")
def progress(*, value: int, max: int, words: str, shown: bool = True) -> dict[str, object]:  # noqa: A002 -- the word of HTML
    """A share of a known whole; ``shown=False`` leaves the words to readers only."""
    return {"value": str(value), "max": str(max), "words": words, "shown": shown}


@register.simple_block_tag
def stats(content: str) -> SafeString:
    """A strip of at most six ``stat``."""
    return drawn("stats", {"content": content})


@register.inclusion_tag("ui/stat.html")
def stat(
    *, label: str, figure: int | str | None, unit: str = "", note: str = "", to: str = ""
) -> dict[str, object]:
    """One figure of a strip; None is written 未报, never 0."""
    return {"label": label, "figure": written(figure), "unit": unit, "note": note, "to": to}


@register.inclusion_tag("ui/figure.html")
def figure(
    *,
    value: int | str | None,
    unit: str = "",
    to: str = "",
    as_of: str = "",
    source: str = "",
    known_of: tuple[int, int] | None = None,
) -> dict[str, object]:
    """A number in running pages, with the door to what it is made of.

    Args:
        value: A whole number, or words as they are to stand; None is 未报, "—" is not applicable.
        unit: Beside it.
        to: The sheets or records it is made of.
        as_of: The day it holds for, in words.
        source: Where it comes from, in words.
        known_of: How many of how many organisations it is known for.
    """
    facts = {"value": written(value), "unit": unit, "to": to, "as_of": as_of, "source": source}
    return {**facts, "known_of": known_of}


def written(value: int | str | None) -> str | None:
    """A whole number with thousands; words as they are; None stays None."""
    return f"{value:,}" if isinstance(value, int) else value


@register.inclusion_tag("ui/delta.html")
def delta(*, words: str, rising: bool | None = None) -> dict[str, object]:
    """The change against last period; None draws no arrow."""
    if rising is not None and not isinstance(rising, bool):
        raise TemplateSyntaxError(f"delta: rising={rising!r} is not True, False or None")
    return {"words": words, "state": {True: "up", False: "down", None: ""}[rising]}


@register.inclusion_tag("ui/person.html")
def person(*, name: str, post: str = "", organisation: str = "") -> dict[str, object]:
    """A name with the post held on that day, in full."""
    return {"name": name, "post": post, "organisation": organisation}


@register.inclusion_tag("ui/organisation.html")
def organisation(
    *, name: str, short: str = "", to: str = "", closed: bool = False
) -> dict[str, object]:
    """An organisation, by its short name where there is one."""
    return {"name": name, "short": short, "to": to, "closed": closed}
