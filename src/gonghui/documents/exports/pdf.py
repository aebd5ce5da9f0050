"""A paper as PDF: set by WeasyPrint in a process of its own, from the list of fonts of this site.

A PDF always holds the glyphs it shows, so every font in it must be one that may be given away so.
Only the fonts of the list can be found by that process: free ones by default (SIL Open Font
License, Arphic Public License, GPL with font exception), and those the site names as licensed to it
(``GONGHUI_PAPER_FONTS``). See ADR-0023.
"""

import json
import logging
import select
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory
from time import monotonic
from xml.sax.saxutils import escape

from django.conf import settings

import gonghui
from gonghui.documents.exports.press import NO_PRESS
from gonghui.documents.exports.sheet import SIZES, write_sheet
from gonghui.documents.rules.paper import INVENTED_MARK, Layout, Paper
from gonghui.foundation.errors import RuleBroken

SECONDS = 60  # a paper may take
PAPERS_A_PRESS = 100  # then a new one begins: whatever it kept is given back
# by role, the best first; all may be embedded by anybody
FREE_FONTS: Mapping[str, tuple[str, ...]] = {
    "title": ("Noto Serif CJK SC", "Source Han Serif SC"),
    "fang": ("FandolFang R", "Noto Serif CJK SC", "Source Han Serif SC"),
    "kai": ("FandolKai", "AR PL UKai CN", "Noto Serif CJK SC", "Source Han Serif SC"),
    "hei": ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei"),
    "song": ("Noto Serif CJK SC", "Source Han Serif SC"),
}
SOURCE = str(Path(gonghui.__file__).parent.parent)
CSS = Path(gonghui.__file__).parent / "documents" / "data" / "paper.css"
log = logging.getLogger(__name__)


def write_pdf(paper: Paper) -> bytes:
    """One paper as PDF.

    Raises:
        RuleBroken: ``paper.no_press`` or ``paper.press_failed``.
    """
    with _press() as (process, folder):
        return _pressed(process, folder / "paper.pdf", paper)


def write_pdfs(papers: Iterable[Paper]) -> Iterator[bytes]:
    """Many papers, one after another; the memory is that of one.

    Raises:
        RuleBroken: ``paper.no_press`` or ``paper.press_failed``.
    """
    left = iter(papers)
    done = False
    while not done:
        with _press() as (process, folder):
            for _ in range(PAPERS_A_PRESS):
                paper = next(left, None)
                if paper is None:
                    done = True
                    break
                yield _pressed(process, folder / "paper.pdf", paper)


def fonts_of(role: str) -> tuple[str, ...]:
    """The families that may stand for a role, the site's own first."""
    own = settings.PAPER_FONTS.get(role)
    return ((own,) if own else ()) + FREE_FONTS[role]


def may_be_embedded() -> list[str]:
    """Every family a PDF of this site may hold."""
    return sorted({family for role in FREE_FONTS for family in fonts_of(role)})


@contextmanager
def _press() -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A process that sets papers, and a folder for them; gone afterwards."""
    with TemporaryDirectory(prefix="gonghui-papers-") as told:
        folder = Path(told)
        (folder / "fonts.conf").write_text(_font_list(folder), encoding="utf-8")
        process = subprocess.Popen(  # noqa: S603 -- our own program, fed by us
            [sys.executable, "-s", "-B", "-m", "gonghui.documents.exports.press"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            # none of our settings: neither keys nor the address of the database
            env={
                "PYTHONPATH": SOURCE,
                "LC_ALL": "C.UTF-8",
                "FONTCONFIG_FILE": str(folder / "fonts.conf"),
            },
            cwd="/",
        )  # fmt: skip
        try:
            yield process, folder
        finally:
            process.kill()
            process.communicate()


def _font_list(folder: Path) -> str:
    """For fontconfig: where fonts lie, and which of them are to be found at all."""
    kept = "".join(
        f'<pattern><patelt name="family"><string>{escape(family)}</string></patelt></pattern>'
        for family in may_be_embedded()
    )
    places = [*settings.FONT_FOLDERS, str(settings.HOME / "fonts")]
    folders = "".join(f"<dir>{escape(place)}</dir>" for place in places)
    cache = settings.HOME / "font-cache"
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"{folders}<cachedir>{escape(str(cache))}</cachedir><selectfont><rejectfont><pattern/>"
        f"</rejectfont><acceptfont>{kept}</acceptfont></selectfont></fontconfig>"
    )


def _pressed(process: "subprocess.Popen[str]", out: Path, paper: Paper) -> bytes:
    assert process.stdin and process.stdout  # noqa: S101 -- both are pipes
    order = {"html": write_page(paper), "out": str(out)}
    begun = monotonic()
    try:
        process.stdin.write(f"{json.dumps(order, ensure_ascii=False)}\n")
        process.stdin.flush()
    except BrokenPipeError as gone:
        raise RuleBroken("paper.press_failed") from gone
    ready, _, _ = select.select([process.stdout], [], [], SECONDS)
    told = process.stdout.readline() if ready else ""
    answer = json.loads(told) if told else {"failed": f"after {monotonic() - begun:.0f} s"}
    if answer.get("failed") == NO_PRESS:
        raise RuleBroken("paper.no_press")
    if "failed" in answer:
        log.warning("A paper could not be set: %s", answer["failed"])
        raise RuleBroken("paper.press_failed")
    pressed = out.read_bytes()
    out.unlink()
    return pressed


def write_page(paper: Paper) -> str:
    """The whole document WeasyPrint sets."""
    fonts = {role: ", ".join(f'"{family}"' for family in fonts_of(role)) for role in FREE_FONTS}
    css = Template(CSS.read_text(encoding="utf-8")).substitute(
        fonts,
        # the free stand-in for 小标宋 is its bold; a licensed one is bold already
        weight="normal" if settings.PAPER_FONTS.get("title") else "bold",
        invented=INVENTED_MARK if paper.invented else "",
        marks="\n".join(f".paper-mark-{size} {{ font-size: {size}pt; }}" for size in SIZES),
        insets="\n".join(f".paper-in-{n} {{ margin-right: {n * 4}pt; }}" for n in range(8, 17)),
        shares="\n".join(f".paper-share-{n} {{ width: {n * 2.5}%; }}" for n in range(1, 41)),
    )
    name = ' class="letter"' if paper.layout is Layout.LETTER else ""
    title = escape(paper.title)
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><title>{title}</title>'
        f"<style>{css}</style></head><body{name}>{write_sheet(paper)}</body></html>"
    )
