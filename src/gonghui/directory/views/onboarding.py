"""An office's first hour, as a list of what to do."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, requires
from gonghui.directory.queries.onboarding import counts_of
from gonghui.directory.rules.onboarding import Counts, Progress, Stage, left, next_stage, progress
from gonghui.foundation.clock import today


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the list.

    Attributes:
        act: What the button says; empty where it is not done here.
        is_next: The first that is not done: its button is the page's one.
    """

    number: int
    what: str
    facts: list[str]
    to: str
    act: str
    state: str
    word: str
    is_next: bool


@requires(Permission.ORGANISATION_MANAGE)
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """From an empty site to the first return, each step with how far it is."""
    counts = counts_of(request.user, on=today())
    facts = {"tasks": _tasks(counts), "heading": _heading(counts)}
    return render(request, "directory/onboarding.html", facts)


def _heading(counts: Counts) -> str:
    steps = len(left(counts))
    if not steps:
        return _("The office runs; nothing of its beginning is left")
    return ngettext(
        "%(n)s step left until the office runs", "%(n)s steps left until the office runs", steps
    ) % {"n": steps}


def _tasks(counts: Counts) -> list[Task]:
    waiting = next_stage(counts)
    names, acts, places = _names(), _acts(), _places()
    tasks = []
    for number, stage in enumerate(Stage, start=1):
        state, word = _state(progress(stage, counts))
        tasks.append(
            Task(
                number=number,
                what=names[stage],
                facts=_facts(stage, counts),
                to=places[stage],
                act=acts[stage],
                state=state,
                word=word,
                is_next=stage is waiting,
            )
        )
    return tasks


def _state(progress: Progress) -> tuple[str, str]:
    return {
        Progress.AHEAD: ("none", pgettext("step of a first day", "to do")),
        Progress.BEGUN: ("info", pgettext("step of a first day", "begun")),
        Progress.DONE: ("ok", pgettext("step of a first day", "done")),
    }[progress]


def _names() -> dict[Stage, str]:
    return {
        Stage.TREE: _("Load the organisations"),
        Stage.CHECK: _("Check the register"),
        Stage.PEOPLE: _("Enter who holds which post"),
        Stage.ACCOUNTS: _("Open accounts"),
        Stage.RETURN: _("Issue the first return"),
    }


def _acts() -> dict[Stage, str]:
    return {
        Stage.TREE: _("Take in a workbook"),
        Stage.CHECK: pgettext("onboarding", "Check"),
        Stage.PEOPLE: _("Take in a workbook"),
        Stage.ACCOUNTS: _("See accounts"),
        Stage.RETURN: "",
    }


def _places() -> dict[Stage, str]:
    return {
        Stage.TREE: reverse("documents:import-new", args=["organisations"]),
        Stage.CHECK: reverse("directory:integrity"),
        Stage.PEOPLE: reverse("documents:import-new", args=["people"]),
        Stage.ACCOUNTS: reverse("directory:accounts"),
        Stage.RETURN: "",
    }


def _facts(stage: Stage, counts: Counts) -> list[str]:
    told = {
        Stage.TREE: _tree_facts,
        Stage.CHECK: _check_facts,
        Stage.PEOPLE: _people_facts,
        Stage.ACCOUNTS: _account_facts,
        Stage.RETURN: _return_facts,
    }
    return told[stage](counts)


def _tree_facts(counts: Counts) -> list[str]:
    if not counts.organisations:
        return [
            _("Fill the template with codes, names and superiors; what is wrong is told row by row")
        ]
    words = ngettext(
        "%(n)s organisation stands below", "%(n)s organisations stand below", counts.organisations
    )
    return [words % {"n": f"{counts.organisations:,}"}]


def _check_facts(counts: Counts) -> list[str]:
    if not counts.organisations:
        return [_("Nothing to check yet")]
    if not counts.wrong:
        return [_("Nothing in it contradicts itself")]
    words = ngettext(
        "something is wrong with %(n)s organisation",
        "something is wrong with %(n)s organisations",
        counts.wrong,
    )
    return [words % {"n": f"{counts.wrong:,}"}]


def _people_facts(counts: Counts) -> list[str]:
    if not counts.people:
        return [_("Chairs first: reminders and roles go by posts")]
    people = ngettext("%(n)s person in a post", "%(n)s people in posts", counts.people)
    leading = _("%(done)s of %(all)s organisations with others below them have somebody in a post")
    return [
        people % {"n": f"{counts.people:,}"},
        leading % {"done": f"{counts.leading_staffed:,}", "all": f"{counts.leading:,}"},
    ]


def _account_facts(counts: Counts) -> list[str]:
    if not counts.accounts:
        return [_("The three administrators have theirs; those who fill in and review need one")]
    words = ngettext("%(n)s account", "%(n)s accounts", counts.accounts)
    return [words % {"n": f"{counts.accounts:,}"}]


def _return_facts(counts: Counts) -> list[str]:
    if not counts.rounds:
        return [_("Whoever holds the role of issuer does it")]
    words = ngettext("%(n)s return issued", "%(n)s returns issued", counts.rounds)
    return [words % {"n": f"{counts.rounds:,}"}]
