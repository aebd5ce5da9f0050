"""What is typed in: fields, the figure grid, its saving and its errors."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django import forms, template
from django.forms import BaseForm, BoundField
from django.template import TemplateSyntaxError
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gonghui.foundation.pieces import FigureCell
from gonghui.foundation.templatetags.pieces import drawn, known

register = template.Library()

WIDTHS = ("", "short", "medium")
MANY = 4  # choices stand beside each other where there are more
SAVE_STATES = ("none", "saving", "saved", "offline", "conflict")

Problem = tuple[str, str, str]  # anchor, words, hard or soft


@register.inclusion_tag("ui/field.html")
def field(*, field: BoundField, width: str = "") -> dict[str, object]:
    """Label, hint, error and control of one form field."""
    if not isinstance(field, BoundField):
        raise TemplateSyntaxError(f"field: {field!r} is not a field of a form")
    known("field", "width", width, WIDTHS)
    kind = _kind(field.field.widget)
    return {
        "field": field,
        "kind": kind,
        "width": width,
        "control": _control(field) if kind in ("line", "file", "tick") else "",
        "many": kind == "choices" and len(getattr(field.field, "choices", ())) > MANY,
        "optional": not field.field.required and kind != "tick",
    }


def _kind(widget: forms.Widget) -> str:
    """How it is drawn: line, file, tick or choices (a group of them)."""
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    return "file" if isinstance(widget, forms.FileInput) else "line"


def _control(field: BoundField) -> SafeString:
    """The input itself, pointing at its hint and its error."""
    attrs: dict[str, str | bool] = {} if _kind(field.field.widget) == "tick" else {"class": "input"}
    told = [f"{field.auto_id}_hint"] if field.help_text else []
    if field.errors:
        attrs["aria-invalid"] = "true"
        told.append(f"{field.auto_id}_error")
    if told:
        attrs["aria-describedby"] = " ".join(told)
    return field.as_widget(attrs=attrs)


@register.inclusion_tag("ui/form_fields.html")
def form_fields(*, form: BaseForm) -> dict[str, object]:
    """Every field of a form, one below the other, the hidden ones too."""
    return {"form": form}


@register.inclusion_tag("ui/error_summary.html")
def error_summary(
    *, form: BaseForm | None = None, problems: Sequence[Problem] = (), title: str = ""
) -> dict[str, object]:
    """All that has to be put right, on top, each a link to its place; nothing when all is well.

    Args:
        form: A refused form; its errors are taken over as hard.
        problems: (anchor, words, "hard" or "soft").
        title: Instead of the number of things to put right.
    """
    told = [*(_form_problems(form) if form is not None else ()), *problems]
    for _anchor, _said, weight in told:
        known("error_summary", "weight", weight, ("hard", "soft"))
    count = len(told)
    said = ngettext("%(count)s thing to put right", "%(count)s things to put right", count)
    return {"problems": told, "title": title or said % {"count": count}}


def _form_problems(form: BaseForm) -> list[Problem]:
    problems = [("", str(error), "hard") for error in form.non_field_errors()]
    for name in form.errors:
        if name in form.fields:
            bound = form[name]
            for error in bound.errors:
                words = _("%(label)s: %(error)s") % {"label": bound.label, "error": error}
                problems.append((bound.id_for_label or bound.auto_id, words, "hard"))
    return problems


@register.inclusion_tag("ui/upload.html")
def upload(*, field: BoundField, limit: str = "") -> dict[str, object]:
    """A file from this machine; ``limit`` says in words what fits."""
    return {"field": field, "control": _control(field), "limit": limit}


@register.simple_block_tag
def figure_grid(content: str, *, label: str, last: str, this: str) -> SafeString:
    """The grid of a return; ``last`` and ``this`` head the two columns of figures."""
    return drawn("figure_grid", {"content": content, "label": label, "last": last, "this": this})


@register.inclusion_tag("ui/figure_group.html")
def figure_group(*, title: str, cells: Iterable[FigureCell], note: str = "") -> dict[str, object]:
    """One group of indicators in the grid."""
    return {"title": title, "cells": cells, "note": note}


@register.inclusion_tag("ui/figure_cell.html")
def figure_cell(*, cell: FigureCell) -> dict[str, object]:
    """One indicator: name, unit, last period, the cell, the change, and what the checks say."""
    if not isinstance(cell, FigureCell):
        raise TemplateSyntaxError(f"figure_cell: {cell!r} is not a FigureCell")
    return {"cell": cell}


@register.simple_block_tag
def save_bar(content: str) -> SafeString:
    """The bar that stays at the bottom while a long form is filled in."""
    return drawn("save_bar", {"content": content})


@register.inclusion_tag("ui/save_state.html")
def save_state(*, state: str, at: datetime | None = None) -> dict[str, object]:
    """Whether what was typed is kept, and since when."""
    return {"state": known("save_state", "state", state, SAVE_STATES), "at": at}
