import pytest
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db


def test_the_process_answers(client):
    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"alive": True})
    assert "no-store" in response["Cache-Control"]


def test_the_site_is_ready_when_every_table_is_there(client):
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (
        200,
        {"ready": True, "database": True, "steps_behind": 0},
    )


def test_it_is_not_ready_while_steps_are_missing(client):
    MigrationRecorder.Migration.objects.filter(app="audit").order_by("name").last().delete()

    response = client.get("/readyz")

    assert (response.status_code, response.json()["ready"]) == (503, False)


def test_health_is_for_looking_only(client):
    assert client.post("/healthz").status_code == 405
