"""Addresses of readings and bulletins; the public ones come last, they are named by a date."""

from django.urls import path

from gonghui.bulletins.views import bulletin, claim, confirmation, picture, public, reading

app_name = "bulletins"

urlpatterns = [
    path("readings/", reading.index, name="readings"),
    path("readings/new/", reading.read, name="read"),
    path("readings/<int:pk>/", reading.show, name="reading"),
    path("readings/<int:pk>/accept-sure/", reading.accept, name="reading-accept-sure"),
    path("readings/<int:pk>/drop/", reading.drop, name="reading-drop"),
    path("readings/<int:pk>/confirm/", confirmation.confirm, name="confirm"),
    path("readings/<int:pk>/claims/<str:key>/", claim.change, name="claim"),
    path("readings/<int:pk>/claims/<str:key>/accept/", claim.accept, name="claim-accept"),
    path("readings/<int:pk>/claims/<str:key>/refuse/", claim.refuse, name="claim-refuse"),
    path("readings/<int:pk>/claims/<str:key>/reopen/", claim.reopen, name="claim-reopen"),
    path("drafts/", bulletin.index, name="drafts"),
    path("drafts/from-meeting/<int:pk>/", bulletin.write, name="write"),
    path("drafts/<int:pk>/", bulletin.edit, name="edit"),
    path("drafts/<int:pk>/publish/", bulletin.publish, name="publish"),
    path("drafts/<int:pk>/withdraw/", bulletin.withdraw, name="withdraw"),
    path("drafts/<int:pk>/pictures/", picture.add, name="picture-add"),
    path("drafts/pictures/<int:pk>/", picture.draft, name="draft-picture"),
    path("drafts/pictures/<int:pk>/remove/", picture.remove, name="picture-remove"),
    path("", public.index, name="published"),
    path("feed.atom", public.feed, name="feed"),
    path("<slug:slug>/", public.show, name="bulletin"),
    path("<slug:slug>/pictures/<int:pk>/", public.picture, name="picture"),
]
