"""What weaknesses are made of stands nowhere in our code, or only where it is listed and looked at."""

import ast
import re
from collections.abc import Iterator
from functools import cache

from tests.rooms import PACKAGE, named

SCRIPTS = sorted(PACKAGE.glob("*/static/behave/*.js"))


@cache
def trees() -> dict[str, ast.Module]:
    """Every module of ours; migrations run before anybody is there."""
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
        if "migrations" not in path.parts
    }


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Module, what is called as it is written, and the call."""
    for module, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield module, ast.unparse(node.func), node


def imports() -> Iterator[tuple[str, str]]:
    for module, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from ((module, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((module, f"{node.module}.{alias.name}") for alias in node.names)


def where(*names: str) -> set[str]:
    """The modules that call something of that name, as a function or a method."""
    return {module for module, called, _ in calls() if called.rpartition(".")[2] in names}


def test_no_text_becomes_code():
    run = {"eval", "exec", "compile", "__import__"}
    found = {(module, called) for module, called, _ in calls() if called in run}
    unsafe = ("pickle", "marshal", "shelve", "dill", "yaml", "jsonpickle", "code", "codeop")

    taken = {one for one in imports() if one[1].split(".")[0] in unsafe}
    assert (found, taken) == (set(), set())


def test_programs_are_started_only_here_and_never_through_a_shell():
    starts = {module for module, name in imports() if name.split(".")[0] in ("subprocess", "pty")}
    shells = {
        (module, called)
        for module, called, node in calls()
        if called in ("os.system", "os.popen")
        or any(keyword.arg == "shell" for keyword in node.keywords)
    }

    assert (
        starts
        - {
            "desk/management/commands/serve.py",
            "documents/exports/pdf.py",
            "documents/imports/workbook.py",
        }
        == set()
    )
    assert shells == set()


def test_sql_is_written_by_hand_only_here():
    """Each passes values as parameters; ruff's S608 refuses one put together from texts."""
    by_hand = where("execute", "executemany", "raw", "RawSQL", "extra")

    assert (
        by_hand
        - {
            "demo/management/commands/demo.py",
            "organisations/actions/ancestry.py",
            "organisations/queries/integrity_tree.py",
            "organisations/queries/past.py",
            "organisations/queries/reach.py",
            "people/actions/key.py",
            "people/management/commands/keys.py",
        }
        == set()
    )


def test_text_is_called_markup_only_here():
    in_code = where("mark_safe", "format_html", "format_html_join")
    in_templates = {
        named(path)
        for path in PACKAGE.rglob("*.html")
        if re.search(r"\|\s*safe\b|autoescape off", path.read_text(encoding="utf-8"))
    }

    looked_at = {
        "documents/exports/sheet.py",
        "foundation/templatetags/pieces.py",
        "foundation/templatetags/shell.py",
    }
    assert in_code - looked_at == set()
    assert in_templates == set()


def test_no_template_is_made_of_what_somebody_wrote():
    engines = {"django.template.Template", "django.template.engines", "django.template.Engine"}

    assert {one for one in imports() if one[1] in engines or one[1].startswith("jinja2")} == set()
    assert where("from_string", "render_template_string") == set()


def test_no_pattern_and_no_format_is_made_of_what_somebody_wrote():
    """Patterns are constants, or constants put together, which are written in capitals."""

    def is_ours(node: ast.expr) -> bool:
        names = [part.id for part in ast.walk(node) if isinstance(part, ast.Name)]
        return all(name.isupper() or name in ("re", "escape") for name in names)

    made = {
        f"{module}: {ast.unparse(node.args[0])}"
        for module, called, node in calls()
        if called.startswith("re.") and called != "re.escape" and node.args
        if not is_ours(node.args[0])
    }
    formats = {
        f"{module}: {called}"
        for module, called, node in calls()
        if called.endswith(".format_map")
        or (called.endswith(".format") and not is_ours(node.func.value))  # type: ignore[attr-defined]
    }

    assert (made, formats) == (set(), set())


def test_no_other_machine_is_asked():
    reaching = (
        *("requests", "urllib.request", "urllib3", "httpx", "aiohttp", "http.client", "ftplib"),
        *("socket", "telnetlib", "paramiko", "websockets", "ldap", "ldap3", "pymemcache"),
    )
    asking = {
        one for one in imports() if any(f"{one[1]}.".startswith(f"{name}.") for name in reaching)
    }

    assert asking == set()


def test_what_nobody_may_guess_comes_from_the_system():
    """``uuid4`` makes names that are new, never secrets, which come from ``secrets``."""
    guessable = {
        (module, name)
        for module, name in imports()
        if name.split(".")[0] in ("random", "uuid") and name != "uuid.uuid4"
    }
    weak = {one for one in imports() if one[1] in ("hashlib.md5", "hashlib.sha1")}
    weak |= {
        (module, called) for module, called, _ in calls() if called.endswith((".md5", ".sha1"))
    }

    # the demonstration invents the same people each time
    assert {one for one in guessable if not one[0].startswith("demo/")} == set()
    assert weak == set()


def test_no_form_takes_fields_it_does_not_name():
    spread = {
        f"{module}: {called}"
        for module, called, node in calls()
        if any(
            keyword.arg is None
            and re.search(r"request\.(?:POST|GET|body)", ast.unparse(keyword.value))
            for keyword in node.keywords
        )
    }
    whole = {
        f"{module}: {ast.unparse(node)}"
        for module, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and ast.unparse(node) == "fields = '__all__'"
    }

    assert where("modelform_factory", "modelformset_factory") == set()
    assert (spread, whole) == (set(), set())


def test_no_record_is_handed_out_whole():
    serialised = {one for one in imports() if one[1].startswith("django.core.serializers")}

    assert serialised - {one for one in serialised if one[1].endswith("DjangoJSONEncoder")} == set()
    assert where("model_to_dict") == set()


def test_every_file_is_handed_out_under_a_name_of_ours_to_be_kept():
    told = {
        (module, node.value)
        for module, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.match(r"\s*(inline|attachment)\s*;", node.value)
    }

    assert told
    assert {(module, value) for module, value in told if value.startswith("inline")} == set()


def test_scripts_of_ours_make_no_markup_and_keep_nothing():
    banned = re.compile(
        r"\.(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|\beval\(|new Function"
        r"|postMessage|localStorage|sessionStorage|indexedDB|document\.cookie|__proto__|WebSocket"
    )
    found = {
        f"{named(path)}: {match}"
        for path in SCRIPTS
        for match in banned.findall(path.read_text(encoding="utf-8"))
    }

    loose = {
        named(path) for path in SCRIPTS if '"use strict";' not in path.read_text(encoding="utf-8")
    }

    assert (len(SCRIPTS) >= 3, found, loose) == (True, set(), set())


def test_address_form_and_cookie_are_never_one():
    """Django keeps them apart; nobody puts them together again."""
    joined = {
        f"{module}: {ast.unparse(node)[:80]}"
        for module, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.BinOp | ast.Dict)
        and len(set(re.findall(r"request\.(GET|POST|COOKIES)\b", ast.unparse(node)))) > 1
    }

    assert joined == set()
