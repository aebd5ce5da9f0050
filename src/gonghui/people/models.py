"""Persons and the accounts they sign in with."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from gonghui.foundation.models import Stamped


class Person(Stamped):
    """Somebody who holds posts, speaks at meetings, signs figures.

    ``sort_reading`` is the pinyin their name is sorted and found by, ``initials`` its first
    letters; people may correct them. ``stroke_key`` sorts by the strokes of the name (姓氏笔画).
    ``plain_name`` is the name in simplified characters, to be found by either script. ``code`` is
    the office's own number of the person, where it has one; it tells namesakes apart.
    ``invented`` marks the persons of a demonstration.
    """

    name = models.CharField(max_length=60)
    sort_reading = models.CharField(max_length=200, db_index=True)
    initials = models.CharField(max_length=60, blank=True, db_index=True)
    stroke_key = models.CharField(max_length=400, blank=True, db_index=True)
    plain_name = models.CharField(max_length=60, blank=True, db_index=True)
    code = models.CharField(max_length=30, blank=True)
    invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=~models.Q(code=""), name="people_person_code_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by their sign-in name, as Django's sign-in expects."""


class Account(AbstractBaseUser):
    """What a person signs in with, or a named job (``is_job``) that works by itself.

    ``capacity`` is the post the person acts in during this request, in words; it goes into the
    record. ``acting_post`` is its key, and ``acting_for`` that of the account whose holder is away
    and delegated it; ``None``: not said, as when somebody else asks what this account may.
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
