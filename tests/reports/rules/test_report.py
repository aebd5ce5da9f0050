import pytest

from gonghui.foundation.errors import RuleBroken
from gonghui.reports.rules.report import (
    Difference,
    ReportState,
    check_edition,
    check_open,
    differences,
)


def test_only_a_draft_is_open():
    check_open(ReportState.DRAFT)

    with pytest.raises(RuleBroken) as refusal:
        check_open(ReportState.SIGNED)

    assert refusal.value.code == "report.signed"


def test_what_is_saved_rests_on_what_was_read():
    check_edition(3, 3)

    with pytest.raises(RuleBroken) as refusal:
        check_edition(4, 3)

    assert refusal.value.code == "report.changed_meanwhile"


def test_differences_tell_what_changed_and_what_is_gone():
    then = {"members": "10", "women": "4", "funds": "1.00"}
    now = {"members": "12", "women": "4", "new": "7"}

    assert differences(then, now) == [
        Difference("members", "10", "12"),
        Difference("funds", "1.00", ""),
    ]
