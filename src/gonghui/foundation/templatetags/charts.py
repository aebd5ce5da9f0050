"""Pictures of figures, drawn by the server as SVG; every length is an attribute, never a style."""

from collections.abc import Iterable, Sequence
from math import ceil, floor, log10

from django import template
from django.template import TemplateSyntaxError

from gonghui.foundation.pieces import LeagueRow, Series, Tile
from gonghui.foundation.templatetags.pieces import STATES, known

register = template.Library()

# the picture of a chart, in its own units: 400 wide, 240 high, with room for words around the lines
LEFT, RIGHT, TOP, BOTTOM = 50, 352, 30, 206
BAR = 60  # a bar is at most this long in its picture, which stretches with the column
BAR_CLASS = {"ok": "a", "info": "a", "none": "b", "warn": "slow", "bad": "late"}


def _top(highest: float) -> float:
    """A round number at or above the highest value, so that three or four lines divide it well."""
    if highest <= 0:
        return 1
    size = 10.0 ** floor(log10(highest))
    return next(step * size for step in (1, 1.5, 2, 3, 4, 6, 8, 10) if step * size >= highest)


def _at(value: float, top: float) -> str:
    return f"{BOTTOM - (BOTTOM - TOP) * value / top:.0f}"


def _across(place: int, count: int) -> str:
    return f"{LEFT + (RIGHT - LEFT) * place / max(count - 1, 1):.0f}"


def _runs(points: Iterable[tuple[str, str] | None]) -> list[str]:
    """The points as lines; a missing value breaks the line instead of pulling it to zero."""
    runs: list[list[str]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(f"{point[0]},{point[1]}")
    return [" ".join(run) for run in runs if run]


def _line(series: Series, top: float, css: str) -> dict[str, object]:
    count = len(series.values)
    points = [
        None if value is None else (_across(place, count), _at(value, top))
        for place, value in enumerate(series.values)
    ]
    end: dict[str, str] | None = None
    for point, words in zip(points, _words(series), strict=True):
        if point is not None:
            end = {"x": point[0], "y": point[1], "words": words}
    return {"name": series.name, "css": css, "runs": _runs(points), "end": end}


def _words(series: Series) -> Sequence[str]:
    """What the table twin says; 未报 is left to the template."""
    if series.words:
        return series.words
    return ["" if value is None else f"{value:,g}" for value in series.values]


def _apart(lines: Sequence[dict[str, object]]) -> None:
    """Moves the words at the ends of the lines so far apart that they can be read."""
    ends = [line["end"] for line in lines if isinstance(line["end"], dict)]
    ends.sort(key=lambda end: int(end["y"]))
    last = -100
    for end in ends:
        last = max(int(end["y"]) + 4, last + 16)
        end["text_y"] = str(last)
        end["text_x"] = str(int(end["x"]) + 8)


@register.inclusion_tag("ui/chart.html")
def chart(
    *,
    finding: str,
    labels: Sequence[str],
    series: Sequence[Series],
    unit: str,
    aim: float | None = None,
    head: str = "",
) -> dict[str, object]:
    """Lines over time, with the same figures as a table below.

    Args:
        finding: The sentence the picture proves; readers hear it instead of the picture.
        labels: The moments, left to right.
        series: One value a label each; a missing one leaves a gap.
        unit: Above the scale and in the heads of the table.
        head: What the labels are (month, half-year).
        aim: A dashed line across.
    """
    if not series or any(len(one.values) != len(labels) for one in series):
        raise TemplateSyntaxError("chart: every series needs one value for each label")
    values = [value for one in series for value in one.values if value is not None]
    top = _top(max([*values, aim or 0]))
    lines = [_line(one, top, f"l{n}") for n, one in enumerate(series, 1)]
    _apart(lines)
    steps = 3 if str(top).startswith(("6", "3", "1.5", "15")) else 4
    return {
        "finding": finding,
        "unit": unit,
        "head": head,
        "aim": _at(aim, top) if aim is not None else None,
        "grid": [(_at(top * n / steps, top), f"{top * n / steps:,g}") for n in range(steps + 1)],
        "marks": [(_across(n, len(labels)), label) for n, label in enumerate(labels)],
        "lines": lines,
        "names": [one.name for one in series],
        "rows": list(zip(labels, *[_words(one) for one in series], strict=True)),
    }


@register.inclusion_tag("ui/bar.html")
def bar(
    *, value: float | None, highest: float, aim: float | None = None, state: str = "ok"
) -> dict[str, object]:
    """A bar in a table cell; the number stands in the cell beside it."""
    known("bar", "state", state, STATES)
    whole = highest if highest > 0 else 1
    return {"length": _long(value, whole), "aim": _long(aim, whole), "css": BAR_CLASS[state]}


def _long(value: float | None, whole: float) -> str | None:
    """How long in the picture; what is below nothing or above the whole is cut off."""
    return None if value is None else f"{BAR * max(min(value / whole, 1), 0):.1f}"


@register.inclusion_tag("ui/league.html")
def league(
    *,
    rows: Iterable[LeagueRow],
    head: str,
    unit: str,
    aim: float | None = None,
    aim_label: str = "",
    lights: bool = True,
) -> dict[str, object]:
    """A ranking as a table with a bar column; it needs no picture beside it."""
    rows = list(rows)
    for row in rows:
        known("league", "state", row.state, STATES)
    highest = max([row.value for row in rows if row.value is not None] + [aim or 0, 0])
    return {
        "rows": rows,
        "head": head,
        "unit": unit,
        "aim": aim,
        "aim_label": aim_label,
        "lights": lights,
        "highest": ceil(highest * 1.05) if highest > 1 else highest * 1.05,
    }


@register.inclusion_tag("ui/tiles.html")
def tiles(*, cells: Iterable[Tile], label: str) -> dict[str, object]:
    """Units by rough position; links in reading order, gaps where nothing is."""
    at: dict[tuple[int, int], Tile] = {}
    for cell in cells:
        known("tiles", "state", cell.state, STATES)
        at[cell.row, cell.column] = cell
    width = max((column for _row, column in at), default=1)
    height = max((row for row, _column in at), default=0)
    if width > 6:
        raise TemplateSyntaxError(f"tiles: at most 6 columns, not {width}")
    grid = [at.get((row, column)) for row in range(1, height + 1) for column in range(1, width + 1)]
    return {"grid": grid, "label": label, "width": str(width)}
