"""Sites, awards, attendees and figures: the lists a bulletin holds."""

import pytest

from gonghui.bulletins.rules.reading import as_json, read

LEAD = "7月25日，市总工会召开工作推进会。"


def record(sentence: str) -> dict[str, list[dict[str, object]]]:
    return as_json(read(LEAD + sentence))["record"]


@pytest.mark.parametrize(
    ("sentence", "sites"),
    [
        pytest.param(
            "会议期间，与会人员实地观摩了甲县职工服务中心。",
            [("甲县职工服务中心", False)],
            id="one",
        ),
        pytest.param(
            "会前，与会人员先后到甲厂工会、乙公司职工之家和丙镇工会联合会观摩。",
            [("甲厂工会", False), ("乙公司职工之家", False), ("丙镇工会联合会", False)],
            id="joined, each with its own words",
        ),
        pytest.param(
            "与会人员实地观摩甲县职工之家，以及县职业学校和劳模工作室建设情况。",
            [("甲县职工之家", False), ("县职业学校", True), ("劳模工作室", True)],
            id="two share a phrase",
        ),
        pytest.param(
            "会后，代表们走进甲产业园、乙社区、丙街道总工会等地参观学习。",
            [("甲产业园", False), ("乙社区", False), ("丙街道总工会", False)],
            id="and other places",
        ),
        pytest.param("会议期间，与会人员参观了3个点位。", [], id="only a number"),
        pytest.param("与会人员深入学习党的二十大精神。", [], id="no place is meant"),
        pytest.param("会议要求，要到甲公司、乙公司调研。", [], id="asked for, not done"),
    ],
)
def test_sites(sentence: str, sites: list[tuple[str, bool]]):
    found = [(site["name"], site["uncertain"]) for site in record(sentence)["sites"]]

    assert found == sites


@pytest.mark.parametrize(
    ("sentence", "awards"),
    [
        pytest.param(
            "会议对荣获市五一劳动奖和工人先锋号的先进集体和先进个人代表进行颁奖。",
            [("市五一劳动奖", None, True), ("工人先锋号", None, True)],
            id="representatives are not laureates",
        ),
        pytest.param(
            "会议表彰了市五一劳动奖状20个、市五一劳动奖章100名、市工人先锋号50个。",
            [
                ("市五一劳动奖状", 20, False),
                ("市五一劳动奖章", 100, False),
                ("市工人先锋号", 50, False),
            ],
            id="counts",
        ),
        pytest.param(
            "授予甲公司等315个单位全国五一劳动奖状；授予李小四等12名职工全国五一劳动奖章。",
            [("全国五一劳动奖状", 315, False), ("全国五一劳动奖章", 12, False)],
            id="counts before the title",
        ),
        pytest.param("会上为3个“模范职工之家”授牌。", [("模范职工之家", 3, False)], id="in quotes"),
        pytest.param(
            "会上颁发了“云岭工匠”称号，为20名劳动模范颁奖。",
            [("云岭工匠", None, False), ("劳动模范", 20, False)],
            id="a named honour in quotes",
        ),
        pytest.param(
            "会上宣读《关于表彰2024年市劳动模范的决定》，表彰市劳动模范60名。",
            [("市劳动模范", 60, False)],
            id="told twice, once with its count",
        ),
        pytest.param(
            "获奖先进集体上台领取市工人先锋号奖牌，受到表彰。",
            [("市工人先锋号", None, False)],
            id="who receives it is no honour",
        ),
        pytest.param(
            "甲公司曾荣获全国五一劳动奖状，会议表彰了一批先进。", [], id="honours of earlier years"
        ),
        pytest.param("会议要求，要大力宣传劳动模范事迹。", [], id="named, not given"),
        pytest.param(
            "全国劳动模范、市总工会兼职副主席何小平出席会议。", [], id="an honour somebody has"
        ),
    ],
)
def test_awards(sentence: str, awards: list[tuple[str, int | None, bool]]):
    found = [
        (award["title"], award["count"], award["representatives_only"])
        for award in record(sentence)["awards"]
    ]

    assert found == awards


@pytest.mark.parametrize(
    ("sentence", "attendees"),
    [
        pytest.param(
            "各县（区）、甲高新区、乙开发区总工会党组书记和“加强年”分管领导参加会议。",
            [
                ("党组书记", ["各县（区）", "甲高新区", "乙开发区总工会"]),
                ("“加强年”分管领导", ["各县（区）", "甲高新区", "乙开发区总工会"]),
            ],
            id="two kinds share their bodies",
        ),
        pytest.param(
            "市总工会领导班子成员，各部室负责人参加会议。",
            [("领导班子成员", ["市总工会"]), ("各部室负责人", [])],
            id="a body is not carried over a comma",
        ),
        pytest.param(
            "甲县相关基层工会主席参加会议。",
            [("主席", ["甲县相关基层工会"])],
            id="grassroots unions of a county",
        ),
        pytest.param(
            "市总工会委员出席会议，经审会委员、市直产业工会负责人列席会议。",
            [("委员", ["市总工会"]), ("委员", ["经审会"]), ("负责人", ["市直产业工会"])],
            id="present and sitting in",
        ),
        pytest.param(
            "市总工会副主席王五、田小野，各县总工会主席共40人参加会议。",
            [("主席", ["各县总工会"])],
            id="persons are not kinds",
        ),
        pytest.param(
            "来自全市的126名选手参加比赛。", [("选手", [])], id="a number is no part of the kind"
        ),
        pytest.param("会议由市总工会副主席王五主持。", [], id="nobody attends"),
    ],
)
def test_attendees(sentence: str, attendees: list[tuple[str, list[str]]]):
    found = [(kind["category"], kind["organisations"]) for kind in record(sentence)["attendees"]]

    assert found == attendees


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        pytest.param("今年新建工会181家。", [("新建工会181家", 181, "家", False)], id="a count"),
        pytest.param(
            "发展会员4.2万人。", [("发展会员4.2万人", 42_000, "人", False)], id="in ten thousands"
        ),
        pytest.param("开展活动280余场。", [("开展活动280余场", 280, "场", True)], id="rounded"),
        pytest.param(
            "惠及职工近3万人次。", [("惠及职工近3万人次", 30_000, "人次", True)], id="nearly"
        ),
        pytest.param(
            "建会率达91.5%。",
            [("建会率达91.5%", "91.5", "%", False)],
            id="a share keeps its decimals",
        ),
        pytest.param(
            "发放资金1,260万元。",
            [("发放资金1,260万元", 12_600_000, "元", False)],
            id="money in yuan",
        ),
        pytest.param(
            "走访企业二十余家。", [("走访企业二十余家", 20, "家", True)], id="in Chinese numerals"
        ),
        pytest.param(
            "慰问企业近百家、12家工厂。",
            [("12家工厂", 12, "家", False)],
            id="what is counted stands behind",
        ),
        pytest.param(
            "市总工会第十届委员会六届四次全会在11楼召开，落实21项重点工作、四个坚持。",
            [],
            id="ordinals, floors and programmes count nothing",
        ),
    ],
)
def test_figures(sentence: str, figures: list[tuple[str, int | str, str, bool]]):
    found = [
        (one["phrase"], one["value"], one["unit"], one["rounded"])
        for one in record(sentence)["figures"]
    ]

    assert found == figures
