from dataclasses import replace
from datetime import date, timedelta

import pytest

from gonghui.audit.models import Entry
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.actions.change import foreseen
from gonghui.organisations.actions.standing import advance, dissolve, rename, resume, suspend
from gonghui.organisations.actions.tree import found_organisation
from gonghui.organisations.models import Ancestry, Change, FormerName, Organisation
from gonghui.organisations.queries.past import names_on
from gonghui.organisations.queries.tree import below, children
from gonghui.organisations.rules.organisation import Kind
from tests.factories.acts import make_act, make_founding
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import make_organisation, make_post, make_tenure, make_tree
from tests.factories.people import make_job

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - timedelta(days=1)


def told(change):
    return (
        change.kind,
        change.effective_on,
        change.reason,
        change.approval_number,
        [(party.role, party.organisation.pk, party.name) for party in change.parties.all()],
    )


def test_rename():
    township = make_tree().township

    done = rename(
        township, make_act(reason="撤镇设街道"), name="闵孝街道工会联合会", short_name="闵孝街道"
    )

    township.refresh_from_db()
    former = FormerName.objects.get()
    assert (township.name, township.short_name, township.pinyin, township.initials) == (
        "闵孝街道工会联合会",
        "闵孝街道",
        "minxiaojiedao",
        "mxjd",
    )
    assert (former.name, former.short_name, former.pinyin, former.until_on) == (
        *("闵孝镇工会联合会", "闵孝镇工会联合会"),
        *("minxiaozhengonghuilianhehui", YESTERDAY),
    )
    assert told(done.change) == (
        *("renamed", TODAY, "撤镇设街道", "铜工复〔2023〕5号"),
        [("subject", township.pk, "闵孝镇工会联合会")],
    )
    assert list(Entry.objects.values_list("verb", "organisation_id")) == [
        ("organisation.renamed", township.pk)
    ]


def test_a_union_is_founded_step_by_step():
    union = make_tree().union
    Organisation.objects.filter(pk=union.pk).update(status="planned")

    advance(union, make_act(YESTERDAY, approval=""))
    preparing = union.status
    advance(union, make_act(approval="江工复〔2023〕9号"))

    union.refresh_from_db()
    assert (preparing, union.status, union.approval_number) == (
        *("preparing", "standing"),
        "江工复〔2023〕9号",
    )
    with pytest.raises(RuleBroken, match=r"change\.too_early"):
        advance(union, make_act())
    with pytest.raises(RuleBroken, match=r"organisation\.no_next_status"):
        advance(union, make_act(at=make_act().at + timedelta(days=1), on=TODAY + timedelta(days=1)))


def test_suspend_and_resume():
    union = make_tree().union

    suspend(union, make_act(YESTERDAY))
    suspended = union.status
    with pytest.raises(RuleBroken, match=r"change\.too_early"):
        resume(union, make_act(YESTERDAY))
    resume(union, make_act())

    union.refresh_from_db()
    assert (suspended, union.status) == ("suspended", "standing")
    assert [kind for (kind,) in Change.objects.order_by("pk").values_list("kind")] == [
        *("suspended", "resumed")
    ]


def test_what_ends_with_an_organisation():
    tree = make_tree()
    chair = make_tenure(post=make_post(tree.union))
    left = make_tenure(post=make_post(tree.union, "委员"), until_on=date(2021, 1, 1))

    dissolve(tree.union, make_act(reason="企业终止"))

    for one in (tree.union, chair, left, chair.post):
        one.refresh_from_db()
    placement = tree.union.placements.get()
    assert (tree.union.status, tree.union.ended_on) == ("dissolved", YESTERDAY)
    assert (placement.until_on, chair.until_on, left.until_on, chair.post.ended_on) == (
        *(YESTERDAY, YESTERDAY),
        *(date(2021, 1, 1), YESTERDAY),
    )
    assert tree.union not in children(tree.township)
    assert tree.union not in below(tree.city)
    above = Ancestry.objects.filter(organisation=tree.union, ancestor=tree.city)
    assert above.exists(), "the city still reads its history"


@pytest.mark.parametrize(
    ("act", "code"),
    [
        pytest.param(
            lambda tree: rename(tree.township, make_act(reason=" "), name="甲"),
            "change.reason_missing",
            id="an act without a reason",
        ),
        pytest.param(
            lambda tree: rename(tree.township, make_act(TODAY + timedelta(days=1)), name="甲"),
            "change.in_the_future",
            id="an act of tomorrow",
        ),
        pytest.param(
            lambda tree: dissolve(tree.union, make_act(date(2020, 1, 1))),
            "change.too_early",
            id="ending on the day it was placed there",
        ),
        pytest.param(
            lambda tree: rename(tree.township, make_act(), name="\u200b "),
            "organisation.name_missing",
            id="a name of nothing visible",
        ),
        pytest.param(
            lambda tree: rename(tree.township, make_act(), name=tree.township.name),
            "organisation.same_name",
            id="the name it has",
        ),
        pytest.param(
            lambda tree: dissolve(tree.township, make_act()),
            "organisation.has_below",
            id="dissolving one that leads others",
        ),
        pytest.param(
            lambda tree: suspend(tree.county, make_act()),
            "organisation.has_below",
            id="suspending one that leads others",
        ),
        pytest.param(
            lambda tree: resume(tree.union, make_act()),
            "organisation.not_suspended",
            id="resuming one at work",
        ),
        pytest.param(
            lambda tree: [suspend(tree.union, make_act(YESTERDAY)), suspend(tree.union, make_act())],
            "organisation.not_standing",
            id="suspending twice",
        ),
        pytest.param(
            lambda tree: [dissolve(tree.union, make_act(YESTERDAY)), rename(tree.union, make_act(), name="甲")],
            "organisation.ended",
            id="renaming one that has ended",
        ),
        pytest.param(
            lambda tree: rename(make_organisation("中共铜仁市委", kind=Kind.OUTSIDE), make_act(), name="甲"),
            "organisation.outside",
            id="an outside body",
        ),
        pytest.param(
            lambda tree: [
                make_tenure(post=make_post(tree.union), from_on=TODAY),
                dissolve(tree.union, make_act()),
            ],
            "change.too_early",
            id="ending before somebody took up a post there",
        ),
    ],
)  # fmt: skip
def test_refused_acts(act, code):
    tree = make_tree()

    with pytest.raises(RuleBroken) as refused:
        act(tree)

    assert refused.value.code == code


def test_what_is_foreseen_has_not_happened():
    tree = make_tree()

    done = foreseen(lambda: dissolve(tree.union, make_act()))

    assert done.change.kind == "dissolved"
    assert (Change.objects.count(), Entry.objects.count()) == (0, 0)
    assert Organisation.objects.get(pk=tree.union.pk).ended_on is None


def test_what_was_entered_today_may_be_called_otherwise_today():
    new = found_organisation(
        replace(make_founding("闵太镇工会联合会", parent=make_tree().county), founded_on=TODAY),
        on=TODAY,
        by=make_job(),
        at=IN_JULY,
    )

    rename(new, make_act(reason="录入更正"), name="闵太街道工会联合会")

    assert names_on([new], TODAY) == {new.pk: "闵太街道工会联合会"}
    with pytest.raises(RuleBroken, match=r"change\.too_early"):
        rename(new, make_act(YESTERDAY), name="甲")
