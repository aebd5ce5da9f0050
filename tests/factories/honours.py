"""Presentations of honours."""

from datetime import date

from gonghui.honours.actions.presentation import Presented, note_presentation
from gonghui.honours.models import Presentation
from gonghui.organisations.models import Organisation
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation
from tests.factories.people import make_job


def make_presentation(
    organisation: Organisation | None = None,
    *,
    title: str = "2023年铜仁市工人先锋号",
    source_address: str = "/meetings/1/",
    on: date | None = date(2023, 7, 20),
    count: int | None = None,
    representatives_only: bool = True,
) -> Presentation:
    presented = Presented(
        title=title,
        organisation=organisation or make_organisation(),
        source_label="2023年半年工作推进会",
        source_address=source_address,
        on=on,
        count=count,
        representatives_only=representatives_only,
    )
    return note_presentation(presented, by=make_job(), at=IN_JULY)
