import pytest

from gonghui.bulletins.rules.cleaning import clean, differences


@pytest.mark.parametrize(
    ("original", "cleaned"),
    [
        pytest.param("會(huì)議(yì)由長(zhǎng)者主持", "会议由长者主持", id="glosses go"),
        pytest.param("各區(縣)總工會", "各区（县）总工会", id="a word in brackets stays"),
        pytest.param("放映(PPT)和(app)", "放映（PPT）和（app）", id="latin words in brackets stay"),
        pytest.param(
            "會議召開。\n![]() |\n|||||\n|", "会议召开。", id="empty images and table scraps"
        ),
        pytest.param("会议召开，，部署工作。。", "会议召开，部署工作。", id="doubled marks"),
        pytest.param(
            "会议要求,要做好;要做细.", "会议要求，要做好；要做细。", id="half-width marks"
        ),
        pytest.param("共1,260万元,比率1:2", "共1,260万元，比率1:2", id="marks inside numbers stay"),
        pytest.param("１１楼会议室Ａ区", "11楼会议室A区", id="full-width digits and letters"),
        pytest.param("開展“送溫暖”活動", "开展“送温暖”活动", id="traditional"),
        pytest.param("要著力提升，成效顯著", "要着力提升，成效显著", id="着 and 著"),
        pytest.param("9 月6 日，李 明出席。", "9月6日，李明出席。", id="spaces inside a sentence"),
        pytest.param("<p>会议&nbsp;召开。</p>", "会议召开。", id="tags and entities"),
        pytest.param("**重点**工作。", "重点工作。", id="bold marks"),
        pytest.param("*月**日下午，县**芝出席。", "*月**日下午，县**芝出席。", id="masks stay"),
        pytest.param("_fororder_微信图片_1\n会议召开。", "会议召开。", id="captions of pictures"),
        pytest.param(
            "五一劳动奖?和工人先锋号", "五一劳动奖?和工人先锋号", id="a lost character stays lost"
        ),
        pytest.param('召开"会聚良缘"推进会', "召开“会聚良缘”推进会", id="straight quotes"),
        pytest.param("&mldr;😀會", "&mldr;😀会", id="an unknown entity and an emoji stay"),
    ],
)
def test_clean(original: str, cleaned: str):
    assert clean(original).text == cleaned


def test_every_character_knows_where_it_stood():
    original = "|\n會(huì)議，，由張(zhāng)三主持。"

    cleaned = clean(original)

    start = cleaned.text.index("张三")
    assert original[slice(*cleaned.span(start, start + 2))] == "張(zhāng)三"
    assert len(cleaned.text) == len(cleaned.starts) == len(cleaned.ends)
    assert cleaned.span(0, 0) == (2, 2)
    assert cleaned.span(len(cleaned.text), len(cleaned.text)) == (len(original), len(original))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("一二三", "一二三", id="nothing changed"),
        pytest.param("一二三", "一贰三", id="as long as before"),
        pytest.param("一二三四", "一贰四", id="shorter"),
        pytest.param("一二三", "一二又三", id="longer"),
        pytest.param("一二三", "又一二三", id="longer at the start"),
    ],
)
def test_differences_make_the_new_text_of_the_old(old: str, new: str):
    text = f"前{old}后"

    for start, end, words in reversed(differences(1, old, new)):
        text = text[:start] + words + text[end:]

    assert text == f"前{new}后"
