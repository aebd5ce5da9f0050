"""The question "why may or may not X do Y here", and giving and ending roles."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gonghui.access.actions.grant import Giving
from gonghui.access.permissions import Permission, Role
from gonghui.access.wording import PERMISSION_NAMES, ROLE_NAMES
from gonghui.directory.forms.act import OrganisationField
from gonghui.foundation.chinese import tidy
from gonghui.foundation.fields import DayField
from gonghui.organisations.models import Organisation, Post
from gonghui.people.models import Account

MOST_NAMED = 4


class WhyForm(forms.Form):
    """Who, what, where."""

    who = forms.CharField(label=_("Sign-in name"), max_length=60)
    what = forms.ChoiceField(
        label=_("May do what"),
        choices=[(permission.value, PERMISSION_NAMES[permission]) for permission in Permission],
    )
    where = forms.CharField(
        label=_("At which organisation"), max_length=120, help_text=_("Name, short name or code")
    )


class GivingForm(forms.Form):
    """A role over an organisation and all below it, to a post or an account, from–until.

    ``among`` are the organisations and ``accounts`` the accounts in reach of whoever gives.
    """

    role = forms.ChoiceField(
        label=_("Role"), choices=[(role.value, ROLE_NAMES[role]) for role in Role]
    )
    organisation = OrganisationField(
        label=_("Over which organisation"),
        help_text=_("Its code, full name or short name. All below it are included."),
    )
    to = forms.CharField(
        label=_("To whom"),
        max_length=200,
        help_text=_(
            "The title of a post there, or of one elsewhere with the name of its organisation "
            "before it: whoever holds it has the role. A person's name or sign-in name: only they."
        ),
    )
    from_on = DayField(label=_("First day"))
    until_on = DayField(
        label=_("Last day"), required=False, help_text=_("Empty: until somebody ends it.")
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        among: QuerySet[Organisation],
        accounts: QuerySet[Account],
        initial: Mapping[str, object],
    ) -> None:
        self.among, self.accounts = among, accounts
        super().__init__(data, initial=dict(initial))
        field = self.fields["organisation"]
        if isinstance(field, OrganisationField):
            field.among = among

    def clean(self) -> dict[str, Any]:
        """Find who is meant."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        text, organisation = typed.get("to"), typed.get("organisation")
        if text and organisation:
            try:
                typed["to"] = self._meant(tidy(text).strip(), organisation)
            except ValidationError as error:
                self.add_error("to", error)
        return typed

    def _meant(self, text: str, organisation: Organisation) -> Post | Account:
        there = Post.objects.filter(organisation=organisation, title=text, ended_on__isnull=True)
        found: list[Post | Account] = list(there.select_related("organisation"))
        found = found or [*self._posts(text), *self._accounts(text)]
        if not found:
            raise ValidationError(_("No post and no person in your reach is called so."))
        if len(found) > 1:
            named = "、".join(_called(one) for one in found[:MOST_NAMED])
            raise ValidationError(_("Several are called so: %(named)s"), params={"named": named})
        return found[0]

    def _posts(self, text: str) -> QuerySet[Post]:
        nothing = Value("")
        posts = Post.objects.filter(organisation__in=self.among, ended_on__isnull=True).annotate(
            full=Concat("organisation__name", nothing, "title"),
            short=Concat("organisation__short_name", nothing, "title"),
        )
        called = posts.filter(Q(full=text) | Q(short=text))
        return called.select_related("organisation")[:MOST_NAMED]

    def _accounts(self, text: str) -> list[Account]:
        called = self.accounts.filter(Q(username=text) | Q(person__name=text), is_active=True)
        return list(called[:MOST_NAMED])

    def giving(self) -> Giving:
        """What is to be given."""
        typed = self.cleaned_data
        return Giving(
            Role(typed["role"]),
            typed["organisation"],
            typed["to"],
            typed["from_on"],
            typed["until_on"],
        )


def _called(one: Post | Account) -> str:
    return str(one) if isinstance(one, Post) else f"{one.display_name}（{one.username}）"


class EndRoleForm(forms.Form):
    """The last day of a role."""

    on = DayField(
        label=pgettext_lazy("role", "Last day"),
        help_text=_("The last day it holds. Yesterday ends it at once."),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, today: date) -> None:
        super().__init__(data, initial={"on": today - timedelta(days=1)})
