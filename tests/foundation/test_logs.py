"""What people send reaches the log as text, never as a line of its own, and masked."""

import logging

import pytest

from gonghui.foundation.logs import Line, one_line

LINE = Line("{levelname} {name}: {message}", style="{")


def logged(message: str, *args: object, error: Exception | None = None) -> str:
    info = (type(error), error, None) if error else None
    return LINE.format(logging.LogRecord("gonghui", logging.ERROR, "", 1, message, args, info))


@pytest.mark.parametrize(
    ("sent", "written"),
    [
        pytest.param("a\r\n2023 ERROR forged", r"a\r\n2023 ERROR forged", id="a line break"),
        pytest.param("\x1b[31mred\x07", r"\x1b[31mred\x07", id="what a terminal obeys"),
        pytest.param("\u2028\u202ecba", r"\u2028\u202ecba", id="what turns the writing round"),
        pytest.param("\ud800", r"\ud800", id="half a character"),
        pytest.param("13812345678", "138****5678", id="a telephone"),
        pytest.param("q=11010519491231002X&", "q=110***********002X&", id="an identity card"),
        pytest.param("6222021234567890123", "***************0123", id="a bank card"),
        pytest.param(
            "铜仁市总工会 2023-07-12 20230712",
            "铜仁市总工会 2023-07-12 20230712",
            id="else nothing",
        ),
    ],
)
def test_a_line_stays_one(sent, written):
    assert one_line(sent) == written
    assert logged("asked for %s", sent) == f"ERROR gonghui: asked for {written}"


def test_what_an_exception_tells_begins_no_line_and_tells_no_row():
    refused = ValueError(
        "refused\nDETAIL:  Failing row contains (任小禾, 13812345678).\nERROR forged"
    )

    assert logged("broke", error=refused).split("\n") == [
        "ERROR gonghui: broke",
        "    ValueError: refused",
        "    DETAIL: left out",
        "    ERROR forged",
    ]
