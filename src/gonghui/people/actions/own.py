"""Taking along what is kept about oneself; being erased."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models.deletion import ProtectedError
from django.utils.timezone import localtime

from gonghui.audit.actions import Deed, record
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.retention import EVERYTHING, holds_on
from gonghui.people.actions.request import check_other, close, held_open
from gonghui.people.actions.session import end_sessions
from gonghui.people.announcements import person_erased
from gonghui.people.models import Account, Consent, DataRequest, Person, SignInLink, Tries
from gonghui.people.queries.own import OWN, About, about, accounts_of, kinds
from gonghui.people.queries.session import tries_keys
from gonghui.people.rules.own import Fate
from gonghui.people.rules.privacy import RequestState

SEALED = ("phone", "id_number")
EMPTIED = ("sort_reading", "initials", "stroke_key", "plain_name", "code")


@dataclass(frozen=True, slots=True)
class Package:
    """All that is kept about a person.

    Attributes:
        whole: Their facts under seal, in plain text; only for a file they take along.
    """

    person: Person
    at: datetime
    tables: Sequence[About]
    whole: dict[str, str]


@transaction.atomic
def take_along(person: Person, *, by: Account, at: datetime) -> Package:
    """Everything kept about a person, for themselves; that it was taken is a deed.

    Of a fact that does not open any more it says so.

    Source: PIPL art. 45; quality.md S69.
    """
    record(Deed("own_data.taken", person), by=by, at=at)
    kept = {name: getattr(person, name) for name in SEALED}
    whole = {name: one.unsealed() if one.opens() else str(one) for name, one in kept.items()}
    return Package(person, at, about(person), whole)


@transaction.atomic
def erase(request: DataRequest, *, by: Account, at: datetime) -> bool:
    """Remove what law lets go of a person who asked for it; the rest serves nothing but the record.

    Accounts are closed and signed out. Whoever never held a post and never acted is removed
    entirely: then it returns true. Otherwise the name stays where the map says it stays, and is
    no longer found by searching.

    Raises:
        RuleBroken: ``data_request.decided``, ``data_request.own`` or ``data_request.held``.

    Source: PIPL art. 47; quality.md S69.
    """
    request = held_open(request)
    check_other(request, by)
    check_no_hold(on=localtime(at).date())
    person = Person.objects.select_for_update().get(pk=request.person_id)
    kept = [one for name in SEALED if (one := getattr(person, name))]
    numbers = [one.unsealed() for one in kept if one.opens()]
    person_erased.send(Person, person=person, numbers=numbers, at=at)
    accounts = list(Account.objects.select_for_update(of=["self"]).filter(person=person))
    for account in accounts:
        _close(account)
    _let_go(person, [one.pk for one in accounts])
    close(request, RequestState.DONE, "", by=by, at=at)
    _empty(person, at=at)
    removed = _removed(person)
    # the record keeps that it was done, without saying the name once more
    nameless = Person(pk=request.person_id, name=f"#{request.person_id}")
    record(Deed("person.erased", nameless, facts={"removed": removed}), by=by, at=at)
    return removed


def check_no_hold(*, on: date) -> None:
    """While everything is to be kept, as for a court, nobody is erased either.

    Raises:
        RuleBroken: ``data_request.held``.
    """
    hold = holds_on(on).filter(sweep=EVERYTHING).first()
    if hold is not None:
        raise RuleBroken("data_request.held", reason=hold.reason)


def _let_go(person: Person, accounts: Sequence[int]) -> None:
    """Rows that are kept for the person's own sake, the upper rooms' first."""
    for kind in reversed(kinds()):
        if kind.fate is Fate.GOES and kind.model not in OWN:
            rows = kind.model._default_manager.filter(
                pk__in=kind.rows(person, accounts).order_by().values("pk")
            )
            rows.delete()


def _close(account: Account) -> None:
    """Nobody signs in with it any more, and it names nobody."""
    end_sessions(account)
    Authenticator.objects.filter(user=account).delete()
    EmailAddress.objects.filter(user=account).delete()
    SignInLink.objects.filter(account=account).delete()
    Tries.objects.filter(key=tries_keys(account.username, "")[1]).delete()
    account.username, account.email = f"erased-{account.pk}", ""
    account.is_active, account.last_login = False, None
    account.set_unusable_password()
    account.save(update_fields=["username", "email", "is_active", "last_login", "password"])


def _empty(person: Person, *, at: datetime) -> None:
    """Every fact but the name, and what they wrote and agreed to."""
    for name in EMPTIED:
        setattr(person, name, "")
    for name in SEALED:
        setattr(person, name, "")
    likenesses = [f"{name}_likeness" for name in SEALED]
    person.erased_at = at
    person.save(update_fields=[*EMPTIED, *SEALED, *likenesses, "erased_at", "changed_at"])
    Consent.objects.filter(person=person, withdrawn_at=None).update(withdrawn_at=at)
    own = DataRequest.objects.filter(person=person)
    own.filter(state=RequestState.OPEN.value).update(state=RequestState.WITHDRAWN.value)
    own.update(words="", answer="")


def _removed(person: Person) -> bool:
    """Take the person out entirely, if nothing but their own asking and agreeing names them."""
    accounts = accounts_of(person)
    try:
        with transaction.atomic():
            Consent.objects.filter(person=person).delete()
            DataRequest.objects.filter(person=person).delete()
            Account.objects.filter(pk__in=accounts).delete()
            person.delete()
    except ProtectedError:
        return False
    return True
