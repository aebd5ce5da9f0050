"""An office's first hour without a browser: out, filled in, wrong, corrected, in, and back again."""

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import pytest
from django.apps import apps
from openpyxl import load_workbook

from gonghui.directory.imports.organisations import OrganisationsImporter
from gonghui.directory.imports.people import PeopleImporter
from gonghui.documents.actions.batch import (
    Upload,
    ask_to_commit,
    ask_to_undo,
    read_and_check,
    take_in,
)
from gonghui.documents.actions.step import commit_rows, undo_rows
from gonghui.documents.exports.template import HEAD_ROW, write_template
from gonghui.documents.models import Import, ImportTrace
from gonghui.documents.queries.batch import files_of
from gonghui.documents.rules.layout import REASONS
from gonghui.organisations.models import Organisation, Term
from gonghui.organisations.queries.integrity import of as troubles_of
from gonghui.organisations.queries.post import holders_at
from gonghui.organisations.queries.search import found
from gonghui.organisations.queries.tree import children, path
from gonghui.organisations.rules.integrity import Weight
from gonghui.organisations.rules.organisation import Kind
from gonghui.people.actions.person import register_person
from gonghui.people.models import Person
from tests.factories.first_hour import (
    CITY,
    IN_POSTS,
    IN_TREE,
    Cells,
    Planted,
    fill,
    make_office,
    mend,
    spoil,
)
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import make_organisation
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db


@dataclass
class Desk:
    """The administrator of an empty office, and what they send in."""

    seat: Organisation
    by: object

    def blank(self, importer) -> bytes:
        return write_template(importer.template(self.seat), importer.prefilled(self.seat))

    def send(self, importer, content: bytes) -> Import:
        upload = Upload("单位.xlsx", iter([content]), "zh-hans")
        batch = take_in(upload, importer, self.seat, by=self.by, at=IN_JULY)
        read_and_check(batch, on=TODAY, clock=lambda: IN_JULY)
        batch.refresh_from_db()
        return batch

    def commit(self, batch: Import, clock=lambda: IN_JULY) -> Import:
        ask_to_commit(batch, by=self.by, at=IN_JULY)
        commit_rows(batch, on=TODAY, clock=clock)
        batch.refresh_from_db()
        return batch

    def undo(self, batch: Import) -> Import:
        ask_to_undo(batch, by=self.by, at=IN_JULY)
        undo_rows(batch, clock=lambda: IN_JULY)
        batch.refresh_from_db()
        return batch

    def enter(self, importer, rows: list[Cells]) -> Import:
        template = importer.template(self.seat)
        return self.commit(self.send(importer, fill(self.blank(importer), template, rows)))


@pytest.fixture
def desk():
    return Desk(make_organisation(CITY, kind=Kind.CITY, code="YC"), make_plain_account())


TREE, POSTS = OrganisationsImporter(), PeopleImporter()


def told(batch: Import) -> list[Planted]:
    lines = files_of(batch).faults.read_text(encoding="utf-8").splitlines()
    return [Planted(*line[:3]) for line in map(json.loads, lines)]


def digest() -> dict[str, str]:
    """What stands in every table of the registers."""
    kept = {}
    for room in ("organisations", "people", "access", "returns", "cascade"):
        for model in apps.get_app_config(room).get_models():
            rows = list(model.objects.order_by("pk").values())
            for row in rows:
                row.pop("changed_at", None)
            kept[model.__name__] = f"{len(rows)} {sha256(repr(rows).encode()).hexdigest()}"
    return kept


def as_set(planted: list[Planted]) -> set[tuple[int, str, str]]:
    return {(one.row, one.key, one.code) for one in planted}


@pytest.mark.parametrize(
    ("importer", "rows", "plants"),
    [
        pytest.param(TREE, lambda office: office.organisations, IN_TREE, id="organisations"),
        pytest.param(POSTS, lambda office: office.people, IN_POSTS, id="people"),
    ],
)
def test_exactly_what_is_wrong_is_told_and_put_right_in_the_same_file(desk, importer, rows, plants):
    office = make_office(120, 200)
    if importer is POSTS:
        desk.enter(TREE, office.organisations)
    right = rows(office)
    wrong, planted = spoil(right, plants)
    template = importer.template(desk.seat)

    batch = desk.send(importer, fill(desk.blank(importer), template, wrong))

    assert as_set(told(batch)) == as_set(planted)
    assert len(told(batch)) == len(planted) == len(plants) + (importer is TREE)
    corrected = files_of(batch).corrected.read_bytes()
    sheet = load_workbook(files_of(batch).corrected).active
    (reasons,) = [cell.column for cell in sheet[HEAD_ROW] if cell.value == REASONS]
    marked = {
        row for row in range(HEAD_ROW + 1, sheet.max_row + 1) if sheet.cell(row, reasons).value
    }
    assert marked == {one.row for one in planted}

    again = desk.send(importer, mend(corrected, template, right))

    assert (again.faults, again.rows) == (0, len(right)), told(again)


def test_the_office_is_usable_and_undone_it_is_as_before(desk):
    office = make_office(120, 200)
    before = digest()

    tree = desk.enter(TREE, office.organisations)
    people = desk.enter(POSTS, office.people)

    assert (tree.state, tree.committed, people.state, people.committed) == (
        "done",
        120,
        "done",
        200,
    )
    assert Organisation.objects.count() == 121
    county = Organisation.objects.get(name="临溪县总工会")
    assert set(children(desk.seat).values_list("kind", flat=True)) == {"county", "industrial"}
    assert [one.name for one in path(county)] == [CITY, "临溪县总工会"]
    assert found("linxixian").get() == county
    chair = holders_at(county, on=TODAY).get(post__title="主席")
    assert (chair.person.code, chair.post.kind) == (chair.person.code, "chair")
    assert Term.objects.count() == 120
    standing = Organisation.objects.all()
    assert [one for one in troubles_of(standing, on=TODAY) if one.weight is Weight.WRONG] == []

    assert (desk.undo(people).state, desk.undo(tree).state) == ("undone", "undone")
    assert digest() == before
    assert not ImportTrace.objects.filter(undone=False).exists()


def test_other_people_go_on_working_between_the_steps(desk):
    office = make_office(60, 60)
    template = TREE.template(desk.seat)
    batch = desk.send(TREE, fill(desk.blank(TREE), template, office.organisations))
    seen: list[int] = []

    def clock() -> datetime:
        """Asked before every step: somebody else writes just then."""
        seen.append(Organisation.objects.count())
        register_person(f"同事{len(seen)}", by=desk.by, at=IN_JULY)
        return IN_JULY

    desk.commit(batch, clock)

    assert batch.state == "done"
    assert len(set(seen)) > 2  # some of the tree stood while the rest was still to come
    assert Person.objects.filter(name__startswith="同事").count() == len(seen)


def test_what_somebody_built_on_stays_and_says_so(desk):
    office = make_office(60, 60)
    tree = desk.enter(TREE, office.organisations)
    desk.enter(POSTS, office.people)

    refused = desk.undo(tree)

    assert (refused.state, refused.refusal["code"]) == ("done", "organisation.built_upon")
    assert Organisation.objects.count() == 61


def test_namesakes_are_named_before_anything_goes_in(desk):
    office = make_office(60, 60)
    desk.enter(TREE, office.organisations)
    rows = [dict(row, name="龙秀英", person_code=None) for row in office.people[:2]]

    batch = desk.send(POSTS, fill(desk.blank(POSTS), POSTS.template(desk.seat), rows))

    assert batch.faults == 0
    assert batch.notes == [["staffing.namesakes", {"count": 1, "names": ["龙秀英"]}]]
    assert desk.commit(batch).state == "done"
    assert Person.objects.filter(name="龙秀英").count() == 2
