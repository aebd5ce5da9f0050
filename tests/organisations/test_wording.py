"""An audience read out, so that a clerk sees what was composed."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from gonghui.organisations.models import Organisation
from gonghui.organisations.queries.composition import names_in
from gonghui.organisations.rules.audience import Choice, Description, Exceptions, Part, Reach
from gonghui.organisations.rules.organisation import Kind, Level, Line, PostKind, Status
from gonghui.organisations.rules.post import WorkLine
from gonghui.organisations.wording import exceptions_sentence, part_sentence
from tests.factories.audiences import (
    DEPARTMENT_HEADS,
    LEADERSHIP_OF_THE_CITY,
    SECRETARIES_AND_CAMPAIGN_OFFICERS,
    chairs_of,
    make_audience,
)
from tests.factories.organisations import make_organisation, make_post, make_tree
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def read_out(part: Part, language: str = "zh-hans") -> str:
    city = Organisation.objects.get(name="铜仁市总工会")
    with override(language):
        return part_sentence(part, names_in(Description((part,)), keeper=city))


@pytest.mark.parametrize(
    ("part", "chinese", "english"),
    [
        pytest.param(
            LEADERSHIP_OF_THE_CITY,
            "铜仁市总工会的领导班子",
            "the leadership: 铜仁市总工会",
            id="the leadership of the city",
        ),
        pytest.param(
            SECRETARIES_AND_CAMPAIGN_OFFICERS,
            "铜仁市总工会直属的县（区、市）总工会、开发区总工会的党组书记；分管县级工会加强年的职务",
            "Party secretary; in charge of 县级工会加强年: Federation of a county, Federation of a zone"
            " directly below 铜仁市总工会",
            id="secretary and officer in charge",
        ),
        pytest.param(
            DEPARTMENT_HEADS,
            "铜仁市总工会的部室负责人",
            "Head of a department: 铜仁市总工会",
            id="department heads",
        ),
        pytest.param(
            Part(levels=frozenset({Level.TOWNSHIP}), statuses=frozenset({Status.STANDING})),
            "铜仁市总工会及所有下级中的乡镇街道（已建）",
            "Township level at or below 铜仁市总工会 (standing)",
            id="a level and a status",
        ),
        pytest.param(
            Part(reach=Reach.BELOW, line=Line.INDUSTRIAL),
            "铜仁市总工会（产业线）所有下级中的全部组织",
            "every organisation anywhere below 铜仁市总工会 (industrial line)",
            id="the other line",
        ),
        pytest.param(
            Part(
                reach=Reach.ITSELF,
                kinds=frozenset({Kind.CITY}),
                posts=(
                    Choice(titles=("主任", "部长"), work_lines=frozenset({WorkLine.WOMEN})),
                    Choice(kinds=frozenset({PostKind.CHAIR, PostKind.DEPUTY})),
                ),
            ),
            "铜仁市总工会（限市总工会）的名为主任、部长的职务，且为女职工条线部室的职务；主席、副主席",
            "titled 主任, 部长, in a department for Women workers; Chair, Vice-chair: "
            "铜仁市总工会, if it is: Federation of a city",
            id="titles, lines of work, kinds",
        ),
    ],
)
def test_a_part_in_words(part, chinese, english):
    make_tree()

    assert (read_out(part), read_out(part, "en")) == (chinese, english)


def test_names_are_told_up_to_five():
    tree = make_tree()
    unions = [make_organisation(f"{n}号工会", parent=tree.county) for n in range(7)]
    inner = make_audience(tree.city, "县级")

    assert read_out(chairs_of(tree.county, unions)) == (
        "江口县总工会所有下级中的0号工会、1号工会、2号工会、3号工会、4号工会等，另有 2 家的主席"
    )
    assert read_out(Part(named=(unions[0].pk, 10**9))) == "0号工会、—"
    assert read_out(Part(audience=inner.pk)) == "范围“县级”"


def test_exceptions_in_words():
    tree = make_tree()
    description = Description(
        (Part(),),
        Exceptions(
            organisations=(tree.county.pk,),
            branches=(tree.other_county.pk,),
            posts=(make_post(tree.city, "主席").pk,),
            persons=(make_person("任小禾").pk,),
        ),
    )
    names = names_in(description, keeper=tree.city)

    with override("zh-hans"):
        told = exceptions_sentence(description, names)
        nobody = exceptions_sentence(replace(description, without=Exceptions()), names)

    assert told == "不含：石阡县总工会及所有下级、江口县总工会、铜仁市总工会主席、任小禾"
    assert nobody == ""
