"""What the tests of the repository know about it: where it lies, its rooms, and which stands above which."""

import tomllib
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
PACKAGE = REPOSITORY / "src" / "gonghui"
CONTRACTS = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]["contracts"]


def rooms() -> list[str]:
    """Every package of ours, by name."""
    return sorted(init.parent.name for init in PACKAGE.glob("*/__init__.py"))


def named(path: Path) -> str:
    """A file as people name it: from the repository's root on."""
    return path.relative_to(REPOSITORY).as_posix()


def tower() -> dict[str, int]:
    """Room → floor counted from the ground; neighbours share one."""
    layers = reversed(CONTRACTS[0]["layers"])
    return {
        room.strip(" ()").removeprefix("gonghui."): floor
        for floor, layer in enumerate(layers)
        for room in layer.split("|")
    }


def may_lean_on(room: str, other: str) -> bool:
    """Whether the room stands above the other, or is the same."""
    floors = tower()
    return room == other or floors[other] < floors[room]
