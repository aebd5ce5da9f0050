import pytest

from gonghui.cascade.queries import answers
from gonghui.cascade.queries.answers import Pages
from gonghui.cascade.rules.assignment import DirectiveKind


@pytest.fixture(autouse=True)
def _as_wired():
    kept = dict(answers._pages)
    yield
    answers._pages.clear()
    answers._pages.update(kept)


def test_a_room_says_where_its_kind_is_answered():
    assert answers.pages_of(DirectiveKind.ATTENDANCE) is None

    answers.register(DirectiveKind.ATTENDANCE, "meetings:reply", relay="meetings:pass-on")

    assert answers.pages_of(DirectiveKind.ATTENDANCE) == Pages("meetings:reply", "meetings:pass-on")


def test_the_house_is_wired():
    assert answers.pages_of(DirectiveKind.RETURN) == Pages("returns:answer", "returns:relay")
    assert answers.pages_of(DirectiveKind.TASK) == Pages("plans:answer")
