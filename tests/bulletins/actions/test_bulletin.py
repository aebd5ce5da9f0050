from io import BytesIO

import pytest
from PIL import Image

from gonghui.audit.models import Entry
from gonghui.bulletins.actions.bulletin import (
    edit_bulletin,
    publish_bulletin,
    withdraw_bulletin,
    write_bulletin,
)
from gonghui.bulletins.actions.confirmation import confirm_reading
from gonghui.bulletins.actions.picture import MOST_PICTURES, add_picture, remove_picture
from gonghui.bulletins.models import Bulletin, Picture
from gonghui.bulletins.queries.bulletin import published, record_of
from gonghui.bulletins.rules.reading import as_json, read
from gonghui.foundation.errors import RuleBroken
from tests.factories.bulletins import make_bulletin, make_reading
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_tree
from tests.factories.people import make_job
from tests.factories.pictures import make_image

pytestmark = pytest.mark.django_db


def test_what_is_written_from_a_meeting_reads_as_that_meeting():
    reading = make_reading(organisation=make_tree().city)
    meeting = confirm_reading(reading, by=make_job(), at=IN_JULY)

    bulletin = write_bulletin(meeting, by=make_job(), at=IN_JULY)

    read_again = as_json(read(bulletin.body))["record"]
    told = record_of(meeting)
    assert {name: read_again[name] for name in told} == told
    assert bulletin.title == f"{meeting.name}召开"
    assert (bulletin.published_at, bulletin.slug) == (None, f"20230720-{meeting.pk}")


def test_write_bulletin_again_gives_the_one_that_is_there():
    bulletin = make_bulletin()

    assert make_bulletin(bulletin.meeting) == bulletin
    assert Entry.objects.filter(verb="bulletin.written").count() == 1


def test_publish_and_withdraw_a_bulletin():
    bulletin = make_bulletin()
    assert list(published()) == []

    publish_bulletin(bulletin, by=make_job(), at=IN_JULY)
    publish_bulletin(bulletin, by=make_job(), at=IN_JULY)
    assert list(published()) == [bulletin]

    withdraw_bulletin(bulletin, by=make_job(), at=IN_JULY)
    withdraw_bulletin(bulletin, by=make_job(), at=IN_JULY)
    assert list(published()) == []
    verbs = list(Entry.objects.filter(verb__startswith="bulletin").values_list("verb", flat=True))
    assert verbs == ["bulletin.written", "bulletin.published", "bulletin.withdrawn"]


@pytest.mark.parametrize(
    ("title", "body", "code"),
    [
        pytest.param(" ", "正文", "bulletin.title_missing", id="no title"),
        pytest.param("标题", " \r\n ", "bulletin.body_missing", id="no text"),
    ],
)
def test_edit_bulletin_refused_changes_nothing(title, body, code):
    bulletin = make_bulletin()

    with pytest.raises(RuleBroken) as refusal:
        edit_bulletin(bulletin, title=title, body=body, by=make_job(), at=IN_JULY)

    assert refusal.value.code == code
    assert Bulletin.objects.get().body == bulletin.body


def test_edit_bulletin_keeps_one_kind_of_line_break():
    edited = edit_bulletin(
        make_bulletin(), title=" 标题 ", body="一段\r\n二段\r\n", by=make_job(), at=IN_JULY
    )

    assert (edited.title, edited.body) == ("标题", "一段\n二段")


def test_what_is_public_is_not_edited():
    bulletin = publish_bulletin(make_bulletin(), by=make_job(), at=IN_JULY)

    for act in (
        lambda: edit_bulletin(bulletin, title="x", body="y", by=make_job(), at=IN_JULY),
        lambda: add_picture(
            bulletin, content=make_image(), caption="会场", by=make_job(), at=IN_JULY
        ),
    ):
        with pytest.raises(RuleBroken) as refusal:
            act()
        assert refusal.value.code == "bulletin.is_public"
    assert Picture.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")],
)
def test_add_picture_makes_it_anew_without_what_phones_write_into_it(kind, content_type):
    sent = make_image(kind, size=(2000, 500), place="27.72,109.19")
    assert b"27.72,109.19" in sent

    picture = add_picture(
        make_bulletin(), content=sent, caption=" 会场 ", by=make_job(), at=IN_JULY
    )

    kept = picture.file.open().read()
    assert b"27.72,109.19" not in kept
    assert Image.open(BytesIO(kept)).size == (picture.width, picture.height) == (1600, 400)
    assert (picture.content_type, picture.caption, picture.order) == (content_type, "会场", 1)


@pytest.mark.parametrize(
    ("content", "caption", "code"),
    [
        pytest.param(
            b"<svg onload='x'/>", "会场", "picture.unreadable", id="a drawing with script"
        ),
        pytest.param(b"", "会场", "picture.unreadable", id="empty"),
        pytest.param(
            b"\xff\xd8\xff\xe0" + b"0" * 100, "会场", "picture.unreadable", id="begins like a JPEG"
        ),
        pytest.param(b"0" * (8 * 1024 * 1024 + 1), "会场", "picture.too_large", id="over 8 MB"),
        pytest.param(
            make_image("PNG", size=(8000, 5001)), "会场", "picture.too_large", id="too many pixels"
        ),
        pytest.param(make_image("GIF"), "会场", "picture.unreadable", id="a GIF"),
        pytest.param(make_image()[:200], "会场", "picture.unreadable", id="cut off"),
        pytest.param(make_image(), "  ", "picture.caption_missing", id="nothing said about it"),
    ],
)
def test_add_picture_refused_keeps_nothing(content, caption, code):
    bulletin = make_bulletin()

    with pytest.raises(RuleBroken) as refusal:
        add_picture(bulletin, content=content, caption=caption, by=make_job(), at=IN_JULY)

    assert refusal.value.code == code
    assert Picture.objects.count() == 0


def test_a_bulletin_holds_only_so_many_pictures():
    bulletin = make_bulletin()
    for _ in range(MOST_PICTURES):
        add_picture(bulletin, content=make_image(), caption="会场", by=make_job(), at=IN_JULY)

    with pytest.raises(RuleBroken) as refusal:
        add_picture(bulletin, content=make_image(), caption="会场", by=make_job(), at=IN_JULY)

    assert refusal.value.code == "picture.too_many"


@pytest.mark.django_db(transaction=True)
def test_remove_picture_takes_its_file_away():
    picture = add_picture(
        make_bulletin(), content=make_image(), caption="会场", by=make_job(), at=IN_JULY
    )
    storage, name = picture.file.storage, picture.file.name

    remove_picture(picture, by=make_job(), at=IN_JULY)

    assert (Picture.objects.count(), storage.exists(name)) == (0, False)
