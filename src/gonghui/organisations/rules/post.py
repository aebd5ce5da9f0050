"""What posts are for, how they are held, and the lines of work departments stand for."""

from enum import StrEnum


class Manner(StrEnum):
    """How a person holds a post (domain.md §1.3)."""

    REGULAR = "regular"  # 专职
    PART_TIME = "part_time"  # 兼职
    SECONDED = "seconded"  # 挂职
    ACTING = "acting"  # 主持工作、代理


class WorkLine(StrEnum):
    """The usual lines of work of a federation, whatever its departments are called.

    Source: the departments named in domain.md §1.4.
    """

    OFFICE = "office"  # 办公室
    ORGANISING = "organising"  # 组织、基层工作
    PUBLICITY = "publicity"  # 宣传教育、网络
    RIGHTS = "rights"  # 权益保障、法律工作
    ECONOMY = "economy"  # 劳动和经济工作
    FINANCE = "finance"  # 财务和资产管理
    AUDIT = "audit"  # 经费审查
    WOMEN = "women"  # 女职工工作
