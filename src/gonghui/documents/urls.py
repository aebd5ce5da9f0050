"""Workbooks in, and official papers out."""

from django.urls import path

from gonghui.documents.views import batch, number, paper, step, template

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
    path("papers/", paper.index, name="papers"),
    path("papers/new/", paper.new, name="paper-new"),
    path("papers/new/<slug:kind>/", paper.begin, name="paper-begin"),
    path("papers/numbers/", number.index, name="paper-numbers"),
    path("papers/numbers/<int:pk>/begin/", number.begin, name="paper-numbers-begin"),
    path("papers/templates/", template.index, name="paper-templates"),
    path("papers/templates/<slug:kind>/", template.edit, name="paper-template-edit"),
    path("papers/<int:pk>/", paper.show, name="paper"),
    path("papers/<int:pk>/edit/", paper.rewrite, name="paper-edit"),
    path("papers/<int:pk>/paper.docx", paper.word, name="paper-word"),
    path("papers/<int:pk>/paper.pdf", paper.pdf, name="paper-pdf"),
    path("papers/<int:pk>/submit/", step.submit, name="paper-submit"),
    path("papers/<int:pk>/take-back/", step.take_back, name="paper-take-back"),
    path("papers/<int:pk>/pass/", step.pass_on, name="paper-pass"),
    path("papers/<int:pk>/send-back/", step.send_back, name="paper-send-back"),
    path("papers/<int:pk>/sign/", step.sign, name="paper-sign"),
    path("papers/<int:pk>/refuse/", step.refuse, name="paper-refuse"),
    path("papers/<int:pk>/register/", step.register, name="paper-register"),
    path("papers/<int:pk>/issue/", step.issue, name="paper-issue"),
    path("papers/<int:pk>/archive/", step.archive, name="paper-archive"),
    path("papers/<int:pk>/drop/", step.drop, name="paper-drop"),
    path("papers/<int:pk>/void/", step.void, name="paper-void"),
]
