"""A bulletin of a meeting that never was, and readings of it."""

from gonghui.bulletins.actions.bulletin import write_bulletin
from gonghui.bulletins.actions.reading import take_in
from gonghui.bulletins.models import Bulletin, Reading
from gonghui.meetings.models import Meeting
from gonghui.organisations.models import Organisation
from gonghui.organisations.rules.organisation import Kind
from tests.factories.meetings import make_meeting
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation
from tests.factories.people import make_job

TEXT = """7月20日，铜仁市总工会2023年半年工作暨“班组建设年”现场推进会在江口县宾馆3楼会议室召开。会议总结2023年上半年工作，安排部署下半年工作。铜仁市人大常委会副主任、市总工会主席田晓岚出席并讲话，铜仁市总工会党组书记、常务副主席石开泉作工作情况通报，县委副书记冉茂林致辞，会议由铜仁市总工会党组成员、副主席麻青松主持。
会议指出，上半年全市工会工作总体平稳，各项任务有序推进。
会议要求，要持续抓好班组建设，夯实基层基础。要办好职工服务中心，为职工群众办实事。
会议期间，与会人员实地观摩江口县总工会职工服务中心、闵孝镇工会联合会，以及县第一中学和名师工作室建设情况，对荣获2023年铜仁市工人先锋号的先进集体代表进行颁奖。
铜仁市总工会领导班子成员，各区（县）总工会党组书记参加会议。"""


def make_reading(
    text: str = TEXT, *, organisation: Organisation | None = None, invented: bool = False
) -> Reading:
    organisation = organisation or make_organisation("铜仁市总工会", kind=Kind.CITY)
    return take_in(text, organisation=organisation, by=make_job(), at=IN_JULY, invented=invented)


def make_bulletin(meeting: Meeting | None = None) -> Bulletin:
    return write_bulletin(meeting or make_meeting(), by=make_job(), at=IN_JULY)
