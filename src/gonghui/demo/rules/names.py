"""Invented people: drawn from common surnames and given names, always in the same order."""

from collections.abc import Iterator
from random import Random

# Common surnames of the region and given names of common characters; any likeness is chance.
SURNAMES = (
    "杨 吴 田 冉 石 罗 张 王 李 刘 陈 代 安 任 谭 熊 邓 何 周 黎 侯 梁 崔 姚 龚 麻 滕 简 文 覃"
)
GIVEN = "晓岚 建英 文倩 昌明 志远 春梅 国栋 玉兰 海涛 秀琴 永强 小燕 德才 丽娟 正平 红霞 启航 婷"
MIDDLE = "世 家 明 永 天 应 再 胜 通 光 昌 秀 文 仁 德 忠"
LAST = "华 平 军 敏 芳 勇 林 波 琴 健 慧 松 斌 艳 辉 英"


def invented_names(seed: int) -> Iterator[str]:
    """Names without end, none twice; the same for the same seed."""
    dice = Random(seed)  # noqa: S311 -- invented people, not secrets
    used: set[str] = set()
    surnames, given = SURNAMES.split(), GIVEN.split()
    middle, last = MIDDLE.split(), LAST.split()
    while True:
        first = dice.choice(surnames)
        second = (
            dice.choice(given) if dice.random() < 0.2 else dice.choice(middle) + dice.choice(last)
        )
        name = first + second
        if name not in used:
            used.add(name)
            yield name
