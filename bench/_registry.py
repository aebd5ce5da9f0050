"""A registry as large as the country's: the real divisions, unions of invented enterprises to fill.

It is written in bulk by plain SQL, as a restored backup would be; founding is measured elsewhere.
"""

import gc
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

ON = date(2020, 1, 1)
AT = datetime(2023, 7, 1, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
REAL_SHARE = 0.665  # of the whole tree: 665,277 real places among a million
FIRST_PROVINCE = "52"  # a small tree holds this one first
WORDS = "华盛恒信达顺源丰瑞泰安康宏远新兴东方南北金银玉山水云天龙凤海江河湖林森木石"
TRADES = (
    "机械制造", "食品", "建筑工程", "物流", "纺织", "电子科技", "农业开发", "医药", "商贸", "能源",
    "矿业", "化工", "旅游发展", "家居", "汽车服务", "环保科技",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Node:
    """One organisation of the tree; its pk is its place in the list, from 1."""

    pk: int
    parent: int | None
    code: str
    name: str
    short_name: str
    english_name: str
    kind: str
    division_code: str
    order: int


def nodes(size: int) -> list[Node]:
    """The tree from its top down; every superior stands before those below it."""
    made = [Node(1, None, "0", "中华全国总工会", "全总", "ACFTU", "province", "", 0)]
    _grow(made, int(size * REAL_SHARE))
    townships = [node for node in made if node.kind == "township"]
    made += _enterprises(townships, size - len(made), len(made) + 1)
    return made


def _grow(made: list[Node], limit: int) -> None:
    from gonghui.organisations.rules.divisions import region
    from gonghui.organisations.rules.naming import KIND_OF, union_name

    codes = [f"{n:02}" for n in range(11, 66)]
    for code in sorted(codes, key=lambda one: one != FIRST_PROVINCE):
        level = _roots(region, code)
        while level and len(made) < limit:
            below = []
            for place, parent, within in level:
                if len(made) >= limit:
                    break
                name = union_name(place.division, within=within)
                own = place.division.code
                pk = len(made) + 1
                kind = KIND_OF[place.division.level].value
                made.append(
                    Node(
                        pk,
                        parent,
                        own,
                        name.full,
                        name.short,
                        name.english,
                        kind,
                        own,
                        int(own[-3:]),
                    )
                )
                below += [(child, pk, name.short) for child in place.below]
            level = below


def _roots(region, code):
    from gonghui.foundation.errors import RuleBroken

    try:
        return [(region(code), 1, "")]
    except RuleBroken:
        return []


def _enterprises(townships: Sequence[Node], count: int, pk: int) -> Iterator[Node]:
    chance = random.Random(20230701)
    for number in range(count):
        above = townships[number % len(townships)]
        trade = "".join(chance.sample(WORDS, 2 + number % 2)) + chance.choice(TRADES)
        short = f"{trade}有限公司"
        code = f"Q{number:07}"
        yield Node(
            pk + number, above.pk, code, f"{short}工会委员会", short, "", "grassroots", "", number
        )


def write(made: Sequence[Node]) -> None:
    """Organisations, their placements and who stands above whom."""
    _insert("organisations_organisation", _ORGANISATION, _organisations(made))
    placed = ((node.pk, node.parent, "territorial", ON) for node in made if node.parent)
    _insert("organisations_placement", ("organisation_id", "parent_id", "line", "from_on"), placed)
    _insert(
        "organisations_ancestry", ("line", "ancestor_id", "organisation_id", "steps"), _pairs(made)
    )


_ORGANISATION = (
    "id", "created_at", "changed_at", "code", "name", "short_name", "english_name", "kind", "level",
    "status", "approval_number", "division_code", "order", "pinyin", "initials", "invented",
)  # fmt: skip


def _organisations(made: Sequence[Node]) -> Iterator[tuple[object, ...]]:
    from pypinyin import lazy_pinyin

    from gonghui.organisations.rules.organisation import LEVEL_OF, Kind

    for node in made:
        spelt = [one.lower() for one in lazy_pinyin(node.short_name)]
        yield (
            node.pk, AT, AT, node.code, node.name, node.short_name, node.english_name, node.kind,
            LEVEL_OF[Kind(node.kind)].value, "standing", "", node.division_code, node.order,
            "".join(spelt)[:300], "".join(one[:1] for one in spelt)[:60], True,
        )  # fmt: skip


def _pairs(made: Sequence[Node]) -> Iterator[tuple[object, ...]]:
    parents = [0, *(node.parent or 0 for node in made)]
    for node in made:
        above, steps = node.pk, 0
        while above:
            yield "territorial", above, node.pk, steps
            above, steps = parents[above], steps + 1


def _parts(made: Sequence[Node]) -> Iterator[tuple[object, ...]]:
    from gonghui.organisations.rules.search import folded, parts_of

    names = iter(folded(name for node in made for name in (node.name, node.short_name)))
    for node in made:
        for text in parts_of({next(names), next(names)}):
            yield node.pk, text


def _insert(table: str, columns: Sequence[str], rows: Iterator[tuple[object, ...]]) -> None:
    from django.db import connection, transaction

    named = ", ".join(f'"{column}"' for column in columns)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} ({named}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join("?" * len(columns))
            plain = cursor.cursor.connection.cursor()
            plain.executemany(
                f"INSERT INTO {table} ({named}) VALUES ({marks})",
                (tuple(_as_text(value) for value in row) for row in rows),
            )


def _as_text(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%d %H:%M:%S")
    return value.isoformat() if isinstance(value, date) else value


def settle() -> None:
    """Go on numbering after these; PostgreSQL counts its rows, as its autovacuum would.

    The list of nodes is ours, no web process has it: Python looks for rubbish in it no more.
    """
    gc.collect()
    gc.freeze()
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection

    with connection.cursor() as cursor:
        for line in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(line)
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")


def empty() -> None:
    """The same database without anything in it."""
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
    else:
        path = connection.settings_dict["NAME"]
        connection.close()
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def account(organisation: int):
    """Somebody who reads all below an organisation."""
    from gonghui.access.actions.grant import grant_to_account
    from gonghui.access.permissions import Role
    from gonghui.organisations.models import Organisation
    from gonghui.people.actions.account import job_account
    from gonghui.people.models import Account, Person

    found = Account.objects.filter(username=f"reader{organisation}").first()
    if found is not None:
        return found
    person = Person.objects.create(name="试看", sort_reading="shikan", invented=True)
    made = Account.objects.create(username=f"reader{organisation}", person=person)
    top = Organisation.objects.get(pk=organisation)
    grant_to_account(Role.LEADER, top, made, on=ON, by=job_account(), at=AT)
    return made


def seat_secretaries(made: Sequence[Node]) -> None:
    """A party secretary and a chair in every county."""
    from gonghui.organisations.models import Post, Tenure
    from gonghui.people.models import Person

    counties = [node for node in made if node.kind == "county"]
    titles = (("党组书记", "secretary"), ("主席", "chair"))
    posts = Post.objects.bulk_create(
        [
            Post(organisation_id=node.pk, title=title, kind=kind, precedence=place)
            for node in counties
            for place, (title, kind) in enumerate(titles, 1)
        ],
        batch_size=1000,
    )
    people = Person.objects.bulk_create(
        [Person(name=f"试{n}", sort_reading=f"shi{n}", invented=True) for n in range(len(posts))],
        batch_size=1000,
    )
    seated = zip(posts, people, strict=True)
    Tenure.objects.bulk_create(
        [Tenure(post=post, person=person, from_on=ON) for post, person in seated], batch_size=1000
    )


def secretaries():
    """All party secretaries of counties, as an audience describes them."""
    from gonghui.organisations.rules.audience import Choice, Description, Part
    from gonghui.organisations.rules.organisation import Level, PostKind

    choice = Choice(kinds=frozenset({PostKind.SECRETARY}))
    return Description((Part(levels=frozenset({Level.COUNTY}), posts=(choice,)),))
