from datetime import date, timedelta

import pytest

from gonghui.audit.actions import Deed, record
from gonghui.directory.queries.audit import CHECK, Check, Wanted, deeds, newest_check
from gonghui.foundation.models import Work
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


def test_the_newest_check_is_told():
    Work.objects.create(kind=CHECK, done=2, total=2, result={"first_fault": 1}, ended_at=IN_JULY)
    Work.objects.create(kind=CHECK, done=0, total=3)

    assert newest_check() == Check(read=0, length=3, first_fault=None, ended_at=None)


def test_no_check_is_told_where_nobody_asked():
    assert newest_check() is None
