"""A small federation with one of everything, and which record each page is about."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from gonghui.access.actions.delegation import delegate
from gonghui.access.actions.grant import Giving, give_or_propose
from gonghui.access.actions.lost_factor import remove_or_propose
from gonghui.access.models import Proposal
from gonghui.access.permissions import Role
from gonghui.cascade.models import Assignment
from gonghui.directory.imports.organisations import OrganisationsImporter
from gonghui.foundation.periods import Period
from gonghui.organisations.models import Organisation
from gonghui.people.actions.request import ask
from gonghui.people.models import Account, Person
from gonghui.people.rules.privacy import RequestKind
from gonghui.reports.actions import draft_report
from tests.factories.access import make_account, make_grant
from tests.factories.audiences import make_audience
from tests.factories.bulletins import make_bulletin, make_reading
from tests.factories.cascade import (
    make_assignment,
    make_directive,
    make_draft_directive,
    make_extension,
)
from tests.factories.documents import make_batch
from tests.factories.meetings import make_meeting
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import Tree, make_department, make_post, make_tenure, make_tree
from tests.factories.papers import paper_keys
from tests.factories.people import make_job, make_person, make_plain_account
from tests.factories.plans import make_draft, make_issued
from tests.factories.returns import make_filed, make_round, sheet_of

ACTS = (
    "directory:found",
    *(
        f"directory:act-{act}"
        for act in (
            *("rename", "move", "merge", "split"),
            *("suspend", "resume", "dissolve", "advance"),
        )
    ),
)
FIRST_HALF = Period.parse("2023H1")
Keys = dict[str, object]


@dataclass(frozen=True, slots=True)
class Route:
    """One address of the house.

    Attributes:
        name: With its room, as ``cascade:board``.
        takes: Names of what stands in the address.
    """

    name: str
    view: object
    takes: frozenset[str]

    @property
    def is_public(self) -> bool:
        return not (hasattr(self.view, "requires") or self.is_own)

    @property
    def is_own(self) -> bool:
        """About one's own sign-in: for whoever is signed in."""
        return hasattr(self.view, "signed_in")


def routes() -> list[Route]:
    return _below(get_resolver(), "")


def _below(resolver: URLResolver, room: str) -> list[Route]:
    found = []
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            found += _below(one, one.app_name or room)
        else:
            found.append(_route(one, room))
    return found


def _route(pattern: URLPattern, room: str) -> Route:
    name = f"{room}:{pattern.name}" if room else str(pattern.name)
    return Route(name, pattern.callback, frozenset(pattern.pattern.converters))


@dataclass(frozen=True, slots=True)
class World:
    """The tree and one record of each kind, all of the city."""

    tree: Tree
    keys: dict[str, Keys]

    def address(self, route: Route) -> str:
        """Where this page of this world is."""
        keys = self.keys.get(route.name, {})
        assert set(keys) == route.takes, f"say in world.py which record {route.name} is about"
        return reverse(route.name, kwargs=keys)


def make_world(tree: Tree | None = None) -> World:
    """Around the city of that tree, which may be any part of a larger one; else of its own."""
    tree = tree or make_tree()
    keys = _cascade_and_plans(tree) | _returns(tree) | _told(tree) | _registers(tree)
    keys |= _rights(tree)
    keys |= _workbooks(tree)
    keys |= paper_keys(tree.city)
    return World(tree, keys)


def _cascade_and_plans(tree: Tree) -> dict[str, Keys]:
    name = tree.city.short_name
    draft = make_draft(tree.city, f"{name}要把快递小哥组织起来。")
    asked = [tree.city, *tree.counties]
    task = make_issued(tree.city, asked, title=f"{name}新业态建会")
    own = Assignment.objects.get(directive=task.directive_id, organisation=tree.city)
    answer = {"assignment_pk": own.pk}
    words = make_assignment(make_directive(issuer=tree.city), tree.city)
    written = make_draft_directive(tree.city)
    more_time = make_extension(words)
    return {
        "cascade:directive": {"pk": words.directive_id},
        **dict.fromkeys(
            ("cascade:directive-amend", "cascade:directive-close", "cascade:directive-withdraw"),
            {"pk": words.directive_id},
        ),
        **dict.fromkeys(
            (
                "cascade:draft",
                *(
                    f"cascade:draft-{act}"
                    for act in ("edit", "submit", "approve", "return", "drop", "issue")
                ),
            ),
            {"pk": written.pk},
        ),
        **dict.fromkeys(
            (
                "cascade:answer",
                *(f"cascade:answer-{act}" for act in ("take-back", "accept", "send-back")),
            ),
            {"assignment_pk": words.pk},
        ),
        "cascade:extension-ask": {"pk": own.pk},
        "cascade:extension": {"pk": more_time.pk},
        "cascade:extension-withdraw": {"pk": more_time.pk},
        **dict.fromkeys(
            ("cascade:assignment", "cascade:receive", "cascade:relay", "cascade:board-below"),
            {"pk": own.pk},
        ),
        "cascade:board": {"pk": task.directive_id},
        "plans:task": {"pk": task.pk},
        "plans:task-issue": {"pk": draft.pk},
        "plans:task-drop": {"pk": draft.pk},
        **dict.fromkeys(
            (
                "plans:answer",
                "plans:task-receive",
                "plans:task-report",
                "plans:task-file",
                "plans:task-accept",
                "plans:task-send-back",
            ),
            answer,
        ),
    }


def _returns(tree: Tree) -> dict[str, Keys]:
    made = make_round(tree.city)
    make_filed(made, tree.county)
    own = sheet_of(made, tree.city)
    sheet = {"pk": own.pk}
    return {
        **dict.fromkeys(
            (
                "returns:round",
                "returns:league",
                "returns:missing",
                "returns:waiting",
                "returns:sheets-accept",
            ),
            {"pk": made.pk},
        ),
        "returns:figure": {"pk": made.pk, "organisation_pk": tree.city.pk, "code": "members"},
        "returns:answer": {"assignment_pk": own.assignment_id},
        "returns:relay": {"assignment_pk": own.assignment_id},
        **dict.fromkeys(
            (
                "returns:sheet",
                "returns:sheet-save",
                "returns:sheet-check",
                "returns:sheet-file",
                "returns:sheet-withdraw",
                "returns:sheet-accept",
                "returns:sheet-send-back",
            ),
            sheet,
        ),
    }


def _told(tree: Tree) -> dict[str, Keys]:
    job = make_job()
    meeting = make_meeting(tree.city)
    reading = make_reading(organisation=tree.city)
    bulletin = make_bulletin(meeting)
    report = draft_report(tree.city, FIRST_HALF, by=job, at=IN_JULY)
    claim = {"pk": reading.pk, "key": "name"}
    return {
        "meetings:meeting": {"pk": meeting.pk},
        **{
            f"bulletins:{name}": {"pk": reading.pk}
            for name in ("reading", "reading-accept-sure", "reading-drop", "confirm")
        },
        **{
            f"bulletins:{name}": claim
            for name in ("claim", "claim-accept", "claim-refuse", "claim-reopen")
        },
        "bulletins:write": {"pk": meeting.pk},
        **{
            f"bulletins:{name}": {"pk": bulletin.pk}
            for name in ("edit", "publish", "withdraw", "picture-add")
        },
        **{
            f"reports:{name}": {"pk": report.pk}
            for name in ("report", "report-word", "report-edit", "draft-anew", "sign-off")
        },
    }


def _workbooks(tree: Tree) -> dict[str, Keys]:
    kind = {"kind": OrganisationsImporter().kind}
    batch = {"pk": make_batch(tree.city, kind=OrganisationsImporter().kind, faults=1).pk}
    return {
        "documents:import-new": kind,
        "documents:import-template": kind,
        **{
            f"documents:{name}": batch
            for name in (
                "import",
                "import-commit",
                "import-undo",
                "import-stop",
                "import-again",
                "import-corrected",
            )
        },
    }


def _registers(tree: Tree) -> dict[str, Keys]:
    person = make_person("任小禾")
    post = make_post(tree.city, "主席")
    tenure = make_tenure(person, post)
    audience = {"pk": make_audience(tree.city).pk}
    account = {"pk": Account.objects.create(username=f"xiaohe{tree.city.pk}", person=person).pk}
    return {
        **dict.fromkeys(
            (
                "directory:audience",
                "directory:audience-edit",
                "directory:audience-drop",
            ),
            audience,
        ),
        "directory:organisation": {"pk": tree.city.pk},
        "directory:branch": {"pk": tree.city.pk},
        **dict.fromkeys(ACTS, {"pk": tree.city.pk}),
        **dict.fromkeys(
            (
                "directory:person",
                "directory:person-contact",
                "directory:person-phone",
                "directory:person-phone-tell",
                "directory:person-id-number",
                "directory:person-id-number-tell",
                "directory:person-agreements",
                "directory:person-agree",
                "directory:person-take-back",
            ),
            {"pk": person.pk},
        ),
        **dict.fromkeys(
            ("directory:contact-list", "directory:contact-list-take"), {"pk": tree.city.pk}
        ),
        **dict.fromkeys(
            (
                "directory:account",
                "directory:account-reset",
                "directory:account-second-factor",
                "directory:account-close",
                "directory:account-reopen",
            ),
            account,
        ),
        **_requests(person),
        "session-end": {"pk": 1},
        "message-open": {"pk": 1},
        "message-read": {"pk": 1},
        "sign-in-link": {"token": "any"},
        **dict.fromkeys(
            (
                "directory:posts",
                "directory:post-new",
                "directory:departments",
                "directory:department-new",
                "directory:departments-usual",
                "directory:registration",
                "directory:registration-edit",
                "directory:organisation-terms",
                "directory:term-new",
            ),
            {"pk": tree.city.pk},
        ),
        **dict.fromkeys(
            (
                "directory:post",
                "directory:post-take-up",
                "directory:post-portfolio",
                "directory:post-end",
            ),
            {"pk": post.pk},
        ),
        "directory:tenure-leave": {"pk": tenure.pk},
        "directory:department": {"pk": make_department(tree.city).pk},
        "desk:half-year": {"period": "2023H1"},
        "foundation:look": {"name": "any"},
    }


def _requests(person: Person) -> dict[str, Keys]:
    """Somebody of the city asks about their data."""
    account = Account.objects.get(person=person)
    made = {"pk": ask(person, RequestKind.ERASE, "", by=account, at=IN_JULY).pk}
    steps = ("request", "request-answer", "request-erase", "request-confirm", "request-refuse")
    return {
        **{f"directory:{name}": made for name in steps},
        "own-request": made,
        "own-request-withdraw": made,
        "own-request-new": {"kind": "correct"},
    }


def _rights(tree: Tree) -> dict[str, Keys]:
    account = make_plain_account("唐心怡")
    post = make_post(tree.city, "统计干事")
    make_tenure(account.person, post)
    grant = make_grant(Role.FILER, tree.city, post=post)
    wish = Giving(Role.LEADER, tree.city, account, TODAY)
    giver = make_account(Role.SECURITY_ADMINISTRATOR, tree.city, name="龚德才")
    proposal = {"pk": give_or_propose(wish, by=giver, at=IN_JULY).pk}
    lost = {"pk": make_lost(tree.city, by=giver).pk}
    days = (TODAY, TODAY)
    [lent] = delegate([grant], to=giver, days=days, by=account, at=IN_JULY)
    return {
        "directory:grant-end": {"pk": grant.pk},
        "directory:grant-account": {"pk": account.pk},
        **dict.fromkeys(
            (
                "directory:grant-proposal",
                "directory:grant-proposal-confirm",
                "directory:grant-proposal-refuse",
            ),
            proposal,
        ),
        "directory:lost-factor-confirm": lost,
        "directory:lost-factor-refuse": lost,
        "directory:delegation-end": {"pk": lent.pk},
    }


def make_lost(at: Organisation, *, by: Account) -> Proposal:
    """That an administrator lost their second factor, as proposed."""
    other = make_account(Role.AUDIT_ADMINISTRATOR, at, name="安一鸣")
    Authenticator.objects.create(user=other, type="totp", data={"secret": "x"})
    proposed = remove_or_propose(other, "本人到场", by=by, at=IN_JULY)
    assert proposed is not None
    return proposed


def make_holder(role: Role, at: Organisation) -> Account:
    """An account that holds one role in a post, as people do."""
    account = make_plain_account(f"{role.value}", username=f"{role.value}-{at.pk}")
    post = make_post(at, f"{role.value}的职务")
    make_tenure(account.person, post, from_on=TODAY.replace(year=2020))
    make_grant(role, at, post=post)
    return account
