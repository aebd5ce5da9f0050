import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.rules.audience import (
    LONGEST_TEXT,
    MOST_KEYS,
    MOST_PARTS,
    Choice,
    Description,
    Exceptions,
    Part,
    Reach,
    check_composition,
)
from gonghui.organisations.rules.organisation import LEADERSHIP, Kind, Level, Line, PostKind, Status
from gonghui.organisations.rules.post import WorkLine

KEYS = st.lists(st.integers(1, 2**63 - 1), max_size=5, unique=True).map(tuple)
TEXTS = st.lists(
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x4EFF), min_size=1, max_size=9),
    max_size=3,
    unique=True,
).map(tuple)
CHOICES = st.builds(
    Choice,
    kinds=st.frozensets(st.sampled_from(PostKind)),
    titles=TEXTS,
    subjects=TEXTS,
    work_lines=st.frozensets(st.sampled_from(WorkLine)),
).filter(lambda choice: not choice.is_empty)
PARTS = st.builds(
    Part,
    below=st.none() | st.integers(1, 9**9),
    reach=st.sampled_from(Reach),
    line=st.sampled_from(Line),
    levels=st.frozensets(st.sampled_from(Level)),
    kinds=st.frozensets(st.sampled_from(Kind)),
    statuses=st.frozensets(st.sampled_from(Status)),
    named=KEYS,
    audience=st.none() | st.integers(1, 9**9),
    posts=st.lists(CHOICES, max_size=3).map(tuple),
)
EXCEPTIONS = st.builds(Exceptions, KEYS, KEYS, KEYS, KEYS)
DESCRIPTIONS = st.builds(Description, st.lists(PARTS, max_size=4).map(tuple), EXCEPTIONS)


@given(DESCRIPTIONS)
def test_what_is_kept_reads_back_the_same(description):
    assert Description.from_json(description.to_json()) == description


def test_only_what_is_unusual_is_written():
    secretaries = Part(
        reach=Reach.DIRECT,
        kinds=frozenset({Kind.ZONE, Kind.COUNTY}),
        posts=(Choice(kinds=frozenset({PostKind.SECRETARY})), Choice(subjects=("组织建设",))),
    )

    assert Description((Part(), secretaries), Exceptions(persons=(7,))).to_json() == {
        "parts": [
            {},
            {
                "reach": "direct",
                "kinds": ["county", "zone"],
                "posts": [{"kinds": ["secretary"]}, {"subjects": ["组织建设"]}],
            },
        ],
        "without": {"persons": [7]},
    }


def part(**facts: object) -> dict[str, object]:
    return {"parts": [facts]}


@pytest.mark.parametrize(
    "kept",
    [
        pytest.param(None, id="nothing"),
        pytest.param([], id="a list"),
        pytest.param("parts", id="a word"),
        pytest.param({"parts": {}}, id="parts are no list"),
        pytest.param({"parts": [1]}, id="a part is no object"),
        pytest.param({"more": []}, id="an unknown word"),
        pytest.param(part(colour="red"), id="an unknown word in a part"),
        pytest.param(part(below="5"), id="a key as text"),
        pytest.param(part(below=True), id="a key that is yes"),
        pytest.param(part(below=0), id="no key"),
        pytest.param(part(below=-3), id="below nothing"),
        pytest.param(part(below=2**63), id="a key no database holds"),
        pytest.param(part(below=1.5), id="half a key"),
        pytest.param(part(named=[None]), id="a name without a key"),
        pytest.param(part(named={"5": 1}), id="names are no list"),
        pytest.param(part(reach="sideways"), id="an unknown reach"),
        pytest.param(part(reach=["direct"]), id="a reach in a list"),
        pytest.param(part(kinds=["dragon"]), id="an unknown kind"),
        pytest.param(part(kinds=[["county"]]), id="a kind in a list"),
        pytest.param(part(levels="county"), id="levels are no list"),
        pytest.param(part(posts=[{}]), id="every post"),
        pytest.param(part(posts=[{"titles": [""]}]), id="an empty title"),
        pytest.param(part(posts=[{"titles": ["主" * (LONGEST_TEXT + 1)]}]), id="a long title"),
        pytest.param(part(posts=[{"titles": [7]}]), id="a title that is a number"),
        pytest.param({"without": []}, id="exceptions are no object"),
        pytest.param({"without": {"people": [1]}}, id="an unknown exception"),
    ],
)
def test_what_cannot_be_read_is_refused(kept):
    with pytest.raises(RuleBroken) as refusal:
        Description.from_json(kept)

    assert refusal.value.code == "audience.unreadable"


@pytest.mark.parametrize(
    ("kept", "most"),
    [
        pytest.param({"parts": [{}] * (MOST_PARTS + 1)}, MOST_PARTS, id="parts"),
        pytest.param(part(named=list(range(1, MOST_KEYS + 2))), MOST_KEYS, id="names"),
        pytest.param(part(kinds=["county"] * 10), len(Kind), id="more kinds than there are"),
        pytest.param(part(posts=[{"kinds": ["chair"]}] * 21), 20, id="choices"),
        pytest.param({"without": {"posts": [1] * (MOST_KEYS + 1)}}, MOST_KEYS, id="exceptions"),
    ],
)
def test_what_is_too_much_is_refused(kept, most):
    with pytest.raises(RuleBroken) as refusal:
        Description.from_json(kept)

    assert (refusal.value.code, refusal.value.facts["most"]) == ("audience.too_much", most)


def test_texts_are_tidied_and_kept_once():
    read = Description.from_json(
        part(posts=[{"titles": [" 主席\u200b ", "主席"]}], named=[3, 3, 2])
    )

    assert read == Description((Part(named=(3, 2), posts=(Choice(titles=("主席",)),)),))


def test_parts_and_exceptions_are_added_and_taken_away():
    one, other = Part(reach=Reach.ITSELF), Part(posts=(Choice(kinds=LEADERSHIP),))
    both = Description().plus(one).plus(other)

    assert both.less(0) == Description((other,))
    assert both.less(2) == both.less(-1) == both
    spared = both.sparing("persons", [4, 5]).sparing("persons", [5, 6]).sparing("posts", [1])
    assert spared.without == Exceptions(persons=(4, 5, 6), posts=(1,))
    assert (spared.without.count, spared.sparing_no_more("persons", 5).without.persons) == (
        4,
        (4, 6),
    )
    for refused in (
        lambda: Description((one,) * MOST_PARTS).plus(one),
        lambda: both.sparing("posts", range(1, MOST_KEYS + 2)),
    ):
        with pytest.raises(RuleBroken) as refusal:
            refused()
        assert refusal.value.code == "audience.too_much"


@pytest.mark.parametrize(
    ("own", "of", "first", "code"),
    [
        pytest.param(1, {}, set(), None, id="of none"),
        pytest.param(1, {2: {4}, 3: {4}, 4: set()}, {2, 3}, None, id="of two that share one"),
        pytest.param(1, {2: {3}, 3: {1}}, {2}, "audience.circle", id="of itself in the end"),
        pytest.param(1, {}, {1}, "audience.circle", id="of itself at once"),
        pytest.param(None, {2: {3}, 3: {4}, 4: {5}, 5: set()}, {2}, None, id="four deep"),
        pytest.param(
            None, {2: {3}, 3: {4}, 4: {5}, 5: {6}}, {2}, "audience.too_deep", id="five deep"
        ),
        pytest.param(None, {2: {3}, 3: {2}}, {2}, "audience.too_deep", id="others in a circle"),
    ],
)
def test_composition(own, of, first, code):
    if code is None:
        check_composition(own, of, first)
        return
    with pytest.raises(RuleBroken) as refusal:
        check_composition(own, of, first)
    assert refusal.value.code == code
