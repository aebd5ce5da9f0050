"""Who is meant, among a million organisations: audiences resolved to names, counted, on any day.

The country's tree with a party secretary and an officer in charge of a campaign in every county,
and a chair in every township; each case reads everything its page or list would show. The floor is
the same rows by one plain SQL statement, for those who know which tables to join.
"""

from bench._ground import AT, Row, p95, run, timed
from bench._registry import ON, nodes, settle, write

CAMPAIGN = "县级工会加强年"
LATER = AT.date()
_FLOOR = """
    SELECT tenure.id, person.name, post.title, organisation.name
    FROM organisations_organisation organisation
    JOIN organisations_post post ON post.organisation_id = organisation.id
    JOIN organisations_tenure tenure ON tenure.post_id = post.id
    JOIN people_person person ON person.id = tenure.person_id
    WHERE organisation.level = 'county' AND post.kind = 'secretary'
    ORDER BY organisation.code
"""


def measure(database: str, *, small: bool) -> list[Row]:
    made = nodes(30_000 if small else 1_000_000)
    write(made)
    count = staff(made)
    settle()
    return cases(f"{len(made):,} organisations, {count:,} people, {database}")


def staff(made) -> int:
    """A secretary and an officer of the campaign in every county, a chair in every township."""
    from gonghui.organisations.models import Portfolio, Post, Tenure
    from gonghui.people.models import Person

    plans = {
        "county": (("党组书记", "secretary", 10), ("副主席", "deputy", 20)),
        "township": (("主席", "chair", 10),),
    }
    posts = Post.objects.bulk_create(
        [
            Post(organisation_id=node.pk, title=title, kind=kind, precedence=precedence)
            for node in made
            for title, kind, precedence in plans.get(node.kind, ())
        ],
        batch_size=1000,
    )
    Portfolio.objects.bulk_create(
        [
            Portfolio(post=post, subject=CAMPAIGN, from_on=ON)
            for post in posts
            if post.precedence > 10
        ],
        batch_size=1000,
    )
    people = Person.objects.bulk_create(
        [
            Person(name=f"试{n}", sort_reading=f"shi{n:06}", stroke_key=f"{n:06}", invented=True)
            for n in range(len(posts))
        ],
        batch_size=1000,
    )
    Tenure.objects.bulk_create(
        [
            Tenure(post=post, person=person, from_on=ON)
            for post, person in zip(posts, people, strict=True)
        ],
        batch_size=1000,
    )
    return len(people)


def cases(size: str) -> list[Row]:
    """Each audience with how long it takes to read it whole."""
    from django.db import connection

    from gonghui.organisations.models import Organisation, Placement
    from gonghui.organisations.rules.audience import Choice, Part, Reach
    from gonghui.organisations.rules.organisation import Kind, Level, PostKind

    secretary = Choice(kinds=frozenset({PostKind.SECRETARY}))
    counties = frozenset({Kind.COUNTY, Kind.ZONE})
    top = Organisation.objects.get(pk=1)
    cities = Organisation.objects.filter(level="city", above__ancestor=top)
    city = next(one for one in cities.order_by("pk") if one.below.filter(steps=1).count() > 3)
    county = Organisation.objects.filter(above__ancestor=city, kind="county").order_by("pk")[0]
    unions = county.below.filter(organisation__level="grassroots").order_by("pk")
    named = tuple(unions.values_list("organisation", flat=True)[:300])
    secretaries = Part(kinds=counties, posts=(secretary,))
    meeting = Part(
        reach=Reach.DIRECT, kinds=counties, posts=(secretary, Choice(subjects=(CAMPAIGN,)))
    )
    chairs = Part(
        levels=frozenset({Level.TOWNSHIP}), posts=(Choice(kinds=frozenset({PostKind.CHAIR})),)
    )

    def floor() -> None:
        with connection.cursor() as cursor:
            cursor.execute(_FLOOR)
            cursor.fetchall()

    plain = p95(timed(floor, 20))
    rows = [
        Row(f"{size}: all county party secretaries read p95", _read(top, secretaries), "ms", plain),
        Row(
            f"{size}: the same, counted with what is missing p95", _counted(top, secretaries), "ms"
        ),
        Row(f"{size}: the same, the first page by strokes p95", _page(top, secretaries), "ms"),
        Row(f"{size}: secretaries and officers of one city p95", _read(city, meeting), "ms"),
        Row(f"{size}: all township chairs of one city p95", _read(city, chairs), "ms"),
        Row(
            f"{size}: 300 unions of one county by name p95", _read(county, Part(named=named)), "ms"
        ),
        Row(f"{size}: every organisation of one city p95", _read(city, Part()), "ms"),
        Row(f"{size}: every organisation of the country, counted", _count_all(top, Part()), "ms"),
    ]
    # one placement ended since: an earlier day is now told from the placements, not the ancestors
    Placement.objects.filter(organisation=county).update(until_on=LATER)
    return [
        *rows,
        Row(f"{size}: one city on a past day p95", _read(city, meeting), "ms"),
        Row(
            f"{size}: all county party secretaries on a past day", _read(top, secretaries, 5), "ms"
        ),
    ]


def _resolved(keeper, part):
    from gonghui.organisations.queries.audience import resolve
    from gonghui.organisations.rules.audience import Description

    return resolve(Description((part,)), keeper=keeper, on=LATER)


def _read(keeper, part, times: int = 20) -> float:
    """All organisations and holders, each person once."""
    from gonghui.organisations.queries.audience import told

    def read() -> None:
        found = _resolved(keeper, part)
        if found.means_posts:
            assert told(found.holders)
        else:
            assert list(found.organisations)

    return p95(timed(read, times))


def _counted(keeper, part) -> float:
    from gonghui.directory.queries.audience import size_of

    return p95(timed(lambda: size_of(_resolved(keeper, part)), 20))


def _page(keeper, part) -> float:
    from gonghui.directory.queries.audience import lines, persons
    from gonghui.organisations.rules.post import Order

    def page() -> None:
        found = _resolved(keeper, part)
        assert lines(found, list(persons(found, Order.STROKES)[:50]))

    return p95(timed(page, 20))


def _count_all(keeper, part) -> float:
    return p95(timed(lambda: _resolved(keeper, part).organisations.count(), 3))


if __name__ == "__main__":
    run("audience", measure)
