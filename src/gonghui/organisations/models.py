"""The tree of organisations, their departments and posts, and who holds them."""

from django.db import models
from django.db.models import F, Q

from gonghui.foundation.models import Stamped
from gonghui.organisations.rules.organisation import Kind, Level, Line, PostKind, Status
from gonghui.people.models import Person


class Organisation(Stamped):
    """A union organisation, or an outside body that people hold posts at.

    ``code`` is our own, never reused; ``division_code`` is GB/T 2260 where the place has one
    (zones have none). ``pinyin`` and ``initials`` of the short name are for finding it.
    """

    code = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=120, db_index=True)
    short_name = models.CharField(max_length=60)
    english_name = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    level = models.CharField(max_length=20, choices=[(level.value, level.value) for level in Level])
    status = models.CharField(
        max_length=20,
        choices=[(status.value, status.value) for status in Status],
        default=Status.STANDING.value,
    )
    division_code = models.CharField(max_length=12, blank=True, db_index=True)
    order = models.PositiveIntegerField(default=0)
    pinyin = models.CharField(max_length=300, blank=True, db_index=True)
    initials = models.CharField(max_length=60, blank=True, db_index=True)
    invented = models.BooleanField(default=False)

    class Meta:
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name


class Placement(models.Model):
    """Who an organisation's superior is on a line, from–until. The top has no placement."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="placements"
    )
    parent = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="placed_below")
    line = models.CharField(max_length=20, choices=[(line.value, line.value) for line in Line])
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "line"],
                condition=Q(until_on__isnull=True),
                name="organisations_placement_one_parent_now",
            ),
            models.CheckConstraint(
                condition=~Q(organisation=F("parent")),
                name="organisations_placement_not_below_itself",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="organisations_placement_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} < {self.parent}"


class Ancestry(models.Model):
    """Everyone above and below, as the tree stands now: derived from placements, one row a pair.

    ``steps`` 0 is the organisation itself, 1 its direct superior. It makes "all below X" and
    "everyone above X" one indexed look-up on both databases (ADR-0011).
    """

    line = models.CharField(max_length=20)
    ancestor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="below")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="above")
    steps = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line", "organisation", "ancestor"], name="organisations_ancestry_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["ancestor", "line", "steps", "organisation"],
                name="organisations_ancestry_below",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ancestor_id} > {self.organisation_id}"


class Department(models.Model):
    """A part of an organisation that leads and issues; not a node of the tree."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="departments"
    )
    name = models.CharField(max_length=60)
    english_name = models.CharField(max_length=100, blank=True)
    work_line = models.CharField(max_length=30, blank=True)
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
    """An office in an organisation, held by persons from–until. ``portfolio`` is 分管."""

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
    portfolio = models.CharField(max_length=200, blank=True)
    precedence = models.PositiveIntegerField(default=100)

    class Meta:
        ordering = ["precedence", "pk"]

    def __str__(self) -> str:
        return f"{self.organisation.name}{self.title}"


class Tenure(models.Model):
    """A person holding a post from–until."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tenures")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="organisations_tenure_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.post}"
