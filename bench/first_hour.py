"""Promise: an Excel tree of 4,000 organisations and 6,000 people in posts goes in within the hour.

Each file is sent in with errors of every kind, put right and sent in again, taken in step by step
and at last taken back, as the worker does it: every stage in a process of its own, so that its
memory is its own. Before a figure counts, exactly the planted errors were found, the register
contradicts itself nowhere, and after the undo it holds what it held before.
Usage: scripts/bench first_hour [--small] [--json]
"""

import resource
import sys
from dataclasses import dataclass
from multiprocessing import get_context
from time import perf_counter

from _ground import AT, ON, Row, run

TODAY = AT.date()
SIZES = {True: (400, 600), False: (4000, 6000)}


@dataclass(frozen=True)
class Stage:
    """What one stage cost: seconds, of them of a processor, the longest step, memory in MiB."""

    seconds: float
    cpu: float
    longest: float
    worker: float
    child: float


def measure(database: str, *, small: bool) -> list[Row]:
    from tests.factories.first_hour import IN_POSTS, IN_TREE, make_office

    from gonghui.directory.imports.organisations import OrganisationsImporter
    from gonghui.directory.imports.people import PeopleImporter

    seat, by = _office()
    office = make_office(*SIZES[small])
    before = _held()
    told, batches = [], []
    for importer, rows, plants in (
        (OrganisationsImporter(), office.organisations, IN_TREE),
        (PeopleImporter(), office.people, IN_POSTS),
    ):
        wrong, right = _files(importer, seat, rows, plants)
        told.append(
            (
                f"{importer.kind}, with errors: checked",
                len(rows),
                _sent(wrong, importer, seat, by, len(plants)),
            )
        )
        batch, stage = _sent(right, importer, seat, by, 0, keep=True)
        told.append((f"{importer.kind}: read and checked", len(rows), stage))
        told.append((f"{importer.kind}: taken in", len(rows), _asked(batch, "commit", by)))
        batches.append((importer.kind, batch, len(rows)))
    _check_register()
    for kind, batch, count in reversed(batches):
        told.append((f"{kind}: taken back", count, _asked(batch, "undo", by)))
    if _held() != before:
        sys.exit("Wrong: something of the batches stayed after they were taken back.")
    return [*_rows(database, told)]


def _rows(database, told):
    stages = [stage for _, _, stage in told]
    for case, count, stage in told:
        yield Row(f"{database}: {case}", count / stage.seconds, "rows/s")
        yield Row(f"{database}: {case}, of processor time", count / stage.cpu, "rows/s")
        if stage.longest:
            yield Row(f"{database}: {case}, longest step", stage.longest * 1000, "ms")
    yield Row(f"{database}: all stages", sum(one.seconds for one in stages), "s")
    yield Row(f"{database}: all stages, processor time", sum(one.cpu for one in stages), "s")
    yield Row(f"{database}: peak memory of the worker", max(one.worker for one in stages), "MiB")
    yield Row(
        f"{database}: peak memory of the reading child", max(one.child for one in stages), "MiB"
    )


def _office():
    """An empty office: its top, and who sends the files in."""
    from tests.factories.first_hour import CITY

    from gonghui.organisations.actions.tree import Founding, found_organisation
    from gonghui.organisations.rules.organisation import Kind
    from gonghui.people.actions.account import job_account

    by = job_account()
    return found_organisation(Founding("YC", CITY, Kind.CITY), on=ON, by=by, at=AT), by


def _files(importer, seat, rows, plants):
    """The filled template, with errors and without."""
    from tests.factories.first_hour import fill, spoil

    from gonghui.documents.exports.template import write_template

    template = importer.template(seat)
    blank = write_template(template)
    wrong, _ = spoil(rows, plants)
    return fill(blank, template, wrong), fill(blank, template, rows)


def _sent(content, importer, seat, by, errors, *, keep=False):
    from gonghui.documents.actions.batch import Upload, take_in
    from gonghui.documents.models import Import

    upload = Upload("单位.xlsx", iter([content]), "zh-hans")
    batch = take_in(upload, importer, seat, by=by, at=AT)
    stage = _in_a_worker(batch.pk)
    batch = Import.objects.get(pk=batch.pk)
    if batch.state != "checked" or not errors <= batch.faults <= errors + 1:
        sys.exit(f"Wrong: {batch.state} with {batch.faults} errors found of {errors}.")
    return (batch, stage) if keep else stage


def _asked(batch, deed, by):
    from gonghui.documents.actions import batch as actions
    from gonghui.documents.models import Import

    getattr(actions, f"ask_to_{deed}")(batch, by=by, at=AT)
    stage = _in_a_worker(batch.pk)
    ended = Import.objects.get(pk=batch.pk)
    if ended.state != {"commit": "done", "undo": "undone"}[deed]:
        sys.exit(f"Wrong: {deed} ended as {ended.state}: {ended.refusal}")
    return stage


def _in_a_worker(pk: int) -> Stage:
    from django.db import connection

    connection.close()
    with get_context("spawn").Pool(1) as worker:
        return worker.apply(_work, (pk,))


def _work(pk: int) -> Stage:
    import django

    django.setup()
    from gonghui.documents.actions.batch import read_and_check
    from gonghui.documents.actions.step import commit_rows, undo_rows
    from gonghui.documents.models import Import

    asked: list[float] = []

    def clock():
        asked.append(perf_counter())
        return AT

    batch = Import.objects.select_related("organisation").get(pk=pk)
    used = resource.getrusage(resource.RUSAGE_SELF)
    start, before = perf_counter(), used.ru_utime + used.ru_stime
    if batch.state == "reading":
        read_and_check(batch, on=TODAY, clock=clock)
        asked.clear()
    elif batch.state == "committing":
        commit_rows(batch, on=TODAY, clock=clock)
    else:
        undo_rows(batch, clock=clock)
    seconds = perf_counter() - start
    cpu = (
        sum(
            used.ru_utime + used.ru_stime
            for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        )
        - before
    )
    longest = max((two - one for one, two in zip(asked, asked[1:], strict=False)), default=0.0)
    own, child = (
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return Stage(seconds, cpu, longest, own, child)


def _check_register() -> None:
    from gonghui.organisations.queries.integrity import troubles
    from gonghui.organisations.rules.integrity import Weight

    wrong = [one for one in troubles(on=TODAY) if one.weight is Weight.WRONG]
    if wrong:
        sys.exit(f"Wrong: the register contradicts itself: {wrong[:3]}")


def _held() -> dict[str, int]:
    from django.apps import apps

    rooms = ("organisations", "people")
    models = [model for room in rooms for model in apps.get_app_config(room).get_models()]
    return {model.__name__: model.objects.count() for model in models}


if __name__ == "__main__":
    run("first_hour", measure)
