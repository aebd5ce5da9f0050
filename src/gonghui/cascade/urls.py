"""Asks and answers."""

from django.urls import path

from gonghui.cascade.views import inbox

app_name = "cascade"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
]
