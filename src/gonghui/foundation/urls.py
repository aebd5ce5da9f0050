"""The look and its gallery."""

from django.urls import path

from gonghui.foundation import views

app_name = "foundation"
urlpatterns = [
    path("look/<slug:name>.css", views.look, name="look"),
    path("gallery/", views.gallery, name="gallery"),
]
