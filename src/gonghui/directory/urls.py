"""Registers: organisations, persons, accounts, grants and the record of deeds."""

from django.urls import URLPattern

app_name = "directory"
urlpatterns: list[URLPattern] = []
