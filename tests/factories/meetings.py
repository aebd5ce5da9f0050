"""A half-year meeting that never was, with invented people."""

from datetime import date

from gonghui.meetings.actions.meeting import (
    AttendanceRecord,
    MeetingRecord,
    PartRecord,
    StopRecord,
    Title,
    hold_meeting,
)
from gonghui.meetings.models import Meeting
from gonghui.meetings.rules.meeting import DatePrecision, Role
from gonghui.organisations.models import Organisation
from gonghui.organisations.rules.organisation import Kind
from gonghui.people.models import Person
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation
from tests.factories.people import make_job

NAME = "2023年半年工作暨“班组建设年”现场推进会"
REQUIREMENTS = ("要抓好班组建设", "要办好职工服务中心")


def meeting_record(
    organiser: Organisation, *, person: Person | None = None, host: Organisation | None = None
) -> MeetingRecord:
    """Everything a meeting can hold, told once."""
    return MeetingRecord(
        name=NAME,
        organiser=organiser,
        themes=("2023年半年工作", "“班组建设年”现场推进会"),
        host=host,
        host_words="江口县总工会" if host is None else host.name,
        held_on=date(2023, 7, 20),
        date_precision=DatePrecision.DAY,
        year_from="name",
        venue="江口县宾馆3楼会议室",
        purposes=("总结上半年工作", "安排下半年工作"),
        parts=(
            PartRecord(
                Role.SPEECH,
                "任小禾",
                (Title("铜仁市人大常委会", "副主任"), Title("铜仁市总工会", "主席")),
                person,
            ),
            PartRecord(Role.REPORT, "石开泉", (Title("铜仁市总工会", "党组书记"),)),
            PartRecord(Role.PRESIDE, "麻青松", (Title("铜仁市总工会", "副主席"),)),
            PartRecord(Role.ATTEND, "任小禾", (), person),
        ),
        stops=(StopRecord("江口县职工服务中心"), StopRecord("闵孝镇驿站", uncertain=True)),
        awards=("2023年铜仁市工人先锋号",),
        attendance=(AttendanceRecord("党组书记", ("各县区总工会",)),),
        stated=("上半年工作开局良好",),
        required=REQUIREMENTS,
    )


def make_meeting(
    organiser: Organisation | None = None,
    *,
    person: Person | None = None,
    host: Organisation | None = None,
) -> Meeting:
    organiser = organiser or make_organisation("铜仁市总工会", kind=Kind.CITY)
    return hold_meeting(
        meeting_record(organiser, person=person, host=host), by=make_job(), at=IN_JULY
    )
