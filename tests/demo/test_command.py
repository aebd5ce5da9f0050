"""``gonghui demo --prepare``: builds, prints who can sign in, and does nothing twice."""

import json
from io import StringIO
from secrets import token_urlsafe

import pytest
from django.core.management import CommandError, call_command

from gonghui.access.permissions import Role
from gonghui.access.wording import ROLE_NAMES
from gonghui.demo.actions.build import PARTS
from gonghui.demo.actions.sign_ins import forget_password
from gonghui.people.models import Account
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings, tmp_path):
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"

    def demo(**options) -> str:
        out = StringIO()
        call_command("demo", prepare=True, stdout=out, **{"city": "乌海市", **options})
        return out.getvalue()

    return demo


def test_the_sign_ins_of_every_role_are_printed_and_kept(demo, settings):
    first = demo()
    second = json.loads(demo(json=True).splitlines()[-1])

    password = (settings.HOME / "demo-password").read_text()
    roles = "、".join(second["accounts"].values())
    assert f"the password of all: {password}" in first
    assert second["password"] == password
    assert [str(ROLE_NAMES[role]) for role in Role if str(ROLE_NAMES[role]) not in roles] == []
    assert oct((settings.HOME / "demo-password").stat().st_mode)[-3:] == "600"


def test_a_second_run_keeps_the_data(demo):
    demo()

    again = demo()

    assert again.count("there already") == len(PARTS)


def test_a_lost_password_is_drawn_anew_for_every_account(demo, settings):
    demo()
    before = (settings.HOME / "demo-password").read_text()

    forget_password()
    demo()

    password = (settings.HOME / "demo-password").read_text()
    assert password != before
    assert Account.objects.get(username="leader").check_password(password)


def test_real_accounts_keep_their_passwords(demo, settings):
    own = token_urlsafe()
    account = make_plain_account(password=own)

    with pytest.raises(CommandError):
        demo()

    account.refresh_from_db()
    assert account.check_password(own)
    assert not (settings.HOME / "demo-password").exists()


def test_an_unknown_city_is_told_in_a_sentence(demo):
    with pytest.raises(CommandError, match="火星市"):
        demo(city="火星市")
