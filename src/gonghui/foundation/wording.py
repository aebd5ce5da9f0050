"""The sentence for a refused rule, found by its code in the rooms' ``wording.py``."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.periods import Period, PeriodKind

SENTENCES = {
    "number.unreadable": _("“%(text)s” is not a number. Write digits only, like 1,234."),
    "period.unreadable": _("“%(text)s” is not a period. Write it like 2023H1."),
    "day.unreadable": _("“%(text)s” is not a day. Write it like 2023-09-05."),
    "seal.broken": _("This fact cannot be opened: it was changed in the database."),
    "keys.in_environment": _(
        "The keys stand in GONGHUI_SEAL_KEYS. Change them there: a comma before each newer one."
    ),
    "keys.unknown": _("There is no key %(key)s."),
    "keys.seals": _("%(key)s is the key that seals. Add another one first."),
    "keys.needed": _(
        "%(count)s values still need the key %(key)s. Have them sealed anew first (gonghui keys "
        "reseal); what is remembered of workbooks goes by itself when its time is over."
    ),
    "seal.key_missing": _("This fact was sealed with the key %(key)s, which is not here."),
}


@cache
def gathered(table: str) -> Mapping[str, object]:
    """What every room's wording holds in the table of that name, by code."""
    found: dict[str, object] = {}
    for config in apps.get_app_configs():
        if config.name.startswith("gonghui.") and find_spec(f"{config.name}.wording"):
            found |= getattr(import_module(f"{config.name}.wording"), table, {})
    return found


def all_sentences() -> Mapping[str, object]:
    """Every room's sentences by code."""
    return gathered("SENTENCES")


def _worded(fact: object) -> object:
    if isinstance(fact, date):
        return date_format(fact)
    if isinstance(fact, int) and not isinstance(fact, bool):
        return number_format(fact, use_l10n=True, force_grouping=True)
    if isinstance(fact, list | tuple):
        return pgettext("between items of a list", ", ").join(str(_worded(one)) for one in fact)
    return fact


def period_name(period: Period) -> str:
    """A period as people say it: 2023年上半年, the first half of 2023."""
    words = {
        PeriodKind.YEAR: _("%(year)s"),
        PeriodKind.HALF: _("first half of %(year)s")
        if period.number == 1
        else _("second half of %(year)s"),
        PeriodKind.QUARTER: _("quarter %(number)s of %(year)s"),
        PeriodKind.MONTH: _("month %(number)s of %(year)s"),
    }
    # the year as it is, without a mark between thousands
    return str(words[period.kind]) % {"year": str(period.year), "number": period.number}


def sentence_for(refusal: RuleBroken) -> str:
    """What to tell the person, in their language.

    Raises:
        KeyError: A code without a sentence; a repository test makes sure there is none.
    """
    return sentence_of(refusal.code, refusal.facts)


def sentence_of(code: str, facts: Mapping[str, object]) -> str:
    """A code of the rooms' wording with its facts, in the reader's language.

    Raises:
        KeyError: A code without a sentence.
    """
    return filled(str(all_sentences()[code]), facts)


def filled(sentence: str, facts: Mapping[str, object]) -> str:
    """A sentence with its facts: days, numbers and lists as the reader's language writes them."""
    return sentence % {name: _worded(fact) for name, fact in facts.items()}
