"""Hostile texts: whatever repeats, a reading takes no longer than its length allows."""

import time

import pytest

from gonghui.bulletins.rules.reading import read
from gonghui.foundation.errors import RuleBroken

BYTES = 50_000
# of the processor, on a machine that does much else; here such a reading takes at most 0.6, while
# a runaway pattern takes minutes
SECONDS = 5.0

REPEATED = [
    "主持", "、", "“", "（", "会议", "主席张三", "要", "市总工会", "，", "在", "召开", "主席、", "和", "一", "1", "a",
    "五一劳动奖章", "，会议", "县", "会议指出，", "12家", "市", "授予", "前往", "参加会议", "(a", "|", "![](", "[", "<a",
    "会议在", "各区主席、", "张三、", "由", "年", "2月", "表彰", "的", "。要", "；要", "上下功夫、", "*", "**", "?", "20",
    "百千十", "书记处", "自治", "，，", "以及", "由甲", "市总工会副主席张三出席，", " ", "\n要", "會(huì)",
]  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
@pytest.mark.parametrize("opening", ["", "7月25日，市总工会召开工作会议，", "会议要求，"])
def test_hostile_text_is_read_in_time(piece: str, opening: str):
    text = opening + piece * (BYTES // len(piece.encode()))
    start = time.process_time()

    try:
        read(text)
    except RuleBroken as refusal:
        assert refusal.code == "bulletin.empty"

    assert time.process_time() - start < SECONDS
