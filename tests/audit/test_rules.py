from dataclasses import replace
from datetime import date

import pytest

from gonghui.audit.rules import START, Anchor, Fault, Sealed, first_fault, seal

KEY = "kept apart"


def chain_of(count: int) -> tuple[list[Sealed], str]:
    """So many sealed entries and the digest of the last."""
    digest, entries = START, []
    for number in range(1, count + 1):
        content = {"number": number, "verb": "sheet.filed"}
        digest = seal(KEY, digest, content)
        entries.append(Sealed(number, content, digest))
    return entries, digest


def fault_in(entries, *, head_number=3, head_digest=None, key=KEY):
    _, digest = chain_of(3)
    return first_fault(key, entries, head_number=head_number, head_digest=head_digest or digest)


def test_an_untouched_chain_holds():
    entries, _ = chain_of(3)

    assert fault_in(entries) is None


def test_an_empty_chain_holds():
    assert first_fault(KEY, [], head_number=0, head_digest=START) is None


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        pytest.param(
            lambda e: [e[0], replace(e[1], content={"number": 2, "verb": "sheet.accepted"}), e[2]],
            (2, Fault.CHANGED),
            id="an entry was edited",
        ),
        pytest.param(
            lambda e: [e[0], replace(e[1], digest=e[2].digest), e[2]],
            (2, Fault.CHANGED),
            id="a seal was put on another entry",
        ),
        pytest.param(lambda e: [e[0], e[2]], (2, Fault.MISSING), id="one was deleted"),
        pytest.param(lambda e: e[1:], (1, Fault.MISSING), id="the first was deleted"),
        pytest.param(lambda e: [e[1], e[0], e[2]], (1, Fault.MISSING), id="two were swapped"),
        pytest.param(lambda e: e[:2], (3, Fault.CUT), id="the tail was cut off"),
        pytest.param(lambda _: [], (1, Fault.CUT), id="everything was cut off"),
    ],
)
def test_what_was_touched_is_found(spoil, expected):
    entries, _ = chain_of(3)

    assert fault_in(spoil(entries)) == expected


def test_entries_added_behind_the_head_are_found():
    entries, _ = chain_of(4)

    assert fault_in(entries) == (5, Fault.CUT)


def test_another_key_opens_nothing():
    entries, _ = chain_of(3)

    assert fault_in(entries, key="guessed") == (1, Fault.CHANGED)


def test_the_seal_depends_on_all_it_covers():
    seals = {
        seal(KEY, START, {"a": 1}),
        seal(KEY, START, {"a": 2}),
        seal(KEY, "1" * 64, {"a": 1}),
        seal("other", START, {"a": 1}),
    }

    assert len(seals) == 4
    assert seal(KEY, START, {"a": 1, "b": 2}) == seal(KEY, START, {"b": 2, "a": 1})


def anchor_at(number: int, digest: str | None = None) -> Anchor:
    entries, _ = chain_of(number)
    return Anchor(date(2023, 7, 12), number, digest or (entries[-1].digest if entries else START))


def test_anchors_of_the_chain_itself_hold():
    entries, digest = chain_of(3)
    anchors = [anchor_at(0), anchor_at(2), anchor_at(3)]

    told = first_fault(KEY, entries, head_number=3, head_digest=digest, anchors=anchors)

    assert told is None


@pytest.mark.parametrize(
    ("kept", "anchor", "expected"),
    [
        pytest.param(2, 3, (3, Fault.CUT), id="cut off together with the recorded head"),
        pytest.param(0, 3, (1, Fault.CUT), id="begun anew"),
        pytest.param(3, (2, "f" * 64), (2, Fault.UNANCHORED), id="another chain sealed by the key"),
    ],
)
def test_what_only_an_anchor_finds(kept, anchor, expected):
    entries, digest = chain_of(kept)
    anchors = [anchor_at(*anchor) if isinstance(anchor, tuple) else anchor_at(anchor)]

    assert (
        first_fault(KEY, entries, head_number=kept, head_digest=digest, anchors=anchors) == expected
    )
