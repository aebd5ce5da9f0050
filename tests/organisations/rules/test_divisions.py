from collections import Counter
from itertools import chain

import pytest

from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.rules.divisions import (
    Division,
    Level,
    Region,
    below,
    division,
    find_city,
    find_place,
    region,
)

TONGREN = Division("5206", "铜仁市", Level.CITY)


def counted(top: Region) -> Counter[Level]:
    counts = Counter([top.division.level])
    for each in top.below:
        counts += counted(each)
    return counts


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("铜仁市", TONGREN, id="in full"),
        pytest.param("铜仁", TONGREN, id="in short"),
        pytest.param("贵州省铜仁市", TONGREN, id="with its province"),
        pytest.param(" 铜仁 市\n", TONGREN, id="with stray spaces"),
        pytest.param("5206", TONGREN, id="by its code"),
        pytest.param("520600", TONGREN, id="by its code in GB/T 2260"),
        pytest.param("520600000000", TONGREN, id="by its code for statistics"),
        pytest.param("５２０６", TONGREN, id="by full-width digits"),
        pytest.param("北京", Division("11", "北京市", Level.PROVINCE), id="a municipality"),
        pytest.param(
            "东莞市", Division("4419", "东莞市", Level.CITY), id="a city without counties"
        ),
        pytest.param(
            "仙桃市", Division("429004", "仙桃市", Level.COUNTY), id="directly under its province"
        ),
        pytest.param(
            "吉林", Division("2202", "吉林市", Level.CITY), id="a city called like its province"
        ),
        pytest.param(
            "黔东南",
            Division("5226", "黔东南苗族侗族自治州", Level.CITY),
            id="a prefecture of two peoples in short",
        ),
        pytest.param(
            "伊犁",
            Division("6540", "伊犁哈萨克自治州", Level.CITY),
            id="a prefecture of a people without 族 in short",
        ),
        pytest.param(
            "锡林郭勒", Division("1525", "锡林郭勒盟", Level.CITY), id="a league in short"
        ),
        pytest.param(
            "大兴安岭", Division("2327", "大兴安岭地区", Level.CITY), id="a region in short"
        ),
    ],
)
def test_find_city(name, expected):
    assert find_city(name) == expected


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("铜仁县", "铜仁县", id="no such place"),
        pytest.param("碧江区", "碧江区", id="a county is not a city"),
        pytest.param("贵州省", "贵州省", id="a province is not a city"),
        pytest.param("520602", "520602", id="the code of a county"),
        pytest.param("1101", "1101", id="市辖区 is no place"),
        pytest.param("市辖区", "市辖区", id="市辖区 is no name"),
        pytest.param("市", "市", id="an ending alone"),
        pytest.param("", "", id="nothing"),
        pytest.param("9999", "9999", id="an unused code"),
        pytest.param("²", "2", id="a digit that is none"),
        pytest.param("../52", "../52", id="a path"),
    ],
)
def test_find_city_refuses_what_is_not_one(name, shown):
    with pytest.raises(RuleBroken) as refusal:
        find_city(name)

    assert (refusal.value.code, refusal.value.facts) == ("division.unknown", {"name": shown})


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("贵州省", "52", id="a province"),
        pytest.param("内蒙古", "15", id="an autonomous region in short"),
        pytest.param("西藏", "54", id="an autonomous region whose name holds a people"),
        pytest.param("新疆", "65", id="an autonomous region of a people in short"),
        pytest.param("铜仁", "5206", id="a city in short"),
        pytest.param("碧江区", "520602", id="a county"),
        pytest.param("北京市朝阳区", "110105", id="one of two counties of a name"),
        pytest.param("吉林省长春市朝阳区", "220104", id="the other, in full"),
    ],
)
def test_find_place(name, code):
    assert find_place(name) == division(code)


def test_find_place_asks_which_of_two_places_is_meant():
    with pytest.raises(RuleBroken) as refusal:
        find_place("朝阳区")

    assert (refusal.value.code, refusal.value.facts) == (
        "division.ambiguous",
        {"name": "朝阳区", "places": ["北京市朝阳区", "吉林省长春市朝阳区"]},
    )


def test_find_place_knows_no_county_in_short():
    with pytest.raises(RuleBroken) as refusal:
        find_place("碧江")

    assert refusal.value.code == "division.unknown"


def test_tongren_has_ten_counties():
    assert [(county.code, county.name) for county in below("5206")] == [
        ("520602", "碧江区"),
        ("520603", "万山区"),
        ("520621", "江口县"),
        ("520622", "玉屏侗族自治县"),
        ("520623", "石阡县"),
        ("520624", "思南县"),
        ("520625", "印江土家族苗族自治县"),
        ("520626", "德江县"),
        ("520627", "沿河土家族自治县"),
        ("520628", "松桃苗族自治县"),
    ]


def test_tongren_as_a_region():
    assert counted(region("5206")) == {
        Level.CITY: 1,
        Level.COUNTY: 10,
        Level.TOWNSHIP: 181,
        Level.VILLAGE: 2947,
    }


@pytest.mark.parametrize(
    ("code", "count", "first"),
    [
        pytest.param("52", 9, Division("5201", "贵阳市", Level.CITY), id="cities of a province"),
        pytest.param(
            "11", 16, Division("110101", "东城区", Level.COUNTY), id="counties of a municipality"
        ),
        pytest.param(
            "50",
            38,
            Division("500101", "万州区", Level.COUNTY),
            id="districts and counties of 重庆",
        ),
        pytest.param(
            "4419", 36, Division("441900003", "东城街道", Level.TOWNSHIP), id="townships of 东莞"
        ),
        pytest.param(
            "6202", 5, Division("620201001", "雄关街道", Level.TOWNSHIP), id="townships of 嘉峪关"
        ),
        pytest.param(
            "4604", 18, Division("460400100", "那大镇", Level.TOWNSHIP), id="townships of 儋州"
        ),
        pytest.param(
            "429004",
            25,
            Division("429004001", "沙嘴街道", Level.TOWNSHIP),
            id="townships of a city under its province",
        ),
    ],
)
def test_below_reads_past_what_is_no_place(code, count, first):
    found = below(code)

    assert (len(found), found[0]) == (count, first)


def test_below_a_province_are_its_cities_and_what_is_directly_under_it():
    found = Counter(each.level for each in below("42"))

    assert found == {Level.CITY: 13, Level.COUNTY: 4}


def test_below_a_township_are_its_villages_and_below_them_nothing():
    villages = below("520602002")

    assert villages[0] == Division("520602002001", "北门社区居民委员会", Level.VILLAGE)
    assert {below(village.code) for village in villages} == {()}


@pytest.mark.parametrize("code", ["520602002001", "520602002", "520602", "5206", "52"])
def test_division_finds_every_level_by_its_code(code):
    assert division(code).code == code


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("", id="nothing"),
        pytest.param("5", id="half a province"),
        pytest.param("520602999", id="a township that is none"),
        pytest.param("520602002999", id="a village that is none"),
        pytest.param("990101001", id="a province that is none"),
    ],
)
def test_an_unknown_code_is_refused(code):
    for read in (division, below, region):
        with pytest.raises(RuleBroken) as refusal:
            read(code)
        assert (refusal.value.code, refusal.value.facts) == ("division.unknown", {"name": code})


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("110115403", True, id="an economic zone"),
        pytest.param("520602002", False, id="a street"),
        pytest.param("520602002001", False, id="a community"),
        pytest.param("520524", False, id="a county whose digits only look like it"),
    ],
)
def test_is_statistical(code, expected):
    assert division(code).is_statistical is expected


def test_the_whole_country_is_there():
    tens = [
        range(11, 16),
        range(21, 24),
        range(31, 38),
        range(41, 47),
        range(50, 55),
        range(61, 66),
    ]
    provinces = [division(str(code)) for code in chain.from_iterable(tens)]

    counts = Counter(each.level for province in provinces for each in below(province.code))

    # 342 cities less 9 that only group counties, and with them the counties they group
    assert (len(provinces), counts[Level.CITY]) == (31, 333)
