"""Workbooks in: templates, filled files, and what becomes of them."""

from django.urls import path

from gonghui.documents.views import batch

app_name = "documents"
urlpatterns = [
    path("imports/", batch.index, name="imports"),
    path("imports/new/<slug:kind>/", batch.new, name="import-new"),
    path("imports/new/<slug:kind>/template/", batch.blank, name="import-template"),
    path("imports/<int:pk>/", batch.show, name="import"),
    path("imports/<int:pk>/corrected/", batch.corrected, name="import-corrected"),
    path("imports/<int:pk>/commit/", batch.commit, name="import-commit"),
    path("imports/<int:pk>/undo/", batch.undo, name="import-undo"),
    path("imports/<int:pk>/stop/", batch.stop, name="import-stop"),
    path("imports/<int:pk>/again/", batch.again, name="import-again"),
]
