"""Pieces of work as every page draws them: verb, thing, facts, deadline, button."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from gonghui.cascade.models import Assignment
from gonghui.cascade.queries.answers import pages_of
from gonghui.cascade.queries.pile import Pile
from gonghui.cascade.rules.assignment import DirectiveKind, State


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One piece of work that waits.

    Attributes:
        kind: What is to be done, in two or three characters.
        to: Where the whole of it is.
        due_on: ``None`` when nobody set a day.
        button: What the button says; it leads to ``act``.
        posts: Whether the button does the deed itself, instead of opening a page.
    """

    kind: str
    what: str
    to: str
    facts: Sequence[str]
    due_on: date | None
    button: str
    act: str
    posts: bool = False


def is_key(text: str) -> bool:
    """Whether a text from outside can be the number of a record."""
    return text.isascii() and text.isdigit() and len(text) < 18


def day(moment: date | datetime | None) -> str:
    """The day of a moment, as 7月3日 or 3 Jul."""
    if moment is None:
        return ""
    on = localtime(moment).date() if isinstance(moment, datetime) else moment
    return date_format(on, pgettext("a day of this year", "j M"))


def answer_address(assignment: Assignment) -> str:
    """Where this assignment is answered, looked at and accepted; its own page when no room says."""
    pages = pages_of(DirectiveKind(assignment.directive.kind))
    if pages is None:
        return reverse("cascade:assignment", args=[assignment.pk])
    return reverse(pages.answer, kwargs={"assignment_pk": assignment.pk})


def relay_address(assignment: Assignment) -> str:
    """Where this assignment is handed on to those below."""
    pages = pages_of(DirectiveKind(assignment.directive.kind))
    if pages is None or not pages.relay:
        return reverse("cascade:relay", args=[assignment.pk])
    return reverse(pages.relay, kwargs={"assignment_pk": assignment.pk})


def to_answer(assignment: Assignment) -> WorkItem:
    """An ask to answer, as the organisation asked sees it."""
    kind = DirectiveKind(assignment.directive.kind)
    signs = assignment.state == State.SENT.value and kind is not DirectiveKind.RETURN
    verb, button = _verb(State(assignment.state), kind)
    return WorkItem(
        kind=verb,
        what=assignment.directive.title,
        to=reverse("cascade:assignment", args=[assignment.pk]),
        facts=_facts(assignment),
        due_on=assignment.due_on,
        button=button,
        act=reverse("cascade:receive", args=[assignment.pk])
        if signs
        else answer_address(assignment),
        posts=signs,
    )


def _verb(state: State, kind: DirectiveKind) -> tuple[str, str]:
    """What is to be done next, and what the button says."""
    if state is State.SENT_BACK:
        return _("Mend"), _("Mend it")
    if kind is DirectiveKind.RETURN:
        return _("Fill in"), _("Fill it in")
    if state is State.SENT:
        return _("Sign for"), _("Sign for it")
    if kind is DirectiveKind.TASK:
        return _("Progress"), _("Report progress")
    return _("Answer"), _("Answer it")


def _facts(assignment: Assignment) -> list[str]:
    directive = assignment.directive
    sender = assignment.answers_to.short_name
    if directive.department and assignment.answers_to_id == directive.issuer_id:
        sender = f"{directive.issuer.name}{directive.department.name}"
    facts = [
        _("sent by %(sender)s on %(day)s") % {"sender": sender, "day": day(assignment.sent_at)}
    ]
    if directive.number or directive.basis_label:
        facts.append(directive.number or directive.basis_label)
    if assignment.state == State.SENT_BACK.value:
        facts.append(_("to mend: %(remark)s") % {"remark": assignment.remark})
    if assignment.urged_at:
        facts.append(_("reminded on %(day)s") % {"day": day(assignment.urged_at)})
    return facts


def to_review(pile: Pile) -> WorkItem:
    """Answers to accept or send back: one by itself, more of the same ask together."""
    first = pile.first[0]
    since = _("the oldest filed on %(day)s") if pile.count > 1 else _("filed on %(day)s")
    facts = [since % {"day": day(first.filed_at)}]
    directive = first.directive
    if pile.count == 1:
        to, button, who = answer_address(first), _("Review it"), first.organisation.short_name
    else:
        to = f"{reverse('cascade:inbox')}?tab=review&directive={first.directive_id}"
        button, who = _("Review them"), _names(pile)
    return WorkItem(
        kind=_("Review"),
        what=_("%(who)s: %(title)s") % {"who": who, "title": directive.title},
        to=to,
        facts=facts,
        due_on=None,
        button=button,
        act=to,
    )


def _names(pile: Pile) -> str:
    names = pgettext("between items of a list", ", ").join(
        one.organisation.short_name for one in pile.first[:2]
    )
    if pile.count <= 2:
        return names
    words = ngettext(
        "%(names)s and others, %(count)s organisation",
        "%(names)s and others, %(count)s organisations",
        pile.count,
    )
    return words % {"names": names, "count": pile.count}
