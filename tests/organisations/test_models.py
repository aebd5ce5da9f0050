import pytest
from django.db import IntegrityError, transaction

from gonghui.organisations.models import Ancestry, Placement
from gonghui.organisations.rules.organisation import LEVEL_OF, Kind, Level
from gonghui.organisations.wording import KIND_NAMES, LEVEL_NAMES
from tests.factories.moments import LONG_AGO, TODAY
from tests.factories.organisations import make_department, make_tenure, make_tree

pytestmark = pytest.mark.django_db


def test_every_kind_has_a_level_and_names():
    assert set(LEVEL_OF) == set(Kind) == set(KIND_NAMES)
    assert set(LEVEL_OF.values()) == set(Level) == set(LEVEL_NAMES)


def test_an_organisation_has_one_superior_at_a_time():
    tree = make_tree()

    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.create(
            organisation=tree.union, parent=tree.city, line="territorial", from_on=TODAY
        )


def test_nobody_stands_below_itself():
    tree = make_tree()

    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.create(
            organisation=tree.city, parent=tree.city, line="territorial", from_on=TODAY
        )


def test_a_post_is_not_left_before_it_is_taken_up():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_tenure(from_on=TODAY, until_on=LONG_AGO)


def test_a_department_is_named_once_in_its_organisation():
    department = make_department()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_department(department.organisation, department.name)


def test_placements_and_ancestry_name_themselves():
    tree = make_tree()
    pair = Ancestry.objects.get(organisation=tree.union, steps=1)

    assert str(Placement.objects.get(organisation=tree.county)) == "江口县总工会 < 铜仁市总工会"
    assert str(pair) == f"{tree.township.pk} > {tree.union.pk}"
