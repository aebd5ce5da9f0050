"""A small form, a round of it, and sheets filed in it."""

from collections.abc import Mapping
from datetime import date

from gonghui.cascade.actions.directive import Ask, Source
from gonghui.cascade.models import Assignment
from gonghui.cascade.rules.assignment import DirectiveKind
from gonghui.foundation.periods import Period
from gonghui.organisations.models import Organisation
from gonghui.organisations.queries.tree import children
from gonghui.returns.actions.form import publish_form
from gonghui.returns.actions.round import issue_round, relay_round
from gonghui.returns.actions.sheet import accept_sheet, file_sheet, save_draft
from gonghui.returns.models import Form, Round, Sheet, Version
from gonghui.returns.rules.catalogue import Catalogue
from gonghui.returns.rules.form import Blank, Check, CheckKind
from gonghui.returns.rules.indicator import Addition, Line
from tests.factories.moments import DUE, IN_JULY
from tests.factories.people import make_job

FIRST_HALF = Period.parse("2023H1")
VALUES = {"employees": 100, "members": 80, "women": 30, "funds": 1250, "six_haves": 1}


def make_line(code: str = "members", **facts: object) -> Line:
    """A line of a form, counted in whole persons at the end of the period."""
    return Line(
        **{
            "code": code,
            "name": code,
            "english_name": code.title(),
            "unit": "人",
            "english_unit": "persons",
            "decimals": 0,
            "addition": Addition.STOCK,
            "group": "组织建设",
            "english_group": "Organisation building",
            **facts,
        }
    )


BLANK = Blank(
    lines=(
        make_line("employees", name="职工数"),
        make_line("members", name="会员数"),
        make_line("women", name="女会员", part_of="members"),
        make_line(
            "membership_rate",
            name="职工入会率",
            unit="%",
            decimals=1,
            addition=Addition.RATIO,
            numerator="members",
            denominator="employees",
        ),
        make_line(
            "funds", name="帮扶资金", unit="万元", decimals=2, addition=Addition.FLOW, group="服务"
        ),
        make_line("six_haves", name="六有达标", unit="是/否", decimals=1, addition=Addition.YES),
        make_line(
            "letters",
            name="提示函",
            unit="份",
            addition=Addition.FLOW,
            asked_of=frozenset({"county"}),
        ),
    ),
    checks=(
        Check(CheckKind.AT_MOST, ("women", "members")),
        Check(CheckKind.AT_MOST, ("members", "employees")),
    ),
    minutes=5,
)


def make_form(blank: Blank = BLANK, *, code: str = "small") -> Form:
    catalogue = Catalogue(code, "半年小报表", "Small half-year return", blank)
    return publish_form(catalogue, by=make_job(), at=IN_JULY)


def make_ask(title: str = "2023年上半年小报表", *, due_on: date = DUE) -> Ask:
    return Ask(
        kind=DirectiveKind.RETURN,
        title=title,
        due_on=due_on,
        basis=Source(label="铜工办〔2023〕12号"),
    )


def make_round(
    issuer: Organisation,
    *,
    form: Form | None = None,
    period: Period = FIRST_HALF,
    due_on: date = DUE,
    relayed: bool = True,
) -> Round:
    """A round below the issuer, handed on to everybody unless ``relayed`` is false."""
    job = make_job()
    made = issue_round(
        form or make_form(),
        make_ask(f"{period.year}年小报表", due_on=due_on),
        period=period,
        issuer=issuer,
        by=job,
        at=IN_JULY,
    )
    if relayed:
        for child in children(issuer):
            if children(child).exists():
                asked = Assignment.objects.get(directive=made.directive, organisation=child)
                relay_round(asked, due_on=due_on, by=job, at=IN_JULY)
    return made


def sheet_of(made: Round, organisation: Organisation) -> Sheet:
    return Sheet.objects.select_related("round__form", "organisation", "rollup", "assignment").get(
        round=made, organisation=organisation
    )


def make_filed(
    made: Round,
    organisation: Organisation,
    values: Mapping[str, int] | None = None,
    *,
    accepted: bool = False,
    notes: Mapping[str, str] | None = None,
) -> Version:
    """A sheet typed, filed and, if wished, accepted. Values are those of VALUES unless given."""
    sheet = sheet_of(made, organisation)
    typed = {code: str(value) for code, value in (VALUES | dict(values or {})).items()}
    if "funds" in typed:
        typed["funds"] = f"{int(typed['funds']) / 100:.2f}"
    if sheet.level == "county":
        typed.setdefault("letters", "2")
    job = make_job()
    save_draft(sheet, values=typed, notes=notes or {}, version=sheet.edition, by=job, at=IN_JULY)
    version = file_sheet(sheet, by=job, at=IN_JULY)
    return accept_sheet(sheet, by=job, at=IN_JULY) if accepted else version
