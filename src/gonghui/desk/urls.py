"""The desk: what every working day begins with."""

from django.urls import path

from gonghui.desk.views import health, home

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
