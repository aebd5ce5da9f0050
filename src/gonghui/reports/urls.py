"""Addresses of work reports."""

from django.urls import path

from gonghui.reports.views import report

app_name = "reports"

urlpatterns = [
    path("", report.index, name="reports"),
    path("draft/", report.draft, name="draft"),
    path("<int:pk>/", report.show, name="report"),
    path("<int:pk>/word/", report.word, name="report-word"),
    path("<int:pk>/edit/", report.edit, name="report-edit"),
    path("<int:pk>/draft-anew/", report.anew, name="draft-anew"),
    path("<int:pk>/sign-off/", report.sign, name="sign-off"),
]
