"""Lines of the log: nobody forges one, and no whole personal number stands in one.

Whoever asks for an address, or sends a name, chooses part of what is logged about it. Source:
quality.md S63 and S67.
"""

import logging
import re
from datetime import UTC, datetime
from types import TracebackType

from gonghui.foundation.masks import mask_card, mask_id_number, mask_phone

# line breaks, what terminals obey, and what turns the direction of writing
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_CARD = re.compile(r"(?<!\d)\d{16,19}(?!\d)")
_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
# PostgreSQL tells the refused row whole
_ROW = re.compile(r"(?im)^\s*DETAIL:.*$")
_Info = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def one_line(text: str) -> str:
    """The text as part of one line: what would not be seen is written out, numbers are masked."""
    return masked(_UNSEEN.sub(lambda found: repr(found[0])[1:-1], text))


def masked(text: str) -> str:
    """Telephone, identity card and bank card numbers as they are shown to others."""
    text = _ID_NUMBER.sub(lambda found: mask_id_number(found[0]), text)
    text = _CARD.sub(lambda found: mask_card(found[0]), text)
    return _PHONE.sub(lambda found: mask_phone(found[0]), text)


class Line(logging.Formatter):
    """One event, one line; what an exception tells follows it, set in, so that it begins none."""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802 -- logging's name
        """When, in UTC and saying so."""
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 -- logging's name
        """The line itself."""
        return one_line(super().formatMessage(record))

    def formatException(self, ei: _Info) -> str:  # noqa: N802 -- logging's name
        """Where it broke, without the row that was refused."""
        told = _ROW.sub("DETAIL: left out", super().formatException(ei))
        return "\n".join(f"    {one_line(line)}" for line in told.split("\n"))
