"""Words planted in every text people's data is kept in, each findable and each an attack.

Who may see a field is said once, in the rooms' maps (``src/gonghui/*/data/personal.toml``); whose a
record is, stands here. A word found where neither allows it has leaked.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.apps import apps
from django.db import models

from gonghui.access.checks import organisations_where
from gonghui.access.models import Grant
from gonghui.access.permissions import Permission
from gonghui.documents.models import Import, Paper, Revision
from gonghui.foundation.privacy import EVERYBODY, SIGNED_IN, DataClass, Kept, personal_data
from gonghui.organisations.models import Tenure
from gonghui.people.models import Account, DataRequest, Person

# Each becomes part of a text; {t} is the word that is looked for afterwards.
PAYLOADS = (
    "<script>{t}</script>",
    "<b {t}=1>",
    '"><img src=x onerror={t}>',
    "'><svg/onload={t}>",
    '" onfocus={t} autofocus x="',
    "' onmouseover='{t}' '",
    "</textarea><i {t}>",
    "</title><i {t}>",
    "</script><script>{t}</script>",
    "<!--{t}--><i>",
    "]]><i {t}>",
    "<iframe srcdoc={t}>",
    "<a href=javascript:{t}>",
    "<form action={t}>",
    "<base href={t}>",
    "<style>{t}</style>",
    "<details open ontoggle={t}>",
    "<math><mi {t}>",
    "&lt;script&gt;{t}",
    "\\u003cscript\\u003e{t}",
    "{{{{ {t} }}}}",
    "{{% {t} %}}",
    "${{{t}}}",
    "=HYPERLINK({t})",
    "@SUM({t})",
    "+{t}|cmd",
    "-{t}",
    "\r\nSet-Cookie: {t}=1",
    "\n2023-07-12 ERROR {t}",
    "'; DROP TABLE {t}; --",
)
# What forms take out before anything is kept.
CONTROLS = ("\x1b[31m{t}\x1b[0m", "\x07{t}\x08", "\u202e{t}", "{t}\ud800", "\x85{t}")
WORD = re.compile(r"Zq\d{5}z")
WEIGHTS, CHECKS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"
LONELY = r"(?<![\w.-])"  # no part of a longer key

# Read by programs, not by people: a planted word would only break the page.
KEPT_AS_IT_IS = {
    "access.Proposal": {"kind", "facts"},
    "bulletins.Bulletin": {"slug"},
    "bulletins.Picture": {"file"},
    "bulletins.Reading": {"record", "claims", "decisions"},
    "cascade.Amendment": {"was", "now"},
    "cascade.Directive": {"basis_address", "due_by_level", "audience"},
    "documents.Import": {"kind", "folder"},
    "documents.ImportTrace": {"before"},
    "documents.NumberSeries": {"code"},
    "documents.Paper": {"content", "number"},
    "documents.Revision": {"told"},
    "honours.Presentation": {"source_address"},
    "meetings.AgendaItem": {"paper_address"},
    "meetings.Meeting": {"period", "told_date", "year_from"},
    "notices.Notice": {"code", "facts"},
    "notices.Preference": {"language"},
    "organisations.Audience": {"description"},
    "organisations.FormerName": {"pinyin", "initials"},
    "organisations.Organisation": {"code", "division_code", "pinyin", "initials"},
    "organisations.Registration": {"unit_type", "industry"},
    "people.Person": {"sort_reading", "initials", "stroke_key", "plain_name"},
    "plans.Task": {"basis_address"},
    "reports.WorkReport": {"period", "snapshot"},
    "returns.RollUp": {"filed", "accepted", "matched", "levels"},
    "returns.Round": {"period"},
    "returns.Sheet": {"level", "typed"},
    "returns.Version": {"values"},
}
# The record of deeds cannot be changed: it is asked afterwards what it tells. A form is published by
# the program and kept by its digest. The demonstration names its city.
KEPT_WHOLE = {
    *("audit.Entry", "demo.Step"),
    *("returns.Form", "returns.FormLine", "returns.Indicator"),
}
# How a word lies in what is no plain text.
WITHIN = {
    "meetings.Attendance.organisations": lambda text, _: [text],
    "meetings.Meeting.purposes": lambda text, _: [text],
    "meetings.Meeting.themes": lambda text, _: [text],
    "meetings.Part.titles": lambda text, _: [{"organisation": text, "title": text}],
    "reports.WorkReport.sections": lambda text, was: [{**was[0], "text": text}, *was[1:]],
    "returns.Sheet.notes": lambda text, _: {"members": text},
    "returns.Sheet.remarks": lambda text, _: {"members": text},
    "returns.Version.notes": lambda text, _: {"members": text},
}
# Whose a record is, is whose the person is.
BY_PERSON = (Person, Account, DataRequest)
# The organisations a record belongs to: who may see it there may see it.
WHOSE: Mapping[str, tuple[str, ...]] = {
    "access.Proposal": ("organisation",),
    "bulletins.Bulletin": ("organisation",),
    "bulletins.Picture": ("bulletin__organisation",),
    "bulletins.Reading": ("organisation",),
    "cascade.Amendment": ("directive__issuer", "directive__assignments__organisation"),
    "cascade.Answer": ("assignment__organisation", "assignment__answers_to"),
    "cascade.Assignment": ("organisation", "answers_to", "directive__issuer"),
    "cascade.Directive": ("issuer", "assignments__organisation"),
    "cascade.Extension": ("assignment__organisation", "assignment__answers_to"),
    "documents.Import": ("organisation",),
    "notices.Delivery": (),
    "documents.Paper": ("organisation",),
    "documents.PaperTemplate": ("organisation",),
    "documents.Revision": ("paper__organisation",),
    "foundation.Hold": (),
    "honours.Presentation": ("programme__organisation",),
    "honours.Programme": ("organisation",),
    "meetings.AgendaItem": ("meeting__kept_by",),
    "meetings.Attendance": ("meeting__kept_by",),
    "meetings.Meeting": ("kept_by",),
    "meetings.Part": ("meeting__kept_by",),
    "meetings.Statement": ("meeting__kept_by",),
    "meetings.Stop": ("meeting__kept_by",),
    "organisations.Audience": ("keeper",),
    "organisations.Change": ("parties__organisation",),
    "organisations.ChangeParty": ("change__parties__organisation",),
    "organisations.Department": ("organisation",),
    "organisations.FormerName": ("organisation",),
    # whoever stands below somebody is told by whom they are asked
    "organisations.Organisation": ("pk", "below__organisation"),
    "organisations.Portfolio": ("post__organisation",),
    "organisations.Post": ("organisation",),
    "organisations.Registration": ("organisation",),
    "organisations.Term": ("organisation",),
    "plans.ProgressReport": ("assignment__organisation", "assignment__answers_to"),
    "plans.Task": ("issuer", "directive__assignments__organisation"),
    "reports.WorkReport": ("organisation",),
    "returns.Round": ("issuer", "sheets__organisation"),
    "returns.Sheet": ("organisation",),
    "returns.Version": ("sheet__organisation",),
}


@dataclass(frozen=True, slots=True)
class Planted:
    """One word.

    Attributes:
        kept: The field it lies in, as the map tells it.
        attack: The text that must never arrive as it is.
        organisations: Whose it is.
        person: Whose sign-in or person it is; ``None`` when nobody's.
    """

    kept: Kept
    attack: str
    organisations: frozenset[int]
    person: int | None = None

    @property
    def place(self) -> str:
        return f"{self.kept.model}.{self.kept.field}"


@dataclass(frozen=True, slots=True)
class Sight:
    """What one person may see, by the map."""

    person: int | None
    reach: Mapping[str, frozenset[int]]

    @classmethod
    def of(cls, user: Account) -> "Sight":
        reach = {
            permission.value: frozenset(
                organisations_where(user, permission).values_list("pk", flat=True)
            )
            for permission in Permission
        }
        return cls(user.person_id, reach)

    def allows(self, word: Planted) -> bool:
        seen = word.kept.seen
        if {EVERYBODY, SIGNED_IN} & set(seen):
            return True
        if word.person is not None and word.person == self.person:
            return True
        return any(self.reach.get(one, frozenset()) & word.organisations for one in seen)


def text_fields() -> Iterator[tuple[Kept, models.Field]]:
    """Every field of ours that holds words people may read."""
    for kept in personal_data():
        model = apps.get_model(kept.model)
        field = model._meta.get_field(kept.field)
        holds_text = isinstance(field, models.CharField | models.TextField | models.JSONField)
        ours = model.__module__.startswith("gonghui.")
        hidden = kept.data_class in (DataClass.TECHNICAL, DataClass.SECRET, DataClass.SENSITIVE)
        if ours and holds_text and not hidden and not field.choices:
            yield kept, field


def plantable() -> list[tuple[Kept, models.Field]]:
    return [
        (kept, field)
        for kept, field in text_fields()
        if kept.field not in KEPT_AS_IT_IS.get(kept.model, ())
        and kept.model not in KEPT_WHOLE
        and (place_of(kept) in WITHIN or not isinstance(field, models.JSONField))
    ]


def place_of(kept: Kept) -> str:
    return f"{kept.model}.{kept.field}"


def plant() -> dict[str, Planted]:
    """A word in every text there is; the words and where they lie."""
    numbers, planted = count(1), {}
    for kept, field in plantable():
        model = apps.get_model(kept.model)
        for record in model.objects.order_by("pk"):
            if isinstance(record, Account) and record.is_job:
                continue  # its name is that of a program, in every history
            number = next(numbers)
            word = f"Zq{number:05}z"
            value, attack = _value(record, kept, field, word, number)
            model.objects.filter(pk=record.pk).update(**{kept.field: value})
            whose, person = _whose(record)
            planted[word] = Planted(kept, attack, whose, person)
    return planted


def plant_numbers() -> dict[str, str]:
    """A telephone and an identity card number for every person; each number and its field."""
    planted = {}
    for person in Person.objects.order_by("pk"):
        phone, number = f"139{person.pk:08}", _id_number(person.pk)
        person.phone, person.id_number = phone, number
        person.save()
        planted |= {phone: "people.Person.phone", number: "people.Person.id_number"}
    return planted


def _id_number(place: int) -> str:
    body = f"5222011985{place % 12 + 1:02}{place % 28 + 1:02}{place:03}"
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return body + CHECKS[total % 11]


def whole_numbers(text: str) -> set[str]:
    """What looks like a whole telephone, identity card or bank card number."""
    found = {one for one in re.findall(rf"{LONELY}\d{{17}}[\dXx](?![\w-])", text) if is_id(one)}
    found |= set(re.findall(rf"{LONELY}1[3-9]\d{{9}}(?![\w.-])", text))
    return found | {one for one in re.findall(rf"{LONELY}\d{{16,19}}(?![\w.-])", text) if luhn(one)}


def is_id(text: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(text, WEIGHTS, strict=False))
    return CHECKS[total % 11] == text[-1].upper()


def luhn(text: str) -> bool:
    """Whether a number ends in the digit that proves a bank card."""
    doubled = [int(one) * (1 + place % 2) for place, one in enumerate(reversed(text))]
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0


def _value(
    record: models.Model, kept: Kept, field: models.Field, word: str, number: int
) -> tuple[Any, str]:
    attack = PAYLOADS[number % len(PAYLOADS)].format(t=word)
    longest = field.max_length or 1000
    if isinstance(field, models.EmailField):
        return f"{word}@example.org", word
    before = getattr(record, kept.field)
    shape = WITHIN.get(f"{kept.model}.{kept.field}")
    if shape is not None:
        return shape(attack, before), attack
    if len(attack) > longest:
        attack = word
    kept_before = before if field.max_length is None else before[: longest - len(attack)]
    return f"{kept_before}{attack}", attack


def _whose(record: models.Model) -> tuple[frozenset[int], int | None]:
    if isinstance(record, BY_PERSON):
        person = record.pk if isinstance(record, Person) else record.person_id
        posts = Tenure.objects.filter(person=person).values_list("post__organisation", flat=True)
        accounts = Account.objects.filter(person=person).values("pk")
        return frozenset(posts) | _doings(accounts), person
    found: set[int] = set()
    for path in WHOSE.get(record._meta.label, ()):
        keys = type(record)._default_manager.filter(pk=record.pk).values_list(path, flat=True)
        found.update(key for key in keys if key is not None)
    return frozenset(found), None


def _doings(accounts: Any) -> frozenset[int]:
    """Where somebody was given a role, whose workbooks they sent in, whose papers they worked on."""
    granted = Grant.objects.filter(account__in=accounts).values_list("organisation", flat=True)
    sent = Import.objects.filter(owner__in=accounts).values_list("organisation", flat=True)
    papers = Revision.objects.filter(by__in=accounts).values_list("paper__organisation", flat=True)
    drafts = Paper.objects.filter(drafted_by__in=accounts).values_list("organisation", flat=True)
    return frozenset(granted) | frozenset(sent) | frozenset(papers) | frozenset(drafts)
