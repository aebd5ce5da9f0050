import pytest

from gonghui.access.permissions import Role
from gonghui.directory.wording import CHECK_NAMES, DOUBTS
from gonghui.organisations.models import Registration
from gonghui.organisations.rules.integrity import CHECKS
from gonghui.organisations.rules.registration import INDUSTRIES, UNIT_TYPES
from gonghui.organisations.wording import INDUSTRY_NAMES, UNIT_TYPE_NAMES
from tests.factories.access import make_account
from tests.factories.organisations import make_tree
from tests.factories.registration import credit_code, make_registration

pytestmark = pytest.mark.django_db
CODE = credit_code("81520600MC0000001")


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def keeper(client, tree):
    client.force_login(make_account(Role.SYSTEM_ADMINISTRATOR, tree.city))
    return client


def asked(organisation, act=""):
    return f"/directory/organisations/{organisation.pk}/registration/{act}"


def test_the_names_of_codes_are_those_of_the_rules_in_chinese():
    assert {code: str(name) for code, name in UNIT_TYPE_NAMES.items()} == UNIT_TYPES
    assert {code: str(name) for code, name in INDUSTRY_NAMES.items()} == INDUSTRIES
    assert set(CHECK_NAMES) == set(CHECKS)
    assert len(DOUBTS) == 2


def test_the_register_is_filled_in(keeper, tree):
    typed = {
        "credit_code": CODE.lower(),
        "phone": "（0856）5222222",
        "industry": "C",
        "workers": "0",
    }

    response = keeper.post(asked(tree.union, "edit/"), typed)

    assert response.url == asked(tree.union)
    kept = Registration.objects.get(organisation=tree.union)
    assert (kept.credit_code, kept.phone, kept.industry, kept.workers) == (
        *(CODE, "0856-5222222", "C", 0),
    )
    page = keeper.get(asked(tree.union)).content.decode()
    assert all(words in page for words in (CODE, "制造业", "0856-5222222"))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"credit_code": "123"}, "“123”不是正确的统一社会信用代码"),
        ({"employer_code": "无"}, "“无”不是正确的统一社会信用代码"),
        ({"phone": "见名片"}, "“见名片”不是电话号码"),
        ({"workers": "-1"}, "大于或等于"),
        ({"credit_code": CODE}, "石阡县总工会名下"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(keeper, tree, typed, words):
    make_registration(tree.other_county, credit_code=CODE)

    page = keeper.post(
        asked(tree.union, "edit/"), {"address": "锦江北路", **typed}
    ).content.decode()

    assert words in page
    assert "锦江北路" in page
    assert not Registration.objects.filter(organisation=tree.union).exists()


def test_the_account_is_read_only_by_those_who_keep_the_register(client, keeper, tree):
    make_registration(
        tree.union, account_number="6222000000000000", bank="某银行", remarks="内部", workers=12
    )
    assert "6222000000000000" in keeper.get(asked(tree.union)).content.decode()

    client.force_login(make_account(Role.LEADER, tree.city))
    page = client.get(asked(tree.union)).content.decode()

    shown = [
        words in page for words in ("12", "6222000000000000", "某银行", "内部", "修改登记信息")
    ]
    assert shown == [True, False, False, False, False]
    assert client.get(asked(tree.union, "edit/")).status_code == 404


def test_a_strange_code_is_kept_and_told(keeper, tree):
    keeper.post(asked(tree.union, "edit/"), {"credit_code": credit_code("91520600MA0000001")})

    assert "是不是填成了单位的代码" in keeper.get(asked(tree.union)).content.decode()
