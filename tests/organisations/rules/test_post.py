from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.rules.organisation import PostKind
from gonghui.organisations.rules.post import (
    Manner,
    Office,
    Seated,
    Span,
    check_leaving,
    check_seating,
    usual_seats,
)

JAN_1, JUNE_30, JULY_1, DEC_31 = (
    date(2023, 1, 1),
    date(2023, 6, 30),
    date(2023, 7, 1),
    date(2023, 12, 31),
)
CHAIR = Office("主席", seats=1)


def sat(person, from_on=JAN_1, until_on=None, manner=Manner.REGULAR):
    return Seated(person, Span(from_on, until_on), manner, person)


def refused(new, office, others=()):
    try:
        check_seating(new, office, others)
    except RuleBroken as refusal:
        return refusal.code
    return None


@pytest.mark.parametrize(
    ("first", "second", "meet"),
    [
        pytest.param(Span(JAN_1, JUNE_30), Span(JULY_1), False, id="one after the other"),
        pytest.param(Span(JAN_1, JULY_1), Span(JULY_1), True, id="the last day is the first day"),
        pytest.param(Span(JAN_1), Span(JULY_1, DEC_31), True, id="one within the other"),
        pytest.param(Span(JULY_1), Span(JAN_1, JUNE_30), False, id="whichever is named first"),
    ],
)
def test_spans_meet(first, second, meet):
    assert (first.meets(second), second.meets(first)) == (meet, meet)


@pytest.mark.parametrize(
    ("new", "others", "code"),
    [
        pytest.param(sat("任小禾"), [], None, id="an empty seat"),
        pytest.param(
            sat("任小禾", JULY_1), [sat("麻青松", JAN_1, JUNE_30)], None, id="after one who left"
        ),
        pytest.param(sat("任小禾", JULY_1), [sat("麻青松")], "post.seats_taken", id="two chairs"),
        pytest.param(
            sat("任小禾"),
            [sat("麻青松", JULY_1)],
            "post.seats_taken",
            id="before one who comes later, without an end",
        ),
        pytest.param(
            sat("麻青松", JULY_1), [sat("麻青松")], "tenure.overlapping", id="the same person twice"
        ),
        pytest.param(
            sat("麻青松", JULY_1), [sat("麻青松", JAN_1, JUNE_30)], None, id="the same person again"
        ),
        pytest.param(
            sat("任小禾", JULY_1, None, Manner.ACTING),
            [sat("麻青松")],
            None,
            id="acting for a chair who is away",
        ),
        pytest.param(
            sat("任小禾", JULY_1),
            [sat("麻青松", JAN_1, None, Manner.ACTING)],
            None,
            id="who acts keeps no seat from a new chair",
        ),
        pytest.param(
            sat("任小禾", JULY_1, None, Manner.ACTING),
            [sat("麻青松", JAN_1, None, Manner.ACTING)],
            "post.seats_taken",
            id="two acting chairs",
        ),
        pytest.param(
            sat("任小禾", JULY_1, None, Manner.PART_TIME),
            [sat("麻青松", JAN_1, None, Manner.SECONDED)],
            "post.seats_taken",
            id="part-time and seconded take seats",
        ),
    ],
)
def test_a_chair_has_one_seat(new, others, code):
    assert refused(new, CHAIR, others) == code


def test_seats_are_counted_day_by_day():
    office = Office("副主席", seats=2)
    others = [sat("石开泉", JAN_1, JUNE_30), sat("麻青松", JULY_1, DEC_31)]

    assert refused(sat("田晓岚"), office, others) is None
    assert refused(sat("冉茂林"), office, [*others, sat("田晓岚")]) == "post.seats_taken"
    assert refused(sat("冉茂林"), Office("副主席"), [*others, sat("田晓岚")]) is None


def test_a_refusal_names_who_sits_there():
    with pytest.raises(RuleBroken) as refusal:
        check_seating(sat("任小禾", JULY_1), CHAIR, [sat("麻青松")])

    assert refusal.value.facts == {"post": "主席", "seats": 1, "names": ["麻青松"]}


@pytest.mark.parametrize(
    ("new", "office", "code"),
    [
        pytest.param(
            sat("任小禾", JULY_1, JUNE_30), CHAIR, "tenure.ends_before_it_begins", id="reversed"
        ),
        pytest.param(sat("任小禾", JULY_1, JULY_1), CHAIR, None, id="one day"),
        pytest.param(
            sat("任小禾", JUNE_30),
            Office("主席", founded_on=JULY_1),
            "tenure.before_the_founding",
            id="before the founding",
        ),
        pytest.param(
            sat("任小禾", JULY_1), Office("主席", founded_on=JULY_1), None, id="with the founding"
        ),
        pytest.param(
            sat("任小禾", JAN_1),
            Office("主席", ended_on=JUNE_30),
            "tenure.after_the_end",
            id="without an end on a post that ended",
        ),
        pytest.param(
            sat("任小禾", JAN_1, JUNE_30),
            Office("主席", ended_on=JUNE_30, closed=True),
            None,
            id="history of a dissolved organisation",
        ),
        pytest.param(
            sat("任小禾"),
            Office("主席", closed=True),
            "post.organisation_dissolved",
            id="dissolved, no one knows when",
        ),
    ],
)
def test_a_post_is_held_while_it_is_there(new, office, code):
    assert refused(new, office) == code


@pytest.mark.parametrize(
    ("span", "on", "code"),
    [
        pytest.param(Span(JAN_1), JUNE_30, None, id="leaves"),
        pytest.param(Span(JAN_1, DEC_31), JUNE_30, None, id="leaves earlier than planned"),
        pytest.param(Span(JAN_1), JAN_1, None, id="on the first day"),
        pytest.param(
            Span(JULY_1), JUNE_30, "tenure.ends_before_it_begins", id="before taking it up"
        ),
        pytest.param(Span(JAN_1, JUNE_30), JULY_1, "tenure.left_already", id="left already"),
        pytest.param(Span(JAN_1, JUNE_30), JUNE_30, "tenure.left_already", id="the same twice"),
    ],
)
def test_leaving(span, on, code):
    try:
        check_leaving(span, on)
    except RuleBroken as refusal:
        assert refusal.code == code
    else:
        assert code is None


def test_only_a_chair_has_a_usual_number_of_seats():
    assert {kind: usual_seats(kind) for kind in PostKind if usual_seats(kind)} == {
        PostKind.CHAIR: 1
    }


days = st.integers(0, 40).map(lambda n: JAN_1 + timedelta(days=n))
wishes = st.builds(
    Seated,
    person=st.integers(1, 5),
    span=st.builds(Span, from_on=days, until_on=st.none() | days),
    manner=st.sampled_from(Manner),
)


@given(seats=st.integers(0, 3), asked=st.lists(wishes, max_size=12))
def test_whoever_is_let_in_never_overlaps_and_never_crowds(seats, asked):
    office, inside = Office("副主席", seats=seats), []
    for new in asked:
        if refused(new, office, inside) is None:
            inside.append(new)

    for day in (JAN_1 + timedelta(days=n) for n in range(42)):
        there = [one for one in inside if one.span.holds(day)]
        persons = [one.person for one in there]
        acting = [one for one in there if one.manner is Manner.ACTING]
        assert len(persons) == len(set(persons))
        assert not seats or max(len(acting), len(there) - len(acting)) <= seats


@given(seats=st.integers(1, 3), asked=st.lists(wishes, max_size=8), new=wishes)
def test_nobody_is_refused_a_free_seat(seats, asked, new):
    office, inside = Office("副主席", seats=seats), []
    for one in asked:
        if refused(one, office, inside) is None:
            inside.append(one)

    code = refused(new, office, inside)

    rivals = [
        one for one in inside if (one.manner is Manner.ACTING) == (new.manner is Manner.ACTING)
    ]
    full = any(
        new.span.holds(day) and sum(one.span.holds(day) for one in rivals) >= seats
        for day in (JAN_1 + timedelta(days=n) for n in range(42))
    )
    if code == "post.seats_taken":
        assert full
    elif code is None:
        assert not full
