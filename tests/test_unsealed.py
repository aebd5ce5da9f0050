"""A sealed fact is told whole in a few places only, each with its reason."""

import ast

from tests.rooms import PACKAGE

# file: function → why it may know the fact whole
PLACES = {
    "foundation/sealed.py: Sealed.unsealed": "what opens it, for all the others",
    "foundation/sealed.py: Sealed.opens": "only whether it opens",
    "foundation/sealed.py: Sealed.__str__": "masks it",
    "foundation/sealed.py: LikenessField.pre_save": "makes what finds it",
    "people/actions/key.py: _anew": "seals it with another key",
    "people/actions/contact.py: tell": "somebody said what for; it goes into the record",
    "people/actions/contact.py: restore_contacts": "seals again what a workbook had replaced",
    "people/actions/contact.py: _is_still": "compares what was entered with what is kept by now",
    "people/actions/contact.py: _enter": "compares it with what is entered",
    "people/actions/own.py: take_along": "a person takes their own data along; recorded",
    "people/actions/own.py: erase": "finds the workbooks that hold the number, to remove them too",
    "documents/queries/batch.py: _unsealed": "takes in the row that somebody typed it in",
    "people/queries/contact.py: _shown": "its owner agreed to stand in the contact list",
}


class Opened(ast.NodeVisitor):
    """Where in a file something is unsealed: the function, with its class."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.found: set[str] = set()

    def inside(self, node: ast.AST) -> None:
        self.names.append(node.name)
        self.generic_visit(node)
        self.names.pop()

    visit_FunctionDef = visit_AsyncFunctionDef = visit_ClassDef = inside  # noqa: N815 -- ast's names

    def visit_Attribute(self, node: ast.Attribute) -> None:  # noqa: N802 -- ast's name
        # also when it is handed on without being called; ``keyring().unseal`` is the same by hand
        if node.attr in {"unsealed", "unseal"}:
            self.found.add(".".join(self.names) or "the module")
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:  # noqa: N802 -- ast's name
        if node.value in ("unsealed", "unseal"):  # getattr(fact, "unsealed")
            self.found.add(".".join(self.names) or "the module")


def places() -> set[str]:
    found = set()
    for path in PACKAGE.rglob("*.py"):
        visitor = Opened()
        visitor.visit(ast.parse(path.read_text(encoding="utf-8")))
        found |= {f"{path.relative_to(PACKAGE).as_posix()}: {name}" for name in visitor.found}
    return found


def test_a_sealed_fact_is_opened_in_these_places_only():
    assert places() == set(PLACES)


def test_no_template_opens_a_sealed_fact():
    templates = [*PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.txt")]

    assert [path for path in templates if "unseal" in path.read_text(encoding="utf-8")] == []


def test_every_way_to_open_one_is_seen():
    visitor = Opened()
    visitor.visit(
        ast.parse(
            "def a(x): x.phone.unsealed()\n"
            "def b(x): return map(x.unsealed, [1])\n"
            "def c(x): keyring().unseal(x, 'p')\n"
            "class D:\n    def e(self): getattr(self, 'unsealed')()\n"
            "def f(x): x.sealed()\n"
        )
    )

    assert visitor.found == {"a", "b", "c", "D.e"}
