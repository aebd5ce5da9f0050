"""Asks and answers."""

from django.urls import path

from gonghui.cascade.views import assignment, board, inbox

app_name = "cascade"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("assignments/<int:pk>/", assignment.show, name="assignment"),
    path("assignments/<int:pk>/receive/", assignment.receive, name="receive"),
    path("assignments/<int:pk>/relay/", assignment.hand_on, name="relay"),
    path("assignments/<int:pk>/below/", board.board_below, name="board-below"),
    path("directives/<int:pk>/", board.board, name="board"),
    path("urge/", board.remind, name="urge"),
]
