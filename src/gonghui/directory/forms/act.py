"""Entering acts on the tree: what each needs beside its day, reason and approval."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import count
from typing import Any, ClassVar, Protocol

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gonghui.foundation.chinese import tidy
from gonghui.foundation.fields import DayField
from gonghui.organisations.actions import move, standing
from gonghui.organisations.actions.change import Act, Done
from gonghui.organisations.actions.tree import Founding
from gonghui.organisations.models import Organisation
from gonghui.organisations.queries.tree import children, superior
from gonghui.organisations.rules.change import Decision
from gonghui.organisations.rules.organisation import Kind, Line
from gonghui.people.models import Account

Words = str | Promise
MOST_PARTS = 3


class OrganisationField(forms.CharField):
    """An organisation by its code, full name or short name, among those that may be meant."""

    among: QuerySet[Organisation] = Organisation.objects.none()

    def to_python(self, value: object) -> Any:  # noqa: ANN401 -- Django lets a field give any value
        """The one organisation that is meant."""
        text = tidy(str(value or "")).strip()
        if not text:
            return None
        called = Q(code=text) | Q(name=text) | Q(short_name=text)
        found = list(self.among.filter(called, ended_on__isnull=True).order_by("code")[:4])
        if not found:
            raise ValidationError(_("No organisation in your reach is called so."))
        if len(found) > 1:
            named = "、".join(f"{one.name}（{one.code}）" for one in found)
            raise ValidationError(
                _("Several are called so; give the code: %(named)s"), params={"named": named}
            )
        return found[0]


def _words(field: forms.Field, value: object) -> str:
    if isinstance(value, date):
        return date_format(value)
    if isinstance(value, QuerySet | list):
        return "、".join(str(one) for one in value)
    if value is True:
        return str(_("yes"))
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]  # Django types choices loosely
    return str(value)


class ActForm(forms.Form):
    """The decision every act rests on; each kind of act adds what it needs.

    ``organisation`` is whom the page is about, ``among`` those the person may change.
    """

    title: ClassVar[Words]
    note: ClassVar[Words] = ""
    commit: ClassVar[Words]

    effective_on = DayField(
        label=_("In force from"), help_text=_("The first day on which things are so.")
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)
    approval_number = forms.CharField(
        label=pgettext_lazy("act", "Approval number"),
        max_length=60,
        required=False,
        help_text=_("Of the superior's approval, as 铜工复〔2023〕5号."),
    )

    def __init__(
        self,
        organisation: Organisation,
        data: Mapping[str, Any] | None,
        *,
        among: QuerySet[Organisation],
        today: date,
    ) -> None:
        self.organisation, self.among = organisation, among
        super().__init__(data, initial={"effective_on": today, **self.known()})
        self._decision_last()
        for field in self.fields.values():
            if isinstance(field, OrganisationField):
                field.among = among

    def _decision_last(self) -> None:
        own = [name for name in self.fields if name not in ActForm.base_fields]
        self.order_fields([*own, *ActForm.base_fields])

    def known(self) -> dict[str, object]:
        """What the form begins with."""
        return {}

    def told(self) -> list[tuple[str, str]]:
        """What was typed, field by field, as people read it; empty fields are left out."""
        rows = ((self[name], self.cleaned_data.get(name)) for name in self.fields)
        return [(str(bound.label), _words(bound.field, value)) for bound, value in rows if value]

    def act(self, by: Account, at: datetime) -> Act:
        """Who decides what, when, as typed."""
        typed = self.cleaned_data
        decision = Decision(typed["effective_on"], typed["reason"], typed["approval_number"])
        return Act(decision, by=by, at=at)

    def carry_out(self, act: Act) -> Done:
        """Do it.

        Raises:
            RuleBroken: As the act.
        """
        raise NotImplementedError


class RenameForm(ActForm):
    """Another name; the former one stays findable."""

    title = _("Rename")
    note = _("It is still found by its former name; papers of the past keep it.")
    commit = _("Rename it")

    name = forms.CharField(label=_("Full name"), max_length=120)
    short_name = forms.CharField(label=_("Short name"), max_length=60, required=False)
    english_name = forms.CharField(label=_("English name"), max_length=160, required=False)

    def known(self) -> dict[str, object]:
        """The names it has."""
        one = self.organisation
        return {
            "name": one.name,
            "short_name": one.short_name,
            "english_name": one.english_name,
        }

    def carry_out(self, act: Act) -> Done:
        """Do it."""
        typed = self.cleaned_data
        return standing.rename(
            self.organisation,
            act,
            name=typed["name"],
            short_name=typed["short_name"],
            english_name=typed["english_name"],
        )


class MoveForm(ActForm):
    """Another superior, for it and all below it."""

    title = _("Place below another superior")
    note = _("All below it go along. Closed returns keep the tree of their day.")
    commit = _("Move it")

    to = OrganisationField(
        label=_("New superior"), help_text=_("Its code, full name or short name.")
    )
    line = forms.ChoiceField(
        label=_("Line"),
        choices=[
            (Line.TERRITORIAL.value, pgettext_lazy("line of the tree", "Territorial")),
            (Line.INDUSTRIAL.value, pgettext_lazy("line of the tree", "Industrial")),
        ],
    )

    def carry_out(self, act: Act) -> Done:
        """Do it."""
        typed = self.cleaned_data
        return move.move(self.organisation, act, to=typed["to"], line=Line(typed["line"]))


def next_codes(above: Organisation) -> Iterator[str]:
    """Codes for new ones below somebody: theirs and the numbers that are free."""
    taken = set(
        Organisation.objects.filter(code__startswith=f"{above.code}-").values_list(
            "code", flat=True
        )
    )
    numbered = (f"{above.code}-{number:02d}" for number in count(1))
    return (code for code in numbered if code not in taken)


class MergeForm(ActForm):
    """Others become one with it, under its name or a new one."""

    title = _("Merge with others")
    note = _("Those merged end the day before; whoever stood below them stands below the one.")
    commit = _("Merge them")

    others = forms.ModelMultipleChoiceField(
        label=_("Beside it"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    elsewhere = OrganisationField(
        label=_("One that stands elsewhere"),
        required=False,
        help_text=_("Its code, full name or short name."),
    )
    into = forms.ChoiceField(
        label=_("They become"),
        choices=[("new", _("a new organisation")), ("this", _("part of this one"))],
        widget=forms.RadioSelect,
        initial="new",
    )
    name = forms.CharField(label=_("Name of the new one"), max_length=120, required=False)
    short_name = forms.CharField(label=_("Its short name"), max_length=60, required=False)
    code = forms.CharField(label=_("Its code"), max_length=30, required=False)

    def __init__(
        self,
        organisation: Organisation,
        data: Mapping[str, Any] | None,
        *,
        among: QuerySet[Organisation],
        today: date,
    ) -> None:
        self.above = superior(organisation)
        super().__init__(organisation, data, among=among, today=today)
        others = self.fields["others"]
        assert isinstance(others, forms.ModelMultipleChoiceField)  # noqa: S101 -- tells the type checker what stands above
        if self.above is not None:
            beside = children(self.above).exclude(pk=organisation.pk)
            # not all that stand beside it: whoever keeps one county's register keeps no other's
            beside = beside.filter(level=organisation.level, pk__in=among.values("pk"))
            others.queryset = beside.order_by("order", "code")

    def known(self) -> dict[str, object]:
        """A free code for the new one."""
        return {"into": "new", "code": next(next_codes(self.above)) if self.above else ""}

    def clean(self) -> dict[str, Any]:
        """A new one needs a name and a code."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if typed.get("into") == "new":
            for name in ("name", "code"):
                if not typed.get(name):
                    self.add_error(name, _("The new organisation needs it."))
        return typed

    def merged(self) -> list[Organisation]:
        """Who is merged with it."""
        elsewhere = self.cleaned_data["elsewhere"]
        return [*self.cleaned_data["others"], *([elsewhere] if elsewhere else [])]

    def carry_out(self, act: Act) -> Done:
        """Do it."""
        typed = self.cleaned_data
        if typed["into"] == "this":
            return move.merge(self.merged(), act, into=self.organisation)
        founding = Founding(
            code=typed["code"],
            name=typed["name"],
            kind=Kind(self.organisation.kind),
            parent=self.above,
            short_name=typed["short_name"],
            order=self.organisation.order,
            approval_number=typed["approval_number"],
        )
        return move.merge([self.organisation, *self.merged()], act, into=founding)


class SplitForm(ActForm):
    """New organisations come out of it, each with some of those below."""

    title = _("Split")
    note = _("Name those that come out of it, then say who goes with which.")
    commit = _("Split it")

    ends = forms.BooleanField(label=_("It ends; all below it go to the new ones"), required=False)

    def __init__(
        self,
        organisation: Organisation,
        data: Mapping[str, Any] | None,
        *,
        among: QuerySet[Organisation],
        today: date,
    ) -> None:
        self.below = list(children(organisation).order_by("order", "code"))
        super().__init__(organisation, data, among=among, today=today)
        parts = range(1, MOST_PARTS + 1)
        for number in parts:
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("Name of new %(n)s") % {"n": number}, max_length=120, required=False
            )
        goes = [("", _("stays")), *((str(n), _("with new %(n)s") % {"n": n}) for n in parts)]
        for one in self.below:
            self.fields[f"goes_{one.pk}"] = forms.ChoiceField(
                label=one.name, choices=goes, required=False
            )
        self._decision_last()

    def clean(self) -> dict[str, Any]:
        """Nobody goes with a new one that has no name."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        for number in range(1, MOST_PARTS + 1):
            if self._going_with(number, typed) and not typed.get(f"name_{number}"):
                self.add_error(f"name_{number}", _("The new organisation needs it."))
        return typed

    def _going_with(self, number: int, typed: Mapping[str, Any]) -> list[Organisation]:
        return [one for one in self.below if typed.get(f"goes_{one.pk}") == str(number)]

    def shares(self) -> Sequence[move.Share]:
        """Each new one with those that go along."""
        typed = self.cleaned_data
        numbers = [n for n in range(1, MOST_PARTS + 1) if typed[f"name_{n}"]]
        above = superior(self.organisation)
        codes = next_codes(above) if above is not None else iter(())
        return [
            move.Share(self._founding(number, code), self._going_with(number, typed))
            for number, code in zip(numbers, codes, strict=False)
        ]

    def _founding(self, number: int, code: str) -> Founding:
        typed = self.cleaned_data
        return Founding(
            code=code,
            name=typed[f"name_{number}"],
            kind=Kind(self.organisation.kind),
            order=self.organisation.order,
            approval_number=typed["approval_number"],
        )

    def carry_out(self, act: Act) -> Done:
        """Do it."""
        return move.split(
            self.organisation, act, shares=self.shares(), ends=self.cleaned_data["ends"]
        )


class Deed(Protocol):
    """What is done to an organisation by a decision alone."""

    def __call__(self, organisation: Organisation, act: Act) -> Done:
        """Do it."""


class PlainForm(ActForm):
    """An act that needs nothing beside its decision."""

    deed: ClassVar[Deed]

    def carry_out(self, act: Act) -> Done:
        """Do it."""
        return type(self).deed(self.organisation, act)


class SuspendForm(PlainForm):
    """It rests."""

    title = _("Suspend")
    note = _("Nothing more is asked of it until it is resumed; what it owes is waived.")
    commit = _("Suspend it")
    deed = staticmethod(standing.suspend)


class ResumeForm(PlainForm):
    """It works again."""

    title = _("Resume")
    note = _("It is asked again from the next ask on.")
    commit = _("Resume it")
    deed = staticmethod(standing.resume)


class DissolveForm(PlainForm):
    """It ends."""

    title = _("Dissolve")
    note = _("Only one nobody stands below. Its history stays; who holds a post there leaves it.")
    commit = _("Dissolve it")
    deed = staticmethod(standing.dissolve)


class AdvanceForm(PlainForm):
    """The next step of its founding."""

    title = _("Next step of its founding")
    note = _("From planned to being founded, from being founded to standing.")
    commit = _("Enter the step")
    deed = staticmethod(standing.advance)
