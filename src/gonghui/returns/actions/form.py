"""Publishing forms."""

import hashlib
import json
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from gonghui.audit.actions import Actor, Deed, record
from gonghui.foundation.errors import RuleBroken
from gonghui.returns.models import Form, FormLine, Indicator
from gonghui.returns.queries.form import newest
from gonghui.returns.rules.catalogue import Catalogue, half_year
from gonghui.returns.rules.indicator import Line

# What a figure means; if one of these changes, it is another indicator.
MEANING = ("decimals", "addition", "numerator", "denominator")


def publish_half_year_form(*, by: Actor, at: datetime) -> Form:
    """Publish the half-year return we ship; done again, it changes nothing."""
    return publish_form(half_year(), by=by, at=at)


@transaction.atomic
def publish_form(catalogue: Catalogue, *, by: Actor, at: datetime) -> Form:
    """Publish a form as its next version; the same content again is the version that stands.

    Raises:
        RuleBroken: ``form.indicator_changed``: old figures would come to mean something else.
    """
    digest = _digest(catalogue)
    before = newest(catalogue.code)
    if before is not None and before.digest == digest:
        return before
    form = Form.objects.create(
        code=catalogue.code,
        version=before.version + 1 if before is not None else 1,
        title=catalogue.title,
        english_title=catalogue.english_title,
        minutes=catalogue.blank.minutes,
        checks=[
            {"kind": check.kind.value, "codes": list(check.codes)}
            for check in catalogue.blank.checks
        ],
        digest=digest,
    )
    FormLine.objects.bulk_create(
        FormLine(
            form=form,
            indicator=_indicator(line),
            order=order,
            group=line.group,
            english_group=line.english_group,
            part_of=line.part_of,
            asked_of=sorted(line.asked_of),
        )
        for order, line in enumerate(catalogue.blank.lines, 1)
    )
    record(Deed("form.published", form, facts={"version": form.version}), by=by, at=at)
    return form


def _digest(catalogue: Catalogue) -> str:
    content = asdict(catalogue)
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=sorted)
    return hashlib.sha256(text.encode()).hexdigest()


def _indicator(line: Line) -> Indicator:
    facts = {
        "name": line.name,
        "english_name": line.english_name,
        "unit": line.unit,
        "english_unit": line.english_unit,
        "decimals": line.decimals,
        "addition": line.addition.value,
        "numerator": line.numerator,
        "denominator": line.denominator,
    }
    indicator, made = Indicator.objects.get_or_create(code=line.code, defaults=facts)
    if not made and any(getattr(indicator, name) != facts[name] for name in MEANING):
        raise RuleBroken("form.indicator_changed", indicator=line.name)
    return indicator
