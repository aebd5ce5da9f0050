"""Having the record checked: asked once, read by the worker."""

import pytest
from django_tasks_db.models import DBTaskResult

from gonghui.audit.models import Head
from gonghui.directory.actions import ask_for_check
from gonghui.directory.jobs import read_chain_again
from gonghui.foundation.models import Work
from tests.factories.moments import IN_JULY
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db


def test_the_worker_has_it_once_the_asking_is_written(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        work = ask_for_check(by=make_plain_account(), at=IN_JULY)

    waiting = DBTaskResult.objects.get()
    assert (waiting.task_path, waiting.args_kwargs["args"]) == (
        "gonghui.directory.jobs.read_chain_again",
        [work.pk],
    )


def test_a_running_check_is_waited_for():
    account = make_plain_account()

    first, second = (ask_for_check(by=account, at=IN_JULY) for _ in range(2))

    assert (first, Work.objects.count()) == (second, 1)


def test_the_check_tells_what_it_found():
    account = make_plain_account()
    work = ask_for_check(by=account, at=IN_JULY)

    read_chain_again.func(work.pk)
    work.refresh_from_db()
    assert (work.done, work.total, work.result) == (1, 1, {"first_fault": None})
    assert work.ended_at is not None

    Head.objects.update(number=2)
    again = ask_for_check(by=account, at=IN_JULY)
    read_chain_again.func(again.pk)
    again.refresh_from_db()
    assert again.result["first_fault"] == 2
