"""What those addressed owe already."""

import pytest

from gonghui.cascade.rules.burden import Burden, Load, burden_of, likeness


def test_loads_are_summed_up_on_one_line():
    loads = [Load(1, 0, 20), Load(3, 2, 90), Load(2, 0, 0)]

    assert burden_of(5, loads) == Burden(addressed=5, free=2, usual=1, most=3, late=1, minutes=90)


def test_nobody_addressed_owes_nothing():
    assert burden_of(0, []) == Burden(0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        pytest.param("报送上半年建会情况", "报送上半年建会情况", 1.0, id="the same"),
        pytest.param("报送上半年建会情况", "报送下半年建会情况", 0.75, id="another half"),
        pytest.param("报送建会情况", "开展送清凉活动", 0.0, id="something else"),
        pytest.param("", "报送", 0.0, id="nothing"),
    ],
)
def test_titles_are_compared_by_pairs_of_characters(first, second, alike):
    assert likeness(first, second) == likeness(second, first) == pytest.approx(alike)
