"""Registers: organisations, persons, accounts, grants and the record of deeds."""

from django.urls import path

from gonghui.directory.views import account, act, audit, grant, organisation, person

app_name = "directory"
urlpatterns = [
    path("organisations/", organisation.index, name="organisations"),
    path("organisations/<int:pk>/", organisation.show, name="organisation"),
    path("organisations/<int:pk>/found/", act.found, name="found"),
    path("organisations/<int:pk>/rename/", act.rename, name="act-rename"),
    path("organisations/<int:pk>/move/", act.move, name="act-move"),
    path("organisations/<int:pk>/merge/", act.merge, name="act-merge"),
    path("organisations/<int:pk>/split/", act.split, name="act-split"),
    path("organisations/<int:pk>/suspend/", act.suspend, name="act-suspend"),
    path("organisations/<int:pk>/resume/", act.resume, name="act-resume"),
    path("organisations/<int:pk>/dissolve/", act.dissolve, name="act-dissolve"),
    path("organisations/<int:pk>/advance/", act.advance, name="act-advance"),
    path("persons/<int:pk>/", person.show, name="person"),
    path("accounts/", account.index, name="accounts"),
    path("grants/", grant.index, name="grants"),
    path("audit/", audit.index, name="audit"),
    path("audit/check/", audit.check, name="audit-check"),
]
