"""Acts that change the tree."""

from enum import StrEnum


class ChangeKind(StrEnum):
    """What was done."""

    RENAMED = "renamed"  # 更名
    MOVED = "moved"  # 划转
    SPLIT = "split"  # 分设
    MERGED = "merged"  # 合并
    STATUS = "status"  # 建会状态变更: 待筹建→筹建→已建
    SUSPENDED = "suspended"  # 停用
    RESUMED = "resumed"  # 恢复
    DISSOLVED = "dissolved"  # 撤销


class PartyRole(StrEnum):
    """As what an organisation took part in an act."""

    SUBJECT = "subject"  # what was renamed, moved, suspended, dissolved, merged away, split
    INTO = "into"  # what it was merged into, or what came out of a split
    FROM_SUPERIOR = "from_superior"  # 原上级
    TO_SUPERIOR = "to_superior"  # 新上级
