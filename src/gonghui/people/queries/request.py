"""What people ask about their own data."""

from django.db.models import QuerySet

from gonghui.people.models import DataRequest, Person
from gonghui.people.rules.privacy import RequestState


def requests_of(person: Person) -> QuerySet[DataRequest]:
    """All that one person asked, the latest first."""
    return DataRequest.objects.filter(person=person).order_by("-asked_at", "-pk")


def open_first(requests: QuerySet[DataRequest]) -> list[DataRequest]:
    """What waits by the day it is due, then what was decided, the latest first."""
    waiting = requests.filter(state=RequestState.OPEN.value).order_by("due_on", "pk")
    decided = requests.exclude(state=RequestState.OPEN.value).order_by("-asked_at", "-pk")
    return [*waiting, *decided[:SHOWN]]


SHOWN = 50
