"""Zones of county level without a code in GB/T 2260, and enterprises; unions are invented."""

from random import Random

# Source: the bulletin the product started from names these two beside the ten counties.
ZONES = {
    "铜仁市": (
        ("铜仁高新区", "Tongren High-tech Zone"),
        ("大龙开发区", "Dalong Development Zone"),
    ),
}
ENTERPRISES_IN_A_ZONE = 40
ENTERPRISES_IN_A_COUNTY = 8

_FIRST = "锦江 梵净 武陵 乌江 黔东 鹿鸣 九龙 金桥 同心 宏远 瑞丰 恒泰 永兴 华盛 天源 德隆 新安 嘉禾"
_TRADE = (
    "新材料 茶业 竹木 食品 药业 建材 物流 电子 电商 纺织 机械 水务 能源 汽运 快递 家政 酒店 建筑"
)


def invented_enterprises(seed: int, count: int) -> list[str]:
    """Names of companies that do not exist, none twice."""
    dice = Random(seed)  # noqa: S311 -- invented companies, not secrets
    pairs = [f"{first}{trade}" for first in _FIRST.split() for trade in _TRADE.split()]
    return [f"{name}有限公司" for name in dice.sample(pairs, count)]
