"""The look as a file, and the gallery in both languages."""

import re

import pytest

from gonghui.foundation.stylesheet import digest, joined


def test_the_look_is_kept_for_a_year_under_its_own_name(client):
    response = client.get(f"/look/{digest()}.css")

    assert response.content.decode() == joined()
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_look_under_an_old_name_is_not_kept(client):
    assert client.get("/look/old.css")["Cache-Control"] == "public, max-age=0"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("reader", "lang", "heading"),
    [
        pytest.param("zh", "zh-CN", "界面样张", id="Chinese"),
        pytest.param("en", "en", "Every piece of the look", id="English"),
    ],
)
def test_the_gallery_shows_every_piece(request, reader, lang, heading):
    page = request.getfixturevalue(reader).get("/gallery/").content.decode()

    assert f'<html lang="{lang}"' in page
    assert f"<h1> {heading} </h1>" in re.sub(r"\s+", " ", page)
    assert page.count('<section class="panel') > 15


@pytest.mark.django_db
def test_the_gallery_can_be_seen_as_each_person_sees_it(client):
    page = client.get(
        "/gallery/?look_type=large&look_theme=dark&look_density=compact"
    ).content.decode()

    assert 'data-density="compact"' in page
    assert 'data-type="large"' in page
    assert 'data-theme="dark"' in page


@pytest.mark.django_db
def test_a_look_there_is_not_changes_nothing(client):
    page = client.get("/gallery/?look_type=enormous").content.decode()

    assert 'data-type="normal"' in page


@pytest.mark.django_db
def test_a_page_with_a_refused_form_says_error_first(client):
    page = client.get("/gallery/").content.decode()

    assert "<title>错误： " in page
