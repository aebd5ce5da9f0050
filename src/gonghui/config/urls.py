"""Every address of the house."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as app
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from gonghui.access.web import signed_in
from gonghui.directory.views import link, own, own_contact, own_data, own_request
from gonghui.notices.views import message

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
    path("sign-in/code/", second_factor.authenticate, name="mfa_authenticate"),
    path("sign-in/link/", link.set_password, name="sign-in-link-open"),
    path("sign-in/link/<str:token>/", link.follow, name="sign-in-link"),
    path("sign-in/again/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("sign-in/again/code/", signed_in(second_factor.reauthenticate), name="mfa_reauthenticate"),
    path("my/sign-in/", signed_in(second_factor.index), name="mfa_index"),
    path("my/password/", own.password, name="account_change_password"),
    path("my/second-factor/", signed_in(app.activate_totp), name="mfa_activate_totp"),
    path("my/second-factor/remove/", signed_in(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("my/second-factor/picture.svg", own.second_factor_picture, name="second-factor-picture"),
    path(
        "my/recovery-codes/",
        signed_in(recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "my/recovery-codes/draw/",
        signed_in(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("my/contact/", own_contact.show, name="own-contact"),
    path("my/contact/agree/", own_contact.give, name="own-agree"),
    path("my/contact/take-back/", own_contact.take_back, name="own-take-back"),
    path("my/sessions/", own.sessions, name="usersessions_list"),
    path("my/sessions/<int:pk>/end/", own.end_session, name="session-end"),
    path("my/messages/", signed_in(message.show), name="messages"),
    path("my/messages/e-mail/", signed_in(message.mail), name="messages-mail"),
    path("my/messages/read/", signed_in(message.read_all), name="messages-read"),
    path("my/messages/<int:pk>/open/", signed_in(message.open_one), name="message-open"),
    path("my/messages/<int:pk>/read/", signed_in(message.read_one), name="message-read"),
    path("my/data/", own_data.show, name="own-data"),
    path("my/data/file/", own_data.take_json, name="own-data-json"),
    path("my/data/paper/", own_data.take_word, name="own-data-word"),
    path("my/data/ask/<slug:kind>/", own_request.new, name="own-request-new"),
    path("my/data/requests/<int:pk>/", own_request.show, name="own-request"),
    path("my/data/requests/<int:pk>/withdraw/", own_request.take_back, name="own-request-withdraw"),
    path("language/", set_language, name="set_language"),
]

handler400 = "gonghui.desk.views.errors.unreadable"
handler403 = "gonghui.desk.views.errors.refused"
handler404 = "gonghui.desk.views.errors.missing"
handler429 = "gonghui.desk.views.errors.too_often"
handler500 = "gonghui.desk.views.errors.broken"
