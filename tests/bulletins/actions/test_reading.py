import pytest

from gonghui.audit.models import Entry
from gonghui.bulletins.actions.reading import accept_sure, decide, drop_reading
from gonghui.bulletins.models import Reading
from gonghui.bulletins.queries.reading import items_of
from gonghui.bulletins.rules.review import ItemState, Sureness, settled
from gonghui.foundation.errors import RuleBroken
from tests.factories.bulletins import TEXT, make_reading
from tests.factories.moments import IN_JULY
from tests.factories.people import make_job

pytestmark = pytest.mark.django_db


def test_take_in_keeps_the_text_and_proposes_a_record():
    reading = make_reading(TEXT.replace("县委", "縣(xiàn)委"))

    reading.refresh_from_db()
    assert "縣(xiàn)委" in reading.original
    assert "縣" not in reading.cleaned
    assert reading.record["venue"] == "江口县宾馆3楼会议室"
    assert reading.state == "open"
    assert Entry.objects.get().verb == "reading.taken_in"


def test_every_mark_stands_on_its_words_in_both_texts():
    reading = make_reading(TEXT.replace("县委", "縣(xiàn)委"))

    marked = {item.key: item for item in items_of(reading)}
    venue, county = marked["venue"], marked["people.2"]
    assert reading.cleaned[slice(*venue.span)] == "江口县宾馆3楼会议室"
    assert reading.original[slice(*venue.original)] == "江口县宾馆3楼会议室"
    assert reading.cleaned[slice(*county.span)] == "县委副书记冉茂林致辞"
    assert reading.original[slice(*county.original)].startswith("縣(xiàn)委副书记")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("  \n ", "bulletin.empty", id="blank"),
        pytest.param("\x00\x01" * 50, "bulletin.not_text", id="binary"),
        pytest.param("会" * 200_001, "bulletin.too_long", id="far too long"),
    ],
)
def test_take_in_refuses_what_is_no_text_and_keeps_nothing(text, code):
    with pytest.raises(RuleBroken) as refusal:
        make_reading(text)

    assert refusal.value.code == code
    assert (Reading.objects.count(), Entry.objects.count()) == (0, 0)


def test_decide_changes_an_item_and_leaves_what_was_read():
    reading = make_reading()

    decide(reading, "venue", ItemState.CHANGED, "江口县会议中心")
    reading.refresh_from_db()

    assert reading.record["venue"] == "江口县宾馆3楼会议室"
    assert settled(reading.record, reading.decisions)["venue"] == "江口县会议中心"


def test_decide_refuses_an_item_that_was_not_read():
    reading = make_reading()

    with pytest.raises(RuleBroken) as refusal:
        decide(reading, "people.99", ItemState.REFUSED)

    assert refusal.value.code == "claim.unknown"
    reading.refresh_from_db()
    assert reading.decisions == {}


def test_accept_sure_leaves_what_wants_a_look():
    reading = make_reading()
    decide(reading, "venue", ItemState.REFUSED)

    count = accept_sure(reading)

    reading.refresh_from_db()
    by_state = {item.key: (item.state, item.sureness) for item in items_of(reading)}
    accepted = [key for key, (state, _sure) in by_state.items() if state is ItemState.ACCEPTED]
    assert len(accepted) == count > 5
    assert {by_state[key][1] for key in accepted} == {Sureness.SURE}
    assert by_state["venue"][0] is ItemState.REFUSED
    assert by_state["date"][0] is ItemState.OPEN


def test_a_dropped_reading_takes_no_more_decisions():
    reading = make_reading()
    drop_reading(reading, by=make_job(), at=IN_JULY)

    for act in (
        lambda: decide(reading, "venue", ItemState.REFUSED),
        lambda: accept_sure(reading),
        lambda: drop_reading(reading, by=make_job(), at=IN_JULY),
    ):
        with pytest.raises(RuleBroken) as refusal:
            act()
        assert refusal.value.code == "reading.closed"
    assert Entry.objects.filter(verb="reading.dropped").count() == 1
