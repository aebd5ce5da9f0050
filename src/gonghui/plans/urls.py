"""Addresses of tasks."""

from django.urls import path

from gonghui.plans.views import answer, task

app_name = "plans"

urlpatterns = [
    path("tasks/", task.index, name="tasks"),
    path("tasks/<int:pk>/", task.show, name="task"),
    path("tasks/<int:pk>/issue/", task.issue, name="task-issue"),
    path("tasks/<int:pk>/drop/", task.drop, name="task-drop"),
    path("assignments/<int:assignment_pk>/", answer.show, name="answer"),
    path("assignments/<int:assignment_pk>/receive/", answer.receive, name="task-receive"),
    path("assignments/<int:assignment_pk>/report/", answer.report, name="task-report"),
    path("assignments/<int:assignment_pk>/file/", answer.file, name="task-file"),
    path("assignments/<int:assignment_pk>/accept/", answer.accept, name="task-accept"),
    path("assignments/<int:assignment_pk>/send-back/", answer.send_back, name="task-send-back"),
]
