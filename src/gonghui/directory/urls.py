"""Registers: organisations, persons, accounts, grants and the record of deeds."""

from django.urls import path

from gonghui.directory.views import account, audit, grant, organisation, person

app_name = "directory"
urlpatterns = [
    path("organisations/", organisation.index, name="organisations"),
    path("organisations/<int:pk>/", organisation.show, name="organisation"),
    path("persons/<int:pk>/", person.show, name="person"),
    path("accounts/", account.index, name="accounts"),
    path("grants/", grant.index, name="grants"),
    path("audit/", audit.index, name="audit"),
    path("audit/check/", audit.check, name="audit-check"),
]
