"""Lending the roles of one's posts while away."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gonghui.access.permissions import Role
from gonghui.access.wording import ROLE_NAMES
from gonghui.foundation.chinese import tidy
from gonghui.foundation.fields import DayField
from gonghui.people.models import Account


class LendForm(forms.Form):
    """Which roles, to which colleague, from when until when."""

    grants = forms.MultipleChoiceField(label=_("What is lent"), widget=forms.CheckboxSelectMultiple)
    to = forms.CharField(
        label=_("To which colleague"), max_length=60, help_text=_("Name or sign-in name.")
    )
    from_on = DayField(label=_("First day"))
    until_on = DayField(label=_("Last day"), help_text=_("At most 90 days."))

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        lendable: Sequence[tuple[str, str]],
        colleagues: QuerySet[Account],
        today: date,
    ) -> None:
        self.colleagues = colleagues
        keys = [key for key, _words in lendable]
        super().__init__(data, initial={"from_on": today, "grants": keys})
        field = self.fields["grants"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = list(lendable)

    def clean_to(self) -> Account:
        """The one colleague that is meant."""
        text = tidy(self.cleaned_data["to"]).strip()
        called = self.colleagues.filter(Q(username=text) | Q(person__name=text), is_active=True)
        found = list(called[:4])
        if not found:
            raise ValidationError(_("No colleague with an account in your reach is called so."))
        if len(found) > 1:
            named = "、".join(f"{one.display_name}（{one.username}）" for one in found)
            raise ValidationError(
                _("Several are called so; give the sign-in name: %(named)s"),
                params={"named": named},
            )
        return found[0]


def lent_words(role: Role, post: str, organisation: str) -> str:
    """A role with its post, in a line."""
    facts = {"role": ROLE_NAMES[role], "post": post, "organisation": organisation}
    return gettext("%(post)s: %(role)s over %(organisation)s and all below") % facts
