from datetime import date

import pytest

from gonghui.audit.models import Entry
from gonghui.honours.models import Presentation, Programme
from tests.factories.honours import make_presentation
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db


def test_note_presentation_keeps_what_was_told_and_counts_nobody():
    presentation = make_presentation()

    presentation.refresh_from_db()
    assert (
        presentation.programme.title,
        presentation.programme.year,
        presentation.count,
        presentation.representatives_only,
        presentation.presented_on,
    ) == ("2023年铜仁市工人先锋号", 2023, None, True, date(2023, 7, 20))


def test_note_presentation_without_a_year_in_the_title_knows_no_year():
    assert make_presentation(title="工人先锋号").programme.year is None


def test_note_presentation_twice_changes_nothing():
    city = make_organisation()
    first = make_presentation(city)

    again = make_presentation(city)

    assert again == first
    assert (Presentation.objects.count(), Programme.objects.count()) == (1, 1)
    assert Entry.objects.filter(verb="honour.presented").count() == 1


def test_one_programme_is_presented_at_two_places():
    city = make_organisation()
    make_presentation(city, title="工人先锋号")

    make_presentation(city, title="工人先锋号", source_address="/meetings/2/")

    assert (Presentation.objects.count(), Programme.objects.count()) == (2, 1)
