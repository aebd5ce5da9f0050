"""The look and its gallery."""

from django.urls import path

from gonghui.foundation import views

app_name = "foundation"
urlpatterns = [
    path("look/<slug:name>.css", views.look, name="look"),
    path("gallery/", views.gallery, name="gallery"),
    path("policy-reports/", views.policy_report, name="policy-report"),
    path(".well-known/security.txt", views.security_contact, name="security-contact"),
]
