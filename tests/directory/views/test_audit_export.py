import pytest
from django.urls import reverse

from gonghui.access.permissions import Role
from gonghui.audit.actions import Deed, record
from gonghui.audit.models import Entry
from tests.factories.access import make_account, prove
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation
from tests.factories.people import make_job

pytestmark = pytest.mark.django_db


def test_a_copy_is_taken_and_that_is_on_record(client):
    client.force_login(make_account(Role.AUDIT_ADMINISTRATOR))
    prove(client)
    city = make_organisation("=铜仁市总工会")
    first = record(Deed("organisation.founded", city, city.pk), by=make_job(), at=IN_JULY)
    record(Deed("grant.given", city, city.pk), by=make_job(), at=IN_JULY)
    answer = client.post(reverse("directory:audit-export"), {"verb": "organisation.founded"})

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert answer["Content-Disposition"].startswith("attachment;")
    assert lines == [
        "序号,时间,是谁,以什么身份,事项,对象,说明,封印",
        f"1,2023-07-12 10:30:00,平台,,organisation.founded,'=铜仁市总工会,平台建立了=铜仁市总工会,{first.digest}",
    ]
    taken = Entry.objects.get(verb="record.exported")
    assert taken.facts == {
        "text": "", "verb": "organisation.founded", "since": "", "until": "",
    }  # fmt: skip


def test_looking_does_not_take_a_copy(client):
    client.force_login(make_account(Role.AUDIT_ADMINISTRATOR))

    assert client.get(reverse("directory:audit-export")).status_code == 405


def test_who_did_not_prove_themselves_lately_is_asked_to(client):
    client.force_login(make_account(Role.AUDIT_ADMINISTRATOR, password="tongren-2023-banzu"))  # noqa: S106 -- nobody's

    asked = client.post(reverse("directory:audit-export"))

    assert asked["Location"].startswith("/sign-in/again/?next=")
    assert not Entry.objects.filter(verb="record.exported").exists()
