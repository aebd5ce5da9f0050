import pytest

from gonghui.people.queries.person import found, namesakes, namesakes_of
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def persons():
    return [
        make_person(name, code=code)
        for name, code in (
            ("張髮", "T-001"),
            ("张三丰", ""),
            ("单丽", "T-002"),
            ("𬱖明", ""),
            ("阿依古丽·买买提", ""),
            ("吕一", ""),
        )
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("张", ["張髮", "张三丰"], id="simplified finds both"),
        pytest.param("張", ["張髮", "张三丰"], id="traditional finds both"),
        pytest.param("发", ["張髮"], id="one of several traditional forms"),
        pytest.param("三丰", ["张三丰"], id="a part of the name"),
        pytest.param("shan", ["单丽"], id="pinyin, the surname read as one"),
        pytest.param("Zhang San", ["张三丰"], id="pinyin with a gap and capitals"),
        pytest.param("ZSF", ["张三丰"], id="initials"),
        pytest.param("lü", ["吕一"], id="ü"),
        pytest.param("ｔ－００", ["单丽", "張髮"], id="the code, full width"),
        pytest.param("𬱖", ["𬱖明"], id="a rare character"),
        pytest.param("古丽•买", ["阿依古丽·买买提"], id="any dot"),
        pytest.param("%", [], id="no wildcard"),
        pytest.param(" ", [], id="nothing finds nobody"),
        pytest.param("\ud800", [], id="half a character"),
    ],
)
def test_found(persons, text, names):
    assert [person.name for person in found(text)] == names


def test_namesakes_bear_just_this_name():
    first, other = make_person("麻青松"), make_person("麻青松")
    make_person("麻青")
    make_person("麻青松柏")

    assert list(namesakes("麻 青松")) == [first, other]
    assert list(namesakes("")) == []


def test_namesakes_of_many_names_are_asked_once(django_assert_num_queries):
    first, other, third = make_person("麻青松"), make_person("麻青松"), make_person("任小禾")

    with django_assert_num_queries(1):
        known = namesakes_of(["麻青松", " 任小禾", "田一"])

    assert known == {"麻青松": [first, other], "任小禾": [third]}
