"""What is refused, and that a refusal changes nothing."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from gonghui.audit.models import Entry
from gonghui.audit.queries import fault_in_chain
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.periods import Period
from gonghui.returns.actions.batch import Answer, file_sheets
from gonghui.returns.actions.form import publish_form, publish_half_year_form
from gonghui.returns.actions.round import close_round, issue_round, relay_round
from gonghui.returns.actions.sheet import accept_sheet, accept_sheets, file_sheet, save_draft
from gonghui.returns.models import Form, RollUp, Sheet, Version
from gonghui.returns.rules.catalogue import Catalogue
from gonghui.returns.rules.form import Blank
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation, make_tree
from tests.factories.people import make_job
from tests.factories.returns import (
    BLANK,
    FIRST_HALF,
    VALUES,
    make_ask,
    make_filed,
    make_form,
    make_line,
    make_round,
    sheet_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def made(tree):
    return make_round(tree.city)


def save(sheet, **typed):
    return save_draft(
        sheet, values=typed, notes={}, version=sheet.edition, by=make_job(), at=IN_JULY
    )


def refused(code, act, *args, **named):
    with pytest.raises(RuleBroken) as found:
        act(*args, **named, by=make_job(), at=IN_JULY)
    assert found.value.code == code
    return found.value.facts


def test_a_sheet_that_is_not_ready_is_not_filed(made, tree):
    sheet = save(sheet_of(made, tree.union), members="八十")

    facts = refused("sheet.not_ready", file_sheet, sheet)

    assert facts == {"count": 5}
    assert not Version.objects.exists()
    assert RollUp.objects.filter(filed_count__gt=0).count() == 0


def test_a_filed_sheet_is_not_typed_into(made, tree):
    make_filed(made, tree.union)
    sheet = sheet_of(made, tree.union)

    refused("sheet.not_open", save_draft, sheet, values={}, notes={}, version=sheet.edition)


def test_nobody_answers_before_being_asked(tree):
    made = make_round(tree.city, relayed=False)
    sheet = sheet_of(made, tree.union)

    refused("sheet.not_asked_yet", save_draft, sheet, values={}, notes={}, version=0)


def test_nothing_changes_after_a_round_has_closed(made, tree):
    make_filed(made, tree.union)
    close_round(made, by=make_job(), at=IN_JULY)

    sheet = sheet_of(made, tree.union)
    refused("round.closed", accept_sheet, sheet)
    refused("round.closed", close_round, made)
    batch = file_sheets(
        sheet.round, [Answer(tree.county.pk, VALUES | {"letters": 1})], by=make_job(), at=IN_JULY
    )
    assert [one.refusal.code for one in batch.refused] == ["round.closed"]


def test_nothing_is_accepted_before_it_is_filed(made, tree):
    refused("sheet.nothing_filed", accept_sheet, sheet_of(made, tree.union))
    refused("sheet.none_chosen", accept_sheets, [sheet_of(made, tree.union)])


def test_a_batch_files_what_is_ready_and_hands_back_the_rest(made, tree):
    first, second = tree.grassroots
    stranger = make_organisation()

    batch = file_sheets(
        made,
        [
            Answer(first.pk, VALUES),
            Answer(second.pk, VALUES | {"women": 99}),
            Answer(stranger.pk, VALUES),
        ],
        by=make_job(),
        at=IN_JULY,
        accepted=True,
    )

    assert batch.filed == 1
    assert [one.organisation_id for one in batch.refused] == [second.pk, stranger.pk]
    assert batch.refused[0].findings[0].refusal.code == "sheet.at_most"
    assert batch.refused[1].refusal.code == "sheet.not_on_round"
    city = RollUp.objects.get(round=made, organisation=tree.city)
    assert (city.filed_count, city.accepted_count) == (1, 1)
    verbs = Entry.objects.filter(subject_kind="returns.sheet").values_list("verb", flat=True)
    assert list(verbs) == ["sheet.filed", "sheet.accepted"]
    assert fault_in_chain() is None


def test_a_filing_is_recorded_with_the_digest_of_its_version(made, tree):
    version = make_filed(made, tree.union)

    entry = Entry.objects.get(verb="sheet.filed")

    assert entry.facts == {"version": 1, "digest": version.digest}
    assert entry.organisation_id == tree.union.pk


def test_the_form_is_published_once_and_changed_as_a_new_version():
    job = make_job()
    first = publish_half_year_form(by=job, at=IN_JULY)

    assert publish_half_year_form(by=job, at=IN_JULY) == first
    make_form()
    longer = Blank((*BLANK.lines, make_line("unions", name="工会数")), BLANK.checks, 6)
    assert make_form(longer).version == 2
    assert Form.objects.count() == 3


def test_an_indicator_never_comes_to_mean_something_else():
    make_form()
    other = Catalogue("other", "别的", "Other", Blank((make_line("members", decimals=2),)))

    refused("form.indicator_changed", publish_form, other)
    assert not Form.objects.filter(code="other").exists()


def test_a_round_is_issued_once_a_period(made, tree):
    told = {"period": FIRST_HALF, "issuer": tree.city}

    refused("round.already_issued", issue_round, made.form, make_ask(), **told)
    early = {"period": Period.parse("2024H1"), "issuer": tree.city}
    refused("round.before_period_begins", issue_round, made.form, make_ask(), **early)
    assert Sheet.objects.count() == 7


def test_handing_on_again_asks_only_those_not_asked(made, tree):
    share = sheet_of(made, tree.county).assignment

    assert relay_round(share, due_on=share.due_on, by=make_job(), at=IN_JULY) == 0


def test_verify_says_whether_the_totals_agree(made, tree):
    make_filed(made, tree.union)
    said = StringIO()

    call_command("rollup", "verify", "--json", stdout=said)

    told = json.loads(said.getvalue())
    assert (told["agrees"], told["sheets"], told["totals"]) == (True, 1, 3)
    Version.objects.update(values={"members": 81})
    with pytest.raises(CommandError, match="do not agree"):
        call_command("rollup", "verify", stdout=said)


def test_the_form_can_be_published_from_the_command_line():
    said = StringIO()

    call_command("returns", "publish", stdout=said)

    assert "version 1" in said.getvalue()
