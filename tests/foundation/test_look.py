"""What the look promises: old browsers, a strict policy, one file a piece."""

import re
import tomllib

import pytest

from gonghui.foundation.stylesheet import FOLDER, joined
from gonghui.foundation.templatetags.ui import register
from tests.rooms import PACKAGE, REPOSITORY, named

# Chromium 109 is the last for Windows 7, and that is what offices have
TOO_NEW = re.compile(
    r"color-mix\(|oklch\(|oklab\(|light-dark\(|@scope|subgrid|\[popover\]|@starting-style|:user-invalid"
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
NESTED = re.compile(r"^\s*&", re.MULTILINE)
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b")
LAYERS = ("tokens", "base", "layout", "components", "modes", "print")
STYLES = sorted(FOLDER.rglob("*.css"))
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))
# files of components that are no tag: parts of the shell and of running pages
NOT_TAGS = {"account", "demo_ribbon", "public", "data_table", "icons"}


def found(pattern: re.Pattern[str], paths) -> dict[str, list[str]]:
    """What stands in the files, comments left out."""
    texts = {named(path): COMMENT.sub("", path.read_text(encoding="utf-8")) for path in paths}
    hits = {path: pattern.findall(text) for path, text in texts.items()}
    return {path: hit for path, hit in hits.items() if hit}


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(TOO_NEW, id="nothing newer than Chromium 109"),
        pytest.param(NESTED, id="no nesting"),
        pytest.param(re.compile(r"url\(|@import"), id="no pictures and no further files"),
        pytest.param(
            re.compile(r"font-style:\s*italic|letter-spacing"), id="no italics, no spacing"
        ),
    ],
)
def test_the_styles_use_only_what_the_floor_knows(pattern):
    assert found(pattern, STYLES) == {}


def test_colours_have_names():
    allowed = {"tokens.css", "print.css"}

    assert found(COLOUR, [path for path in STYLES if path.name not in allowed]) == {}


def test_the_important_word_is_for_paper_only():
    assert (
        found(re.compile(r"!important"), [path for path in STYLES if path.name != "print.css"])
        == {}
    )


def test_every_style_is_in_a_layer():
    first = re.compile(r"\A(?:\s|/\*.*?\*/)*@layer (\w+)", re.DOTALL)
    layers = {named(path): first.match(path.read_text(encoding="utf-8")) for path in STYLES}

    assert [path for path, layer in layers.items() if not layer or layer[1] not in LAYERS] == []


def test_the_order_of_layers_is_said_first():
    text = re.sub(r"/\*.*?\*/", "", joined(), flags=re.DOTALL).lstrip()

    assert text.startswith("@layer tokens, base, layout, components, modes, print;")


def test_braces_close():
    uneven = [
        named(path) for path in STYLES if (text := path.read_text()).count("{") != text.count("}")
    ]

    assert uneven == []


def test_every_component_belongs_to_a_tag():
    names = {path.stem for path in (FOLDER / "components").glob("*.css")}

    assert names - set(register.tags) == NOT_TAGS


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(re.compile(r"\sstyle\s*="), id="no style attribute"),
        pytest.param(re.compile(r"<style\b"), id="no style element"),
        pytest.param(re.compile(r"\son[a-z]+\s*=\s*[\"']"), id="no event attribute"),
        pytest.param(re.compile(r"<script(?![^>]*\bsrc=)"), id="no inline script"),
        pytest.param(
            re.compile(r"data:image|javascript:"), id="no data pictures, no script addresses"
        ),
        pytest.param(re.compile(r"(?:src|href|action)=\"(?:https?:)?//"), id="no foreign origin"),
        pytest.param(re.compile(r"hx-on|hx-vals=[\"']js:"), id="no script in htmx attributes"),
    ],
)
def test_templates_keep_the_strict_policy(pattern):
    assert found(pattern, TEMPLATES) == {}


def test_block_tags_are_known_to_the_linter():
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    source = "".join(
        path.read_text(encoding="utf-8") for path in PACKAGE.glob("foundation/templatetags/*.py")
    )

    blocks = set(re.findall(r"simple_block_tag\ndef (\w+)\(", source))

    assert set(settings["tool"]["djlint"]["custom_blocks"].split(",")) == blocks


@pytest.mark.parametrize(
    ("folder", "licence"),
    [
        pytest.param("static/htmx", "Zero-Clause BSD", id="htmx"),
        pytest.param("templates/ui/icons", "MIT License", id="Tabler outlines"),
    ],
)
def test_what_others_made_carries_its_licence(folder, licence):
    assert (PACKAGE / "foundation" / folder / "LICENSE").read_text().startswith(licence)
