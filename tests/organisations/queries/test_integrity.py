"""Each damage is put in behind the models' backs, as a restored half or a hand on the table would."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gonghui.organisations.models import Ancestry, Organisation, Placement, Term
from gonghui.organisations.queries.integrity import FINDERS, Trouble, counts, of, troubles
from gonghui.organisations.rules.integrity import CHECKS, Weight
from gonghui.organisations.rules.organisation import Kind, Line, PostKind, Status
from gonghui.organisations.rules.post import Manner
from tests.factories.moments import LONG_AGO, TODAY
from tests.factories.organisations import (
    make_department,
    make_organisation,
    make_outside_body,
    make_post,
    make_tenure,
    make_tree,
)
from tests.factories.people import make_person
from tests.factories.registration import credit_code, make_registration

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


def run(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def wrong():
    """All that is damaged: check, organisation, fact."""
    return [
        (one.code, one.organisation.pk, one.facts.get("fact"))
        for one in troubles(on=TODAY)
        if one.weight is Weight.WRONG
    ]


def found(code):
    return [
        (one.organisation, one.facts.get("fact")) for one in troubles(on=TODAY) if one.code == code
    ]


def dissolve(organisation, ended_on):
    organisation.status, organisation.ended_on = Status.DISSOLVED.value, ended_on
    organisation.save()


def hang_below(organisation, parent):
    run(
        "UPDATE organisations_placement SET parent_id = %s WHERE organisation_id = %s",
        parent.pk,
        organisation.pk,
    )


def test_every_check_is_run():
    assert set(FINDERS) == set(CHECKS)


def test_a_sound_tree_has_nothing_wrong(tree):
    make_outside_body()
    industrial = make_organisation("教育工会", kind=Kind.INDUSTRIAL, parent=tree.city)
    placement = {"line": Line.INDUSTRIAL.value, "from_on": LONG_AGO}
    Placement.objects.create(organisation=tree.union, parent=industrial, **placement)
    for one, above, steps in (
        (tree.union, industrial, 1),
        (tree.union, tree.union, 0),
        (industrial, industrial, 0),
    ):
        Ancestry.objects.create(
            line=Line.INDUSTRIAL.value, organisation=one, ancestor=above, steps=steps
        )

    assert wrong() == []


def test_what_has_ended_keeps_its_history(tree):
    Placement.objects.filter(organisation=tree.union).update(until_on=TODAY)
    dissolve(tree.union, TODAY)
    make_tenure(post=make_post(tree.union), until_on=TODAY)

    assert wrong() == []


def test_an_orphan(tree):
    run("DELETE FROM organisations_placement WHERE organisation_id = %s", tree.township.pk)

    assert ("tree.orphan", tree.township.pk, None) in wrong()
    assert [one for one, _ in found("tree.orphan")] == [tree.township]


def test_two_cities_beside_each_other_are_no_orphans(tree):
    make_organisation("遵义市总工会", kind=Kind.CITY)

    assert found("tree.orphan") == []


def test_a_circle_is_found_and_not_who_hangs_below_it(tree):
    # the county below its own township: township and county are in it, the unions hang below it
    hang_below(tree.county, tree.township)

    assert {one for one, _ in found("tree.cycle")} == {tree.county, tree.township}


def test_a_second_superior(tree):
    until = TODAY + timedelta(days=30)
    run(
        "INSERT INTO organisations_placement (organisation_id, parent_id, line, from_on, until_on)"
        " VALUES (%s, %s, 'territorial', %s, %s)",
        *(tree.township.pk, tree.other_county.pk, TODAY, until),
    )

    assert found("tree.two_superiors") == [(tree.township, tree.other_county.name)]


def test_one_superior_after_the_other_is_no_second(tree):
    Placement.objects.filter(organisation=tree.township).update(until_on=TODAY)
    run(
        "INSERT INTO organisations_placement (organisation_id, parent_id, line, from_on)"
        " VALUES (%s, %s, 'territorial', %s)",
        *(tree.township.pk, tree.other_county.pk, TODAY + timedelta(days=1)),
    )

    assert found("tree.two_superiors") == []


def test_below_what_is_gone(tree):
    hang_below(tree.other_county, make_outside_body("某单位"))
    dissolve(tree.township, TODAY)

    assert {(one.pk, fact) for one, fact in found("tree.superior_gone")} == {
        (tree.other_county.pk, "某单位"),
        *((union.pk, tree.township.name) for union in tree.grassroots),
    }
    assert found("organisation.dissolved_placed") == [(tree.township, TODAY)]


@pytest.mark.parametrize(
    "steps", [pytest.param(0, id="itself"), pytest.param(2, id="two levels up")]
)
def test_a_row_of_the_table_is_missing(tree, steps):
    run(
        "DELETE FROM organisations_ancestry WHERE organisation_id = %s AND steps = %s",
        *(tree.union.pk, steps),
    )

    assert wrong() == [("tree.ancestry_missing", tree.union.pk, None)]


def test_a_row_of_the_table_too_many(tree):
    run(
        "INSERT INTO organisations_ancestry (line, organisation_id, ancestor_id, steps)"
        " VALUES ('territorial', %s, %s, 2)",
        *(tree.union.pk, tree.other_county.pk),
    )

    assert wrong() == [("tree.ancestry_extra", tree.union.pk, None)]


def test_a_row_of_the_table_with_the_wrong_steps(tree):
    run(
        "UPDATE organisations_ancestry SET steps = 7 WHERE organisation_id = %s AND steps = 2",
        tree.union.pk,
    )

    assert wrong() == [
        ("tree.ancestry_missing", tree.union.pk, None),
        ("tree.ancestry_extra", tree.union.pk, None),
    ]


def test_status_and_last_day_go_together(tree):
    dissolve(tree.other_county, None)
    Placement.objects.filter(organisation=tree.other_county).delete()
    Organisation.objects.filter(pk=tree.union.pk).update(ended_on=TODAY)

    assert wrong() == [
        ("organisation.status_and_end", tree.other_county.pk, None),
        ("organisation.status_and_end", tree.union.pk, TODAY),
    ]


def test_held_after_the_end(tree):
    Placement.objects.filter(organisation=tree.union).update(until_on=TODAY)
    dissolve(tree.union, TODAY)
    make_tenure(make_person("任小禾"), make_post(tree.union), until_on=TODAY + timedelta(days=1))

    assert wrong() == [("organisation.dissolved_held", tree.union.pk, "任小禾")]


def test_one_person_twice_in_one_post(tree):
    post = make_post(tree.county, "副主席", kind=PostKind.DEPUTY)
    person = make_person("任小禾")
    make_tenure(person, post, until_on=TODAY)
    make_tenure(person, post, from_on=TODAY)
    make_tenure(make_person("麻青松"), post)

    assert wrong() == [("tenure.overlaps", tree.county.pk, "任小禾")]


def test_more_than_the_seats(tree):
    chair = make_post(tree.county)
    deputy = make_post(tree.city, "副主席", kind=PostKind.DEPUTY, seats=2)
    for name in ("麻青松", "任小禾"):
        make_tenure(make_person(name), deputy)
        make_tenure(make_person(name), chair, manner=Manner.ACTING)
    assert wrong() == []

    for post in (chair, chair, deputy):
        make_tenure(make_person("田晓岚"), post, from_on=TODAY)

    assert wrong() == [
        ("tenure.overcrowded", tree.city.pk, "副主席"),
        ("tenure.overcrowded", tree.county.pk, "主席"),
    ]


def test_held_before_the_founding(tree):
    Organisation.objects.filter(pk=tree.union.pk).update(founded_on=TODAY)
    make_tenure(make_person("任小禾"), make_post(tree.union))

    assert wrong() == [("tenure.too_early", tree.union.pk, "任小禾")]


def test_a_post_in_the_department_of_another(tree):
    make_post(tree.county, "部长", department=make_department(tree.city))
    make_post(tree.city, "部长", department=make_department(tree.city, "财务部"))

    assert wrong() == [("post.department_elsewhere", tree.county.pk, "部长")]


@pytest.mark.parametrize(
    ("code", "is_wrong"),
    [
        pytest.param(credit_code("81520600MC0000001"), False, id="right"),
        pytest.param(credit_code("N2520600MFYYYYYYY"), False, id="right, with letters"),
        pytest.param("81520600MC0000001", True, id="one short"),
        pytest.param(credit_code("81520600MC0000001")[:-1] + "I", True, id="a letter never used"),
        pytest.param(credit_code("81520600MC0000001").lower(), True, id="lower case"),
        pytest.param(credit_code("81520600MC0000001").replace("MC", "CM"), True, id="swapped"),
    ],
)
@pytest.mark.parametrize("which", ["credit_code", "employer_code"])
def test_codes_prove_themselves(tree, which, code, is_wrong):
    make_registration(tree.union, **{which: code})

    assert wrong() == ([("registration.code_wrong", tree.union.pk, code)] if is_wrong else [])


def test_a_code_of_two(tree):
    code = credit_code("81520600MC0000001")
    for union in tree.grassroots:
        make_registration(union, credit_code=code, employer_code=code)

    assert wrong() == [("registration.code_shared", one.pk, code) for one in tree.grassroots]


def test_what_is_not_entered_yet_is_open_not_wrong(tree):
    make_outside_body()
    make_registration(tree.city, credit_code=credit_code("13520600MB0000001"))
    make_tenure(post=make_post(tree.city))
    make_tenure(post=make_post(tree.county), manner=Manner.ACTING)
    make_tenure(post=make_post(tree.other_county), until_on=TODAY - timedelta(days=1))
    begun = {"years": 5}
    Term.objects.create(
        organisation=tree.city, elected_on=LONG_AGO, ends_on=date(2024, 12, 31), **begun
    )
    Term.objects.create(
        organisation=tree.county, elected_on=date(2013, 1, 1), ends_on=date(2017, 12, 31), **begun
    )
    Term.objects.create(
        organisation=tree.county, elected_on=date(2018, 1, 1), ends_on=date(2022, 12, 31), **begun
    )
    others = [tree.county, tree.other_county, *tree.townships, *tree.grassroots]

    assert wrong() == []
    assert {one for one, _ in found("post.no_chair")} == set(others)
    assert {one for one, _ in found("registration.no_code")} == set(others)
    assert {one for one, _ in found("term.not_entered")} == set(others[1:])
    assert found("term.expired") == [(tree.county, date(2022, 12, 31))]


def test_of_tells_only_of_those_asked_about(tree):
    asked = Organisation.objects.filter(pk=tree.union.pk)

    assert list(of(asked, on=TODAY)) == [
        Trouble(code, tree.union, {})
        for code in ("term.not_entered", "post.no_chair", "registration.no_code")
    ]
    assert {code: n for code, n in counts(asked, on=TODAY).items() if n} == {
        "term.not_entered": 1,
        "post.no_chair": 1,
        "registration.no_code": 1,
    }


def test_each_check_is_one_query_however_many_organisations(tree):
    everything = Organisation.objects.all()
    with CaptureQueriesContext(connection) as few:
        counts(everything, on=TODAY)
        list(of(everything, on=TODAY))
    for _ in range(50):
        make_organisation(parent=tree.township)
    with CaptureQueriesContext(connection) as many:
        counts(everything, on=TODAY)
        list(of(everything, on=TODAY))

    assert len(few) == len(many) == 2 * len(CHECKS)
