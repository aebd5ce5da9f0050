"""Pictures as people send them, made safe to show: only pixels come through."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from gonghui.foundation.errors import RuleBroken

MOST_MEGABYTES = 8
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1600

# by what Pillow calls them: our content type and ending; nothing else is taken
FORMATS = {
    "JPEG": ("image/jpeg", "jpg"),
    "PNG": ("image/png", "png"),
    "WEBP": ("image/webp", "webp"),
}


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture made anew from its pixels: no place, no camera, nothing hidden behind it."""

    content: bytes
    content_type: str
    ending: str
    width: int
    height: int


def read_picture(content: bytes) -> ShownPicture:
    """Make the picture anew, upright, at most 1600 pixels long, without what phones write into it.

    Raises:
        RuleBroken: ``picture.too_large`` or ``picture.unreadable``.
    """
    if len(content) > MOST_MEGABYTES * 1024 * 1024:
        raise RuleBroken("picture.too_large", limit=MOST_MEGABYTES)
    try:
        with Image.open(BytesIO(content), formats=list(FORMATS)) as picture:
            return _anew(picture)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise RuleBroken("picture.unreadable") from None


def _anew(picture: Image.Image) -> ShownPicture:
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise RuleBroken("picture.too_large", limit=MOST_MEGABYTES)
    name = picture.format or ""
    upright = ImageOps.exif_transpose(picture)
    pixels = upright.convert("RGB" if name == "JPEG" else "RGBA")
    pixels.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    pixels.info = {}
    made = BytesIO()
    pixels.save(made, format=name, quality=85)
    content_type, ending = FORMATS[name]
    return ShownPicture(made.getvalue(), content_type, ending, *pixels.size)
