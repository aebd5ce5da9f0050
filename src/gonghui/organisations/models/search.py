"""By what an organisation is found."""

from django.db import models

from gonghui.organisations.models.organisation import Organisation


class NamePart(models.Model):
    """A name an organisation has or had, folded, from one of its characters on: derived (ADR-0016).

    Whatever stands anywhere in a name is the beginning of one of its parts, so that one look-up by
    range finds it on both databases, also one or two characters.
    """

    # derived rows go with what they are derived from
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="name_parts", db_index=False
    )
    text = models.CharField(max_length=24)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "text"], name="organisations_name_part_once"
            ),
        ]
        indexes = [
            # bytewise, whatever collation the database has: PostgreSQL reads it for LIKE 'x%'
            models.Index(
                fields=["text", "organisation"],
                opclasses=["varchar_pattern_ops", "int8_ops"],
                name="organisations_name_part_found",
            ),
        ]

    def __str__(self) -> str:
        return self.text
