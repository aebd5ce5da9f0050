"""Figures as sentences say them: rounded for the ear, with the exact value kept beside."""

from decimal import ROUND_FLOOR, Decimal

from gonghui.reports.rules.facts import Told

TEN_THOUSAND = 10_000
HUNDRED_MILLION = 100_000_000
NOT_FILED = "（未报）"
TEN_THOUSAND_YUAN = "万元"


def _plain(value: Decimal) -> str:
    """Digits without needless zeros behind the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _cut(value: Decimal, step: Decimal) -> tuple[Decimal, bool]:
    """The value down to a whole number of steps, and whether something was cut off."""
    whole = (value / step).to_integral_value(ROUND_FLOOR) * step
    return whole, whole != value


def _said(value: Decimal, step: str, mark: str, tail: str) -> str:
    whole, more = _cut(value, Decimal(step))
    return f"{_plain(whole)}{mark}{'余' if more else ''}{tail}"


def in_prose(value: Decimal, unit: str) -> str:
    """A figure with its unit as reports say it: 2.4万余人, 280余场, 1.2亿余元, 63.38万元, 86.6%.

    Cut down, never up: 余 means a little more. Below a hundred it is exact, and so is a percentage.
    Source: domain.md §3.6, the way real half-year texts round.
    """
    if unit == "%":
        return f"{value:f}%"
    if unit == TEN_THOUSAND_YUAN:
        return _money(value)
    if value >= HUNDRED_MILLION:
        return _said(value / HUNDRED_MILLION, "0.1", "亿", unit)
    if value >= TEN_THOUSAND:
        return _said(value / TEN_THOUSAND, "0.1", "万", unit)
    if value >= 1000:  # noqa: PLR2004 -- four digits are said in hundreds
        return _said(value, "100", "", unit)
    if value >= 100:  # noqa: PLR2004 -- three digits are said in tens
        return _said(value, "10", "", unit)
    return f"{_plain(value)}{unit}"


def _money(value: Decimal) -> str:
    """Money kept in 万元."""
    if value >= TEN_THOUSAND:
        return _said(value / TEN_THOUSAND, "0.1", "亿", "元")
    if value >= 100:  # noqa: PLR2004 -- from a million yuan on nobody says the cents
        return _said(value, "1", "", TEN_THOUSAND_YUAN)
    return f"{_plain(value)}{TEN_THOUSAND_YUAN}"


def exact(told: Told) -> str:
    """The figure to its last digit, without unit; 未报 when nobody filed it."""
    return "未报" if told.value is None else f"{told.value:,.{told.decimals}f}"


def figure_words(told: Told) -> str:
    """The figure in running text; said to be missing when nobody filed it."""
    return NOT_FILED if told.value is None else in_prose(told.value, told.unit)


def change_words(told: Told) -> str:
    """The comparison, as it follows the figure: ，比上年同期增长12.3%. Nothing where unknown."""
    if told.change is None:
        return ""
    if told.change == 0:
        return "，与上年同期持平"
    size = _plain(abs(told.change))
    if told.is_share:
        return f"，比上年同期{'提高' if told.change > 0 else '降低'}{size}个百分点"
    return f"，比上年同期{'增长' if told.change > 0 else '下降'}{size}%"


def names_in_row(names: list[str]) -> str:
    """Names as Chinese lists them; 无 when there is none."""
    return "、".join(names) or "无"
