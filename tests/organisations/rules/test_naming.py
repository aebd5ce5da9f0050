import pytest

from gonghui.organisations.rules.divisions import Division, Level
from gonghui.organisations.rules.naming import UnionName, union_name


@pytest.mark.parametrize(
    ("division", "within", "expected"),
    [
        pytest.param(
            Division("5206", "铜仁市", Level.CITY),
            "",
            UnionName("铜仁市总工会", "铜仁市总", "Tongren City Federation of Trade Unions"),
            id="a city",
        ),
        pytest.param(
            Division("520628", "松桃苗族自治县", Level.COUNTY),
            "",
            UnionName(
                "松桃苗族自治县总工会", "松桃县", "Songtao County Federation of Trade Unions"
            ),
            id="an autonomous county is short without its peoples",
        ),
        pytest.param(
            Division("520625", "印江土家族苗族自治县", Level.COUNTY),
            "",
            UnionName(
                "印江土家族苗族自治县总工会", "印江县", "Yinjiang County Federation of Trade Unions"
            ),
            id="an autonomous county of two peoples",
        ),
        pytest.param(
            Division("520602", "碧江区", Level.COUNTY),
            "",
            UnionName("碧江区总工会", "碧江区", "Bijiang District Federation of Trade Unions"),
            id="a district",
        ),
        pytest.param(
            Division("520628106", "孟溪镇", Level.TOWNSHIP),
            "松桃县",
            UnionName("孟溪镇工会联合会", "孟溪镇", "Mengxi Township Union Federation"),
            id="a township",
        ),
        pytest.param(
            Division("520628001", "大兴街道", Level.TOWNSHIP),
            "松桃县",
            UnionName("大兴街道工会联合会", "大兴街道", "Daxing Subdistrict Union Federation"),
            id="a subdistrict",
        ),
        pytest.param(
            Division("520628001006", "河界营村村民委员会", Level.VILLAGE),
            "大兴街道",
            UnionName("大兴街道河界营村工会委员会", "河界营村", "Hejieying Village Union"),
            id="a village carries its township",
        ),
        pytest.param(
            Division("520628001001", "白岩社区居民委员会", Level.VILLAGE),
            "大兴街道",
            UnionName("大兴街道白岩社区工会委员会", "白岩社区", "Baiyan Community Union"),
            id="a community",
        ),
        pytest.param(
            Division("150302001001", "和平社区居委会", Level.VILLAGE),
            "凤凰岭街道",
            UnionName("凤凰岭街道和平社区工会委员会", "和平社区", "Heping Community Union"),
            id="a community by its short form",
        ),
        pytest.param(
            Division("150302001201", "团结村委会", Level.VILLAGE),
            "凤凰岭街道",
            UnionName("凤凰岭街道团结村工会委员会", "团结村", "Tuanjie Village Union"),
            id="a village by its short form",
        ),
    ],
)
def test_union_name(division, within, expected):
    assert union_name(division, within=within) == expected
