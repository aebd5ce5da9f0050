"""What is kept from somebody stands on no page, in no file, message or line of the log of theirs."""

import io
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import JSONField
from django.test import Client, override_settings
from django.urls import reverse
from lxml import html

from gonghui.access.permissions import Role
from gonghui.access.roles import MAY
from gonghui.audit.models import Entry
from gonghui.audit.queries import content_of
from gonghui.foundation.logs import Line
from gonghui.foundation.privacy import personal_data
from gonghui.organisations.models import Organisation
from gonghui.organisations.rules.organisation import Kind
from gonghui.people.models import Account
from tests.access.canaries import (
    BY_PERSON,
    CONTROLS,
    KEPT_AS_IT_IS,
    KEPT_WHOLE,
    PAYLOADS,
    WHOSE,
    WITHIN,
    WORD,
    Planted,
    Sight,
    place_of,
    plant,
    plant_numbers,
    text_fields,
    whole_numbers,
)
from tests.access.world import Route, World, make_holder, make_world, routes
from tests.factories.access import prove
from tests.factories.organisations import Tree, make_organisation, make_tree

# Of a record that no office of these has, or the end of the session that walks.
LEFT_OUT = {
    *("account_logout", "session-end"),
    *("bulletins:bulletin", "bulletins:picture", "bulletins:draft-picture"),
    "bulletins:picture-remove",
}
TYPED = "Zq99999z"
HOSTILE = (*CONTROLS[:3], *PAYLOADS)
SEE_MOST = (Role.SYSTEM_ADMINISTRATOR, Role.PUBLISHER, Role.FILER)
# Planted, and on none of these pages.
pytestmark = pytest.mark.once
SEEN_NOWHERE = {
    "access.Proposal.label": "read in the record; pages word it anew",
    "bulletins.Reading.original": "behind a link of its page",
    "cascade.Assignment.accepted_by": "after accepting",
    "cascade.Assignment.filed_by": "after filing",
    "cascade.Assignment.received_by": "after signing for it",
    "cascade.Directive.audience_words": "of those for an audience",
    "cascade.Directive.remark": "of drafts sent back",
    "cascade.Extension.answer": "after deciding",
    "cascade.Extension.reason": "where it is decided",
    "people.Account.email": "only written to",
    "people.DataRequest.answer": "after answering",
    "plans.Task.requirement": "where there is no quotation",
    "returns.Version.notes": "of sheets below, in review",
}
FILE_LINKS = re.compile(r'href="(\?[^"]*as=(?:csv|xlsx))"')
LINE = Line("{levelname} {name}: {message}", style="{")
# Those of the attacks that are markup wherever they stand in a text.
MARKUP = [one for one in PAYLOADS if re.match(r"[\"'></a-z-]*<(?!/title|base|form)", one)]
ROUTES = [route for route in routes() if route.name not in LEFT_OUT]


@dataclass
class Garden:
    """Four offices with one of everything, all texts planted."""

    city: World
    county: World
    sibling: World
    elsewhere: World
    home: Path | None = None
    words: dict[str, Planted] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    size: Counter[str] = field(default_factory=Counter)

    @property
    def worlds(self) -> list[World]:
        return [self.county, self.city, self.sibling, self.elsewhere]


def make_garden() -> Garden:
    whole = make_tree()
    far = make_organisation("遵义市总工会", kind=Kind.CITY)
    return Garden(
        make_world(whole),
        make_world(part(whole.county, whole.townships, whole.grassroots)),
        make_world(branch(whole.other_county)),
        make_world(branch(far)),
    )


def branch(top: Organisation) -> Tree:
    below = [
        make_organisation(f"{name}镇工会联合会", parent=top, kind=Kind.TOWNSHIP) for name in "甲乙"
    ]
    return part(top, below, [make_organisation(parent=below[0])])


def part(top: Organisation, below: list[Organisation], lowest: list[Organisation]) -> Tree:
    return Tree(top, below, lowest, lowest)


@pytest.fixture(scope="module")
def garden(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Garden]:
    """One for all: nobody changes anything for good, looking least of all."""
    home = tmp_path_factory.mktemp("home")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(HOME=home):
            made = make_garden()
        made.home, made.words, made.numbers = home, plant(), plant_numbers()
        for role in Role:
            make_holder(role, made.county.tree.city)
        yield made
        places = {word.place for word in made.words.values()}
        sys.stdout.write(
            f"\n{len(made.words)} words in {len(places)} fields, {len(made.numbers)} numbers;"
            f" {made.size['answers']} answers read, {made.size['forms']} forms sent\n"
        )
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _at_home(garden, settings) -> None:
    settings.HOME = garden.home


@dataclass
class Walk:
    """Everything one person is shown, and what of it they should not have been.

    Attributes:
        leaks: Page and field of what is not theirs.
        attacks: Page and field of what would act by itself.
        numbers: Page and what looks like a whole telephone, identity card or bank card number.
        found: Fields that were seen.
        sent: Addresses of forms that were sent.
    """

    garden: Garden
    user: Account
    client: Client
    leaks: set[tuple[str, str]] = field(default_factory=set)
    attacks: set[tuple[str, str]] = field(default_factory=set)
    numbers: set[tuple[str, str]] = field(default_factory=set)
    found: set[str] = field(default_factory=set)
    sent: set[str] = field(default_factory=set)
    asked: int = 0
    sends: bool = True

    def __post_init__(self) -> None:
        self.sight = Sight.of(self.user)
        self.client.force_login(self.user)
        prove(self.client)

    def look(self, route: Route, worlds: list[World]) -> None:
        for world in worlds if route.takes else worlds[:1]:
            address = world.address(route)
            answer = self.client.get(address)
            if answer.status_code == 405:
                return
            page = self.read(route.name, answer)
            if world is self.garden.county:
                for query in FILE_LINKS.findall(page):
                    self.read(f"{route.name} as a file", self.client.get(address + unescape(query)))
            if self.sends and "<form" in page and world is self.garden.county:
                self.send(route.name, address, page)

    def read(self, name: str, answer) -> str:
        self.asked += 1
        text = "\n".join(told(answer))
        places = {word: self.place(word) for word in set(WORD.findall(text))}
        self.found |= set(places.values())
        self.leaks |= {(name, place) for word, place in places.items() if not self.may(word)}
        self.attacks |= {(name, places[word]) for word in run(answer, text)}
        self.numbers |= {(name, number) for number in whole_numbers(text)}
        return text

    def place(self, word: str) -> str:
        return "typed" if word == TYPED else self.garden.words[word].place

    def may(self, word: str) -> bool:
        return word == TYPED or self.sight.allows(self.garden.words[word])

    def send(self, name: str, address: str, page: str) -> None:
        """Every form of a page, an attack in every text, and the page it leads to."""
        for form in html.document_fromstring(page).forms:
            to = urljoin(address, form.action or "").partition("?")[0]
            key = re.sub(r"\d+", "…", to)
            if form.method != "POST" or key in self.sent or to == reverse("account_logout"):
                continue
            self.sent.add(key)
            with transaction.atomic():
                answer = self.client.post(to, typed_into(form), follow=True)
                self.read(f"{name} → {key}", answer)
                transaction.set_rollback(True)


def typed_into(form: html.FormElement) -> dict[str, object]:
    """What somebody hostile sends: their own text, and whatever else stands there already."""
    sent: dict[str, object] = dict(form.form_values())
    for place, one in enumerate(form.inputs):
        kind = one.get("type", "text")
        if one.tag == "textarea" or (one.tag == "input" and kind in {"text", "search", "email"}):
            sent[one.name] = HOSTILE[place % len(HOSTILE)].format(t=TYPED)
        elif kind == "file":
            sent[one.name] = SimpleUploadedFile(f"<i {TYPED}>.xlsx", TYPED.encode())
    return sent


def told(answer) -> Iterator[str]:
    """All an answer says, the parts of a workbook or document one by one."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    file = io.BytesIO(body)
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as parts:
            yield from (parts.read(name).decode(errors="replace") for name in parts.namelist())
    else:
        yield body.decode(errors="replace")
    yield from (unquote(value) for value in answer.headers.values())


def run(answer, text: str) -> set[str]:
    """The planted words a browser or a spreadsheet would not take for text."""
    kind = answer.get("Content-Type", "")
    if kind.startswith("text/html"):
        return set(live(text)) if WORD.search(text) else set()
    if "csv" in kind:
        cells = re.findall(r'(?:^|,|\n)"?[=+\-@\t\r][^,\n]*', text)
        return {word for cell in cells for word in WORD.findall(cell)}
    return {word for formula in re.findall(r"<f>[^<]*", text) for word in WORD.findall(formula)}


def live(page: str) -> Iterator[str]:
    for element in html.document_fromstring(page).iter():
        if not isinstance(element.tag, str) or element.tag in {"script", "style"}:
            yield from WORD.findall(html.tostring(element, encoding="unicode"))
            continue
        names = [element.tag, *element.attrib]
        names += [value for name, value in element.attrib.items() if acts(name, value)]
        yield from (word.capitalize() for word in re.findall(r"(?i)zq\d{5}z", " ".join(names)))


def acts(name: str, value: str) -> bool:
    """Whether this attribute does something by itself."""
    if name.startswith("on") or name in {"srcdoc", "style"}:
        return True
    goes = name in {"href", "src", "action", "formaction"}
    return goes and (value.startswith("javascript:") or WORD.fullmatch(value) is not None)


def pages_of(role: Role) -> list[Route]:
    return [r for r in ROUTES if r.is_public or r.is_own or r.view.requires in MAY[role]]


@pytest.mark.parametrize("role", sorted(Role))
def test_nobody_is_shown_what_is_not_theirs(role, garden, client, db, caplog):
    caplog.set_level("DEBUG")
    user = Account.objects.get(username=f"{role.value}-{garden.county.tree.city.pk}")
    walk = Walk(garden, user, client)

    for route in pages_of(role):
        walk.look(route, garden.worlds)
    garden.size.update(answers=walk.asked, forms=len(walk.sent))

    assert (sorted(walk.leaks), sorted(walk.attacks), sorted(walk.numbers)) == ([], [], [])
    assert len(walk.found) > 5
    assert WORD.findall(caplog.text) == []


def test_what_is_planted_is_seen_by_those_who_may(garden, db, client):
    """Else a page that shows nothing at all would pass the walk above."""
    found: set[str] = set()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for role in SEE_MOST:
        user = Account.objects.get(username=f"{role.value}-{garden.county.tree.city.pk}")
        walk = Walk(garden, user, client, sends=False)
        for route in pages_of(role):
            walk.look(route, [garden.county])
        found |= walk.found

    planted = {word.place for word in garden.words.values()}
    assert planted - found - set(SEEN_NOWHERE) == set()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_page_that_breaks_tells_nothing(garden, client, db, caplog, monkeypatch, language):
    """Every view fails late, with all it knows in the error."""
    words = " ".join([*list(garden.words)[::50], *garden.numbers])
    monkeypatch.setattr("gonghui.desk.context.request_permissions", Breaks(words))
    client.raise_request_exception = False
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    user = Account.objects.get(username=f"leader-{garden.county.tree.city.pk}")
    client.force_login(user)
    broken = 0

    for route in pages_of(Role.LEADER):
        answer = client.get(garden.county.address(route))
        if answer.status_code == 500:
            broken += 1
            text = answer.content.decode()
            assert (WORD.findall(text), whole_numbers(text), "Traceback" in text) == (
                [],
                set(),
                False,
            )
            assert answer["X-Reference"] in text
    lines = [LINE.format(record) for record in caplog.records]

    assert broken > 30
    assert set().union(*map(whole_numbers, lines)) == set()


class Breaks:
    """Stands where what every page asks does."""

    def __init__(self, words: str) -> None:
        self.words = words

    def __call__(self, request) -> dict[str, object]:
        raise RuntimeError(self.words)


def test_the_record_of_deeds_tells_no_number(garden, db):
    told = " ".join(str(content_of(entry)) for entry in Entry.objects.all())

    assert len(told) > 1000
    assert whole_numbers(told) == set()


def test_what_must_not_be_there_would_be_found():
    shown = {"Content-Type": "text/html"}
    page = "<!DOCTYPE html><title>x</title><p>{}</p><a href='{}'>x</a>"
    live_ones = {
        payload: run(shown, page.format(payload.format(t="Zq00001z"), "")) for payload in MARKUP
    }

    assert {payload for payload, found in live_ones.items() if not found} == set()
    assert run(shown, page.format("&lt;script&gt;Zq00001z", "/?q=Zq00001z")) == set()
    assert run(shown, page.format("", "javascript:Zq00001z")) == {"Zq00001z"}
    assert run({"Content-Type": "text/csv"}, "甲,=Zq00001z\r\n") == {"Zq00001z"}
    assert run({"Content-Type": "text/csv"}, "甲,'=Zq00001z\r\n") == set()
    assert run({}, "<c><f>HYPERLINK(Zq00001z)</f></c>") == {"Zq00001z"}
    told = "电话 13912345678，证件 52220119850217002X，卡 6222020200112230 键 a13912345678"
    assert whole_numbers(told) - {"52220119850217002X"} == {"13912345678", "6222020200112230"}


def test_the_map_decides_who_may_see(garden, db):
    user = Account.objects.get(username=f"filer-{garden.county.tree.city.pk}")
    sight = Sight.of(user)
    own, sibling = garden.county.tree.city.pk, garden.sibling.tree.city.pk
    phone, name = (
        next(kept for kept in personal_data() if place_of(kept) == f"people.Person.{field}")
        for field in ("phone", "name")
    )

    def allowed(kept, *organisations, person=None):
        return sight.allows(Planted(kept, "", frozenset(organisations), person))

    assert allowed(name, own)
    assert not allowed(name, sibling)
    assert not allowed(phone, own)
    assert allowed(phone, person=user.person_id)


def test_every_text_is_planted_or_left_for_a_reason():
    by_person = {model._meta.label for model in BY_PERSON}
    open_questions = [
        place_of(kept)
        for kept, field in text_fields()
        if kept.model not in KEPT_WHOLE and kept.field not in KEPT_AS_IT_IS.get(kept.model, ())
        if (isinstance(field, JSONField) and place_of(kept) not in WITHIN)
        or (kept.model not in WHOSE and kept.model not in by_person)
    ]

    assert open_questions == [], "say in canaries.py how a word is planted there, and whose it is"
