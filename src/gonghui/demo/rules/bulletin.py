"""The demonstration's bulletin: written for it, about invented people, in the genre's manner."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Day:
    """Who and where the bulletin is about.

    Attributes:
        city: 铜仁市. county: 松桃苗族自治县. county_short: 松桃县. township: 孟溪镇.
        zones: The zones of county level, as 高新区、大龙开发区; empty where there are none.
        chair, secretary, vice_chair: Invented names of the city federation's leaders.
        county_secretary: An invented name.
    """

    city: str
    county: str
    county_short: str
    township: str
    zones: str
    chair: str
    secretary: str
    vice_chair: str
    county_secretary: str


def written(day: Day) -> str:
    """The bulletin's text."""
    counties = f"各区（县）、{day.zones}总工会" if day.zones else "各区（县）总工会"
    return "\n".join(
        (
            f"7月25日，{day.city}工会2023年上半年工作会议暨“县级工会加强年”专项工作现场推进会"
            f"在{day.county}职工活动中心3楼会议室召开。"
            "会议总结上半年全市工会工作，通报“县级工会加强年”专项工作进展，安排部署下半年重点任务。"
            f"{day.city}人大常委会副主任、市总工会主席{day.chair}出席会议并讲话，"
            f"{day.city}总工会党组书记、常务副主席{day.secretary}作工作情况通报，"
            f"{day.county_short}委副书记{day.county_secretary}致辞，"
            f"会议由{day.city}总工会党组成员、副主席{day.vice_chair}主持。",
            "会议指出，今年以来全市各级工会聚焦主责主业，建会入会稳步推进，维权服务更加扎实，"
            "职工群众的获得感不断提升，但基层基础还不够牢，少数乡镇工会联合会作用发挥不充分。",
            "会议要求，要抓实思想引领，把理论宣讲送进车间班组；"
            "要补齐新就业形态劳动者建会入会短板，年底前货车司机、快递员等重点群体应入尽入；"
            "要规范基层工会换届，到期未换届的九月底前全部完成；"
            "要做实困难职工常态化帮扶，逐户核实、动态调整；"
            "要建好用好工会驿站，每个乡镇街道至少建成一个标准化驿站；"
            "要管好用好工会经费，下半年完成全年收缴任务。",
            f"会议期间，与会人员实地观摩{day.county_short}职工服务中心、新就业形态劳动者之家、"
            f"{day.township}工会联合会，以及县职业高级中学和劳模创新工作室建设情况。"
            f"会上，为获得2023年{day.city}五一劳动奖和工人先锋号的先进集体和先进个人代表颁奖。",
            f"{day.city}总工会领导班子成员、各部室负责人，{counties}主要负责人，"
            f"{day.county_short}有关基层工会主席参加会议。",
        )
    )
