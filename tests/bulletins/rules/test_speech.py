import pytest

from gonghui.bulletins.rules.reading import as_json, read

LEAD = "7月25日，市总工会召开工作推进会。市总工会主席张一鸣出席会议。\n"


@pytest.mark.parametrize(
    ("said", "statements", "requirements"),
    [
        pytest.param("会议指出，上半年成效显著。", ["上半年成效显著"], [], id="found"),
        pytest.param(
            "会议要求，要做细；抓好落实。", [], ["要做细", "抓好落实"], id="asked, each clause"
        ),
        pytest.param(
            "会议强调，一要提高站位；二要压实责任。", [], ["要提高站位", "要压实责任"], id="counted"
        ),
        pytest.param(
            "会议要求：\n一是提高站位。\n二是压实责任。",
            [],
            ["提高站位", "压实责任"],
            id="a paragraph each",
        ),
        pytest.param(
            "会议要求，各级工会要：（一）抓学习；（二）抓服务。",
            [],
            ["抓学习", "抓服务"],
            id="in brackets, without the opening words",
        ),
        pytest.param(
            "会议强调，工会工作意义重大。要做好服务。",
            ["工会工作意义重大"],
            ["要做好服务"],
            id="stressed and asked",
        ),
        pytest.param(
            "会议指出，成绩很好。下半年，要再接再厉。会议要求，要抓落实。",
            ["成绩很好", "下半年，要再接再厉"],
            ["要抓落实"],
            id="a direction is found, not asked, where asking follows",
        ),
        pytest.param(
            "会议指出，成绩很好。各级工会要再接再厉。",
            ["成绩很好"],
            ["各级工会要再接再厉"],
            id="nothing else asks",
        ),
        pytest.param(
            "张一鸣要求，要抓落实，要见实效。",
            [],
            ["要抓落实", "要见实效"],
            id="asked by a person, comma by comma",
        ),
        pytest.param(
            "会议要求，要在建会上下功夫、在服务上下功夫，完成任务。",
            [],
            ["要在建会上下功夫", "在服务上下功夫，完成任务"],
            id="as many as closings",
        ),
        pytest.param(
            "会议要求，要抓落实。会后，与会人员参观了展馆。",
            [],
            ["要抓落实"],
            id="speech ends where other things begin",
        ),
        pytest.param(
            "张一鸣就下一步工作提出三点要求：一要学；二要干。", [], [], id="too short to be an item"
        ),
        pytest.param(
            "会上，王五主席对学员提出了四点要求。一要认真学习。二要遵守纪律。",
            [],
            ["要认真学习", "要遵守纪律"],
            id="announced, then counted",
        ),
        pytest.param(
            "张一鸣指出意义重大，要求各单位迅速行动。",
            ["意义重大"],
            ["各单位迅速行动"],
            id="a finding that turns into asking",
        ),
        pytest.param("会后，张一鸣对大家的支持表示感谢。", [], [], id="thanks are no statement"),
        pytest.param("各级工会将认真学习。", [], [], id="nobody says it"),
    ],
)
def test_speech(said: str, statements: list[str], requirements: list[str]):
    record = as_json(read(LEAD + said))["record"]

    assert (record["statements"], record["requirements"]) == (statements, requirements)
