import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gonghui.access.permissions import Role
from gonghui.bulletins.actions.bulletin import publish_bulletin
from gonghui.bulletins.actions.picture import add_picture
from gonghui.bulletins.models import Bulletin, Picture
from tests.factories.access import make_account
from tests.factories.bulletins import make_bulletin
from tests.factories.meetings import NAME, make_meeting
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_tree
from tests.factories.people import make_job
from tests.factories.pictures import make_image

pytestmark = pytest.mark.django_db


def address(name, *args):
    return reverse(f"bulletins:{name}", args=args)


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def publisher(zh, tree):
    zh.force_login(make_account(Role.PUBLISHER, tree.city))
    return zh


def published(tree, **facts):
    bulletin = make_bulletin(make_meeting(tree.city))
    Bulletin.objects.filter(pk=bulletin.pk).update(**facts)
    return publish_bulletin(bulletin, by=make_job(), at=IN_JULY)


def test_from_the_meeting_to_the_public_page(publisher, tree):
    meeting = make_meeting(tree.city)
    assert NAME in publisher.get(address("drafts")).content.decode()

    response = publisher.post(address("write", meeting.pk))
    bulletin = Bulletin.objects.get()
    assert response.url == address("edit", bulletin.pk)
    publisher.post(response.url, {"title": "现场推进会召开", "body": "第一段。\r\n第二段。"})
    publisher.post(
        address("picture-add", bulletin.pk),
        {"file": SimpleUploadedFile("IMG_0001.jpg", make_image()), "caption": "会场"},
    )
    assert publisher.get(address("bulletin", bulletin.slug)).status_code == 404
    publisher.post(address("publish", bulletin.pk))
    publisher.logout()

    shown = publisher.get(address("bulletin", bulletin.slug)).content.decode()
    assert "<p>第一段。</p><p>第二段。</p>" in shown
    assert 'alt="会场"' in shown
    assert "虚构" not in shown
    assert "现场推进会召开" in publisher.get(address("published")).content.decode()


def test_a_picture_is_shown_as_a_picture_and_nothing_else(zh, tree):
    bulletin = make_bulletin(make_meeting(tree.city))
    picture = add_picture(
        bulletin, content=make_image("PNG"), caption="会场", by=make_job(), at=IN_JULY
    )
    shown = address("picture", bulletin.slug, picture.pk)
    assert zh.get(shown).status_code == 404
    publish_bulletin(bulletin, by=make_job(), at=IN_JULY)

    response = zh.get(shown)

    assert b"".join(response.streaming_content).startswith(b"\x89PNG")
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("inline")


def test_a_picture_of_one_bulletin_is_not_found_under_another(zh, tree):
    one, other = published(tree), published(tree)
    Bulletin.objects.filter(pk=one.pk).update(published_at=None, published_by=None)
    picture = add_picture(one, content=make_image(), caption="会场", by=make_job(), at=IN_JULY)

    assert zh.get(address("picture", other.slug, picture.pk)).status_code == 404


def test_a_picture_whose_file_is_lost_is_missing_not_an_error(zh, tree):
    bulletin = make_bulletin(make_meeting(tree.city))
    picture = add_picture(bulletin, content=make_image(), caption="会场", by=make_job(), at=IN_JULY)
    publish_bulletin(bulletin, by=make_job(), at=IN_JULY)
    picture.file.storage.delete(picture.file.name)

    assert zh.get(address("picture", bulletin.slug, picture.pk)).status_code == 404


def test_invented_bulletins_say_so_to_everybody(en, tree):
    bulletin = published(tree, invented=True)

    assert "invented" in en.get(address("bulletin", bulletin.slug)).content.decode()


def test_words_of_a_bulletin_are_words_not_markup(zh, tree):
    bulletin = published(tree, title="<b>标题</b>", body="<script>alert(1)</script>")

    shown = zh.get(address("bulletin", bulletin.slug)).content.decode()

    assert "<script>alert" not in shown
    assert "&lt;b&gt;标题" in shown


def test_the_feed_lists_what_is_public(zh, tree):
    bulletin = published(tree)
    make_bulletin(make_meeting(tree.counties[0]))

    response = zh.get(address("feed"))

    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    text = response.content.decode()
    assert text.count("<entry>") == 1
    assert f"http://testserver{address('bulletin', bulletin.slug)}" in text


def test_the_feed_says_what_is_invented(zh, tree):
    published(tree, invented=True)

    assert "这是演示用的信息" in zh.get(address("feed")).content.decode()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        pytest.param({"caption": "会场"}, "还没有选图片", id="no file"),
        pytest.param(
            {"file": ("a.svg", b"<svg/>"), "caption": "会场"}, "这不是能显示的图片", id="a drawing"
        ),
        pytest.param(
            {"file": ("a.jpg", make_image()), "caption": " "},
            "还没有写图上是什么",
            id="nothing said",
        ),
    ],
)
def test_a_picture_that_cannot_be_is_refused_in_a_sentence(publisher, tree, sent, sentence):
    bulletin = make_bulletin(make_meeting(tree.city))
    if "file" in sent:
        sent = sent | {"file": SimpleUploadedFile(*sent["file"])}

    response = publisher.post(address("picture-add", bulletin.pk), sent, follow=True)

    assert sentence in response.content.decode()
    assert Picture.objects.count() == 0


def test_a_picture_is_taken_out_again(publisher, tree):
    bulletin = make_bulletin(make_meeting(tree.city))
    picture = add_picture(bulletin, content=make_image(), caption="会场", by=make_job(), at=IN_JULY)
    assert publisher.get(address("draft-picture", picture.pk)).status_code == 200

    publisher.post(address("picture-remove", picture.pk))

    assert Picture.objects.count() == 0


def test_a_draft_refused_stays_on_the_page(publisher, tree):
    bulletin = make_bulletin(make_meeting(tree.city))

    shown = publisher.post(address("edit", bulletin.pk), {"title": " ", "body": "改过的正文"})

    assert "改过的正文" in shown.content.decode()
    bulletin.refresh_from_db()
    assert bulletin.body != "改过的正文"


def test_what_is_public_is_withdrawn_before_it_is_changed(publisher, tree):
    bulletin = published(tree)

    refused = publisher.post(address("edit", bulletin.pk), {"title": "新", "body": "改过"})
    assert "先撤下来，再修改" in refused.content.decode()
    publisher.post(address("withdraw", bulletin.pk))
    publisher.post(address("edit", bulletin.pk), {"title": "新", "body": "改过"})

    bulletin.refresh_from_db()
    assert (bulletin.title, bulletin.published_at) == ("新", None)
    assert publisher.get(address("bulletin", bulletin.slug)).status_code == 404


def test_bulletins_out_of_reach_are_not_there(zh, tree):
    zh.force_login(make_account(Role.PUBLISHER, tree.counties[1]))
    meeting = make_meeting(tree.counties[0])
    bulletin = make_bulletin(make_meeting(tree.counties[0]))
    picture = add_picture(bulletin, content=make_image(), caption="会场", by=make_job(), at=IN_JULY)

    asked = [
        zh.post(address("write", meeting.pk)),
        zh.get(address("edit", bulletin.pk)),
        zh.post(address("edit", bulletin.pk), {"title": "x", "body": "y"}),
        zh.post(address("publish", bulletin.pk)),
        zh.post(address("withdraw", bulletin.pk)),
        zh.post(address("picture-add", bulletin.pk)),
        zh.get(address("draft-picture", picture.pk)),
        zh.post(address("picture-remove", picture.pk)),
    ]
    assert {response.status_code for response in asked} == {404}
    assert (Bulletin.objects.count(), Picture.objects.count()) == (1, 1)


def test_who_may_not_publish_finds_no_drafts(zh, tree):
    zh.force_login(make_account(Role.ORGANISER, tree.city))

    assert zh.get(address("drafts")).status_code == 404


@pytest.mark.parametrize("name", ["published", "drafts"])
def test_lists_ask_the_database_as_often_for_one_as_for_three(publisher, tree, name):
    published(tree)
    publisher.get(address(name))

    with CaptureQueriesContext(connection) as one:
        publisher.get(address(name))
    published(tree)
    published(tree)
    with CaptureQueriesContext(connection) as three:
        shown = publisher.get(address(name)).content.decode()

    assert shown.count(f"{NAME}召开") == 3
    assert len(three) == len(one)
