"""What holds for every file of the repository. Cheap, and it stops the slow decay."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rooms import PACKAGE, REPOSITORY, may_lean_on, named, rooms

CODE = ("src", "tests", "bench", "scripts")
SETTING = re.compile(r"GONGHUI_[A-Z]+(?:_[A-Z]+)*|(?<=_kept_secret\(\")[A-Z_]+(?=\"\))")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
SEED = REPOSITORY.parent / "shared" / "bulletins" / "seed.txt"


def files_below(*folders: str, ending: str = "") -> Iterator[Path]:
    for folder in folders:
        for path in sorted((REPOSITORY / folder).rglob(f"*{ending}")):
            made = any(
                part.startswith((".", "__pycache__")) for part in path.relative_to(REPOSITORY).parts
            )
            if path.is_file() and not made and ".egg-info" not in str(path):
                yield path


def documents() -> list[Path]:
    return [*sorted(REPOSITORY.glob("*.md")), *files_below("docs", "src", "changes", ending=".md")]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="ignore")


@pytest.mark.parametrize(
    ("ending", "limit"),
    [pytest.param(".py", 400, id="modules"), pytest.param(".html", 150, id="templates")],
)
def test_files_stay_short(ending, limit):
    lengths = {
        named(path): len(text_of(path).splitlines())
        for path in files_below(*CODE, ending=ending)
        if "migrations" not in path.parts  # Django writes them; a first one holds a whole room
    }

    assert {path: length for path, length in lengths.items() if length > limit} == {}


def test_functions_stay_short():
    too_long = {}
    for path in files_below("src", ending=".py"):
        for node in ast.walk(ast.parse(text_of(path))):
            if isinstance(node, ast.FunctionDef):
                length = node.end_lineno - node.lineno + 1
                if length > 50:
                    too_long[f"{named(path)}: {node.name}"] = length

    assert too_long == {}


def test_every_noqa_has_a_reason():
    bare = re.compile(r"#\s*(?:ruff:\s*)?noqa(?!: [A-Z]+[0-9]+(?:, ?[A-Z]+[0-9]+)* -- \S)")
    found = [
        f"{named(path)}:{number}"
        for path in files_below(*CODE, ending=".py")
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if bare.search(line) and path != Path(__file__)
    ]

    assert found == []


def test_no_pattern_takes_one_block_for_all_chinese_characters():
    # 㛃 and 𬱖 stand outside that block and in names; foundation.chinese.HAN has every block
    block = re.compile(r"\\u4e00|\u4e00-[\u9fa0-\u9fff]", re.IGNORECASE)
    found = [
        named(path) for path in files_below("src", ending=".py") if block.search(text_of(path))
    ]

    assert found in ([], ["src/gonghui/foundation/chinese.py"])


@pytest.mark.parametrize("room", [room for room in rooms() if room != "config"])
def test_every_room_has_a_readme(room):
    readme = PACKAGE / room / "README.md"
    text = text_of(readme) if readme.exists() else ""

    missing = [
        word for word in ("Words", "Who", "Always true", "Start reading") if f"**{word}" not in text
    ]

    assert missing == []


def test_every_decision_is_numbered_once_and_none_is_missing():
    numbers = Counter(path.name[:4] for path in (REPOSITORY / "docs/decisions").glob("[0-9]*.md"))

    assert numbers == Counter(f"{number:04}" for number in range(1, len(numbers) + 1))


def test_every_setting_is_described():
    used = set()
    for path in [*files_below("src", ending=".py"), *files_below("scripts")]:
        used |= {
            f"GONGHUI_{name.removeprefix('GONGHUI_')}" for name in SETTING.findall(text_of(path))
        }
    described = set(SETTING.findall(text_of(REPOSITORY / "docs/operate/settings.md")))

    assert (used - described, described - used) == (set(), set())


def test_every_link_in_a_document_leads_somewhere():
    broken = [
        f"{named(document)} → {link}"
        for document in documents()
        for link in LINK.findall(text_of(document))
        if not (document.parent / link).exists()
    ]

    assert broken == []


def test_every_script_a_document_names_exists():
    missing = [
        f"{named(document)}: {script}"
        for document in documents()
        for script in re.findall(r"\bscripts/[a-z-]+", text_of(document))
        if not (REPOSITORY / script).is_file()
    ]

    assert missing == []


def test_every_script_says_what_it_does_and_stops_at_an_error():
    wanting = []
    for script in files_below("scripts"):
        if script.name == "machine":  # sourced by the others
            continue
        lines = text_of(script).splitlines()
        says = all(line.startswith("# ") for line in lines[1:3])
        stops = "python" in lines[0] or "set -euo pipefail" in lines
        if not (says and stops):
            wanting.append(script.name)

    assert wanting == []


def test_requirements_name_no_registry():
    found = [named(path) for path in files_below("requirements") if "://" in text_of(path)]

    assert found == []


def test_every_requirement_is_pinned_with_hashes():
    pin = re.compile(r"[a-z0-9.-]+(?:\[[a-z,]+\])?==\S+(?: ; .+)? \\")
    loose = [
        f"{named(path)}: {line}"
        for path in files_below("requirements")
        for line in text_of(path).splitlines()
        if not (pin.fullmatch(line) or line.startswith(("    --hash=sha256:", "    # ")))
    ]

    assert loose == []


def test_no_path_of_one_machine():
    path_of_ours = re.compile("/" + "work/(?:main|shared)|/" + "root/")
    found = [
        named(path)
        for path in [*files_below(*CODE, "docs", "changes"), *REPOSITORY.glob("*.*")]
        if path.is_file() and path_of_ours.search(text_of(path))
    ]

    assert found == []


@pytest.mark.skipif(
    not SEED.exists(), reason="the bulletin it looks for lies beside the repository only"
)
def test_no_sentence_of_the_seed_bulletin_is_in_the_repository():
    clauses = {clause for clause in re.split(r"[。；！？\s]+", text_of(SEED)) if len(clause) >= 20}
    ours = [path for path in files_below("src", "tests", "bench", "docs") if path.suffix != ".xz"]

    found = [named(path) for path in ours if any(clause in text_of(path) for clause in clauses)]

    assert (bool(clauses), found) == (True, [])


def constants(path: Path) -> set[object]:
    return {
        node.value for node in ast.walk(ast.parse(text_of(path))) if isinstance(node, ast.Constant)
    }


def refusals(path: Path) -> set[object]:
    """The codes of ``RuleBroken("code", …)`` in a module."""
    return {
        node.args[0].value
        for node in ast.walk(ast.parse(text_of(path)))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "RuleBroken"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


@pytest.mark.parametrize("room", rooms())
def test_every_refusal_has_a_sentence(room):
    worded = set()
    for wording in PACKAGE.glob("*/wording.py"):
        if may_lean_on(room, wording.parent.name):
            worded |= constants(wording)
    codes = set()
    for path in (PACKAGE / room).rglob("*.py"):
        codes |= refusals(path)

    assert codes - worded == set()
