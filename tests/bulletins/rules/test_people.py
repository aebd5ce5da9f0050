import pytest

from gonghui.bulletins.rules.reading import as_json, read
from gonghui.bulletins.rules.surnames import is_name

LEAD = "7月25日，市总工会召开工作推进会。"


def people(sentence: str) -> list[tuple[str, list[tuple[str | None, str]], list[str]]]:
    record = as_json(read(LEAD + sentence))["record"]
    return [
        (
            one["name"],
            [(post["organisation"], post["title"]) for post in one["posts"]],
            one["roles"],
        )
        for one in record["people"]
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "市人大常委会副主任、市总工会主席张一鸣出席并讲话。",
            [("张一鸣", [("市人大常委会", "副主任"), ("市总工会", "主席")], ["attend", "speech"])],
            id="two bodies",
        ),
        pytest.param(
            "市委常委、组织部长、市总工会主席张一鸣出席会议。",
            [
                (
                    "张一鸣",
                    [("市委", "常委"), ("市委", "组织部长"), ("市总工会", "主席")],
                    ["attend"],
                )
            ],
            id="a department's head of the same committee",
        ),
        pytest.param(
            "县委副书记、县长邱立新致辞。",
            [("邱立新", [("县委", "副书记"), (None, "县长")], ["welcome"])],
            id="the committee does not carry over to the head of the county",
        ),
        pytest.param(
            "县总工会党组书记、工会主席耿小华作工作汇报。",
            [("耿小华", [("县总工会", "党组书记"), ("县总工会", "工会主席")], ["report"])],
            id="the union's chair inside the same body",
        ),
        pytest.param(
            "会议由市总工会副主席王五主持，市总工会财务部部长上官云宣读表彰决定。",
            [
                ("王五", [("市总工会", "副主席")], ["preside"]),
                ("上官云", [("市总工会财务部", "部长")], ["read_decision"]),
            ],
            id="presided by, and a double surname",
        ),
        pytest.param(
            "市领导赵小红、罗小雁、谭小刚为获奖代表颁奖。",
            [
                (name, [("市", "领导")], ["present_award"])
                for name in ("赵小红", "罗小雁", "谭小刚")
            ],
            id="several under one title",
        ),
        pytest.param(
            "市总工会副主席王小勇、董小怡等陪同调研。",
            [(name, [("市总工会", "副主席")], ["accompany"]) for name in ("王小勇", "董小怡")],
            id="the verb after the list is everybody's",
        ),
        pytest.param(
            "市总工会主席张一鸣出席会议。张一鸣强调，要抓好落实。",
            [("张一鸣", [("市总工会", "主席")], ["attend", "speech"])],
            id="no posts on the second mention",
        ),
        pytest.param(
            "市总工会副主席王五主持会议，听取县总工会主席韦春燕工作汇报。",
            [
                ("王五", [("市总工会", "副主席")], ["preside"]),
                ("韦春燕", [("县总工会", "主席")], ["report"]),
            ],
            id="each has an own part",
        ),
        pytest.param(
            "某校党组书记吴小锋校长、县总工会党组书记、主席周勇出席会议。",
            [
                ("吴小锋", [("某校", "党组书记")], ["attend"]),
                ("周勇", [("县总工会", "党组书记"), ("县总工会", "主席")], ["attend"]),
            ],
            id="a title after a name is not the next person's",
        ),
        pytest.param(
            "市领导赵小红；省总工会副主席彭小闯；各县总工会主席，共计30余人参加了表彰大会。",
            [
                ("赵小红", [("市", "领导")], ["attend"]),
                ("彭小闯", [("省总工会", "副主席")], ["attend"]),
            ],
            id="one verb after a list in semicolons",
        ),
        pytest.param(
            "市总工会副主席王五在县总工会主席韦春燕的陪同下参加座谈会。",
            [("王五", [("市总工会", "副主席")], ["attend"])],
            id="who is accompanied does not accompany",
        ),
        pytest.param("授予某公司车间主任李小四五一劳动奖章。", [], id="a laureate took no part"),
        pytest.param("各县区总工会主席、副主席出席会议。", [], id="kinds of people are nobody"),
        pytest.param("会议学习了习近平总书记重要讲话精神。", [], id="who is quoted was not there"),
        pytest.param(
            "市总工会副主席阿迪力·买买提、扎西顿珠出席会议。",
            [
                (name, [("市总工会", "副主席")], ["attend"])
                for name in ("阿迪力·买买提", "扎西顿珠")
            ],
            id="names without a Han surname",
        ),
        pytest.param(
            "省总工会一级巡视员李和平作动员部署。",
            [("李和平", [("省总工会", "一级巡视员")], ["speech"])],
            id="a name that holds a joining word",
        ),
        pytest.param(
            "基层工会代表、某厂工会主席林小静作交流发言，并作现场讲解。",
            [("林小静", [("某厂", "工会主席")], ["exchange", "guide"])],
            id="the union chair of a firm",
        ),
    ],
)
def test_people(sentence: str, expected: list[tuple[str, list[tuple[str | None, str]], list[str]]]):
    assert people(sentence) == expected


@pytest.mark.parametrize(
    "word", ["会议", "全会", "大会", "方案", "时任", "习近平", "张", "", "张某某等", "王·", "主席"]
)
def test_is_no_name(word: str):
    assert not is_name(word)


@pytest.mark.parametrize(
    "word",
    [
        "张三",
        "李和平",
        "欧阳雪",
        "司马小云",
        "阿迪力·买买提",
        "扎西顿珠",
        "覃勇",
        "张㛃",
        "赵𬱖",
        "区小明",
    ],
)
def test_is_name(word: str):
    assert is_name(word)
