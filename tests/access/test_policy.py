"""The policy as a whole: every word used, every word described."""

import re
from pathlib import Path

import pytest
from django.utils.translation import override

from gonghui.access.permissions import ADMINISTRATORS, Permission, Role
from gonghui.access.roles import MAY
from gonghui.access.wording import PERMISSION_NAMES, ROLE_NAMES
from gonghui.foundation.wording import all_sentences
from tests.rooms import PACKAGE

# a code is written where it is raised; a few travel through a table of checks first
RAISED = re.compile(r"""RuleBroken\(\s*f?["']([a-z_]+\.[a-z_]+)["']""")
CODE = re.compile(r"""["']([a-z_]+\.[a-z_]+)["']""")
# … or is made of a noun and the value of an enum, which then stands quoted in the same room
MADE = re.compile(r"""RuleBroken\(\s*f["']([a-z_]+)\.\{""")
USED = re.compile(r"\bPermission\.([A-Z_]+)\b|\bP\.([A-Z_]+)\b")


def sources(*, without: tuple[str, ...] = ()) -> dict[Path, str]:
    return {
        path: path.read_text(encoding="utf-8")
        for path in sorted(PACKAGE.rglob("*.py"))
        if "migrations" not in path.parts and path.relative_to(PACKAGE).as_posix() not in without
    }


def test_every_role_may_something_and_has_a_name():
    assert set(MAY) == set(Role) == set(ROLE_NAMES)
    assert all(Permission.DESK_VIEW in allowed for allowed in MAY.values())


def test_every_permission_is_given_to_a_role_and_described():
    given = frozenset().union(*MAY.values())

    assert given == set(Permission)
    assert set(PERMISSION_NAMES) == set(Permission)


# granted and described, their pages come with the screens of the next issues
AHEAD = {"MEETING_MANAGE"}


def test_every_permission_is_asked_for_by_a_view_or_a_query():
    policy = ("access/permissions.py", "access/roles.py", "access/wording.py")
    used = {
        first or second
        for text in sources(without=policy).values()
        for first, second in USED.findall(text)
    }

    assert {permission.name for permission in Permission} - used - AHEAD == set()
    assert AHEAD & used == set()


def test_each_administrator_has_a_part_of_their_own():
    common = {Permission.DESK_VIEW, Permission.ORGANISATION_VIEW}
    parts = {role: MAY[role] - common for role in ADMINISTRATORS}

    assert parts == {
        Role.SYSTEM_ADMINISTRATOR: {
            Permission.ORGANISATION_MANAGE,
            Permission.ACCOUNT_MANAGE,
            Permission.ACCOUNT_CONFIRM,
            Permission.CONTACT_TELL,
            Permission.DATA_REQUEST_DECIDE,
        },
        Role.SECURITY_ADMINISTRATOR: {
            Permission.GRANT_VIEW,
            Permission.GRANT_MANAGE,
            Permission.ACCOUNT_CONFIRM,
        },
        Role.AUDIT_ADMINISTRATOR: {Permission.AUDIT_VIEW},
    }


def test_every_rule_code_that_is_raised_has_a_sentence():
    raised = {code for text in sources().values() for code in RAISED.findall(text)}

    assert raised - set(all_sentences()) == set()


def test_no_sentence_is_left_without_a_rule_that_raises_its_code():
    named = set()
    for path, text in sources().items():
        if path.name != "wording.py":
            named |= set(CODE.findall(text))
            named |= {code for noun in MADE.findall(text) for code in made_codes(path, noun)}

    assert set(all_sentences()) - named == set()


def made_codes(path: Path, noun: str) -> set[str]:
    """The codes a room can make of a noun and the words quoted in its rules."""
    words = {
        word
        for rules in path.parent.glob("*.py")
        for word in re.findall(r"""["']([a-z_]+)["']""", rules.read_text(encoding="utf-8"))
    }
    return {f"{noun}.{word}" for word in words}


@pytest.mark.parametrize("role", sorted(Role))
def test_names_of_roles_read_in_both_languages(role, settings):
    with override("zh-hans"):
        chinese = str(ROLE_NAMES[role])
    with override("en"):
        english = str(ROLE_NAMES[role])

    assert chinese != english
