from datetime import date, timedelta

import pytest

from gonghui.audit.actions import Deed, record
from gonghui.audit.models import Head
from gonghui.audit.rules import Fault
from gonghui.directory.queries import audit
from gonghui.directory.queries.audit import Chain, Wanted, chain, deeds
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation
from tests.factories.people import make_job, make_plain_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    first = record(
        Deed("sheet.filed", make_organisation("江口县总工会")),
        by=make_plain_account("田晓岚"),
        at=IN_JULY,
    )
    second = record(
        Deed("sheet.accepted", make_organisation("石阡县总工会")),
        by=make_job(),
        at=IN_JULY + timedelta(days=1),
    )
    return first, second


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param(Wanted(), [1, 0], id="everything, the newest first"),
        pytest.param(Wanted(text="江口"), [0], id="by what it was done to"),
        pytest.param(Wanted(text="田晓岚"), [0], id="by who did it"),
        pytest.param(Wanted(verb="sheet.accepted"), [1], id="by deed"),
        pytest.param(Wanted(since=date(2023, 7, 13)), [1], id="from a day on"),
        pytest.param(Wanted(until=date(2023, 7, 12)), [0], id="until a day"),
        pytest.param(Wanted(text="江口", verb="sheet.accepted"), [], id="both"),
    ],
)
def test_deeds_are_narrowed(two, wanted, expected):
    assert list(deeds(wanted)) == [two[n] for n in expected]


def test_the_chain_is_read_when_asked(two):
    assert chain(look=False) == Chain(2, looked=False)
    assert chain(look=True) == Chain(2, looked=True)


def test_a_broken_chain_names_the_first_bad_number(two):
    Head.objects.update(number=3)

    assert chain(look=True) == Chain(3, looked=True, first_fault=(3, Fault.CUT))


def test_an_empty_chain_holds():
    assert chain(look=True) == Chain(0, looked=True)


def test_a_long_chain_is_left_to_the_command(two, monkeypatch):
    monkeypatch.setattr(audit, "READABLE", 1)

    assert chain(look=True) == Chain(2, looked=False)
