"""Persons."""

from django.db import models

from gonghui.foundation.masks import mask_id_number, mask_phone
from gonghui.foundation.models import Stamped
from gonghui.foundation.sealed import LikenessField, SealedField


class Person(Stamped):
    """Somebody who holds posts, speaks at meetings, signs figures.

    ``sort_reading`` is the pinyin their name is sorted and found by, ``initials`` its first
    letters; people may correct them. ``stroke_key`` sorts by the strokes of the name (姓氏笔画).
    ``plain_name`` is the name in simplified characters, to be found by either script. ``code`` is
    the office's own number of the person, where it has one; it tells namesakes apart.
    ``invented`` marks the persons of a demonstration. ``phone`` (a mobile number of 11 digits) and
    ``id_number`` (GB 11643) lie under seal, are found by their likeness and show masked.
    ``erased_at``: by their own wish nothing but the name is kept, for the history that names it;
    no search finds them.
    """

    name = models.CharField(max_length=60)
    sort_reading = models.CharField(max_length=200, db_index=True)
    initials = models.CharField(max_length=60, blank=True, db_index=True)
    stroke_key = models.CharField(max_length=400, blank=True, db_index=True)
    plain_name = models.CharField(max_length=60, blank=True, db_index=True)
    code = models.CharField(max_length=30, blank=True)
    invented = models.BooleanField(default=False)
    phone = SealedField(purpose="people.phone", mask=mask_phone)
    phone_likeness = LikenessField(of="phone")
    id_number = SealedField(purpose="people.id_number", mask=mask_id_number)
    id_number_likeness = LikenessField(of="id_number")
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=~models.Q(code=""), name="people_person_code_once"
            ),
            models.UniqueConstraint(
                fields=["id_number_likeness"],
                condition=~models.Q(id_number_likeness=""),
                name="people_person_id_number_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name
