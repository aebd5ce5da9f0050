"""Returns: what is counted."""

from django.urls import path

from gonghui.returns.views import issue, league, missing, review, round, sheet

app_name = "returns"
urlpatterns = [
    path("", round.rounds, name="rounds"),
    path("issue/", issue.issue, name="issue"),
    path("<int:pk>/", round.show, name="round"),
    path("<int:pk>/league/", league.league, name="league"),
    path("<int:pk>/missing/", missing.absent, name="missing"),
    path("<int:pk>/waiting/", review.waiting, name="waiting"),
    path("<int:pk>/accept/", review.accept_several, name="sheets-accept"),
    path("<int:pk>/<int:organisation_pk>/<slug:code>/", league.figure, name="figure"),
    path("assignments/<int:assignment_pk>/", sheet.answer, name="answer"),
    path("assignments/<int:assignment_pk>/relay/", issue.relay, name="relay"),
    path("sheets/<int:pk>/", sheet.show, name="sheet"),
    path("sheets/<int:pk>/save/", sheet.save, name="sheet-save"),
    path("sheets/<int:pk>/check/", sheet.check, name="sheet-check"),
    path("sheets/<int:pk>/file/", sheet.file, name="sheet-file"),
    path("sheets/<int:pk>/withdraw/", sheet.withdraw, name="sheet-withdraw"),
    path("sheets/<int:pk>/accept/", review.accept, name="sheet-accept"),
    path("sheets/<int:pk>/send-back/", review.send_back, name="sheet-send-back"),
]
