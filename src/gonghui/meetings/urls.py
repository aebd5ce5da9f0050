"""Addresses of meetings."""

from django.urls import path

from gonghui.meetings.views import meeting

app_name = "meetings"

urlpatterns = [
    path("", meeting.index, name="meetings"),
    path("<int:pk>/", meeting.show, name="meeting"),
]
