"""Lines, bars and tiles: what stands in the picture is what was given."""

import re

import pytest

from gonghui.foundation.pieces import LeagueRow, Series, Tile
from tests.foundation.ui.drawing import drawn, said

CHART = "{% chart finding='升' labels=labels series=series unit='%' head='月' aim=aim %}"
MONTHS = ["1月", "2月", "3月", "4月"]


def test_a_missing_value_breaks_the_line_and_is_not_drawn_as_zero():
    html = drawn(CHART, aim=None, labels=MONTHS, series=[Series("今年", [10, 20, None, 40])])

    assert re.findall(r'points="([^"]*)"', html) == ["50,162 151,118", "352,30"]


def test_the_table_below_a_chart_holds_the_same_values():
    series = [
        Series("今年", [10, 20.5, None, 40]),
        Series("去年", [1, 2, 3, 4], ["一", "二", "三", "四"]),
    ]

    assert said(CHART, aim=None, labels=MONTHS, series=series).endswith(
        "看表格 月 今年（%） 去年（%） 1月 10 一 2月 20.5 二 3月 未报 三 4月 40 四"
    )


def test_a_chart_of_nothing_known_still_draws():
    html = drawn(CHART, aim=None, labels=["1月"], series=[Series("今年", [None])])

    assert "points=" not in html
    assert "未报" in html


def test_numbers_in_a_picture_are_the_same_in_every_language():
    facts = {"labels": MONTHS, "series": [Series("x", [1000, 20000, 30000, 64930])], "aim": 50000}
    coordinates = re.compile(r'(?:x|y|x1|x2|y1|y2|cx|cy|points)="([^"]*)"')

    chinese, english = (
        coordinates.findall(drawn(CHART, lang, **facts)) for lang in ("zh-hans", "en")
    )

    assert chinese == english
    assert all("," not in number for number in chinese if " " not in number)


def test_words_at_the_ends_of_lines_do_not_lie_on_each_other():
    series = [Series(name, [1, 48 + n / 10]) for n, name in enumerate("甲乙丙")]
    html = drawn(CHART, aim=None, labels=["1月", "2月"], series=series)

    heights = sorted(int(y) for y in re.findall(r'<text class="v" x="\d+" y="(\d+)"', html))

    assert all(below - above >= 16 for above, below in zip(heights, heights[1:], strict=False))


@pytest.mark.parametrize(
    ("value", "width"),
    [
        pytest.param(50, "30.0", id="half is half as long"),
        pytest.param(0, "0.0", id="nothing has no length"),
        pytest.param(120, "60.0", id="more than the whole is cut"),
        pytest.param(-5, "0.0", id="less than nothing is cut"),
    ],
)
def test_a_bar_is_as_long_as_its_value(value, width):
    assert f'width="{width}"' in drawn("{% bar value=value highest=100 %}", value=value)


def test_a_place_not_filed_has_no_bar_and_no_number():
    rows = [
        LeagueRow("碧江区", 54, "54", place=1, word="正常"),
        LeagueRow("沿河县", None, "", state="none", word="未报"),
    ]
    source = "{% league rows=rows head='县区' unit='%' aim=50 aim_label='过半' %}"

    assert said(source, rows=rows) == "名次 县区 过半 % 亮灯 1 碧江区 54 正常 — 沿河县 未报 未报"
    assert drawn(source, rows=rows).count("<rect") == 1


def test_tiles_stand_in_reading_order_with_gaps():
    cells = [
        Tile(3, 1, "松桃县", "56%", "ok", "/s/"),
        Tile(1, 2, "思南县", "51%"),
        Tile(1, 1, "德江县", "33%", "bad"),
    ]
    html = drawn("{% tiles cells=cells label='x' %}", cells=cells)

    assert re.findall(r"<b>(.*?)</b>|(tile-gap)", html) == [
        ("德江县", ""), ("", "tile-gap"), ("松桃县", ""), ("思南县", ""), ("", "tile-gap"), ("", "tile-gap"),
    ]  # fmt: skip
    assert 'data-columns="3"' in html
