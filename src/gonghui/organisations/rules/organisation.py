"""What kinds of organisations there are and how they stand to each other."""

from enum import StrEnum


class Kind(StrEnum):
    """What an organisation is.

    Source: Trade Union Law (2021), articles 10–12; zones: the rules on legal-person registration.
    """

    PROVINCE = "province"  # 省总工会
    CITY = "city"  # 市总工会
    COUNTY = "county"  # 县（区、市）总工会
    ZONE = "zone"  # 开发区、高新区总工会, of county level
    TOWNSHIP = "township"  # 乡镇（街道）工会联合会、总工会
    INDUSTRIAL = "industrial"  # 产业（行业）工会
    GRASSROOTS = "grassroots"  # 基层工会委员会
    JOINT = "joint"  # 联合基层工会
    OUTSIDE = "outside"  # 外部单位: never asked, not in the tree


class Level(StrEnum):
    """How high an organisation stands, whatever its kind."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    GRASSROOTS = "grassroots"
    OUTSIDE = "outside"


LEVEL_OF = {
    Kind.PROVINCE: Level.PROVINCE,
    Kind.CITY: Level.CITY,
    Kind.COUNTY: Level.COUNTY,
    Kind.ZONE: Level.COUNTY,
    Kind.TOWNSHIP: Level.TOWNSHIP,
    Kind.INDUSTRIAL: Level.COUNTY,
    Kind.GRASSROOTS: Level.GRASSROOTS,
    Kind.JOINT: Level.GRASSROOTS,
    Kind.OUTSIDE: Level.OUTSIDE,
}


class Status(StrEnum):
    """Where an organisation is in its life (domain.md §1.5)."""

    PLANNED = "planned"  # 待筹建
    PREPARING = "preparing"  # 筹建
    STANDING = "standing"  # 已建
    SUSPENDED = "suspended"  # 停用
    DISSOLVED = "dissolved"  # 撤销


class Line(StrEnum):
    """Along which an organisation has its parent."""

    TERRITORIAL = "territorial"  # 地方
    INDUSTRIAL = "industrial"  # 产业


class PostKind(StrEnum):
    """What a post is for, whatever its title says."""

    CHAIR = "chair"  # 主席
    SECRETARY = "secretary"  # 党组书记
    DEPUTY = "deputy"  # 副主席、常务副主席
    AUDIT_CHAIR = "audit_chair"  # 经审会主任
    WOMEN_CHAIR = "women_chair"  # 女职工委员会主任
    LEADING_MEMBER = "leading_member"  # 党组成员、二级巡视员 and others of the leadership
    DEPARTMENT_HEAD = "department_head"  # 部室负责人
    OFFICER = "officer"  # 干事
    OTHER = "other"


# 领导班子: who leads an organisation together.
LEADERSHIP = frozenset(
    {
        PostKind.CHAIR,
        PostKind.SECRETARY,
        PostKind.DEPUTY,
        PostKind.AUDIT_CHAIR,
        PostKind.WOMEN_CHAIR,
        PostKind.LEADING_MEMBER,
    }
)
