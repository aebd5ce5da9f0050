"""Keeping what organisations are found by true to their names."""

from collections.abc import Collection

from gonghui.organisations.models import FormerName, NamePart, Organisation
from gonghui.organisations.rules.search import folded, parts_of


def enter_names(organisations: Collection[Organisation]) -> None:
    """From now on these are found by the names they have, and by those they had.

    Called by whatever founds or renames.
    """
    names: dict[int, list[str]] = {one.pk: [one.name, one.short_name] for one in organisations}
    former = FormerName.objects.filter(organisation__in=names)
    for pk, name, short_name in former.values_list("organisation", "name", "short_name"):
        names[pk] += [name, short_name]
    plain = iter(folded(name for called in names.values() for name in called))
    parts = {pk: parts_of({next(plain) for _ in called}) for pk, called in names.items()}
    NamePart.objects.filter(organisation__in=names).delete()
    NamePart.objects.bulk_create(
        [
            NamePart(organisation_id=pk, text=text)
            for pk, texts in parts.items()
            for text in sorted(texts)
        ],
        batch_size=2000,
    )
