"""The day itself: the bulletin is read and confirmed, tasks go down, a bulletin is published."""

from datetime import date, datetime
from pathlib import Path

from gonghui.access.checks import roles_held
from gonghui.bulletins.actions.bulletin import publish_bulletin as publish
from gonghui.bulletins.actions.bulletin import write_bulletin
from gonghui.bulletins.actions.confirmation import confirm_reading
from gonghui.bulletins.actions.picture import add_picture
from gonghui.bulletins.actions.reading import accept_sure, take_in
from gonghui.bulletins.models import Bulletin, Reading
from gonghui.cascade.actions.assignment import receive_assignment
from gonghui.cascade.models import Assignment
from gonghui.demo.actions.staff import focus_below, officer_name
from gonghui.demo.rules.bulletin import Day, written
from gonghui.demo.rules.work import lead_of, said_by
from gonghui.foundation.periods import Period
from gonghui.meetings.models import Meeting
from gonghui.meetings.queries.meeting import meeting_of_period
from gonghui.organisations.models import Department, Organisation
from gonghui.organisations.queries.post import holders_at
from gonghui.organisations.queries.tree import children
from gonghui.people.models import Account
from gonghui.plans.actions.task import TaskOrder, issue_task, report_progress
from gonghui.plans.queries.task import tasks_from

PICTURE = Path(__file__).parent.parent / "data" / "meeting.png"
CAPTION = "会议现场示意图（演示用，非真实照片）"
THIS_HALF = Period.parse("2023H1")
HELD_ON = date(2023, 7, 25)
GUEST = "简晓慧"  # the county's deputy secretary: invented like the rest, holds no union post


def account(username: str) -> Account:
    """One of the demonstration's accounts, acting in its highest post."""
    found = Account.objects.select_related("person").get(username=username)
    held = roles_held(found)
    found.capacity = f"{held[0].organisation.name}{held[0].post}" if held else ""
    return found


def demo_text(city: Organisation) -> str:
    """The bulletin the demonstration reads."""
    focus = focus_below(city)
    holder = {one.post.title: one.person.name for one in holders_at(city, on=HELD_ON)}
    zones = [one.short_name for one in children(city) if one.kind == "zone"]
    return written(
        Day(
            city=city.name.removesuffix("总工会"),
            county=focus.county.name.removesuffix("总工会"),
            county_short=focus.county.short_name,
            township=focus.township.short_name,
            zones="、".join(zones),
            chair=holder["主席"],
            secretary=holder["党组书记"],
            vice_chair=holder["副主席"],
            county_secretary=GUEST,
        )
    )


def confirm_bulletin(city: Organisation, *, at: datetime) -> Meeting:
    """Read the bulletin, accept what was read surely, confirm it."""
    organiser = account("organiser")
    reading = Reading.objects.filter(organisation=city).first() or take_in(
        demo_text(city), organisation=city, by=organiser, at=at, invented=True
    )
    if reading.meeting is None:
        accept_sure(reading)
    return confirm_reading(reading, by=organiser, at=at)


def _meeting(city: Organisation) -> Meeting:
    meeting = meeting_of_period(city, THIS_HALF)
    if meeting is None:
        raise LookupError(THIS_HALF.code)
    return meeting


def deploy_tasks(city: Organisation, *, at: datetime) -> None:
    """Issue each drafted requirement to the counties; some have signed for it and reported."""
    issuer, meeting = account("issuer"), _meeting(city)
    counties = list(children(city))
    for n, task in enumerate(tasks_from(meeting.address)):
        name, due_on = lead_of(task.requirement)
        department = Department.objects.get(organisation=city, name=name)
        if task.directive_id is None:
            order = TaskOrder(task.title, due_on, department)
            task = issue_task(task, order, to=counties, by=issuer, at=at)
        _report(task.directive_id, n, at=at)


def _report(directive_id: int | None, task_number: int, *, at: datetime) -> None:
    shares = Assignment.objects.filter(directive=directive_id, state="sent").order_by("pk")
    for place, share in enumerate(shares.select_related("organisation")):
        said = said_by(place, task_number)
        if said is None:
            continue
        by = account(officer_name(share.organisation))
        receive_assignment(share, by=by, at=at)
        report_progress(share, percent=said.percent, words=said.words, by=by, at=at)


def publish_bulletin(city: Organisation, *, at: datetime) -> Bulletin:
    """Write a bulletin back from the meeting, with a picture, and publish it."""
    publisher, meeting = account("publisher"), _meeting(city)
    bulletin = Bulletin.objects.filter(meeting=meeting).first() or write_bulletin(
        meeting, by=publisher, at=at
    )
    if not bulletin.pictures.exists():
        content = PICTURE.read_bytes()
        add_picture(bulletin, content=content, caption=CAPTION, by=publisher, at=at)
    return publish(bulletin, by=publisher, at=at)
