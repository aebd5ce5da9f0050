"""What goes when its time is over, what stays, and that it is recorded."""

from datetime import date, datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import CommandError

from gonghui.access.models import Proposal, State
from gonghui.access.permissions import Permission, Role
from gonghui.audit.models import Entry
from gonghui.audit.queries import fault_in_chain
from gonghui.documents.actions.batch import ask_to_commit, ask_to_undo
from gonghui.documents.models import Import, ImportTrace
from gonghui.documents.queries.batch import files_of
from gonghui.documents.rules.batch import State as Stands
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.models import Receipt, Work
from gonghui.foundation.privacy import TERMS, Retention, personal_data
from gonghui.foundation.retention import Sweep, all_sweeps, register
from gonghui.people.actions.account import job_account
from gonghui.people.actions.retention import carry_out, hold, lift, outlook
from gonghui.people.models import Person, SignInLink, Tries
from tests.factories.access import make_account
from tests.factories.documents import make_batch
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import make_organisation, make_tenure
from tests.factories.people import make_person, make_plain_account

pytestmark = pytest.mark.django_db


def after(days: float) -> datetime:
    return IN_JULY + timedelta(days=days)


def run(days: float) -> dict[str, int]:
    """Carried out so many days after that day in July; what went."""
    at = after(days)
    gone = carry_out(by=job_account(), on=at.date(), clock=lambda: at)
    return {name: count for name, count in gone.items() if count}


def make_session(key: str, *, ends: datetime) -> None:
    account = make_plain_account()
    Session.objects.create(session_key=key, session_data="", expire_date=ends)
    device = UserSession.objects.create(user=account, ip="10.0.0.1", session_key=key, user_agent="")
    UserSession.objects.filter(pk=device.pk).update(last_seen_at=IN_JULY)


def test_every_time_that_ends_is_carried_out_by_somebody():
    ending = {kept.retention for kept in personal_data() if TERMS[kept.retention].days is not None}

    assert ending - {sweep.retention for sweep in all_sweeps()} == set()


def test_no_sweep_ever_touches_the_record_of_deeds():
    job_account()
    hold("*", "争议", by=job_account(), at=IN_JULY, on=TODAY)

    assert {sweep.due(after(20_000)).model for sweep in all_sweeps()}.isdisjoint({Entry})
    with pytest.raises(ValueError, match="has no end"):
        Sweep("audit.entries", Retention.RECORD, lambda _: Entry.objects.all()).due(IN_JULY)


def test_sessions_go_when_they_end_and_open_ones_stay():
    make_session("over", ends=after(1))
    make_session("open", ends=after(3))

    assert run(0.5) == {}
    assert run(2) == {"people.sessions": 1, "people.devices": 1}
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]
    assert list(UserSession.objects.values_list("session_key", flat=True)) == ["open"]


@pytest.mark.parametrize(
    "days", [pytest.param(29, id="a day before"), pytest.param(31, id="a day after")]
)
def test_tries_links_and_receipts_go_after_thirty_days(days):
    account = make_plain_account()
    Tries.objects.create(key="k", wrong=3, last_at=IN_JULY)
    SignInLink.objects.create(account=account, digest="d", made_at=IN_JULY, ends_at=IN_JULY)
    Receipt.objects.create(key="r", owner_id=account.pk, address="/", at=IN_JULY)

    gone = run(days)

    kinds = ("people.tries", "people.links", "foundation.receipts")
    assert gone == ({} if days < 30 else dict.fromkeys(sorted(kinds), 1))
    assert [model.objects.count() for model in (Tries, SignInLink, Receipt)] == (
        [1, 1, 1] if days < 30 else [0, 0, 0]
    )


def test_work_that_still_runs_stays_and_ended_work_goes():
    Work.objects.create(kind="a.running")
    Work.objects.create(kind="a.done", ended_at=IN_JULY)

    assert run(91)["foundation.works"] == 1
    assert set(Work.objects.values_list("kind", flat=True)) == {"a.running", "people.retention"}


def make_proposal(state: State = State.OPEN) -> Proposal:
    by = make_plain_account()
    decided = (
        {} if state is State.OPEN else {"decided_by": make_plain_account(), "decided_at": IN_JULY}
    )
    return Proposal.objects.create(
        kind="grant.give", permission=Permission.GRANT_MANAGE, organisation=make_organisation(),
        label="", state=state.value, by=by, at=IN_JULY, until_at=after(7), **decided,
    )  # fmt: skip


def test_proposals_go_three_years_after_they_were_decided_or_lapsed():
    make_proposal(State.REFUSED)
    make_proposal()

    assert run(3 * 365 - 1) == {}
    assert run(3 * 365 + 1) == {"access.proposals": 1}
    assert run(3 * 365 + 8) == {"access.proposals": 1}


def test_numbers_of_who_left_their_last_post_go_and_the_name_stays():
    last, still, never = (make_person(name) for name in ("龙云", "麻青", "吴江"))
    for person in (last, still, never):
        person.phone, person.id_number = "13812345678", ""
        person.save(update_fields=["phone", "phone_likeness", "id_number", "id_number_likeness"])
    make_tenure(last, until_on=TODAY)
    make_tenure(still, until_on=TODAY)
    make_tenure(still)

    assert run(365) == {}
    assert run(367) == {"organisations.contact": 1}
    empty = Person.objects.filter(phone="", phone_likeness="").values_list("name", flat=True)
    assert set(empty) - {"麻青松"} == {"龙云"}
    assert bool(Person.objects.get(name="麻青").phone)
    assert bool(Person.objects.get(name="吴江").phone)


@pytest.fixture
def imported(settings, tmp_path) -> Import:
    settings.MEDIA_ROOT = tmp_path
    batch = make_batch(make_organisation(), state=Stands.DONE.value, committed=3)
    files_of(batch).folder.mkdir(parents=True)
    files_of(batch).sent.write_text("麻青松 13812345678")
    for row in range(3):
        ImportTrace.objects.create(
            batch=batch,
            step=1,
            row=row,
            model_label="people.person",
            record_pk=1,
            before={"name": "麻"},
        )
    return batch


def test_a_workbook_goes_with_what_was_read_of_it_and_can_then_not_be_taken_back(imported):
    by = imported.owner

    assert run(89) == {}
    assert files_of(imported).sent.exists()
    assert run(91) == {"documents.workbooks": 1, "documents.traces": 3}
    assert not files_of(imported).folder.exists()
    for ask in (ask_to_undo, ask_to_commit):
        with pytest.raises(RuleBroken, match=r"import\.over"):
            ask(imported, by=by, at=after(91))
    assert run(3 * 365 + 1)["documents.imports"] == 1
    assert Import.objects.count() == 0


def test_a_workbook_the_worker_is_at_stays(imported):
    Import.objects.update(state=Stands.COMMITTING.value)

    assert run(500) == {}
    assert files_of(imported).sent.exists()


def test_what_went_is_one_deed_with_its_counts():
    for number in range(250):
        Tries.objects.create(key=str(number), last_at=IN_JULY)

    run(40)

    deed = Entry.objects.get()
    assert (deed.verb, deed.facts) == ("retention.carried_out", {"people.tries": 250})
    assert fault_in_chain() is None


def test_what_is_held_stays_until_it_is_lifted_or_its_last_day_is_over():
    Tries.objects.create(key="k", last_at=IN_JULY)
    by = job_account()
    last = after(60).date()
    hold("people.tries", "诉讼", until=last, by=by, at=IN_JULY, on=TODAY)

    assert outlook(at=after(40), on=after(40).date())["people.tries"] is None
    assert run(60) == {}
    with pytest.raises(RuleBroken, match="held_already"):
        hold("people.tries", "又一次", by=by, at=after(40), on=after(40).date())
    assert outlook(at=after(61), on=after(61).date())["people.tries"] == 1
    hold("*", "审计", by=by, at=after(61), on=after(61).date())
    assert run(62) == {}
    lift("*", by=by, at=after(63), on=after(63).date())
    assert run(64) == {"people.tries": 1}
    verbs = list(Entry.objects.values_list("verb", flat=True))
    assert verbs.count("retention.held") == 2
    assert verbs.count("retention.lifted") == 1


@pytest.mark.parametrize(
    ("name", "reason", "until", "code"),
    [
        pytest.param("audit.entries", "诉讼", None, "hold.unknown", id="nothing of that name"),
        pytest.param("people.tries", " ", None, "hold.no_reason", id="without a reason"),
        pytest.param("people.tries", "诉讼", date(2023, 7, 11), "hold.past", id="until yesterday"),
    ],
)
def test_a_hold_that_says_nothing_is_refused(name, reason, until, code):
    with pytest.raises(RuleBroken) as refusal:
        hold(name, reason, until=until, by=job_account(), at=IN_JULY, on=TODAY)

    assert refusal.value.code == code


def test_a_run_cut_short_is_recorded_by_the_next_and_two_at_once_are_not():
    by = job_account()
    cut = Work.objects.create(kind="people.retention", owner_id=by.pk, result={"people.tries": 7})
    Work.objects.filter(pk=cut.pk).update(changed_at=IN_JULY)

    with pytest.raises(RuleBroken, match=r"retention\.runs"):
        run(0.01)
    run(1)

    facts = list(Entry.objects.order_by("number").values_list("facts", flat=True))
    assert facts == [{"people.tries": 7}, {}]


def test_a_row_that_cannot_be_cleared_ends_the_step_and_is_not_counted():
    account = make_plain_account()
    stubborn = Sweep(
        "test.stubborn", Retention.TRIES, lambda _: Person.objects.filter(pk=account.person_id),
        lambda *_: None,
    )  # fmt: skip
    register([stubborn])
    try:
        assert run(1) == {}
    finally:
        from gonghui.foundation import retention  # noqa: PLC0415 -- to take it away again

        retention._sweeps.pop("test.stubborn")


def test_the_command_says_it_before_it_does_it(capsys):
    Tries.objects.create(key="k", last_at=IN_JULY)

    call_command("retention", "--dry-run")
    assert "people.tries" in (told := capsys.readouterr().out)
    assert "1 would go" in told
    assert Tries.objects.count() == 1
    call_command("retention", "--json")
    assert '{"name": "people.tries", "days": 30, "rows": 1}' in capsys.readouterr().out
    assert Tries.objects.count() == 0
    with pytest.raises(CommandError, match="还在|理由|reason"):
        call_command("retention", "hold", "people.tries")


def test_the_page_of_a_workbook_whose_time_is_over_says_so_and_offers_nothing(client, imported):
    Import.objects.update(kind="organisations")
    account = make_account(Role.SYSTEM_ADMINISTRATOR, imported.organisation)
    client.force_login(account)
    page = f"/documents/imports/{imported.pk}/"
    undo = f"{page}undo/"
    assert undo in client.get(page).content.decode()

    run(91)

    html = client.get(page).content.decode()
    assert "保存期已满，文件已删除" in html
    assert undo not in html
