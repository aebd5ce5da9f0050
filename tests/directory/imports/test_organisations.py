"""The workbook of organisations beside a register: checked, taken in, taken back."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gonghui.audit.models import Entry
from gonghui.directory.imports.organisations import OrganisationsImporter
from gonghui.documents.sources import Trace
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import (
    Ancestry,
    NamePart,
    Organisation,
    Placement,
    Registration,
    Term,
)
from gonghui.organisations.queries.tree import children, path
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import make_organisation, make_post, make_tree
from tests.factories.people import make_job
from tests.factories.rows import make_rows, union

pytestmark = pytest.mark.django_db

DAY = date(2021, 5, 1)
IMPORTER = OrganisationsImporter()


def take_in(rows, seat):
    """As the engine does: wave by wave."""
    assert list(IMPORTER.check(rows, seat=seat, on=TODAY)) == []
    traces: list[Trace] = []
    for wave in IMPORTER.ordered(rows):
        traces += IMPORTER.commit(wave, seat=seat, on=TODAY, by=make_job(), at=IN_JULY)
    return traces


def take_back(traces):
    for trace in reversed(traces):
        IMPORTER.undo([trace], by=make_job(), at=IN_JULY)


def register():
    """All that a batch may touch."""
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in (Organisation, Placement, Ancestry, NamePart, Registration, Term)
    }


def branch(tree):
    return make_rows(
        union("甲厂工会", "官和乡工会联合会", workers=30, phone="0856 523 0001"),
        union(
            "官和乡工会联合会", tree.county.code, kind="township", code="G1", founded_on=DAY,
            elected_on=DAY, term_years="3", approval_number="江工〔2021〕5号", short_name="官和乡",
        ),
        union("行业工会", tree.city.name, kind="industrial", order=7),
        union("乙厂工会", "G1", industrial_superior="行业工会", status="preparing"),
        union("江口县教育局", kind="outside"),
        union(tree.union.name, tree.township.code, founded_on=DAY),
    )  # fmt: skip


def test_a_branch_typed_upside_down_stands_in_the_tree():
    tree = make_tree()

    traces = take_in(branch(tree), tree.city)

    township = Organisation.objects.get(code="G1")
    assert [one.name for one in path(township)] == [
        "铜仁市总工会",
        "江口县总工会",
        "官和乡工会联合会",
    ]
    assert [(one.name, one.status) for one in children(township).order_by("name")] == [
        ("乙厂工会", "preparing"),
        ("甲厂工会", "standing"),
    ]
    assert (township.short_name, township.founded_on, township.approval_number) == (
        "官和乡", DAY, "江工〔2021〕5号",
    )  # fmt: skip
    assert township.terms.get().ends_on == date(2024, 4, 30)
    factory = Organisation.objects.get(name="甲厂工会")
    assert (factory.registration.workers, factory.registration.phone) == (30, "0856-5230001")
    assert factory.code == f"U{int(factory.code[1:]):07d}"
    industrial = Organisation.objects.get(name="行业工会")
    assert [one.name for one in children(industrial, line="industrial")] == ["乙厂工会"]
    assert Organisation.objects.get(name="江口县教育局").placements.count() == 0
    tree.union.refresh_from_db()
    assert tree.union.founded_on == DAY
    assert sorted((one.row, one.model_label, one.before) for one in traces) == [
        (2, "organisations.organisation", None),
        (2, "organisations.registration", None),
        (3, "organisations.organisation", None),
        (3, "organisations.term", None),
        (4, "organisations.organisation", None),
        (5, "organisations.organisation", None),
        (6, "organisations.organisation", None),
        (7, "organisations.organisation", {"founded_on": [None, "2021-05-01"]}),
    ]


def test_the_same_file_once_more_changes_nothing():
    tree = make_tree()
    take_in(branch(tree), tree.city)
    before, deeds = register(), Entry.objects.count()

    assert take_in(branch(tree), tree.city) == []
    assert (register(), Entry.objects.count()) == (before, deeds)


def test_undone_the_register_is_as_before():
    tree = make_tree()
    before = register()

    take_back(take_in(branch(tree), tree.city))

    after = register()
    for one in (*before["Organisation"], *after["Organisation"]):
        one.pop("changed_at")
    assert after == before


def test_what_stands_on_it_meanwhile_keeps_it():
    tree = make_tree()
    traces = take_in(branch(tree), tree.city)
    make_post(Organisation.objects.get(code="G1"))

    with pytest.raises(RuleBroken) as refusal:
        take_back(traces)

    assert refusal.value.code == "organisation.built_upon"
    assert Organisation.objects.filter(code="G1").exists()


def test_a_superior_that_went_since_the_check_stops_the_step():
    tree = make_tree()

    with pytest.raises(RuleBroken) as refusal:
        IMPORTER.commit(
            make_rows(union("甲厂工会", "没了的镇")),
            seat=tree.city,
            on=TODAY,
            by=make_job(),
            at=IN_JULY,
        )

    assert refusal.value.code == "founding.superior_unknown"


def test_the_seat_reaches_no_farther_than_its_branch():
    tree = make_tree()
    rows = make_rows(
        union("甲厂工会", tree.county.code),
        union("乙厂工会", tree.other_county.code),
        union(tree.city.name, code=tree.city.code),
        union("丙厂工会", tree.other_county.name),
    )

    faults = IMPORTER.check(rows, seat=tree.county, on=TODAY)

    assert [(fault.row, fault.code) for fault in faults] == [
        (3, "founding.superior_unknown"),
        (4, "founding.code_elsewhere"),
        (5, "founding.superior_unknown"),
    ]


def test_what_is_known_comes_with_the_template():
    tree = make_tree()

    known = list(IMPORTER.prefilled(tree.county))

    assert [(one["code"], one["name"], one["superior"]) for one in known] == [
        (one.code, one.name, above.code)
        for one, above in [
            *((township, tree.county) for township in tree.townships),
            *((union, tree.township) for union in tree.grassroots),
        ]
    ]
    assert IMPORTER.template(tree.county).facts == {"单位": tree.county.name}
    rows = make_rows(*known)
    assert take_in(rows, tree.county) == []


@pytest.mark.parametrize("work", ["check", "commit"])
def test_queries_do_not_grow_with_the_rows(work):
    tree = make_tree()

    def asked(count: int) -> int:
        names = [f"{count}的{n}厂工会" for n in range(count)]
        rows = make_rows(*(union(one, tree.county.code, workers=1) for one in names))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            if work == "check":
                IMPORTER.check(rows, seat=tree.city, on=TODAY)
            else:
                IMPORTER.commit(rows, seat=tree.city, on=TODAY, by=make_job(), at=IN_JULY)
        return len(queries)

    make_organisation(parent=tree.county)
    make_job()
    asked(2)  # the very first deed makes the head of the record
    assert asked(1) == asked(40)  # 50 are more than SQLite takes in one statement
