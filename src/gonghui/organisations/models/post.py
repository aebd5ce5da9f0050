"""Departments, posts, what each is in charge of, and who holds them from–until."""

from django.db import models
from django.db.models import F, Q

from gonghui.organisations.models.organisation import Organisation
from gonghui.organisations.rules.organisation import PostKind
from gonghui.organisations.rules.post import Manner, WorkLine
from gonghui.people.models import Person


class Department(models.Model):
    """A part of an organisation that leads and issues; not a node of the tree.

    ``work_line`` is the line of work it stands for, because departments are named differently.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="departments"
    )
    name = models.CharField(max_length=60)
    english_name = models.CharField(max_length=100, blank=True)
    work_line = models.CharField(
        max_length=30, blank=True, choices=[(one.value, one.value) for one in WorkLine]
    )
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="organisations_department_named_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """An office in an organisation, held by persons from–until.

    ``precedence`` is the manual order, the highest post first. ``seats`` is how many may hold it at
    once (职数); 0 sets no limit.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="posts"
    )
    title = models.CharField(max_length=80)
    english_title = models.CharField(max_length=120, blank=True)
    kind = models.CharField(
        max_length=20,
        choices=[(kind.value, kind.value) for kind in PostKind],
        default=PostKind.OTHER.value,
    )
    precedence = models.PositiveIntegerField(default=100)
    seats = models.PositiveSmallIntegerField(default=0)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["precedence", "pk"]

    def __str__(self) -> str:
        return f"{self.organisation.name}{self.title}"


class Portfolio(models.Model):
    """What a post is in charge of, item by item (分管), from–until: 组织建设, 县级工会加强年."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="portfolios")
    subject = models.CharField(max_length=100, db_index=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["from_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "subject"],
                condition=Q(until_on__isnull=True),
                name="organisations_portfolio_once_now",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="organisations_portfolio_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class Tenure(models.Model):
    """A person holding a post from–until, the last day included.

    ``manner`` is how: in the ordinary way, part-time, seconded, acting.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tenures")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    manner = models.CharField(
        max_length=20,
        choices=[(one.value, one.value) for one in Manner],
        default=Manner.REGULAR.value,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="organisations_tenure_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.post}"


class Term(models.Model):
    """One elected committee of an organisation (届): when it was elected, when its term runs out.

    ``years`` is 3 or 5 at the grass roots and 5 for local and industrial unions. The newest one is
    in office. Source: Trade Union Law (2021), article 16.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="terms")
    ordinal = models.PositiveSmallIntegerField(null=True, blank=True)
    elected_on = models.DateField()
    years = models.PositiveSmallIntegerField()
    ends_on = models.DateField(db_index=True)
    approval_number = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["-elected_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "elected_on"], name="organisations_term_elected_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("elected_on")), name="organisations_term_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation.name} {self.elected_on}"
