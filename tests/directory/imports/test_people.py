"""The workbook of people in posts beside a register: checked, taken in, taken back."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gonghui.audit.models import Entry
from gonghui.directory.imports.people import PeopleImporter
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Department, Portfolio, Post, Tenure
from gonghui.organisations.queries.post import holders_at, portfolios_of
from gonghui.people.models import Person
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import make_department, make_post, make_tenure, make_tree
from tests.factories.people import make_job, make_person, make_plain_account
from tests.factories.rows import make_rows, seat

pytestmark = pytest.mark.django_db

DAY = date(2021, 5, 1)
IMPORTER = PeopleImporter()


def take_in(rows, at):
    """As the engine does; here every row is a step of its own."""
    assert list(IMPORTER.check(rows, seat=at, on=TODAY)) == []
    return [
        trace
        for wave in IMPORTER.ordered(rows)
        for row in wave
        for trace in IMPORTER.commit([row], seat=at, on=TODAY, by=make_job(), at=IN_JULY)
    ]


def at_once(rows, at):
    (wave,) = IMPORTER.ordered(rows)
    return list(IMPORTER.commit(wave, seat=at, on=TODAY, by=make_job(), at=IN_JULY))


def register():
    models = (Department, Post, Portfolio, Tenure, Person)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def office(tree):
    county, city = tree.county.name, tree.city.code
    return make_rows(
        seat("任小禾", "主席", county, DAY, precedence=5, portfolio="全面工作", person_code="N1"),
        seat("任小禾", "副主席", city, DAY, manner="part_time", person_code="N1"),
        seat("龚德才", "党组书记", county, DAY),
        seat("龚德才", "常务副主席", county, DAY),
        seat("梁正平", "副主席", county, DAY, portfolio="组织建设、县级工会加强年"),
        seat("龙秀英", "副主席", county, DAY, portfolio="财务"),
        seat("龙秀英", "部长", city, DAY, department="组织部", post_kind="department_head"),
        seat(
            "麻建英",
            "部长",
            city,
            date(2018, 1, 1),
            department="组织部",
            until_on=date(2021, 4, 30),
        ),
    )


@pytest.mark.parametrize("way", [take_in, at_once], ids=["row by row", "at once"])
def test_an_office_is_staffed(way):
    tree = make_tree()
    make_department(tree.city, "办公室", order=4)

    way(office(tree), tree.city)

    held = [
        (one.post.title, one.post.kind, one.person.name)
        for one in holders_at(tree.county, on=TODAY)
    ]
    assert held[:2] == [("主席", "chair", "任小禾"), ("党组书记", "secretary", "龚德才")]
    assert sorted(held[2:]) == [
        ("副主席", "deputy", "梁正平"),
        ("副主席", "deputy", "龙秀英"),
        ("常务副主席", "deputy", "龚德才"),
    ]
    posts = list(Post.objects.filter(organisation=tree.county, title="副主席"))
    in_charge = {frozenset(one) for one in portfolios_of(posts, on=TODAY).values()}
    assert in_charge == {frozenset({"组织建设", "县级工会加强年"}), frozenset({"财务"})}
    assert sorted(Person.objects.values_list("name", "code")) == [
        ("任小禾", "N1"), ("梁正平", ""), ("麻建英", ""), ("龙秀英", ""), ("龙秀英", ""),
        ("龚德才", ""),
    ]  # fmt: skip
    chair = Person.objects.get(code="N1")
    assert sorted(
        Tenure.objects.filter(person=chair).values_list("post__title", "manner", "post__precedence")
    ) == [("主席", "regular", 5), ("副主席", "part_time", 30)]
    department = Department.objects.get(name="组织部")
    assert (department.organisation, department.order) == (tree.city, 5)
    head = department.posts.get()
    assert sorted(head.tenures.values_list("person__name", "until_on")) == [
        ("麻建英", date(2021, 4, 30)),
        ("龙秀英", None),
    ]


def test_the_same_file_once_more_changes_nothing():
    tree = make_tree()
    take_in(office(tree), tree.city)
    before, deeds = register(), Entry.objects.count()

    assert take_in(office(tree), tree.city) == []
    assert (register(), Entry.objects.count()) == (before, deeds)


def test_undone_the_register_is_as_before():
    tree = make_tree()
    make_tenure(make_person("麻青松"), make_post(tree.union, "主席"))
    before = register()
    traces = take_in(office(tree), tree.city)

    for trace in reversed(traces):
        IMPORTER.undo([trace], by=make_job(), at=IN_JULY)

    assert register() == before
    assert {one.model_label for one in traces} == {
        "organisations.tenure", "organisations.portfolio", "organisations.post",
        "organisations.department", "people.person",
    }  # fmt: skip


def test_a_whole_step_is_undone_at_once():
    tree = make_tree()
    before = register()

    IMPORTER.undo(at_once(office(tree), tree.city), by=make_job(), at=IN_JULY)

    assert register() == before


def test_who_has_an_account_meanwhile_stays_with_all_of_that_step():
    tree = make_tree()
    traces = at_once(office(tree), tree.city)
    account = make_plain_account()
    account.person = Person.objects.get(name="龚德才")
    account.save()

    with pytest.raises(RuleBroken) as refusal:
        IMPORTER.undo(traces, by=make_job(), at=IN_JULY)

    assert (refusal.value.code, refusal.value.facts) == ("person.in_use", {"name": "龚德才"})


def test_a_chair_who_is_known_gets_what_they_are_in_charge_of_beside():
    tree = make_tree()
    chair = make_post(tree.county, "主席")
    make_tenure(make_person("任小禾"), chair, from_on=DAY)
    rows = make_rows(seat("任小禾", "主席", tree.county.code, DAY, portfolio="全面工作"))

    (trace,) = take_in(rows, tree.city)

    assert (trace.model_label, Portfolio.objects.get().subject) == (
        "organisations.portfolio",
        "全面工作",
    )
    assert (Post.objects.count(), Tenure.objects.count(), Person.objects.count()) == (1, 1, 1)


def test_the_seat_reaches_no_farther_than_its_branch():
    tree = make_tree()
    rows = make_rows(
        seat("任小禾", "主席", tree.township.code, DAY),
        seat("龚德才", "主席", tree.other_county.code, DAY),
    )

    faults = IMPORTER.check(rows, seat=tree.county, on=TODAY)

    assert [(fault.row, fault.code) for fault in faults] == [(3, "staffing.organisation_unknown")]
    with pytest.raises(RuleBroken) as refusal:
        IMPORTER.commit(rows, seat=tree.county, on=TODAY, by=make_job(), at=IN_JULY)
    assert refusal.value.code == "staffing.organisation_unknown"


@pytest.mark.parametrize("work", ["check", "commit"])
def test_queries_do_not_grow_with_the_rows(work):
    tree = make_tree()

    def asked(count: int) -> int:
        rows = make_rows(
            *(
                seat(f"{count}甲{n}", f"第{count}任{n}干事", tree.city.code, DAY,
                     post_kind="officer", department=f"{count}第{n}室", portfolio=f"事项{n}")
                for n in range(count)
            )
        )  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            if work == "check":
                IMPORTER.check(rows, seat=tree.city, on=TODAY)
            else:
                IMPORTER.commit(rows, seat=tree.city, on=TODAY, by=make_job(), at=IN_JULY)
        return len(queries)

    make_job()
    asked(2)  # the very first deed makes the head of the record
    assert asked(1) == asked(50)
