"""Everything kept about one person, found by walking the keys of all tables.

No upper room is imported: a table that points at persons or accounts is found by its keys,
whoever adds it, and the map of personal data says what its fields are for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.apps import apps
from django.db import models
from django.db.models import Count, Q, QuerySet, Value, Window

from gonghui.audit.models import Entry
from gonghui.foundation.privacy import (
    NOBODY,
    DataClass,
    Kept,
    Purpose,
    Retention,
    personal_data,
)
from gonghui.foundation.sealed import Sealed
from gonghui.people.models import Account, Consent, DataRequest, Person
from gonghui.people.rules.own import TOLD, Fate, fate

# tables whose rows name an account by its number, without a key
LOOSE: Mapping[str, tuple[str, ...]] = {
    "audit.Entry": ("actor_id",),
    "foundation.Hold": ("by_id",),
    "foundation.Receipt": ("owner_id",),
    "foundation.Work": ("owner_id",),
}
# the person's own rows: what becomes of them follows from whether any other row stays
OWN = (Person, Account, Consent, DataRequest)
OTHERS_OF_A_DEED = ("subject_id",)  # what was done to the person or their account


@dataclass(frozen=True, slots=True)
class Kind:
    """A table with rows about people.

    Attributes:
        to_person: Its fields that name a person; ``pk`` of the table of persons itself.
        to_account: Its fields that name an account.
    """

    model: type[models.Model]
    to_person: tuple[str, ...]
    to_account: tuple[str, ...]

    @property
    def label(self) -> str:
        """As the map calls it: ``returns.Version``."""
        return str(self.model._meta.label)

    @property
    def said(self) -> Kept | None:
        """What the map says of the field by which it names people."""
        fields = [*self.to_person, *self.to_account]
        names = ["name" if one == "pk" else one for one in fields]
        return next((said for one in names if (said := said_of(self.label).get(one))), None)

    @property
    def purpose(self) -> Purpose:
        """Why it names people; of a table the map does not know, to show who did what."""
        return self.said.purpose if self.said else Purpose.ANSWERING

    @property
    def retention(self) -> Retention:
        """How long; of a table the map does not know, as long as the record it belongs to."""
        return self.said.retention if self.said else Retention.PARENT

    @property
    def fate(self) -> Fate:
        """What becomes of its rows when the person is erased."""
        return fate(self.retention)

    def rows(self, person: Person, accounts: Sequence[int]) -> QuerySet[models.Model]:
        """Those about this person, the newest first."""
        about = Q()
        for name in self.to_person:
            about |= Q(**{name: person.pk})
        for name in self.to_account:
            about |= Q(**{f"{name}__in": accounts})
        if self.model is Entry:
            about |= Q(subject_kind="people.person", subject_id=person.pk)
            about |= Q(subject_kind="people.account", subject_id__in=accounts)
        return self.model._default_manager.filter(about).order_by("-pk")


@cache
def said_of(model: str) -> dict[str, Kept]:
    """What the map says of the fields of a model."""
    return {said.field: said for said in personal_data() if said.model == model}


@cache
def kinds() -> tuple[Kind, ...]:
    """Every table that names persons or accounts, in the order of the rooms."""
    found = [_kind(model) for model in apps.get_models(include_auto_created=True)]
    return tuple(kind for kind in found if kind.to_person or kind.to_account)


def _kind(model: type[models.Model]) -> Kind:
    to: dict[type[models.Model], list[str]] = {Person: [], Account: []}
    for field in model._meta.concrete_fields:
        if field.related_model in to:
            to[field.related_model].append(field.name)
    if model is Person:
        to[Person].append("pk")
    to[Account] += LOOSE.get(str(model._meta.label), ())
    return Kind(model, tuple(to[Person]), tuple(to[Account]))


@dataclass(frozen=True, slots=True)
class Row:
    """One row about the person.

    Attributes:
        record: The row itself.
        ways: By which of its fields it names the person.
        at: When; ``None`` when the row does not know.
    """

    record: models.Model
    ways: tuple[str, ...]
    at: date | datetime | None


@dataclass(frozen=True, slots=True)
class About:
    """The rows of one table about the person.

    Attributes:
        rows: The newest, as many as were asked for.
        count: How many there are.
    """

    kind: Kind
    rows: Sequence[Row]
    count: int


def accounts_of(person: Person) -> list[int]:
    """Keys of all accounts of a person, the closed ones too."""
    return list(Account.objects.filter(person=person).order_by("pk").values_list("pk", flat=True))


def about(person: Person, *, most: int | None = None) -> list[About]:
    """All that is kept about a person, table by table; tables without any are left out.

    One query a table, however many rows: ``most`` of each are read, ``None`` reads all.
    """
    accounts = accounts_of(person)
    told = (_about(kind, person, accounts, most) for kind in kinds())
    return [one for one in told if one.count]


def _about(kind: Kind, person: Person, accounts: Sequence[int], most: int | None) -> About:
    found = kind.rows(person, accounts).select_related(*_joined(kind.model))
    counted = found.annotate(in_all=Window(Count(Value(1))))[:most]
    records = list(counted)
    rows = [_row(kind, record, person, accounts) for record in records]
    return About(kind, rows, records[0].in_all if records else 0)


@cache
def _joined(model: type[models.Model], deep: int = 3) -> tuple[str, ...]:
    """What is read together with a row, so that saying what it is asks for nothing more."""
    found = []
    for field in model._meta.concrete_fields:
        target = field.related_model
        if isinstance(target, type) and target is not model:
            found.append(field.name)
            if deep > 1:
                found += [f"{field.name}__{name}" for name in _joined(target, deep - 1)]
    return tuple(found)


def _row(kind: Kind, record: models.Model, person: Person, accounts: Sequence[int]) -> Row:
    ways = [name for name in kind.to_person if _key(record, name) == person.pk]
    ways += [name for name in kind.to_account if _key(record, name) in accounts]
    if isinstance(record, Entry) and not ways:
        ways = [*OTHERS_OF_A_DEED]
    return Row(record, tuple(ways), _when(record, ways))


def _key(record: models.Model, name: str) -> object:
    return record.pk if name == "pk" else getattr(record, record._meta.get_field(name).attname)  # type: ignore[union-attr]  # a field of the table


def _when(record: models.Model, ways: Sequence[str]) -> date | datetime | None:
    """The moment that belongs to the field (filed_by, filed_at); else the row's own."""
    fields = {
        field.name: field
        for field in record._meta.concrete_fields
        if isinstance(field, models.DateField)
    }
    wished = [way.removesuffix("by") + ending for way in ways for ending in ("at", "on")]
    own = [name for name in fields if name not in ("created_at", "changed_at")]
    for name in (*wished, *own, "created_at"):
        value = getattr(record, name, None) if name in fields else None
        if isinstance(value, date):
            return value
    return None


def told_facts(row: Row, *, whole: Mapping[str, str] | None = None) -> dict[str, object]:
    """The facts of a row that are about people, by the names of their fields; no secrets.

    What lies under seal is masked, unless ``whole`` has it.
    """
    said, facts = said_of(str(row.record._meta.label)), {}
    for field in row.record._meta.concrete_fields:
        known = said.get(field.name)
        if known is None or known.data_class not in TOLD or NOBODY in known.seen:
            continue
        value = getattr(row.record, field.attname)
        if isinstance(value, Sealed):
            value = (whole or {}).get(field.name, str(value))
        facts[field.name] = value
    return facts


def secrets() -> list[str]:
    """Fields that are kept about people and never shown: ``people.Account.password``."""
    ours = {kind.label for kind in kinds()}
    return [
        f"{said.model}.{said.field}"
        for said in personal_data()
        if said.data_class is DataClass.SECRET and said.model in ours
    ]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would become of everything kept about a person if they were erased.

    Attributes:
        goes: Tables whose rows about them go, beside their own facts.
        stays: Tables whose rows stay, as the map says; with any of them the name stays too.
    """

    goes: Sequence[About]
    stays: Sequence[About]

    @property
    def name_stays(self) -> bool:
        """Whether anything but the record of deeds names the person by a key."""
        return any(one.kind.model is not Entry for one in self.stays)


def outlook(person: Person) -> Outlook:
    """What goes and what stays; of each table how many rows."""
    found = [one for one in about(person, most=1) if one.kind.model not in OWN]
    return Outlook(
        goes=[one for one in found if one.kind.fate is Fate.GOES],
        stays=[one for one in found if one.kind.fate is Fate.STAYS],
    )
