from dataclasses import replace
from datetime import date

import pytest

from gonghui.audit.models import Entry
from gonghui.foundation.errors import RuleBroken
from gonghui.meetings.actions.agenda import give_paper
from gonghui.meetings.actions.meeting import hold_meeting
from gonghui.meetings.models import AgendaItem, Meeting
from tests.factories.meetings import NAME, REQUIREMENTS, make_meeting, meeting_record
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation
from tests.factories.people import make_job, make_person

pytestmark = pytest.mark.django_db


def test_hold_meeting_enters_everything_told_and_nothing_more():
    person = make_person("任小禾")
    meeting = make_meeting(person=person)

    meeting.refresh_from_db()
    assert (meeting.name, meeting.held_on, meeting.year_from, meeting.period) == (
        NAME,
        date(2023, 7, 20),
        "name",
        "2023H1",
    )
    assert meeting.kept_by == meeting.organiser
    assert meeting.host is None
    assert meeting.host_words == "江口县总工会"
    assert [(part.role, part.name, part.person_id) for part in meeting.parts.all()] == [
        ("speech", "任小禾", person.pk),
        ("report", "石开泉", None),
        ("preside", "麻青松", None),
        ("attend", "任小禾", person.pk),
    ]
    assert meeting.parts.all()[0].titles == [
        {"organisation": "铜仁市人大常委会", "title": "副主任"},
        {"organisation": "铜仁市总工会", "title": "主席"},
    ]
    assert [(item.kind, item.title, str(item.part or "")) for item in meeting.agenda.all()] == [
        ("speech", "", "任小禾 speech"),
        ("report", "", "石开泉 report"),
        ("tour", "", ""),
        ("award", "2023年铜仁市工人先锋号", ""),
    ]
    assert [(stop.name, stop.uncertain) for stop in meeting.stops.all()] == [
        ("江口县职工服务中心", False),
        ("闵孝镇驿站", True),
    ]
    assert [(one.kind, one.text) for one in meeting.statements.all()] == [
        ("stated", "上半年工作开局良好"),
        *(("required", text) for text in REQUIREMENTS),
    ]
    assert [(one.category, one.organisations) for one in meeting.attendance.all()] == [
        ("党组书记", ["各县区总工会"])
    ]
    assert Entry.objects.get(verb="meeting.held").subject_id == meeting.pk


def test_hold_meeting_without_a_name_is_refused_and_changes_nothing():
    told = replace(meeting_record(make_organisation()), name="  ")

    with pytest.raises(RuleBroken) as refusal:
        hold_meeting(told, by=make_job(), at=IN_JULY)

    assert refusal.value.code == "meeting.name_missing"
    assert (Meeting.objects.count(), Entry.objects.count()) == (0, 0)


def test_give_paper_makes_the_report_the_paper_of_the_report_item():
    meeting = make_meeting()
    give_paper(meeting, label="初稿", address="/reports/1/", by=make_job(), at=IN_JULY)

    item = give_paper(
        meeting, label="工作情况通报", address="/reports/2/", by=make_job(), at=IN_JULY
    )

    assert (item.kind, item.paper_label, item.paper_address) == (
        "report",
        "工作情况通报",
        "/reports/2/",
    )
    assert AgendaItem.objects.exclude(paper_label="").count() == 1


def test_give_paper_is_refused_where_nobody_reports():
    told = replace(meeting_record(make_organisation()), parts=())
    meeting = hold_meeting(told, by=make_job(), at=IN_JULY)

    with pytest.raises(RuleBroken) as refusal:
        give_paper(meeting, label="通报", address="/reports/1/", by=make_job(), at=IN_JULY)

    assert (refusal.value.code, refusal.value.facts) == ("agenda.no_report_item", {"meeting": NAME})
    assert not Entry.objects.filter(verb="agenda.paper_given").exists()
