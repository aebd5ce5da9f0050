"""The map of personal data as a document for those who run a site."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import override

from gonghui.access.wording import seen_words
from gonghui.directory.queries.privacy import seen_by
from gonghui.foundation.privacy import DataClass, Kept, Retention, personal_data
from gonghui.foundation.privacy_words import CLASSES, PURPOSES, ground_words, term_words

HEAD = """# Personal data

What every field of the database is, why and how long it is kept, and who may see it. Made from
`src/gonghui/*/data/personal.toml` by `gonghui personal_data > docs/operate/personal-data.md`; a
test says when it is out of date. In words for everybody it is the page *What is kept about people*,
in the foot of every page. `gonghui retention` carries the days out ([settings.md](settings.md)).

Beside the database, the home holds workbooks that were sent in (`files/imports`, as long as the
field `Import.folder` says), pictures of bulletins, the keys, and where the record of deeds stood
day by day (numbers and digests only). A table of its own counts wrong codes and requests, by
digests, and forgets them within the hour. A backup holds what the database held that day: how long
backups are kept decides how long what was deleted can still be found.

| class | meaning |
|---|---|
"""


def as_markdown() -> str:
    """The whole map, room by room, in English."""
    with override("en"):
        classes = [f"| `{one.value}` | {CLASSES[one]} |" for one in DataClass]
        return HEAD + "\n".join(classes) + "\n" + "\n".join(_rooms()) + "\n"


def _rooms() -> Iterator[str]:
    rows = personal_data()
    for room in dict.fromkeys(kept.room for kept in rows):
        yield f"\n## {room}\n"
        yield "| field | class | why | how long | who may see it |"
        yield "|---|---|---|---|---|"
        yield from _lines([kept for kept in rows if kept.room == room])


def _lines(rows: Sequence[Kept]) -> Iterator[str]:
    """One line for all fields of a model of which the same is said."""
    same: dict[Kept, list[str]] = {}
    for kept in rows:
        same.setdefault(replace(kept, field=""), []).append(f"`{kept.field}`")
    for said in sorted(same, key=lambda one: one.model):
        named = f"**{said.model.partition('.')[2]}** {', '.join(same[said])}"
        who = ", ".join(seen_words(one) for one in seen_by(said))
        cells = (named, said.data_class, PURPOSES[said.purpose], _term(said.retention), who)
        yield f"| {' | '.join(map(str, cells))} |"


def _term(retention: Retention) -> str:
    ground = ground_words(retention)
    return f"{term_words(retention)} ({ground})" if ground else term_words(retention)
