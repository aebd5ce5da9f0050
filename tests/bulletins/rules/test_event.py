import pytest

from gonghui.bulletins.rules.reading import as_json, read


def told(text: str, *fields: str) -> list[object]:
    record = as_json(read(text))["record"]
    return [record[field] for field in fields]


@pytest.mark.parametrize(
    ("text", "name", "organiser", "venue", "host"),
    [
        pytest.param(
            "7月25日，云岭市总工会召开第一轮现场推进会。",
            "第一轮现场推进会",
            "云岭市总工会",
            None,
            None,
            id="who calls what",
        ),
        pytest.param(
            "7月25日，云岭市总工会六届二次全委（扩大）会议在市会展中心第六会议室召开。",
            "云岭市总工会六届二次全委（扩大）会议",
            "云岭市总工会",
            "市会展中心第六会议室",
            None,
            id="what is held where",
        ),
        pytest.param(
            "7月25日，云岭市总工会工作会议在青槐县宾馆3楼召开。",
            "云岭市总工会工作会议",
            "云岭市总工会",
            "青槐县宾馆3楼",
            "青槐县",
            id="a county is host",
        ),
        pytest.param(
            "7月25日，云岭市总工会工作会议在云岭市松涛区文化宫召开。",
            "云岭市总工会工作会议",
            "云岭市总工会",
            "云岭市松涛区文化宫",
            "松涛区",
            id="a district of the own city",
        ),
        pytest.param(
            "7月25日，云岭市总工会工作会议在云岭市文化宫召开。",
            "云岭市总工会工作会议",
            "云岭市总工会",
            "云岭市文化宫",
            None,
            id="at home there is no host",
        ),
        pytest.param(
            "7月25日，由省总工会主办、云岭市总工会承办的技能大赛在云岭职业学院开幕。",
            "技能大赛",
            "省总工会",
            "云岭职业学院",
            "云岭市总工会",
            id="host is said",
        ),
        pytest.param(
            "7月25日，全省工会工作会议以视频形式召开。",
            "全省工会工作会议",
            None,
            None,
            None,
            id="by video there is no venue",
        ),
        pytest.param(
            "7月25日，云岭市总工会在青槐县鹿鸣镇举办干部培训班。",
            "干部培训班",
            "云岭市总工会",
            "青槐县鹿鸣镇",
            "鹿鸣镇",
            id="the deepest division",
        ),
        pytest.param(
            "云岭市总工会召开六届五次全委会\n3月10日，会议在市宾馆召开。",
            "六届五次全委会",
            "云岭市总工会",
            "市宾馆",
            None,
            id="name from the headline",
        ),
        pytest.param(
            "7月25日，由云岭市总工会主办的职工篮球赛在市体育馆举行。",
            "职工篮球赛",
            "云岭市总工会",
            "市体育馆",
            None,
            id="called by, in so many words",
        ),
        pytest.param(
            "7月25日，云岭市总工会召开大会，表彰先进。",
            None,
            "云岭市总工会",
            None,
            None,
            id="held under no name",
        ),
        pytest.param(
            "7月25日，云岭市总工会调研组到青槐县调研。",
            None,
            "云岭市总工会",
            None,
            None,
            id="a team of the organiser",
        ),
        pytest.param(
            "云岭市总工会召开工作推进会\n7月25日，有关人员齐聚一堂，共商发展。",
            "工作推进会",
            "云岭市总工会",
            None,
            None,
            id="only the headline says it",
        ),
        pytest.param(
            "7月25日，工作推进会在党的领导下召开。", None, None, None, None, id="no place after 在"
        ),
        pytest.param(
            "新华社某地1月29日电 1月29日，中华全国总工会执委会议召开。",
            "中华全国总工会执委会议",
            "中华全国总工会",
            None,
            None,
            id="a dateline is no name",
        ),
    ],
)
def test_event(
    text: str, name: str | None, organiser: str | None, venue: str | None, host: str | None
):
    assert told(text, "name", "organiser", "venue", "host") == [name, organiser, venue, host]


def test_compound_name_has_a_theme_on_each_side():
    text = "7月25日，云岭市工会2023年半年工作暨“县级工会提升年”观摩推进会在市宾馆召开。"

    assert told(text, "themes") == [["2023年半年工作", "“县级工会提升年”观摩推进会"]]


def test_joining_word_inside_quotes_joins_nothing():
    text = "7月25日，云岭市总工会召开“学习暨提升”活动推进会。"

    assert told(text, "themes") == [["“学习暨提升”活动推进会"]]


@pytest.mark.parametrize(
    ("clauses", "purposes"),
    [
        pytest.param(
            "，总结上半年工作，安排部署下半年任务。",
            ["总结上半年工作", "安排部署下半年任务"],
            id="after the name",
        ),
        pytest.param(
            "。会议传达学习省总工会精神；审议通过工作报告。",
            ["传达学习省总工会精神", "审议通过工作报告"],
            id="a sentence of its own",
        ),
        pytest.param("。会议指出，要总结经验。", [], id="what is said is no purpose"),
        pytest.param("。市总工会主席张一鸣作工作报告。", [], id="what a person does is no purpose"),
    ],
)
def test_purposes(clauses: str, purposes: list[str]):
    assert told(f"7月25日，市总工会召开工作推进会{clauses}", "purposes") == [purposes]


@pytest.mark.parametrize(
    ("text", "kind", "is_event"),
    [
        pytest.param("7月25日，市总工会召开工作推进会。", "meeting", True, id="meeting"),
        pytest.param("7月25日，市总工会举办财务干部培训班。", "training", True, id="training"),
        pytest.param(
            "7月25日，市总工会举行五一表彰大会。", "award_ceremony", True, id="award ceremony"
        ),
        pytest.param("7月25日，市总工会举行现场观摩活动。", "observation", True, id="observation"),
        pytest.param(
            "7月25日，市总工会副主席王五到青槐县调研产改工作。", "survey", True, id="survey"
        ),
        pytest.param(
            "7月25日，市总工会副主席王五到青槐县慰问一线职工。", "visit", True, id="visit"
        ),
        pytest.param("7月25日，市总工会举行职工篮球比赛。", "other", True, id="another event"),
        pytest.param(
            "关于召开工作会议的通知\n各县总工会：\n定于7月25日召开工作会议，请准时参加。",
            "notice",
            False,
            id="notice",
        ),
        pytest.param(
            "工会会费怎么交？会员每月交纳会费，用于服务职工。", "other", False, id="an explanation"
        ),
        pytest.param(
            "同志们：今天，我们在这里召开工作会议，我代表市总工会作报告。",
            "other",
            False,
            id="a script",
        ),
        pytest.param(
            "The quick brown fox jumps over the lazy dog.", "other", False, id="not Chinese"
        ),
        pytest.param(
            "市总工会将于7月25日召开工作推进会，届时表彰先进。", "other", False, id="not yet held"
        ),
    ],
)
def test_kind(text: str, kind: str, is_event: bool):
    assert told(text, "kind", "is_event") == [kind, is_event]


def test_a_tour_told_before_the_meeting_belongs_to_it():
    text = (
        "会前，与会人员先后到江城县职工服务中心、江城县快递行业工会联合会等地实地观摩。"
        "7月20日上午，全市工会重点工作推进会在江城县召开。市总工会党组书记李春梅作报告。"
    )

    record = as_json(read(text))["record"]

    assert (record["name"], record["venue"], record["kind"]) == (
        "全市工会重点工作推进会",
        "江城县",
        "meeting",
    )
    assert [site["name"] for site in record["sites"]] == [
        "江城县职工服务中心",
        "江城县快递行业工会联合会",
    ]
