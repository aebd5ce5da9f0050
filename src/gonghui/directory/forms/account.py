"""Opening, closing and resetting accounts."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gonghui.people.models import Person


class PersonChoice(forms.ModelChoiceField[Person]):
    """Persons by name and posts, so that namesakes are told apart."""

    def __init__(self, posts: dict[int, str], **kwargs: Any) -> None:  # noqa: ANN401 -- Django's own arguments
        self.posts = posts
        super().__init__(**kwargs)

    def label_from_instance(self, obj: Person) -> str:
        """Name, and the posts in brackets."""
        posts = self.posts.get(obj.pk, "")
        return f"{obj.name}（{posts}）" if posts else obj.name


class OpenAccountForm(forms.Form):
    """For whom, and how they are called when they sign in."""

    username = forms.CharField(
        label=_("Sign-in name"),
        max_length=60,
        help_text=_("Mostly the name in pinyin; it is not changed later."),
        error_messages={"required": _("Not filled in.")},
    )
    field_order = ("person", "username")

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's own arguments
        persons: QuerySet[Person],
        posts: dict[int, str],
        **kwargs: Any,  # noqa: ANN401 -- Django's own arguments
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = PersonChoice(
            posts,
            queryset=persons,
            label=_("Person"),
            widget=forms.RadioSelect,
            empty_label=None,
            error_messages={"required": _("Choose the person.")},
        )
        self.order_fields(self.field_order)
        self.fields["username"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class CloseAccountForm(forms.Form):
    """Why an account is closed."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=200,
        help_text=_("For the record, as “retired in July”."),
        error_messages={"required": _("Not filled in.")},
    )


class LostFactorForm(forms.Form):
    """How it was made sure that it is the person who asks."""

    proof = forms.CharField(
        label=_("How you made sure that it is them"),
        max_length=200,
        help_text=_("For the record, as “came in person and showed the identity card”."),
        error_messages={"required": _("Not filled in.")},
    )
