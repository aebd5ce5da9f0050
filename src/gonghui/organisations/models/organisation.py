"""Organisations, where each stands in the tree, and what the register knows of them."""

from django.db import models
from django.db.models import F, Q

from gonghui.foundation.models import Stamped
from gonghui.organisations.rules.organisation import Kind, Level, Line, Status


class Organisation(Stamped):
    """A union organisation, or an outside body that people hold posts at.

    ``code`` is our own, never reused; ``division_code`` is GB/T 2260 where the place has one
    (zones have none). ``pinyin`` and ``initials`` of the short name are for finding it.
    ``founded_on`` and ``approval_number`` are of the founding (建会日期, 建会批复文号);
    ``ended_on`` is its last day, empty while it is there.
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
    founded_on = models.DateField(null=True, blank=True)
    approval_number = models.CharField(max_length=60, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    division_code = models.CharField(max_length=12, blank=True, db_index=True)
    order = models.PositiveIntegerField(default=0)
    pinyin = models.CharField(max_length=300, blank=True, db_index=True)
    initials = models.CharField(max_length=60, blank=True, db_index=True)
    invented = models.BooleanField(default=False)

    class Meta:
        ordering = ["order", "code"]
        indexes = [models.Index(fields=["level"], name="organisations_level")]

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
        # whether anything was placed or moved since a day, told at once among a million
        indexes = [
            models.Index(fields=["from_on"], name="organisations_placement_from"),
            models.Index(
                fields=["until_on"],
                condition=Q(until_on__isnull=False),
                name="organisations_placement_until",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} < {self.parent}"


class Ancestry(models.Model):
    """Everyone above and below, as the tree stands now: derived from placements, one row a pair.

    One that has ended keeps its last rows, or hangs below who took over from it: whoever answers
    for it reads its history. ``queries.tree`` leaves it out of those below.

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


class FormerName(models.Model):
    """What an organisation was called until a day, that day included; for finding and for the past.

    Today's name stands with the organisation: a tree of any day needs no other rows.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="former_names"
    )
    name = models.CharField(max_length=120, db_index=True)
    short_name = models.CharField(max_length=60)
    english_name = models.CharField(max_length=160, blank=True)
    pinyin = models.CharField(max_length=300, blank=True, db_index=True)
    initials = models.CharField(max_length=60, blank=True, db_index=True)
    until_on = models.DateField()

    class Meta:
        ordering = ["until_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "until_on"], name="organisations_former_name_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Registration(Stamped):
    """What the register knows of an organisation beside its place: employer, legal person, account.

    Source of the fields: domain.md §1.5. Empty and ``None`` are "not known", never zero.
    ``employer_code`` and ``credit_code`` are 统一社会信用代码 (GB 32100-2015): the employer's, and
    the union's own as a legal person. ``unit_type`` and ``industry`` are codes of
    ``rules.registration``.
    ``employers_covered`` counts the employers of a joint union (联合工会涵盖单位数).
    """

    organisation = models.OneToOneField(
        Organisation, on_delete=models.PROTECT, primary_key=True, related_name="registration"
    )
    provincial_code = models.CharField(max_length=40, blank=True)
    national_code = models.CharField(max_length=40, blank=True)
    employer_name = models.CharField(max_length=120, blank=True)
    employer_code = models.CharField(max_length=18, blank=True, db_index=True)
    employers_covered = models.PositiveIntegerField(null=True, blank=True)
    workers = models.PositiveIntegerField(null=True, blank=True)
    unit_type = models.CharField(max_length=3, blank=True)
    industry = models.CharField(max_length=2, blank=True)
    credit_code = models.CharField(max_length=18, blank=True, db_index=True)
    legal_representative = models.CharField(max_length=60, blank=True)
    legal_person_on = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    account_name = models.CharField(max_length=120, blank=True)
    account_number = models.CharField(max_length=40, blank=True)
    bank = models.CharField(max_length=120, blank=True)
    bank_code = models.CharField(max_length=20, blank=True)
    remarks = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.organisation.name
