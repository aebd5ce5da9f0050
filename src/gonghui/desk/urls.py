"""The desk: what every working day begins with."""

from django.urls import path

from gonghui.desk.views import half_year, health, home, search

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("half-year/", half_year.newest, name="half-years"),
    path("half-year/<slug:period>/", half_year.show, name="half-year"),
    path("search/", search.search, name="search"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
