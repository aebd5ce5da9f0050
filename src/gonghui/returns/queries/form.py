"""Forms and what they ask."""

from functools import lru_cache

from gonghui.returns.models import Form, FormLine
from gonghui.returns.rules.form import Blank, Check, CheckKind
from gonghui.returns.rules.indicator import Addition, Line


def newest(code: str) -> Form | None:
    """The newest version of a form; ``None`` when none was published."""
    return Form.objects.filter(code=code).order_by("-version").first()


def blank_of(form: Form) -> Blank:
    """The form as rules read it; read from the database once, because a version never changes."""
    return _blank(form.pk, form.digest)


@lru_cache(maxsize=64)
def _blank(pk: int, _digest: str) -> Blank:
    """By key and digest: the digest covers the whole content, so what is kept is never stale."""
    form = Form.objects.get(pk=pk)
    rows = form.lines.select_related("indicator").order_by("order")
    checks = tuple(Check(CheckKind(one["kind"]), tuple(one["codes"])) for one in form.checks)
    return Blank(tuple(_line(row) for row in rows), checks, minutes=form.minutes)


def _line(row: FormLine) -> Line:
    indicator = row.indicator
    return Line(
        code=indicator.code,
        name=indicator.name,
        english_name=indicator.english_name,
        unit=indicator.unit,
        english_unit=indicator.english_unit,
        decimals=indicator.decimals,
        addition=Addition(indicator.addition),
        group=row.group,
        english_group=row.english_group,
        numerator=indicator.numerator,
        denominator=indicator.denominator,
        part_of=row.part_of,
        asked_of=frozenset(row.asked_of),
    )
