"""By which ways letters leave the house, and what a digest is put together from.

``wiring`` registers both. How to write a gateway stands in the README.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from gonghui.notices.rules.delivery import Line


@dataclass(frozen=True, slots=True)
class Letter:
    """What a gateway takes along: plain text in the reader's language, without personal data.

    Attributes:
        key: The same for every try: a gateway that can leaves out what it has sent already.
        to: An address of the gateway's own kind.
    """

    key: str
    to: str
    subject: str
    body: str


class NotTaken(Exception):  # noqa: N818 -- it names what happened
    """A gateway did not take a letter.

    Attributes:
        code: One word of what was wrong; never what the other side wrote.
        for_good: It will not take it later either.
    """

    def __init__(self, code: str, *, for_good: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.for_good = for_good


class Gateway(Protocol):
    """One way out: e-mail; later SMS, WeCom, DingTalk."""

    name: str

    def reaches(self, accounts: Collection[int]) -> Mapping[int, str]:
        """Of these accounts, by key, whoever can be reached and agreed to it, and at what address.

        Asked for some hundreds at a time, when a letter is written and again when it leaves.
        """

    def session(self) -> AbstractContextManager[Callable[[Letter], None]]:
        """What sends one letter after the other; entering or sending raises ``NotTaken``."""


# What to tell each of these accounts today, in the order to be read; who has nothing is left out.
DigestSource = Callable[[Collection[int], date], Mapping[int, Sequence[Line]]]

_gateways: list[Gateway] = []
_sources: list[DigestSource] = []


def open_gateway(gateway: Gateway) -> None:
    """From now on letters leave by this way too."""
    _gateways.append(gateway)


def gateways() -> list[Gateway]:
    """Every way out."""
    return list(_gateways)


def add_source(source: DigestSource) -> None:
    """From now on digests tell of this too."""
    _sources.append(source)


def sources() -> list[DigestSource]:
    """All that digests tell of."""
    return list(_sources)
