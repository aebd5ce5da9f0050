"""The tree a round freezes: everybody's way up to the issuer."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Node:
    """One organisation in a frozen tree.

    Attributes:
        path: The organisations from the issuer down to this one: ``/1/12/``.
        has_below: Whether others stand below it; the issuer always counts as such.
        levels: How many organisations of each level stand here and below.
    """

    organisation_id: int
    parent_id: int | None
    path: str
    has_below: bool = False
    levels: Counter[str] = field(default_factory=Counter)

    @property
    def depth(self) -> int:
        """1 for the issuer."""
        return len(ids_in(self.path))


def ids_in(path: str) -> list[int]:
    """The organisations of a path, the issuer first."""
    return [int(pk) for pk in path.strip("/").split("/")]


def grown(root: int, level_of: Mapping[int, str], parent_of: Mapping[int, int]) -> dict[int, Node]:
    """The tree below ``root``, every superior before those below it.

    ``level_of`` names everybody in it, ``parent_of`` everybody's superior but the root's. Whoever
    has no level is not asked (not founded yet, at rest) and only leads to those below.
    """
    below: dict[int, list[int]] = {}
    for child, superior in parent_of.items():
        below.setdefault(superior, []).append(child)
    nodes = {root: Node(root, None, f"/{root}/", has_below=True)}
    waiting = [root]
    while waiting:
        parent = nodes[waiting.pop(0)]
        for child in below.get(parent.organisation_id, ()):
            nodes[child] = Node(
                child, parent.organisation_id, f"{parent.path}{child}/", has_below=child in below
            )
            waiting.append(child)
    for node in nodes.values():
        level = level_of[node.organisation_id]
        for ancestor in ids_in(node.path) if level else ():
            nodes[ancestor].levels[level] += 1
    return nodes
