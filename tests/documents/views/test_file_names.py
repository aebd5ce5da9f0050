"""A file lies under a name of ours, and is given back under one no head can be broken with."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gonghui.access.permissions import Role
from gonghui.documents.actions.batch import read_and_check
from gonghui.documents.models import Import
from tests.factories.access import make_account
from tests.factories.documents import HEADS, registered, xlsx
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("../../../evil.xlsx", id="a way out"),
        pytest.param("..\\..\\evil.xlsx", id="a way out on Windows"),
        pytest.param('名单"; filename="evil.exe.xlsx', id="a head within"),
    ],
)
def test_what_a_file_is_called_leads_nowhere(client, settings, name):
    seat = make_organisation()
    client.force_login(make_account(Role.SYSTEM_ADMINISTRATOR, seat))
    file = SimpleUploadedFile("x.xlsx", xlsx([HEADS, ["甲", None, "多"]]))
    file._name = name  # the browser of an attacker sends any name

    with registered():
        client.post(
            reverse("documents:import-new", args=["departments"]), {"seat": seat.pk, "file": file}
        )
        batch = Import.objects.get()
        read_and_check(batch, on=TODAY, clock=lambda: IN_JULY)
        given = client.get(reverse("documents:import-corrected", args=[batch.pk]))
        b"".join(given)  # a file stays open until somebody has it

    below = {path.relative_to(settings.HOME).parts[0] for path in settings.HOME.rglob("*.xlsx")}
    told = given["Content-Disposition"]
    assert below == {"files"}
    assert all("evil" not in str(path) for path in settings.HOME.rglob("*"))
    assert told.startswith("attachment; filename")
    assert not any(sign in told for sign in ("\r", "\n", "/", "\\", '; filename="evil'))
