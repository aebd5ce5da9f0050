"""The page on which an audience is composed: its forms, and what its buttons do."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from gonghui.directory.forms.audience import AudienceForm, OtherForm, PartForm, SpareForm
from gonghui.directory.queries.audience import Size, size_of, spared
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.wording import sentence_for
from gonghui.organisations.models import Audience, Organisation
from gonghui.organisations.queries.audience import Resolved, Told, resolve, told
from gonghui.organisations.queries.composition import names_in
from gonghui.organisations.rules.audience import Description
from gonghui.organisations.wording import exception_words, part_sentence

SHOWN = 12  # names beside the form; the rest are counted


class Composition:
    """An audience while it is composed.

    The button pressed is ``do``: add, compose, spare, less-N, unspare-KIND-KEY or save. Each step
    but saving changes ``description`` alone, which the page carries along.

    Attributes:
        problem: Why it cannot be told whom it comes to, in words; empty when it can.
    """

    def __init__(
        self,
        keeper: Organisation,
        data: Mapping[str, Any] | None,
        *,
        audience: Audience | None = None,
        on: date,
    ) -> None:
        self.keeper, self.audience, self.on = keeper, audience, on
        self.do = data.get("do", "") if data else ""
        kept = {"name": audience.name} if audience else {}
        self.form = AudienceForm(data, initial=kept)
        self.part = PartForm(keeper, data if self.do == "add" else None)
        self.other = OtherForm(keeper, data if self.do == "compose" else None, but=audience)
        self.spare = SpareForm(data if self.do == "spare" else None)
        self.description = self._given()
        if self.form.is_bound and self.form.is_valid() and self.do != "save":
            self._step()
        self.problem = ""
        self.found = self._resolved()

    def _given(self) -> Description:
        if self.form.is_bound:
            return self.form.cleaned_data["description"] if self.form.is_valid() else Description()
        return Description.from_json(self.audience.description) if self.audience else Description()

    @property
    def is_ready(self) -> bool:
        """Whether it is to be saved as it stands."""
        return self.do == "save" and self.form.is_valid()

    @property
    def name(self) -> str:
        """As typed."""
        return str(self.form.cleaned_data["name"])

    def refuse(self, refusal: RuleBroken) -> None:
        """Say on the page why it was not saved."""
        self.form.add_error(None, sentence_for(refusal))

    def _step(self) -> None:
        """Do what the button says; a form that cannot be read stays as it was typed."""
        act, _dash, rest = self.do.partition("-")
        try:
            if act == "add":
                self._add()
            elif act == "compose" and self.other.is_valid():
                self.description = self.description.plus(self.other.part())
            elif act == "less" and rest.isdecimal():
                self.description = self.description.less(int(rest[:4]))
            elif act == "spare" and self.spare.is_valid():
                self._leave_out()
            elif act == "unspare":
                self._leave_out_no_more(rest)
        except RuleBroken as refusal:
            self.refuse(refusal)

    def _add(self) -> None:
        if self.part.is_valid():
            typed = Description((self.part.part(),))
            [part] = Description.from_json(typed.to_json()).parts  # not more than can be kept
            self.description = self.description.plus(part)
            self.part = PartForm(self.keeper, None)

    def _leave_out(self) -> None:
        kind, text = self.spare.cleaned_data["kind"], self.spare.cleaned_data["text"]
        found = resolve(self.description, keeper=self.keeper, on=self.on)
        keys = spared(found, self.keeper, kind, text)
        if not keys:
            self.spare.add_error("text", _("Nobody in the audience is called so."))
        elif len(keys) > 1:
            self.spare.add_error("text", _("Several are called so; give the code."))
        else:
            self.description = self.description.sparing(kind, keys)
            self.spare = SpareForm(None)

    def _leave_out_no_more(self, rest: str) -> None:
        kind, _dash, key = rest.partition("-")
        if kind in ("organisations", "branches", "posts", "persons") and key.isdecimal():
            self.description = self.description.sparing_no_more(kind, int(key[:19]))

    def _resolved(self) -> Resolved | None:
        try:
            return resolve(self.description, keeper=self.keeper, on=self.on)
        except RuleBroken as refusal:
            self.problem = sentence_for(refusal)
            return None

    # ── what the page shows ──

    def carried(self) -> str:
        """What was composed so far, for the page to send back."""
        return json.dumps(self.description.to_json(), ensure_ascii=False)

    def sentences(self) -> list[str]:
        """Each part in words."""
        names = names_in(self.description, keeper=self.keeper)
        return [part_sentence(part, names) for part in self.description.parts]

    def exceptions(self) -> list[tuple[str, str]]:
        """Who is left out, in words, with what takes the exception back."""
        names = names_in(self.description, keeper=self.keeper)
        return [
            (words, f"unspare-{kind}-{key}")
            for kind, key, words in exception_words(self.description, names)
        ]

    @cached_property
    def size(self) -> Size | None:
        """How many it comes to today; ``None`` when it cannot be told."""
        return size_of(self.found) if self.found and self.description.parts else None

    def errors(self) -> list[object]:
        """Whatever of the page could not be read."""
        forms = (self.form, self.part, self.other, self.spare)
        return [one.errors for one in forms if one.errors]

    def finding(self) -> str:
        """The title of the page: whom it comes to so far."""
        if self.size is None or self.found is None:
            return _("Who is meant? Add part by part")
        words = _("So far %(organisations)s organisations")
        if self.found.means_posts:
            words = _("So far %(persons)s people in %(organisations)s organisations")
        counts = {"persons": self.size.persons, "organisations": self.size.organisations}
        return words % {name: f"{count:,}" for name, count in counts.items()}

    def first(self) -> list[Told]:
        """The first persons it comes to."""
        return told(self.found.holders[: SHOWN * 2])[:SHOWN] if self.found else []

    def first_organisations(self) -> list[Organisation]:
        """The first organisations it comes to."""
        return list(self.found.organisations[:SHOWN]) if self.found else []
