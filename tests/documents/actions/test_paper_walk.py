"""Whatever is done by whom in which order: the numbers have no gap, and nothing is lost."""

from datetime import timedelta
from random import Random

import pytest

from gonghui.audit.models import Entry
from gonghui.documents.actions import number
from gonghui.documents.actions import paper as acts
from gonghui.documents.models import Paper, SeriesYear
from gonghui.documents.queries.number import registers_of
from gonghui.documents.queries.paper import words_of
from gonghui.documents.rules.handling import NUMBERED, STEPS, PaperKind, PaperState, Step
from gonghui.foundation.errors import RuleBroken
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation
from tests.factories.papers import make_series, make_words
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db
TURNS = 150


@pytest.mark.parametrize("seed", range(5))
def test_random_acts_by_random_people(seed):
    chance = Random(seed)  # noqa: S311 -- to shuffle, not to hide
    city, county = make_organisation("铜仁市总工会"), make_organisation("石阡县总工会")
    registers = [make_series(city), make_series(city, "铜工函"), make_series(county, "石工发")]
    people = [make_plain_account(name) for name in ("任小禾", "龚德才", "唐心怡")]
    at, said, refused = IN_JULY, {}, 0
    for turn in range(TURNS):
        at += timedelta(days=chance.choice([0, 0, 1, 9]))
        by = chance.choice(people)
        try:
            paper = _turn(chance, turn, (city, county), registers, {"by": by, "at": at})
        except RuleBroken:
            refused += 1
            continue
        said.setdefault(paper.pk, []).append(words_of(Paper.objects.get(pk=paper.pk)))

    papers = list(Paper.objects.prefetch_related("revisions"))
    assert refused
    assert {paper.pk for paper in papers} == set(said)
    for paper in papers:
        _is_whole(paper, said[paper.pk])
    for register in registers_of([city, county]):
        assert register.numbers.missing == ()
        assert (
            register.given
            == Paper.objects.filter(series=register.year.series, year=register.year.year).count()
        )
    given = sum(one.last - one.before for one in SeriesYear.objects.all())
    assert given == Paper.objects.exclude(number="").count()
    numbers = [paper.number for paper in papers if paper.number]
    assert len(set(numbers)) == len(numbers)


def _turn(chance, turn, places, registers, told) -> Paper:
    """One act; most of them in order, some out of it."""
    papers = list(Paper.objects.all())
    if not papers or chance.random() < 0.1:
        words = make_words(title=f"第{turn}件")
        return acts.draft(chance.choice(places), PaperKind.NOTICE, words, **told)
    paper = chance.choice(papers)
    steps = [step for step, moves in STEPS.items() if PaperState(paper.state) in moves]
    step = chance.choice(steps if steps and chance.random() < 0.8 else list(STEPS))
    reason, edition = chance.choice(["", "再改"]), paper.edition - (chance.random() < 0.1)
    act = {
        Step.EDIT: lambda: acts.edit(
            paper, make_words(text=f"第{turn}稿。"), edition=edition, **told
        ),
        Step.SUBMIT: lambda: acts.submit(paper, **told),
        Step.TAKE_BACK: lambda: acts.take_back(paper, **told),
        Step.PASS: lambda: acts.pass_on(paper, edition=edition, **told),
        Step.SEND_BACK: lambda: acts.send_back(paper, reason=reason, **told),
        Step.SIGN: lambda: acts.sign(paper, edition=edition, **told),
        Step.REFUSE: lambda: acts.refuse(paper, reason=reason, **told),
        Step.REGISTER: lambda: number.register(paper, chance.choice(registers), **told),
        Step.ISSUE: lambda: acts.issue(paper, **told),
        Step.ARCHIVE: lambda: acts.archive(paper, **told),
        Step.DROP: lambda: acts.drop(paper, **told),
        Step.VOID: lambda: acts.void(paper, reason=reason, **told),
    }[step]
    return act()


def _is_whole(paper: Paper, said) -> None:
    """Its trace leads from step to step to where it is, and tells all it ever said."""
    trace = list(paper.revisions.all())
    state = PaperState.DRAFT
    assert trace[0].step == Step.DRAFT.value
    for one in trace[1:]:
        state = STEPS[Step(one.step)][state]
        assert one.state == state.value
    assert paper.state == state.value
    assert [one.told for one in trace if one.told][-1] == words_of(paper) == said[-1]
    assert bool(paper.number) == any(one.step == Step.REGISTER.value for one in trace)
    assert bool(paper.number) or state not in NUMBERED
    deeds = Entry.objects.filter(subject_id=str(paper.pk), verb__startswith="paper.")
    assert deeds.count() == len(trace)
    wrote = {one.by_id for one in trace if one.told}
    checked = {Step.PASS.value, Step.SIGN.value}
    for place, one in enumerate(trace):
        if one.step in checked:
            assert one.by_id not in {before.by_id for before in trace[:place] if before.told}
    assert paper.signed_by_id is None or paper.signed_by_id not in wrote
