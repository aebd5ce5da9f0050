"""Pictures as a phone sends them."""

from io import BytesIO

from PIL import Image


def make_image(kind: str = "JPEG", *, size: tuple[int, int] = (40, 30), place: str = "") -> bytes:
    """A plain red picture; ``place`` is written where a phone writes where it was."""
    image = Image.new("RGB", size, (158, 27, 30))
    made = BytesIO()
    if place:
        exif = Image.Exif()
        exif[0x010E] = place  # ImageDescription
        image.save(made, format=kind, exif=exif)
    else:
        image.save(made, format=kind)
    return made.getvalue()
