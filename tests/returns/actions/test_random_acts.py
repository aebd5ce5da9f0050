"""Random acts by random hands, a day each: the tree stays a tree, any past day reproduces, open
rounds and asks follow, closed ones keep still."""

from datetime import datetime, timedelta
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gonghui.cascade.models import Assignment
from gonghui.cascade.rules.assignment import OPEN
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.periods import Period
from gonghui.organisations.actions.move import Share, merge, move, split
from gonghui.organisations.actions.standing import dissolve, rename, resume, suspend
from gonghui.organisations.models import Ancestry, Organisation, Placement
from gonghui.organisations.queries.past import names_on, tree_on
from gonghui.organisations.queries.tree import children, is_below
from gonghui.organisations.rules.organisation import Kind, Line
from gonghui.returns.actions.round import close_round
from gonghui.returns.models import RollUp, Sheet
from gonghui.returns.queries.verification import verify
from tests.factories.acts import make_act, make_founding
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import make_organisation
from tests.factories.people import make_job
from tests.factories.returns import make_filed, make_form, make_round

pytestmark = pytest.mark.django_db
KINDS = (Kind.COUNTY, Kind.TOWNSHIP, Kind.GRASSROOTS)
SEEDS = st.integers(0, 2**32)


class Federation:
    """A tree of random shape with a closed and an open round on it, and hands that act on it."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 -- the same walk again when it fails
        self.day, self.at = TODAY, IN_JULY
        self.city = make_organisation("铜仁市总工会", kind=Kind.CITY)
        self.codes = 0
        grown = [self.city]
        for _ in range(self.random.randint(4, 14)):
            parent = self.random.choice([one for one in grown if one.level != "grassroots"])
            above = 0 if parent == self.city else KINDS.index(Kind(parent.kind)) + 1
            grown.append(
                make_organisation(parent=parent, kind=self.random.choice(KINDS[min(above, 2) :]))
            )
        form = make_form()
        self.closed = make_round(self.city, form=form, period=Period.parse("2022H2"))
        self.file_some(self.closed)
        close_round(self.closed, by=make_job(), at=self.at)
        self.open = make_round(self.city, form=form)
        self.file_some(self.open)

    def file_some(self, made) -> None:
        for sheet in Sheet.objects.filter(
            round=made, counted=None, excused_on=None, assignment__state__in=["sent", "working"]
        ).select_related("organisation"):
            if self.random.random() < 0.4:
                values = {"members": self.random.randint(1, 99), "women": 1}
                values["employees"] = values["members"]
                make_filed(made, sheet.organisation, values, accepted=self.random.random() < 0.5)

    def living(self) -> list[Organisation]:
        return list(Organisation.objects.filter(ended_on=None).exclude(pk=self.city.pk))

    def next_day(self) -> None:
        self.day += timedelta(days=1)
        self.at += timedelta(days=1)

    def act(self) -> None:
        """One act, or its refusal."""
        one = self.random.choice(self.living() or [self.city])
        other = self.random.choice([*self.living(), self.city])
        entered = make_act(self.day, at=self.at)
        acts = {
            "move": lambda: move(one, entered, to=other),
            "merge": lambda: merge([one], entered, into=other),
            "join": lambda: merge([one, other], entered, into=self.founding(one)),
            "split": lambda: split(one, entered, shares=self.shares(one), ends=self.coin()),
            "rename": lambda: rename(one, entered, name=f"{one.name}甲"),
            "suspend": lambda: suspend(one, entered),
            "resume": lambda: resume(one, entered),
            "dissolve": lambda: dissolve(one, entered),
        }
        name = self.random.choice(sorted(acts))
        try:
            with transaction.atomic():
                acts[name]()
        except RuleBroken:
            pass

    def coin(self) -> bool:
        return self.random.random() < 0.5

    def founding(self, like: Organisation):
        self.codes += 1
        above = Ancestry.objects.filter(organisation=like, steps=1).first()
        return make_founding(
            f"新{self.codes}工会",
            parent=above.ancestor if above else None,
            kind=Kind(like.kind),
            code=f"N{self.codes}",
        )

    def shares(self, one: Organisation) -> list[Share]:
        below = list(children(one))
        half = self.random.randint(0, len(below))
        return [Share(self.founding(one), below[:half]), Share(self.founding(one), below[half:])]

    def snapshot(self) -> tuple[dict[int, int], dict[int, str]]:
        """Who stands below whom today, and what they are called."""
        pairs = Ancestry.objects.filter(
            steps=1, line="territorial", organisation__ended_on=None, ancestor__ended_on=None
        )
        tree = dict(pairs.values_list("organisation", "ancestor"))
        return tree, {pk: Organisation.objects.get(pk=pk).name for pk in tree}


def closed_totals(made):
    return list(RollUp.objects.filter(round=made).order_by("pk").values())


def check_tree(federation):
    """One superior each, no circles, and the derived table says what the placements say."""
    now = Placement.objects.filter(until_on=None, line=Line.TERRITORIAL.value)
    superior = dict(now.values_list("organisation", "parent"))
    assert len(superior) == now.count()
    assert set(superior) == {one.pk for one in federation.living()}
    expected = set()
    for pk in [federation.city.pk, *superior]:
        way = [pk]
        while way[-1] in superior:
            assert superior[way[-1]] not in way, "a circle"
            way.append(superior[way[-1]])
        assert way[-1] == federation.city.pk, "an orphan"
        expected |= {(pk, above, steps) for steps, above in enumerate(way)}
    pairs = Ancestry.objects.filter(line="territorial", organisation__ended_on=None)
    assert set(pairs.values_list("organisation", "ancestor", "steps")) == expected


def check_asks(federation):
    """Nobody who is not there owes anything, and only those above somebody ask something of them."""
    owed = Assignment.objects.filter(state__in=[state.value for state in OPEN])
    for one in owed.filter(directive__in=[federation.open.directive_id]).select_related(
        "organisation", "answers_to", "directive__issuer"
    ):
        assert one.organisation.ended_on is None
        assert one.organisation.status == "standing" or one.organisation.status == "suspended"
        assert one.answers_to.ended_on is None
        assert is_below(one.organisation, one.answers_to)
        assert is_below(one.organisation, one.directive.issuer)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=SEEDS, days=st.integers(1, 8))
def test_random_acts(seed, days):
    with transaction.atomic():
        federation = Federation(seed)
        before = closed_totals(federation.closed)
        days_seen: dict[object, tuple[dict[int, int], dict[int, str]]] = {}
        for _ in range(days):
            federation.act()
            federation.file_some(federation.open)
            check_tree(federation)
            check_asks(federation)
            assert verify().disagreements == []
            days_seen[federation.day] = federation.snapshot()
            federation.next_day()
        for day, (tree, names) in days_seen.items():
            assert tree_on(federation.city, day) == tree
            assert names_on(Organisation.objects.filter(pk__in=names), day) == names
        assert closed_totals(federation.closed) == before
        transaction.set_rollback(True)


def test_the_clock_of_the_walk():
    assert isinstance(IN_JULY, datetime)
    assert IN_JULY.date() == TODAY
