"""Asks and each organisation's share of them."""

from datetime import date, datetime

from gonghui.cascade.models import Assignment, Directive, Extension
from gonghui.cascade.rules.assignment import DirectiveKind, DirectiveState, State
from gonghui.organisations.models import Department, Organisation
from gonghui.organisations.rules.audience import Description, Part, Reach
from gonghui.organisations.rules.organisation import Kind
from gonghui.people.models import Account
from tests.factories.moments import DUE, IN_JULY
from tests.factories.organisations import make_organisation
from tests.factories.people import make_job, make_plain_account

_RECEIVED = {State.RECEIVED, State.WORKING, State.FILED, State.SENT_BACK, State.ACCEPTED}
_FILED = {State.FILED, State.SENT_BACK, State.ACCEPTED}


def make_directive(
    title: str = "报送建会情况",
    *,
    issuer: Organisation | None = None,
    kind: DirectiveKind = DirectiveKind.ANSWER,
    due_on: date = DUE,
    department: Department | None = None,
    state: DirectiveState = DirectiveState.ISSUED,
    at: datetime = IN_JULY,
) -> Directive:
    return Directive.objects.create(
        issuer=issuer or make_organisation("铜仁市总工会", kind=Kind.CITY),
        department=department,
        kind=kind.value,
        title=title,
        basis_label="铜工办〔2023〕12号",
        due_on=due_on,
        state=state.value,
        issued_at=at,
        issued_by=make_job(),
    )


def make_assignment(
    directive: Directive | None = None,
    organisation: Organisation | None = None,
    *,
    state: State = State.SENT,
    answers_to: Organisation | None = None,
    parent: Assignment | None = None,
    due_on: date | None = None,
    at: datetime = IN_JULY,
    remark: str = "",
    urged_at: datetime | None = None,
) -> Assignment:
    """One share in the given state, with who and when as that state needs them."""
    directive = directive or make_directive()
    return Assignment.objects.create(
        directive=directive,
        organisation=organisation or make_organisation(parent=directive.issuer),
        answers_to=answers_to or (parent.organisation if parent else directive.issuer),
        parent=parent,
        state=state.value,
        due_on=due_on or directive.due_on,
        remark=remark,
        sent_at=at,
        received_at=at if state in _RECEIVED else None,
        received_by="麻青松" if state in _RECEIVED else "",
        filed_at=at if state in _FILED else None,
        filed_by="麻青松" if state in _FILED else "",
        accepted_at=at if state is State.ACCEPTED else None,
        accepted_by="任小禾" if state is State.ACCEPTED else "",
        urged_at=urged_at,
    )


EVERYBODY_BELOW = Description((Part(reach=Reach.BELOW),))


def make_draft_directive(
    issuer: Organisation | None = None,
    *,
    author: Account | None = None,
    state: DirectiveState = DirectiveState.DRAFT,
    to: Description = EVERYBODY_BELOW,
    **facts,
) -> Directive:
    """A directive nobody has seen yet, by default to everybody below."""
    return Directive.objects.create(
        issuer=issuer or make_organisation("铜仁市总工会", kind=Kind.CITY),
        kind=DirectiveKind.ANSWER.value,
        state=state.value,
        drafted_by=author or make_plain_account("冉秀兰"),
        audience=to.to_json(),
        audience_words="下级各单位",
        **{"title": "报送建会情况", "basis_label": "铜工办〔2023〕12号", "due_on": DUE, **facts},
    )


def make_extension(assignment: Assignment, *, until: date = date(2023, 7, 28)) -> Extension:
    return Extension.objects.create(
        assignment=assignment,
        until=until,
        reason="两个村正在换届",
        asked_by=make_job(),
        asked_at=IN_JULY,
    )
