"""Sentences about refused rules and findings of this room, and the names of things."""

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from gonghui.cascade.rules.assignment import State
from gonghui.cascade.wording import STATE_WORDS
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.wording import sentence_for
from gonghui.returns.rules.indicator import Addition, Line
from gonghui.returns.rules.sheet import Finding, VersionState

SENTENCES = {
    "figure.unreadable": _("“%(text)s” is not a number. Write digits only, like 1,234."),
    "figure.yes_or_no": _("“%(text)s” is neither yes nor no. Write 是 or 否."),
    "figure.negative": _("%(text)s is below zero. Write the count itself; if there were none, 0."),
    "figure.not_whole": _("%(text)s is not whole. This is counted in whole ones."),
    "figure.too_fine": _("%(text)s has too many digits behind the point; %(decimals)s at most."),
    "figure.too_large": _("%(text)s is larger than anything counted here. Is a digit too many?"),
    "form.sent_twice": _("This has been done already."),
    "form.indicator_changed": _(
        "%(indicator)s would be counted in another way than before. Give it a new code."
    ),
    "round.already_issued": _("%(title)s has been issued for %(period)s already."),
    "round.before_period_begins": _("It cannot be due before the period begins on %(starts_on)s."),
    "round.counts_elsewhere": _(
        "%(round)s: sheets that count in the total of %(organisation)s from now on: %(count)s."
    ),
    "round.excused": _("%(round)s: %(organisation)s is not expected to file any more."),
    "round.expected_no_more": _(
        "%(round)s: %(organisation)s had not filed; its own sheet is expected no more."
    ),
    "round.expected_of": _("%(round)s: %(organisation)s is expected to file a sheet of its own."),
    "round.filed_for_itself": _(
        "%(round)s: %(organisation)s has filed for itself alone. "
        "Let it take its sheet back and file for both."
    ),
    "round.left": _(
        "%(round)s: %(organisation)s and all below it left the reach of whoever asked; "
        "sheets expected no more: %(count)s. What was filed stays counted."
    ),
    "round.stays_counted": _(
        "%(round)s: what %(organisation)s filed stays counted, in the total of its successor."
    ),
    "sheet.organisation_ended": _(
        "%(organisation)s has ended; nobody is there to mend its sheet. "
        "Ask its successor to file a correction."
    ),
    "round.closed": _("%(title)s is closed; nothing in it changes any more."),
    "sheet.at_most": _(
        "%(line)s (%(value)s) exceeds %(limit_line)s (%(limit)s). Is there a digit too many?"
    ),
    "sheet.balance": _(
        "%(line)s (%(value)s) is not %(start_line)s plus %(new_line)s minus %(gone_line)s: "
        "that makes %(sum)s."
    ),
    "sheet.changed_meanwhile": _(
        "Somebody else saved this sheet meanwhile. What you typed is still below; compare and "
        "save again."
    ),
    "sheet.figure_missing": _("Not filled in. If there were none, write 0."),
    "sheet.large_change": _(
        "%(value)s against %(before)s last year: a change of more than 30%%. Give the reason in "
        "a sentence."
    ),
    "sheet.none_chosen": _("None of the chosen sheets waits to be accepted any more."),
    "sheet.not_asked_yet": _(
        "%(organisation)s has not been asked yet: its superior has not handed the return on."
    ),
    "sheet.not_on_round": _("This organisation is not part of the return."),
    "sheet.not_open": _("This sheet has been filed. Withdraw it to change it."),
    "sheet.not_ready": _("%(count)s things to fix before you can file."),
    "sheet.nothing_filed": _("%(organisation)s has filed nothing yet."),
    "sheet.same_as_before": _(
        "Every figure is the same as last year. If that is right, say why in a sentence."
    ),
    "sheet.some": _("With %(line)s at %(value)s, %(others)s cannot all be 0."),
    "sheet.sums": _("%(line)s (%(value)s) is not the sum of its parts (%(sum)s)."),
    "sheet.unusual_rate": _(
        "%(line)s is %(value)s%%. Between 50%% and 100%% is usual; give the reason in a sentence."
    ),
    "sheet.zero_now": _("0 now, %(before)s last year. Give the reason in a sentence."),
}

ADDITION_WORDS = {
    Addition.FLOW: _("over the period"),
    Addition.STOCK: _("at the end"),
    Addition.DISTINCT: _("persons, each once"),
    Addition.RATIO: _("computed"),
    Addition.YES: _("yes or no"),
}

VERSION_WORDS = {
    VersionState.FILED: _("Filed"),
    VersionState.ACCEPTED: _("Accepted"),
    VersionState.SENT_BACK: _("Sent back"),
    VersionState.WITHDRAWN: pgettext_lazy("a version", "Withdrawn"),
}


NOT_ASKED = _("not handed on yet")


def state_word(state: str | None) -> str:
    """How far a sheet is, by its assignment's state; ``None`` while the ask has not arrived."""
    return str(NOT_ASKED if state is None else STATE_WORDS[State(state)])


def is_english() -> bool:
    """Whether the reader chose English."""
    return (get_language() or "").startswith("en")


def called(line: Line) -> str:
    """An indicator's name in the reader's language."""
    return line.english_name if is_english() else line.name


def unit_of(line: Line) -> str:
    """Its unit in one sheet, in the reader's language."""
    return line.english_unit if is_english() else line.unit


def total_unit_of(line: Line) -> str:
    """The unit of its total, in the reader's language."""
    return "%" if line.is_share else unit_of(line)


def group_of(line: Line) -> str:
    """The section of the form it stands in, in the reader's language."""
    return line.english_group if is_english() else line.group


def _named(fact: object) -> object:
    if isinstance(fact, Line):
        return called(fact)
    if isinstance(fact, list):
        return [_named(one) for one in fact]
    return fact


def words_of(finding: Finding) -> str:
    """What a check has to say, in the reader's language."""
    refusal = finding.refusal
    facts = {name: _named(fact) for name, fact in refusal.facts.items()}
    return sentence_for(RuleBroken(refusal.code, **facts))
