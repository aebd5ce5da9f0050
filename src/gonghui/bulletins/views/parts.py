"""The two lists of this room, side by side for those who may see both."""

from collections.abc import Container

from django.urls import reverse

from gonghui.access.permissions import Permission
from gonghui.bulletins.wording import PART_WORDS

_NEEDS = {"readings": Permission.BULLETIN_READ, "drafts": Permission.BULLETIN_PUBLISH}


def parts_of(may: Container[Permission], current: str) -> list[tuple[str, str, bool]]:
    """Label, address and whether it is this one; nothing where there is only one."""
    seen = [name for name, needed in _NEEDS.items() if needed in may]
    if len(seen) < len(_NEEDS):
        return []
    return [(str(PART_WORDS[name]), reverse(f"bulletins:{name}"), name == current) for name in seen]
