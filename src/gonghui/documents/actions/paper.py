"""A paper on its way: drafted, edited, reviewed, signed, issued, archived. Numbers: ``number``."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gonghui.audit.actions import Deed, record
from gonghui.documents.models import Paper, PaperTemplate, Revision
from gonghui.documents.queries.paper import words_of, writers_of
from gonghui.documents.queries.template import pattern_for, template_in_force
from gonghui.documents.rules.content import Words, check_content, check_title, to_json
from gonghui.documents.rules.handling import (
    PaperKind,
    PaperState,
    Step,
    check_edition,
    check_other_person,
    check_reason,
    next_state,
)
from gonghui.foundation.models import held
from gonghui.organisations.models import Organisation
from gonghui.people.models import Account

SAID = ["title", "addressees", "copies", "urgency", "note", "content", "edition"]


@transaction.atomic
def draft(
    organisation: Organisation, kind: PaperKind, words: Words, *, by: Account, at: datetime
) -> Paper:
    """A new paper of an organisation, with the standing words of its template.

    Raises:
        RuleBroken: ``paper.title_…``, or what ``check_content`` refuses.
    """
    template = template_in_force(organisation, kind)
    paper = Paper(organisation=organisation, kind=kind.value, template=template, drafted_by=by)
    _set_standing(paper, kind, template)
    _say(paper, words)
    paper.save()
    _note(paper, Step.DRAFT, by=by, at=at, said=True)
    return paper


def _set_standing(paper: Paper, kind: PaperKind, template: PaperTemplate | None) -> None:
    pattern = pattern_for(paper.organisation, kind, template)
    paper.mark, paper.issuer = pattern.mark, pattern.issuer
    paper.printed_by = pattern.printed_by


def _say(paper: Paper, words: Words) -> None:
    check_title(words.title)
    check_content(words.content)
    paper.title, paper.addressees = words.title.strip(), words.addressees.strip().rstrip("：:")
    paper.copies, paper.note = words.copies.strip().rstrip("。"), words.note.strip()
    paper.urgency = words.urgency.value
    paper.content = to_json(words.content)


def _note(
    paper: Paper, step: Step, *, by: Account, at: datetime, reason: str = "", said: bool = False
) -> None:
    """The trace on the paper, and the record of the house."""
    Revision.objects.create(
        paper=paper, step=step.value, state=paper.state, by=by, capacity=by.capacity[:200], at=at,
        reason=reason, told=words_of(paper) if said else {},
    )  # fmt: skip
    facts = {"number": paper.number} if paper.number else {}
    record(Deed(f"paper.{step.value}", paper, paper.organisation_id, facts), by=by, at=at)


def locked(paper: Paper) -> Paper:
    """The paper as it is now, held until the transaction ends."""
    return held(Paper.objects.filter(pk=paper.pk)).select_related("organisation").get()


@transaction.atomic
def edit(paper: Paper, words: Words, *, edition: int, by: Account, at: datetime) -> Paper:
    """Keep what a person made of a draft; ``edition`` is the one that was read.

    Saved as it was, nothing happens.

    Raises:
        RuleBroken: ``paper.not_now``, ``paper.changed_meanwhile``, ``paper.title_…``, or what
            ``check_content`` refuses.
    """
    paper = locked(paper)
    next_state(PaperState(paper.state), Step.EDIT)
    check_edition(paper.edition, edition)
    before = words_of(paper)
    _say(paper, words)
    if words_of(paper) == before:
        return paper
    paper.edition += 1
    paper.save(update_fields=[*SAID, "changed_at"])
    _note(paper, Step.EDIT, by=by, at=at, said=True)
    return paper


def moved(
    paper: Paper, step: Step, fields: Collection[str] = (), *,
    by: Account, at: datetime, reason: str = "",
) -> Paper:  # fmt: skip
    """Take one step with a locked paper, and note it."""
    reason = reason.strip()[:300]
    check_reason(step, reason)
    paper.state = next_state(PaperState(paper.state), step).value
    paper.reason = reason
    paper.save(update_fields=["state", "reason", *fields, "changed_at"])
    _note(paper, step, by=by, at=at, reason=reason)
    return paper


@transaction.atomic
def submit(paper: Paper, *, by: Account, at: datetime) -> Paper:
    """Hand a draft to the reviewer.

    Raises:
        RuleBroken: ``paper.not_now``.
    """
    return moved(locked(paper), Step.SUBMIT, by=by, at=at)


@transaction.atomic
def take_back(paper: Paper, *, by: Account, at: datetime) -> Paper:
    """The drafter takes it back before it is reviewed.

    Raises:
        RuleBroken: ``paper.not_now``.
    """
    return moved(locked(paper), Step.TAKE_BACK, by=by, at=at)


@transaction.atomic
def pass_on(paper: Paper, *, edition: int, by: Account, at: datetime) -> Paper:
    """The reviewer has nothing against it: it goes to be signed.

    Raises:
        RuleBroken: ``paper.not_now``, ``paper.changed_meanwhile`` or ``paper.own_review``.
    """
    paper = locked(paper)
    next_state(PaperState(paper.state), Step.PASS)
    check_edition(paper.edition, edition)
    check_other_person(Step.PASS, by.pk, writers_of(paper, by))
    return moved(paper, Step.PASS, by=by, at=at)


@transaction.atomic
def send_back(paper: Paper, *, reason: str, by: Account, at: datetime) -> Paper:
    """The reviewer sends it back, saying what to mend.

    Raises:
        RuleBroken: ``paper.not_now`` or ``paper.reason_missing``.
    """
    return moved(locked(paper), Step.SEND_BACK, by=by, at=at, reason=reason)


@transaction.atomic
def sign(paper: Paper, *, edition: int, by: Account, at: datetime) -> Paper:
    """Sign what was read: from now on it does not change. The day is 成文日期.

    Raises:
        RuleBroken: ``paper.not_now``, ``paper.not_reviewed``, ``paper.changed_meanwhile`` or
            ``paper.own_signature``.
    """
    paper = locked(paper)
    next_state(PaperState(paper.state), Step.SIGN)
    check_edition(paper.edition, edition)
    check_other_person(Step.SIGN, by.pk, writers_of(paper, by))
    paper.signed_by, paper.signed_at, paper.signer = by, at, by.display_name[:60]
    paper.dated_on = localdate(at)
    fields = ["signed_by", "signed_at", "signer", "dated_on"]
    return moved(paper, Step.SIGN, fields, by=by, at=at)


@transaction.atomic
def refuse(paper: Paper, *, reason: str, by: Account, at: datetime) -> Paper:
    """Whoever should sign sends it back instead, saying why.

    Raises:
        RuleBroken: ``paper.not_now`` or ``paper.reason_missing``.
    """
    return moved(locked(paper), Step.REFUSE, by=by, at=at, reason=reason)


@transaction.atomic
def issue(paper: Paper, *, by: Account, at: datetime) -> Paper:
    """It is printed and goes out; whoever may see papers of the organisation sees it now.

    Raises:
        RuleBroken: ``paper.not_now`` or ``paper.not_signed``.
    """
    paper = locked(paper)
    paper.issued_on = localdate(at)
    return moved(paper, Step.ISSUE, ["issued_on"], by=by, at=at)


@transaction.atomic
def archive(paper: Paper, *, by: Account, at: datetime) -> Paper:
    """It is put with the files.

    Raises:
        RuleBroken: ``paper.not_now`` or ``paper.not_signed``.
    """
    return moved(locked(paper), Step.ARCHIVE, by=by, at=at)


@transaction.atomic
def drop(paper: Paper, *, by: Account, at: datetime) -> Paper:
    """A draft that is not wanted any more.

    Raises:
        RuleBroken: ``paper.not_now``.
    """
    return moved(locked(paper), Step.DROP, by=by, at=at)


@transaction.atomic
def void(paper: Paper, *, reason: str, by: Account, at: datetime) -> Paper:
    """A signed paper that is not issued after all; a number it has stays taken.

    Raises:
        RuleBroken: ``paper.not_now`` or ``paper.reason_missing``.
    """
    return moved(locked(paper), Step.VOID, by=by, at=at, reason=reason)
