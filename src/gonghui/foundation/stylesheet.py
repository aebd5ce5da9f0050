"""The look as one file: sent joined, because forty small ones are slow on an old line."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

FOLDER = Path(__file__).resolve().parent / "static" / "look"


def _joined_now() -> str:
    """All style files; tokens first, since that file says in which order the layers count."""
    first = FOLDER / "tokens.css"
    files = [first, *(path for path in sorted(FOLDER.rglob("*.css")) if path != first)]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


_joined_once = lru_cache(maxsize=1)(_joined_now)


def joined() -> str:
    """The text of the look; read afresh at every call while developing."""
    return _joined_now() if settings.DEBUG else _joined_once()


def digest() -> str:
    """A short name of exactly this text, so that browsers may keep it for ever."""
    return sha256(joined().encode()).hexdigest()[:12]
