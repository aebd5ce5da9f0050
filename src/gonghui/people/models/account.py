"""Accounts, the links that open them, and wrong tries."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from gonghui.people.models.person import Person


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by their sign-in name, as Django's sign-in expects."""


class Account(AbstractBaseUser):
    """What a person signs in with, or a named job (``is_job``) that works by itself.

    ``capacity`` is the post the person acts in during this request, in words; it goes into the
    record. ``acting_post`` is its key, and ``acting_for`` that of the account whose holder is away
    and delegated it; ``None``: not said, as when somebody else asks what this account may.
    ``granted`` is what was read of their roles for this request: the day, and pairs of role and
    organisation; ``None``: nothing yet.
    """

    username = models.CharField(max_length=60, unique=True)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="accounts"
    )
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    is_job = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    capacity: str = ""
    acting_post: int | None = None
    acting_for: int | None = None
    granted: tuple[date, list[tuple[str, int]]] | None = None

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_job=True) | models.Q(person__isnull=False),
                name="people_account_is_a_person_or_a_job",
            ),
        ]

    def __str__(self) -> str:
        return self.username

    @property
    def display_name(self) -> str:
        """The person's name; a job's own name."""
        return self.person.name if self.person else self.username


class SignInLink(models.Model):
    """A link, used once, by which a person sets the password of their account themselves.

    Only the digest of what stands in the link is kept: it can be shown once and never again.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.account} {self.made_at:%Y-%m-%d}"


class Tries(models.Model):
    """Wrong passwords for one name, from one address, or for one name from one address.

    ``key`` is a digest, so that names typed wrongly (a password in the wrong field) stay nowhere.
    ``came_in_at`` is when this name last signed in from this address: it is no stranger there.
    """

    key = models.CharField(max_length=64, unique=True)
    wrong = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)
    came_in_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "tries"

    def __str__(self) -> str:
        return f"{self.wrong} at {self.last_at:%Y-%m-%d %H:%M}"
