"""Who works in the demonstration: invented people in the posts of real organisations."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.contrib.auth.hashers import make_password
from django.db import transaction

from gonghui.access.actions.grant import grant_to_account, grant_to_post
from gonghui.demo.rules.names import invented_names
from gonghui.demo.rules.staffing import (
    ADMINISTRATORS,
    CITY_POSTS,
    COUNTY_POSTS,
    DEPARTMENTS,
    GRASSROOTS_POSTS,
    TOWNSHIP_POSTS,
    PostPlan,
)
from gonghui.organisations.actions.post import (
    DepartmentFacts,
    change_portfolio,
    post_in,
    set_up_department,
    take_up_post,
)
from gonghui.organisations.models import Department, Organisation
from gonghui.organisations.queries.tree import children
from gonghui.people.actions.account import job_account
from gonghui.people.actions.person import register_person
from gonghui.people.models import Account, Person

FOCUS_TOWNSHIP = 10  # the eleventh township of the focus county; any would do


@dataclass(frozen=True, slots=True)
class Focus:
    """The branch of the tree that the printed sign-ins belong to."""

    city: Organisation
    county: Organisation
    township: Organisation
    village: Organisation


def focus_below(city: Organisation) -> Focus:
    """The last county with townships of the city, and one township and village in it.

    In a city without counties a township stands directly below it and is both.
    """
    branches = [one for one in children(city) if children(one).exists()]
    counties = [one for one in branches if children(one).filter(level="township").exists()]
    county = (counties or branches)[-1]
    townships = [
        one for one in children(county).filter(level="township") if children(one).exists()
    ] or [county]
    township = townships[min(FOCUS_TOWNSHIP, len(townships) - 1)]
    return Focus(city, county, township, children(township)[0])


@transaction.atomic
def staff(city: Organisation, *, password: str, on: date, at: datetime) -> None:
    """Departments, posts, people, roles and the accounts that are printed."""
    focus = focus_below(city)
    maker = _Maker(password=make_password(password), on=on, at=at, names=invented_names(2023))
    departments = {
        name: set_up_department(
            city, DepartmentFacts(name, english, order, line), by=maker.by, at=at
        )
        for order, (name, english, line) in enumerate(DEPARTMENTS)
    }
    maker.fill(city, CITY_POSTS, departments=departments)
    for county in children(city):
        reviewer = {"组织干事": "reviewer"} if county == focus.county else {}
        maker.fill(county, COUNTY_POSTS, sign_ins={"统计干事": officer_name(county), **reviewer})
        for township in children(county).filter(level="township"):
            maker.fill(
                township, TOWNSHIP_POSTS, sign_ins=_TOWNSHIP if township == focus.township else {}
            )
    maker.fill(focus.village, GRASSROOTS_POSTS, sign_ins={"主席": "village-filer"})
    for username, title, english, role in ADMINISTRATORS:
        person = maker.person()
        post = post_in(city, title)
        post.english_title = english
        post.save(update_fields=["english_title"])
        take_up_post(person, post, on=on, by=maker.by, at=at)
        account = maker.account(username, person)
        grant_to_account(role, city, account, on=on, by=maker.by, at=at)


_TOWNSHIP = {"干事": "filer", "主席": "township-reviewer"}


def officer_name(county: Organisation) -> str:
    """The account of a county's statistics officer."""
    return f"county-{county.code}"


class _Maker:
    """Draws invented people and puts them into posts."""

    def __init__(self, *, password: str, on: date, at: datetime, names: Iterator[str]) -> None:
        self.by = job_account()
        self.password, self.on, self.at, self.names = password, on, at, names

    def person(self) -> Person:
        return register_person(next(islice(self.names, 1)), by=self.by, at=self.at, invented=True)

    def account(self, username: str, person: Person) -> Account:
        return Account.objects.create(username=username, person=person, password=self.password)

    def fill(
        self,
        organisation: Organisation,
        plans: Sequence[PostPlan],
        *,
        sign_ins: dict[str, str] | None = None,
        departments: dict[str, Department] | None = None,
    ) -> None:
        """Each post of the plan, its holder, the roles that go with it, the account if printed."""
        for precedence, plan in enumerate(plans, start=1):
            post = post_in(
                organisation,
                plan.title,
                kind=plan.kind,
                precedence=precedence * 10,
                department=(departments or {}).get(plan.department),
            )
            post.english_title = plan.english
            post.save(update_fields=["english_title"])
            if plan.charge:
                change_portfolio(post, plan.charge, on=self.on, by=self.by, at=self.at)
            person = self.person()
            take_up_post(person, post, on=self.on, by=self.by, at=self.at)
            for role in plan.roles:
                grant_to_post(role, organisation, post, on=self.on, by=self.by, at=self.at)
            for title in plan.also:
                second = post_in(organisation, title, precedence=precedence * 10 + 1)
                take_up_post(person, second, on=self.on, by=self.by, at=self.at)
            username = (sign_ins or {}).get(plan.title, plan.sign_in)
            if username:
                self.account(username, person)
