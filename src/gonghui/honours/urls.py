"""Addresses of honours."""

from django.urls import path

from gonghui.honours.views import presentation

app_name = "honours"

urlpatterns = [
    path("", presentation.index, name="honours"),
]
