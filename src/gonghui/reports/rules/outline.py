"""The order of a 工作情况通报 and the sentences it is drafted from.

A sentence is clauses; a clause is taken only when each of its figures stands on the form and was
filed by somebody. What nobody filed is said to be missing: nothing is invented.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gonghui.foundation.periods import Period, PeriodKind
from gonghui.reports.rules.facts import Facts, Step
from gonghui.reports.rules.placeholder import ENOUGH, placeholders, plain
from gonghui.reports.rules.prose import names_in_row

Sentence = Sequence[str]

SENTENCES: Mapping[str, Sequence[Sentence]] = {
    "组织建设": (
        (
            "{scope}有基层工会{figure:unions}",
            "会员{figure:members}{change:members}",
            "其中女会员{figure:women_members}、农民工会员{figure:migrant_members}",
        ),
        (
            "新建工会{figure:new_unions}{change:new_unions}",
            "新发展会员{figure:new_members}{change:new_members}",
        ),
        (
            "职工入会率{figure:membership_rate}{change:membership_rate}",
            "建会率{figure:unionisation_rate}{change:unionisation_rate}",
            "换届按期率{figure:election_rate}{change:election_rate}",
        ),
        ("实名制采集会员{figure:real_name_members}", "“六有”工会达标率{figure:six_haves}"),
        ("新发展会员居前的是{leading:new_members}", "靠后的是{lagging:new_members}"),
    ),
    "新就业形态劳动者": (
        (
            "新就业形态劳动者会员{figure:new_employment_members}{change:new_employment_members}",
            "其中货车司机{figure:truck_drivers}、网约车司机{figure:ride_drivers}、"
            "快递员{figure:couriers}、外卖配送员{figure:food_riders}",
        ),
        ("新业态行业工会联合会{figure:industry_federations}{change:industry_federations}",),
        ("新就业形态劳动者会员数居前的是{leading:new_employment_members}",),
    ),
    "维权与协商": (
        (
            "工资专项集体合同{figure:wage_contracts}{change:wage_contracts}",
            "集体合同覆盖企业{figure:bargaining_covered}",
            "集体协商覆盖率{figure:bargaining_rate}{change:bargaining_rate}",
        ),
        (
            "职代会建制单位{figure:congresses}{change:congresses}",
            "厂务公开建制单位{figure:open_affairs}{change:open_affairs}",
        ),
        (
            "调解办结案件{figure:mediation_closed}{change:mediation_closed}",
            "调解成功率{figure:mediation_rate}",
            "为职工挽回{figure:recovered}{change:recovered}",
        ),
        (
            "法律援助职工{figure:legal_aid}{change:legal_aid}",
            "开展法律宣讲{figure:legal_talks}{change:legal_talks}",
            "发出“一函两书”{figure:letters}{change:letters}",
        ),
        (
            "收到12351职工诉求{figure:hotline_received}{change:hotline_received}",
            "诉求办结率{figure:hotline_rate}{change:hotline_rate}",
        ),
    ),
    "帮扶与服务": (
        (
            "在档困难职工{figure:hardship_households}{change:hardship_households}",
            "解困脱困{figure:lifted_households}",
            "发放帮扶资金{figure:aid_funds}{change:aid_funds}",
        ),
        (
            "送温暖慰问{figure:warmth_visits}，资金{figure:warmth_funds}",
            "送清凉慰问{figure:cooling_visits}，物资{figure:cooling_goods}",
            "金秋助学{figure:students_helped}",
        ),
        (
            "医疗互助参加职工{figure:mutual_members}{change:mutual_members}",
            "发放{figure:mutual_paid}{change:mutual_paid}",
        ),
        (
            "工会驿站{figure:stations}{change:stations}，其中智能化驿站{figure:smart_stations}",
            "职工服务中心（站）{figure:service_centres}",
            "免费体检{figure:check_ups}",
        ),
    ),
    "建功与技能": (
        (
            "开展劳动和技能竞赛{figure:contests}{change:contests}",
            "覆盖职工{figure:contest_workers}{change:contest_workers}",
        ),
        (
            "职工技能培训{figure:skills_training}{change:skills_training}",
            "劳模和工匠人才创新工作室{figure:studios}{change:studios}",
            "取得创新成果{figure:studio_results}",
        ),
        ("竞赛覆盖职工居前的是{leading:contest_workers}", "靠后的是{lagging:contest_workers}"),
    ),
    "宣传教育": (
        (
            "开展理论宣讲{figure:talks}{change:talks}",
            "文体活动惠及职工{figure:activity_workers}{change:activity_workers}",
            "职工书屋{figure:reading_rooms}{change:reading_rooms}",
        ),
    ),
    "经费与队伍": (
        (
            "经费收缴{figure:funds_collected}{change:funds_collected}",
            "完成年度计划的{figure:funds_rate}",
        ),
        (
            "专职工会干部{figure:full_time_officers}、兼职工会干部{figure:part_time_officers}",
            "培训工会干部{figure:officers_trained}{change:officers_trained}",
            "形成调研报告{figure:research_papers}",
        ),
        ("经费收缴完成率居前的是{leading:funds_rate}", "靠后的是{lagging:funds_rate}"),
    ),
}

# Fewer of these than last year is worth a word; fewer households in hardship is not.
MEANT_TO_GROW = (
    "members", "new_unions", "new_members", "new_employment_members", "wage_contracts",
    "legal_talks", "contests", "contest_workers", "skills_training", "talks", "activity_workers",
    "funds_collected", "officers_trained",
)  # fmt: skip
NAMED_FALLS = 5
# The columns of the table of those below, as far as the form has them.
TABLE = ("members", "new_members", "new_unions", "unionisation_rate", "funds_rate")
PERIOD_WORDS = {(PeriodKind.HALF, 1): "上半年", (PeriodKind.HALF, 2): "下半年"}


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a report.

    Attributes:
        level: 0 text without a heading, 1 or 2 a heading of that level.
        text: Paragraphs, one a line, with live figures.
    """

    key: str
    level: int
    title: str
    text: str


def period_words(period: Period) -> str:
    """The period as prose says it: 2023年上半年."""
    if period.kind is PeriodKind.QUARTER:
        return f"{period.year}年{'一二三四'[period.number - 1]}季度"
    if period.kind is PeriodKind.MONTH:
        return f"{period.year}年{period.number}月"
    return f"{period.year}年{PERIOD_WORDS.get((period.kind, period.number), '度')}"


def title_of(facts: Facts) -> str:
    """关于2023年上半年全市工会工作情况的通报."""
    return f"关于{period_words(facts.period)}{facts.scope}工会工作情况的通报"


def draft(facts: Facts) -> list[Section]:
    """The whole report: how it was filed, each group, what is wrong, what comes next."""
    groups = list(dict.fromkeys(told.group for told in facts.figures.values()))
    short = PERIOD_WORDS.get((facts.period.kind, facts.period.number), "本期")
    return [
        Section("opening", 0, "", _opening(facts)),
        Section("work", 1, f"{short}主要工作情况", ""),
        *(
            Section(f"group{place}", 2, group, _group(group, facts))
            for place, group in enumerate(groups, 1)
        ),
        Section("problems", 1, "存在的问题", _problems(facts)),
        Section("next", 1, "下一步工作", _next(facts)),
    ]


def _opening(facts: Facts) -> str:
    first = f"现将{period_words(facts.period)}{facts.scope}工会工作情况通报如下。"
    filing = (
        f"本期{facts.scope}各级工会应报报表{{count:expected}}家，已报{{count:filed}}家，"
        "占{share:filed}；已验收{count:accepted}家，占{share:accepted}。"
    )
    gaps = []
    if facts.missing:
        gaps.append("{names:missing}未报，未计入。")
    if facts.without_own:
        gaps.append("{names:without_own}本级未报，只计入其所属已报单位。")
    basis = "以下数字按已报单位汇总，未报的不作零计"
    compare = (
        "；与上年同期比较，只取两期都已报的{count:matched}家。"
        if facts.matched
        else "；上年同期没有同口径数据，不作比较。"
    )
    return "\n".join([first, filing + "".join(gaps) + basis + compare])


def _group(group: str, facts: Facts) -> str:
    """The sentences of one group of indicators; generic ones for a form we did not write."""
    own = [told for told in facts.figures.values() if told.group == group]
    sentences = SENTENCES.get(group) or [
        (f"{plain(told.name)}{{figure:{told.code}}}{{change:{told.code}}}",) for told in own
    ]
    told_all = [_sentence(one, facts) for one in sentences]
    absent = [plain(told.name) for told in own if told.value is None]
    if absent:
        told_all.append(f"{names_in_row(absent)}没有单位上报，未计入。")
    return "".join(told_all)


def _sentence(clauses: Sentence, facts: Facts) -> str:
    """The clauses whose figures are known; nothing at all when the first of a ranking is not."""
    kept = [clause for clause in clauses if _is_known(clause, facts)]
    return f"{'；'.join(kept)}。".replace("{scope}", facts.scope) if kept else ""


def _is_known(clause: str, facts: Facts) -> bool:
    for placeholder in placeholders(clause):
        kind, _, code = placeholder.partition(":")
        told = facts.figures.get(code)
        if told is None or told.value is None:
            return False
        if kind == "leading" and not told.ranking:
            return False
        if kind == "lagging" and len(told.ranking) < ENOUGH:
            return False
    return True


def _problems(facts: Facts) -> str:
    """What the figures themselves show: gaps, slowness, falls, red lights. No praise, no blame."""
    found = [
        words for words in (_late(facts), _funds(facts), _fallen(facts), _tasks(facts)) if words
    ]
    if not found:
        return "按平台现有数据，没有缺报、下降和滞后的情况。"
    marks = "一二三四"
    return "\n".join(f"{marks[place]}是{words}" for place, words in enumerate(found))


def _late(facts: Facts) -> str:
    if facts.filed == facts.expected:
        return ""
    who = "{names:missing}未报；" if facts.missing else ""
    return f"报送还不齐。{who}{facts.scope}尚有{{count:unfiled}}家未报，相关数字不完整。"


def _funds(facts: Facts) -> str:
    told = facts.figures.get("funds_rate")
    months, year = facts.period.share_of_year_at_end
    gone = months * 100 // year
    if told is None or told.value is None or told.value >= gone:
        return ""
    return f"经费收缴慢于时间进度。完成年度计划的{{figure:funds_rate}}，时间已过{gone}%。"


def _fallen(facts: Facts) -> str:
    known = [facts.figures[code] for code in MEANT_TO_GROW if code in facts.figures]
    fallen = sorted(
        (told for told in known if told.change is not None and told.change < 0),
        key=lambda told: told.change or 0,
    )[:NAMED_FALLS]
    if not fallen:
        return ""
    told = "；".join(
        f"{plain(one.name)}{{figure:{one.code}}}{{change:{one.code}}}" for one in fallen
    )
    return f"部分指标低于上年同期。{told}。"


def _tasks(facts: Facts) -> str:
    if not facts.behind and not facts.slow:
        return ""
    return (
        "任务进展不平衡。已下发任务{count:tasks}项，滞后{count:behind}家次，偏慢{count:slow}家次。"
    )


def _next(facts: Facts) -> str:
    """The requirements that became tasks, in their own words, with who leads and until when."""
    if not facts.steps:
        return "尚未下发下一步任务；会议提出要求并形成任务后列入。"
    head = (
        f"按照{plain(facts.meeting)}的要求，抓好以下工作：" if facts.meeting else "抓好以下工作："
    )
    lines = [f"{place}.{_step(step)}" for place, step in enumerate(facts.steps, 1)]
    return "\n".join([head, *lines])


def _step(step: Step) -> str:
    text = plain(step.text).rstrip("。；;，, ")
    told = []
    if step.department:
        told.append(f"牵头部门：{plain(step.department)}")
    if step.due_on:
        told.append(f"{step.due_on.year}年{step.due_on.month}月{step.due_on.day}日前办结")
    return f"{text}（{'；'.join(told)}）。" if told else f"{text}。"


def table_codes(facts: Facts) -> list[str]:
    """The indicators shown for each one below: ours where the form has them, else its first."""
    ours = [code for code in TABLE if code in facts.figures]
    return ours or list(facts.figures)[:4]
