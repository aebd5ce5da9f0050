"""What a file is before it is opened: by its first bytes and, of a zip, its list of parts.

Runs in the child. Source of the limits: quality.md S36 and S37.
"""

import stat
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from gonghui.foundation.errors import RuleBroken

MIB = 1024 * 1024
MOST_PARTS = 2_000
MOST_TOTAL = 100 * MIB
MOST_PART = 60 * MIB
MOST_RATIO = 200
SMALL = MIB  # a part this small may be packed as tightly as it likes
ENCRYPTED = 0x1
FOLDER_OF_WINDOWS = "EncryptedPackage".encode("utf-16-le")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
DOCUMENT_TYPES = [
    f"<!{word}".encode(code)
    for word in ("DOCTYPE", "ENTITY")
    for code in ("utf-8", "utf-16-le", "utf-16-be")
]
OTHERS = (b"%PDF", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BM")
MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")


def kind_of(path: Path, name: str) -> str:
    """``xlsx`` or ``csv``, when name and content agree.

    Raises:
        RuleBroken: ``file.…`` for everything else, each with what to do.
    """
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    with path.open("rb") as file:
        start = file.read(4096)
    if not start:
        raise RuleBroken("file.empty")
    if start.startswith(ZIP):
        _check_package(path)
        found = "xlsx"
    else:
        _refuse_others(path, start, ending)
        found = "csv"
    wanted = {".xlsx": "xlsx", ".csv": "csv", ".txt": "csv"}.get(ending)
    if wanted is None and found == "csv":
        raise RuleBroken("file.not_workbook")
    if wanted is not None and wanted != found:
        raise RuleBroken("file.other_than_named", ending=ending)
    if wanted is None:
        raise RuleBroken("file.other_ending", ending=ending)
    return found


def _refuse_others(path: Path, start: bytes, ending: str) -> None:
    if start.startswith(COMPOUND):
        if FOLDER_OF_WINDOWS in path.read_bytes():
            raise RuleBroken("file.encrypted")
        raise RuleBroken("file.old_workbook" if ending in _OLD else "file.not_workbook")
    if start.startswith(OTHERS):
        raise RuleBroken("file.not_workbook")
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(MARKUP):
        raise RuleBroken("file.web_page")
    if ending == ".xlsx":
        raise RuleBroken("file.damaged")


_OLD = {".xls", ".et", ".xlt", ".ett", ".xlsx", ".wps"}


def _check_package(path: Path) -> None:
    try:
        with ZipFile(path) as package:
            parts = package.infolist()
            _check_parts(parts)
            for part in parts:
                _refuse_entities(package, part)
    except (BadZipFile, NotImplementedError, ValueError, OSError, EOFError, zlib.error) as damaged:
        raise RuleBroken("file.damaged") from damaged


def _check_parts(parts: Sequence[ZipInfo]) -> None:
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS or len(names) != len(parts):
        raise RuleBroken("file.strange_parts")
    for part in parts:
        _check_part(part)
    if sum(part.file_size for part in parts) > MOST_TOTAL:
        raise RuleBroken("file.too_big")
    for code, matches in _NOT_OURS:
        if matches(names):
            raise RuleBroken(code)


def _refuse_entities(package: ZipFile, part: ZipInfo) -> None:
    """A part that declares a document type, where entities are declared, is no office program's."""
    if not part.filename.lower().endswith((".xml", ".rels", ".vml")):
        return
    with package.open(part) as source:
        before = b""
        while piece := source.read(MIB):
            if any(mark in before + piece for mark in DOCUMENT_TYPES):
                raise RuleBroken("file.strange_parts")
            before = piece[-32:]


def _check_part(part: ZipInfo) -> None:
    if part.file_size > SMALL and part.file_size > MOST_RATIO * max(part.compress_size, 1):
        raise RuleBroken("file.bomb")
    if part.file_size > MOST_PART:
        raise RuleBroken("file.too_big")
    if part.flag_bits & ENCRYPTED:
        raise RuleBroken("file.encrypted")
    name = part.filename
    outside = name.startswith(("/", "\\")) or "\\" in name or ":" in name
    outside = outside or ".." in PurePosixPath(name).parts
    linked = stat.S_ISLNK(part.external_attr >> 16)
    nested = name.lower().endswith((".zip", ".7z", ".rar", ".gz"))
    odd = part.compress_type not in (ZIP_STORED, ZIP_DEFLATED)
    if outside or linked or nested or odd:
        raise RuleBroken("file.strange_parts")


def _has(*wanted: str) -> Callable[[set[str]], bool]:
    return lambda names: any(name in names for name in wanted)


_NOT_OURS: Sequence[tuple[str, Callable[[set[str]], bool]]] = (
    ("file.macros", _has("xl/vbaProject.bin")),
    ("file.binary_workbook", _has("xl/workbook.bin")),
    ("file.open_document", _has("content.xml")),
    ("file.not_workbook", _has("word/document.xml", "ppt/presentation.xml", "OFD.xml")),
    ("file.not_workbook", lambda names: not _has("[Content_Types].xml")(names)),
)
