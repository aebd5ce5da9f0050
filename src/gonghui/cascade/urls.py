"""Asks and answers."""

from django.urls import path

from gonghui.cascade.views import answer, assignment, board, directive, extension, inbox

app_name = "cascade"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("assignments/<int:pk>/", assignment.show, name="assignment"),
    path("assignments/<int:pk>/receive/", assignment.receive, name="receive"),
    path("assignments/<int:pk>/relay/", assignment.hand_on, name="relay"),
    path("assignments/<int:pk>/below/", board.board_below, name="board-below"),
    path("directives/<int:pk>/", board.board, name="board"),
    path("directives/new/", directive.new, name="directive-new"),
    path("directives/<int:pk>/text/", directive.show, name="directive"),
    path("directives/<int:pk>/draft/", directive.draft, name="draft"),
    path("directives/<int:pk>/edit/", directive.edit, name="draft-edit"),
    path("directives/<int:pk>/submit/", directive.submit, name="draft-submit"),
    path("directives/<int:pk>/approve/", directive.approve, name="draft-approve"),
    path("directives/<int:pk>/return/", directive.give_back, name="draft-return"),
    path("directives/<int:pk>/drop/", directive.drop, name="draft-drop"),
    path("directives/<int:pk>/issue/", directive.issue, name="draft-issue"),
    path("directives/<int:pk>/amend/", directive.amend, name="directive-amend"),
    path("directives/<int:pk>/close/", directive.close, name="directive-close"),
    path("directives/<int:pk>/withdraw/", directive.withdraw, name="directive-withdraw"),
    path("answers/<int:assignment_pk>/", answer.show, name="answer"),
    path("answers/<int:assignment_pk>/take-back/", answer.take_back, name="answer-take-back"),
    path("answers/<int:assignment_pk>/accept/", answer.accept, name="answer-accept"),
    path("answers/<int:assignment_pk>/send-back/", answer.send_back, name="answer-send-back"),
    path("assignments/<int:pk>/more-time/", extension.ask, name="extension-ask"),
    path("extensions/", extension.waiting, name="extensions"),
    path("extensions/<int:pk>/", extension.decide, name="extension"),
    path("extensions/<int:pk>/withdraw/", extension.withdraw, name="extension-withdraw"),
    path("urge/", board.remind, name="urge"),
]
