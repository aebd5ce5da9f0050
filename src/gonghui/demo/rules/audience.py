"""Whom the demonstration calls together: the four of the work it began with, and their sum."""

from dataclasses import dataclass

from gonghui.organisations.rules.audience import Choice, Description, Part, Reach
from gonghui.organisations.rules.organisation import LEADERSHIP, Kind, PostKind

CAMPAIGN = "县级工会加强年"
WHOLE_MEETING = "半年工作会议"
CONCERNED = 4  # grassroots unions of the county that is visited


@dataclass(frozen=True, slots=True)
class Wanted:
    """An audience of the demonstration, by the name it is kept under."""

    name: str
    description: Description


def wanted_audiences(county: int, concerned: tuple[int, ...]) -> list[Wanted]:
    """The four; ``concerned`` are unions of the county that is visited."""
    heads = Choice(kinds=frozenset({PostKind.DEPARTMENT_HEAD}))
    secretary = Choice(kinds=frozenset({PostKind.SECRETARY}))
    chair = Choice(kinds=frozenset({PostKind.CHAIR}))
    federations = frozenset({Kind.COUNTY, Kind.ZONE})
    parts = {
        "市总工会领导班子": Part(reach=Reach.ITSELF, posts=(Choice(kinds=LEADERSHIP),)),
        "各县区和开发区党组书记、分管领导": Part(
            reach=Reach.DIRECT,
            kinds=federations,
            posts=(secretary, Choice(subjects=(CAMPAIGN,))),
        ),
        "市总工会各部室负责人": Part(reach=Reach.ITSELF, posts=(heads,)),
        "观摩县相关基层工会主席": Part(
            below=county, reach=Reach.BELOW, named=concerned, posts=(chair,)
        ),
    }
    return [Wanted(name, Description((part,))) for name, part in parts.items()]
