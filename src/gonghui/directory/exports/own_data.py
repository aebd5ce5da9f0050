"""Everything kept about a person, to take along: a file programs read, and a paper people read."""

import json
from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gonghui.directory.queries.own_data import (
    Told,
    by_purpose,
    told,
    what_of,
)
from gonghui.documents.exports.paper import write_docx
from gonghui.documents.rules.paper import Block, Column, Heading, Paper, Paragraph, Table
from gonghui.people.actions.own import SEALED, Package
from gonghui.people.models import Account, Person
from gonghui.people.queries.own import About, Row, secrets, told_facts
from gonghui.people.rules.contact import Fact
from gonghui.people.wording import FACT_NAMES

MOST_PRINTED = 200  # rows of a table on paper; the file for programs has all


def package_json(package: Package) -> bytes:
    """Every row, with its facts about people, what it is for and how long it is kept."""
    content = {
        "person": package.person.name,
        "taken_at": package.at,
        "tables": [_table(one, package) for one in package.tables],
        "kept_but_never_shown": secrets(),
    }
    return json.dumps(content, ensure_ascii=False, indent=1, default=_plain).encode()


def _table(one: About, package: Package) -> dict[str, object]:
    words = told(one)
    return {
        "table": one.kind.label,
        "title": words.title,
        "kept": words.term,
        "law": words.law,
        "count": one.count,
        "rows": [_row(row, package) for row in one.rows],
    }


def _row(row: Row, package: Package) -> dict[str, object]:
    whole = package.whole if isinstance(row.record, Person) else {}
    return {
        "id": row.record.pk,
        "what": what_of(row.record),
        "named_by": row.ways,
        "at": row.at,
        "facts": told_facts(row, whole=whole),
    }


def _plain(value: object) -> object:
    """Moments and days as ISO 8601; whatever else as it is written."""
    if isinstance(value, datetime):
        return localtime(value).isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def package_docx(package: Package) -> bytes:
    """The same for people: their own facts whole, then table by table the newest rows."""
    person = package.person
    return write_docx(
        Paper(
            issuer=person.name,
            mark="",
            title=_("What is kept about %(name)s") % {"name": person.name},
            addressees="",
            blocks=_blocks(package),
            on=localtime(package.at).date(),
            invented=person.invented or settings.DEMO_DAY is not None,
        )
    )


def _blocks(package: Package) -> list[Block]:
    blocks: list[Block] = [Heading(1, _("Facts")), *(_facts(package))]
    own = (Person, Account)
    for purpose, tables in by_purpose(
        [_cut(one) for one in package.tables if one.kind.model not in own]
    ):
        blocks.append(Heading(1, purpose))
        blocks += [_printed(one) for one in tables]
    words = _("Passwords and other secrets are kept, never shown, and not in this paper.")
    return [*blocks, Paragraph.of(words)]


def _cut(one: About) -> About:
    return About(one.kind, one.rows[:MOST_PRINTED], one.count)


def _facts(package: Package) -> Sequence[Block]:
    person = package.person
    facts = [(_("Name"), person.name), (_("Read as"), person.sort_reading)]
    facts += [(_("Number at the office"), person.code)]
    facts += [(str(FACT_NAMES[Fact(name)]), package.whole[name]) for name in SEALED]
    for account in person.accounts.order_by("pk"):
        facts += [(_("Sign-in name"), account.username), (_("E-mail"), account.email)]
    return [Paragraph.of(f"{term}：{words or _('none entered')}") for term, words in facts]


def _printed(one: Told) -> Table:
    rows = [(line.what, line.ways, _day(line.at)) for line in one.lines]
    note = f"{one.term}　{one.law}".strip()
    if one.count > len(rows):
        rest = _("The newest %(shown)s of %(count)s; the file for programs has all.")
        note += rest % {"shown": len(rows), "count": one.count}
    heads = (pgettext("kept about you", "What"), _("Why it names you"), _("When"))
    shares = (6, 3, 3)
    columns = [
        Column(head, numeric=False, share=share) for head, share in zip(heads, shares, strict=True)
    ]
    return Table(caption=one.title, columns=columns, rows=rows, note=note)


def _day(at: date | None) -> str:
    if isinstance(at, datetime):
        at = localtime(at)
    return date_format(at, "Y-m-d") if at else "—"
