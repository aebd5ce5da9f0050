"""Draws a template as a page would, in the language asked for."""

import re
from html import unescape

from django.template import Context, Template
from django.utils import translation

SPACES = re.compile(r"\s+")
TAGS = re.compile(r"<[^>]+>")


def drawn(source: str, language: str = "zh-hans", **facts: object) -> str:
    """The HTML, with runs of white space as one."""
    with translation.override(language):
        html = Template(source).render(Context(facts))
    return SPACES.sub(" ", html).strip()


def said(source: str, language: str = "zh-hans", **facts: object) -> str:
    """The words a reader hears: without tags."""
    return SPACES.sub(" ", unescape(TAGS.sub(" ", drawn(source, language, **facts)))).strip()
