"""Every reaction of one room to another, a line each."""

from datetime import datetime

from django.conf import settings
from django.utils.timezone import localtime

from gonghui.access.actions import grant, lost_factor, proposal
from gonghui.access.actions import retention as access
from gonghui.access.checks import Visitor
from gonghui.audit.actions import anchor
from gonghui.cascade.actions.reminder import remind
from gonghui.cascade.actions.reorganisation import follow
from gonghui.cascade.announcements import delivery_waits
from gonghui.cascade.jobs import deliver
from gonghui.cascade.queries import answers
from gonghui.cascade.queries.digest import digest_lines
from gonghui.cascade.rules.assignment import DirectiveKind
from gonghui.directory import sources as told
from gonghui.directory.actions import erase_proposed
from gonghui.directory.announcements import check_asked
from gonghui.directory.imports.organisations import OrganisationsImporter
from gonghui.directory.imports.people import PeopleImporter
from gonghui.directory.jobs import read_chain_again
from gonghui.directory.queries.request import ERASE
from gonghui.documents.actions import retention as documents
from gonghui.documents.actions.forgetting import forget
from gonghui.documents.announcements import work_waits
from gonghui.documents.jobs import go_on_with
from gonghui.documents.sources import register
from gonghui.foundation import daily, retention
from gonghui.foundation.clock import moment
from gonghui.meetings.queries.meeting import meetings_of
from gonghui.meetings.wording import MEETINGS
from gonghui.notices.actions import retention as notices
from gonghui.notices.actions.digest import write_digests
from gonghui.notices.actions.notice import tell
from gonghui.notices.announcements import letters_wait
from gonghui.notices.exports.mail import MailGateway
from gonghui.notices.jobs import send_letters
from gonghui.notices.rules.notice import Message, Weight
from gonghui.notices.sources import add_source, open_gateway
from gonghui.organisations.actions import retention as organisations
from gonghui.organisations.announcements import Consequence, Reorganisation, reorganised
from gonghui.organisations.models import Organisation
from gonghui.people.actions import retention as people
from gonghui.people.actions.account import job_account
from gonghui.people.announcements import person_erased, request_answered, sign_in_changed
from gonghui.people.models import Account, DataRequest, Person
from gonghui.returns.actions.reorganisation import hold, rebase


def connect() -> None:
    """Join the rooms. Called once, when all of them are loaded."""
    check_asked.connect(_read_chain_again)
    work_waits.connect(_go_on_with)
    person_erased.connect(_forget_in_workbooks)
    request_answered.connect(_tell_answered)
    delivery_waits.connect(_deliver)
    # whoever files locks the sheet first, then its assignment, then the totals: so do these
    reorganised.connect(_hold_sheets)
    reorganised.connect(_follow_asks)
    reorganised.connect(_rebase_rounds)
    reorganised.connect(_end_roles)
    proposal.carries_out(grant.GIVE, grant.give_proposed)
    proposal.carries_out(ERASE, erase_proposed)
    answers.register(DirectiveKind.RETURN, "returns:answer", relay="returns:relay")
    answers.register(DirectiveKind.ANSWER, "cascade:answer")
    answers.register(DirectiveKind.TASK, "plans:answer")
    register(OrganisationsImporter())
    register(PeopleImporter())
    told.register("meetings", _meetings_of)
    sign_in_changed.connect(_tell_of_sign_in)
    proposal.carries_out(lost_factor.LOST, lost_factor.remove_proposed)
    for room in (people, notices, organisations, access, documents):
        retention.register(room.sweeps())
    letters_wait.connect(_send_letters)
    open_gateway(MailGateway())
    add_source(digest_lines)
    _register_daily_work()


def _register_daily_work() -> None:
    """In the order in which it is done."""
    daily.register(daily.Piece("audit.anchor", _anchor))
    daily.register(daily.Piece("cascade.reminders", _remind, hour=6, working_days=True))
    digest = daily.Piece(
        "notices.digest", _write_digests, hour=settings.DIGEST_HOUR, working_days=True
    )
    daily.register(digest)
    daily.register(daily.Piece("people.retention", _keep_no_longer, hour=3))


def _tell_of_sign_in(
    *, account: Account, what: str, by: Account, at: datetime, **_: object
) -> None:
    weight = Weight.KNOW if by.pk == account.pk else Weight.ALARM
    message = Message(what, {"by": by.display_name}, page="usersessions_list", weight=weight)
    tell([account], message, at=at)


def _anchor(day: daily.Day) -> None:
    anchor(at=day.at)


def _remind(day: daily.Day) -> None:
    remind(on=day.on, since=day.since, by=job_account(), at=day.at)


def _write_digests(day: daily.Day) -> None:
    write_digests(on=day.on, at=day.at)


def _send_letters(**_: object) -> None:
    send_letters.enqueue()


def _keep_no_longer(day: daily.Day) -> None:
    people.carry_out(by=job_account(), on=day.on, clock=moment)


def _go_on_with(*, import_pk: int, **_: object) -> None:
    go_on_with.enqueue(import_pk)


def _deliver(*, directive_pk: int, **_: object) -> None:
    deliver.enqueue(directive_pk)


def _tell_answered(*, request: DataRequest, at: datetime, **_: object) -> None:
    facts = {"asked_on": localtime(request.asked_at).date()}
    message = Message("data_request.answered", facts, "own-request", request.pk)
    tell(request.person.accounts.filter(is_active=True), message, at=at)


def _forget_in_workbooks(*, person: Person, numbers: list[str], at: datetime, **_: object) -> None:
    forget(person, texts=numbers, at=at)


def _read_chain_again(*, work_pk: int, **_: object) -> None:
    read_chain_again.enqueue(work_pk)


def _hold_sheets(*, reorganisation: Reorganisation, **_: object) -> list[Consequence]:
    hold(reorganisation)
    return []


def _follow_asks(*, reorganisation: Reorganisation, at: datetime, **_: object) -> list[Consequence]:
    return follow(reorganisation, at=at)


def _rebase_rounds(*, reorganisation: Reorganisation, **_: object) -> list[Consequence]:
    return rebase(reorganisation)


def _end_roles(
    *, reorganisation: Reorganisation, by: Account, at: datetime, **_: object
) -> list[Consequence]:
    return grant.follow(reorganisation, by=by, at=at)


def _meetings_of(organisation: Organisation, user: Visitor) -> told.Told:
    found = meetings_of(organisation, user)[: told.MOST]
    lines = [told.Line(one.name, one.held_on, "meetings:meeting", one.pk) for one in found]
    return told.Told(str(MEETINGS), lines)
