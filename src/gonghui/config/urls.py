"""Every address of the house."""

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("gonghui.foundation.urls")),
    path("", include("gonghui.desk.urls")),
    path("directory/", include("gonghui.directory.urls")),
    path("documents/", include("gonghui.documents.urls")),
    path("cascade/", include("gonghui.cascade.urls")),
    path("returns/", include("gonghui.returns.urls")),
    path("plans/", include("gonghui.plans.urls")),
    path("reports/", include("gonghui.reports.urls")),
    path("meetings/", include("gonghui.meetings.urls")),
    path("honours/", include("gonghui.honours.urls")),
    path("bulletins/", include("gonghui.bulletins.urls")),
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-in/closed/", account.account_inactive, name="account_inactive"),
    path("language/", set_language, name="set_language"),
]

handler400 = "gonghui.desk.views.errors.unreadable"
handler404 = "gonghui.desk.views.errors.missing"
handler429 = "gonghui.desk.views.errors.too_often"
handler500 = "gonghui.desk.views.errors.broken"
