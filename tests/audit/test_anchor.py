import pytest

from gonghui.audit.actions import anchor
from gonghui.audit.models import Entry, Head
from gonghui.audit.queries import kept_anchors
from tests.factories.moments import IN_JULY

pytestmark = pytest.mark.django_db


def test_a_day_without_deeds_is_anchored_too_and_only_once(
    settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.AUDIT_ANCHORS = str(tmp_path / "anchors.jsonl")

    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            anchor(at=IN_JULY)

    assert [(one.on, one.number) for one in kept_anchors()] == [(IN_JULY.date(), 0)]
    assert (Entry.objects.count(), Head.objects.get().anchored_on) == (0, IN_JULY.date())
