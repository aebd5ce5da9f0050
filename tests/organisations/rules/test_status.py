import pytest

from gonghui.organisations.rules.change import ChangeKind
from gonghui.organisations.rules.organisation import Status
from gonghui.organisations.rules.status import status_before

STEP, REST, ON = ChangeKind.STATUS, ChangeKind.SUSPENDED, ChangeKind.RESUMED
GONE, SPLIT = ChangeKind.DISSOLVED, ChangeKind.SPLIT


@pytest.mark.parametrize(
    ("now", "acts", "later", "expected"),
    [
        pytest.param(Status.STANDING, [], 0, Status.STANDING, id="nothing happened"),
        pytest.param(Status.STANDING, [STEP, STEP], 0, Status.STANDING, id="nothing since"),
        pytest.param(Status.STANDING, [STEP, STEP], 1, Status.PREPARING, id="one step back"),
        pytest.param(Status.STANDING, [STEP, STEP], 2, Status.PLANNED, id="two steps back"),
        pytest.param(Status.SUSPENDED, [REST], 1, Status.STANDING, id="before its rest"),
        pytest.param(Status.STANDING, [REST, ON], 1, Status.SUSPENDED, id="during its rest"),
        pytest.param(Status.DISSOLVED, [GONE], 1, Status.STANDING, id="before its end"),
        pytest.param(Status.DISSOLVED, [REST, GONE], 1, Status.SUSPENDED, id="ended at rest"),
        pytest.param(Status.DISSOLVED, [REST, GONE], 2, Status.STANDING, id="before both"),
        pytest.param(Status.STANDING, [SPLIT], 1, Status.STANDING, id="it came through a split"),
    ],
)
def test_status_before(now, acts, later, expected):
    assert status_before(now, acts, later=later) is expected
