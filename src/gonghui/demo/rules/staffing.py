"""Which posts the demonstration's organisations have, and who signs in as what."""

from dataclasses import dataclass

from gonghui.access.permissions import Role
from gonghui.organisations.rules.organisation import PostKind
from gonghui.organisations.rules.post import WorkLine


@dataclass(frozen=True, slots=True)
class PostPlan:
    """A post of the demonstration.

    Attributes:
        roles: What its holder may, over the organisation and all below.
        sign_in: The sign-in name of its holder where the demonstration prints one.
        department: The department it belongs to, where it has one.
        also: Further posts its holder has at the same place.
        charge: What the post is in charge of.
    """

    title: str
    english: str
    kind: PostKind
    roles: tuple[Role, ...] = ()
    sign_in: str = ""
    department: str = ""
    also: tuple[str, ...] = ()
    charge: tuple[str, ...] = ()


DEPARTMENTS = (
    ("办公室", "General Office", WorkLine.OFFICE),
    ("组织部", "Organisation Department", WorkLine.ORGANISING),
    ("经济技术部", "Economy and Skills Department", WorkLine.ECONOMY),
    ("权益保障部", "Rights Department", WorkLine.RIGHTS),
    ("宣传教育部", "Publicity and Education Department", WorkLine.PUBLICITY),
    ("财务部", "Finance Department", WorkLine.FINANCE),
    ("经审办", "Audit Commission Office", WorkLine.AUDIT),
    ("女职工部", "Women Workers' Department", WorkLine.WOMEN),
)

CITY_POSTS = (
    PostPlan("主席", "Chair", PostKind.CHAIR, (Role.LEADER,)),
    PostPlan(
        "党组书记", "Party Secretary", PostKind.SECRETARY,
        (Role.LEADER,), "leader", also=("常务副主席",), charge=("主持日常工作", "财务和资产"),
    ),
    PostPlan(
        "副主席", "Vice-Chair", PostKind.DEPUTY,
        (Role.LEADER,), also=("党组成员",), charge=("组织建设", "宣传教育", "县级工会加强年"),
    ),
    PostPlan(
        "办公室主任", "Head of the General Office", PostKind.DEPARTMENT_HEAD,
        (Role.ISSUER,), "issuer", "办公室",
    ),
    PostPlan(
        "组织部部长", "Head of Organisation", PostKind.DEPARTMENT_HEAD,
        (Role.REVIEWER,), "city-reviewer", "组织部",
    ),
    PostPlan(
        "督查专员", "Supervision Officer", PostKind.OFFICER,
        (Role.SUPERVISOR,), "supervisor", "办公室",
    ),
    PostPlan(
        "宣传教育部干事", "Publicity Officer", PostKind.OFFICER,
        (Role.PUBLISHER,), "publisher", "宣传教育部",
    ),
    PostPlan(
        "办公室会务干事", "Meetings Officer", PostKind.OFFICER,
        (Role.ORGANISER,), "organiser", "办公室",
    ),
    PostPlan(
        "权益保障部干事", "Rights Officer", PostKind.OFFICER,
        (Role.CASE_OFFICER,), "case-officer", "权益保障部",
    ),
    PostPlan(
        "统计干事", "Statistics Officer", PostKind.OFFICER,
        (Role.FILER,), "city-filer", "组织部",
    ),
)  # fmt: skip

COUNTY_POSTS = (
    PostPlan("主席", "Chair", PostKind.CHAIR),
    PostPlan(
        "党组书记",
        "Party Secretary",
        PostKind.SECRETARY,
        (Role.LEADER,),
        also=("常务副主席",),
        charge=("主持日常工作",),
    ),
    PostPlan("副主席", "Vice-Chair, in charge of the campaign", PostKind.DEPUTY),
    PostPlan("组织干事", "Organisation Officer", PostKind.OFFICER, (Role.REVIEWER, Role.ISSUER)),
    PostPlan("统计干事", "Statistics Officer", PostKind.OFFICER, (Role.FILER,)),
)

TOWNSHIP_POSTS = (
    PostPlan("主席", "Chair", PostKind.CHAIR, (Role.REVIEWER,)),
    PostPlan("干事", "Officer", PostKind.OFFICER, (Role.FILER,)),
)

GRASSROOTS_POSTS = (PostPlan("主席", "Chair", PostKind.CHAIR, (Role.FILER,)),)

# The three administrators hold no post of the work and no role but their own (quality.md S8).
ADMINISTRATORS = (
    ("system-administrator", "系统管理员", "System Administrator", Role.SYSTEM_ADMINISTRATOR),
    ("security-administrator", "安全管理员", "Security Administrator", Role.SECURITY_ADMINISTRATOR),
    ("audit-administrator", "审计管理员", "Audit Administrator", Role.AUDIT_ADMINISTRATOR),
)
