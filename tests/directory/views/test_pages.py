"""The registers as administrators and colleagues see them."""

import pytest

from gonghui.access.permissions import Permission, Role
from gonghui.audit.actions import Deed, record
from gonghui.audit.models import Head
from gonghui.directory.jobs import read_chain_again
from gonghui.foundation.models import Work
from tests.factories.access import make_account, make_grant
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation, make_post, make_tenure, make_tree
from tests.factories.people import make_job, make_plain_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


def text_of(response) -> str:
    return response.content.decode()


def as_role(client, role, at, **facts):
    account = make_account(role, at, **facts)
    client.force_login(account)
    return account


def test_accounts_show_posts_and_last_sign_in(client, tree):
    as_role(client, Role.SYSTEM_ADMINISTRATOR, tree.city, name="石小满")
    filer = make_plain_account("田晓岚", username="xiaolan")
    make_tenure(filer.person, make_post(tree.union, "统计干事"))

    page = text_of(client.get("/directory/accounts/"))
    found = text_of(client.get("/directory/accounts/?q=xiaolan"))
    nobody = text_of(client.get("/directory/accounts/?q=没有"))

    assert ("2 个账号" in page, "鱼梁村工会委员会统计干事" in page, "从未" in page) == (True,) * 3
    assert ("1 个账号" in found, "石小满" in found.partition("<main")[2]) == (True, False)
    assert "没有叫这个名字的账号" in nobody


@pytest.mark.parametrize(
    ("who", "what", "where", "words"),
    [
        pytest.param("xiaolan", "sheet.file", "闵孝镇", "没有这个单位", id="no such place"),
        pytest.param("nobody", "sheet.file", "江口县", "没有这个登录名", id="no such account"),
        pytest.param("xiaolan", "sheet.file", "江口县", "能，因为", id="yes"),
        pytest.param("xiaolan", "sheet.file", "石阡县", "管的不是这个单位", id="elsewhere"),
        pytest.param("xiaolan", "sheet.review", "江口县", "能做的角色：审核员", id="not the role"),
        pytest.param("xiaolan", "nonsense", "江口县", "错误：", id="no such thing"),
        pytest.param("closed", "sheet.file", "江口县", "账号已停用", id="closed"),
    ],
)
def test_the_explainer_says_why_or_why_not(client, tree, who, what, where, words):
    as_role(client, Role.SECURITY_ADMINISTRATOR, tree.city)
    make_account(Role.FILER, tree.county, name="田晓岚", username="xiaolan")
    closed = make_account(Role.FILER, tree.county, username="closed")
    closed.is_active = False
    closed.save()
    make_organisation("闵孝镇", parent=tree.other_county)
    make_organisation("闵孝镇", parent=tree.other_county)

    page = text_of(client.get("/directory/grants/", {"who": who, "what": what, "where": where}))

    assert words in page


def test_the_explainer_names_the_post_a_role_comes_with(client, tree):
    as_role(client, Role.SECURITY_ADMINISTRATOR, tree.city)
    account = make_plain_account("田晓岚", username="xiaolan")
    post = make_post(tree.county, "统计干事")
    make_tenure(account.person, post)
    make_grant(Role.FILER, tree.county, post=post)

    asked = {"who": "xiaolan", "what": Permission.SHEET_FILE.value, "where": tree.county.code}
    page = text_of(client.get("/directory/grants/", asked))

    assert "随职务“统计干事”" in page


def test_the_record_is_read_with_its_chain(client, tree):
    as_role(client, Role.AUDIT_ADMINISTRATOR, tree.city)
    record(Deed("sheet.filed", tree.county), by=make_job(), at=IN_JULY)

    page = text_of(client.get("/directory/audit/"))
    client.post("/directory/audit/check/")
    running = text_of(client.get("/directory/audit/"))
    read_chain_again.func(Work.objects.get().pk)
    verified = text_of(client.get("/directory/audit/"))
    none = text_of(client.get("/directory/audit/?q=没有"))
    unreadable = client.get("/directory/audit/?since=尽快&verb=nonsense&page=x")

    assert ("审计记录 1 条" in page, "平台上报了江口县总工会" in page) == (True, True)
    assert "正在核验整条链" in running
    assert "核验通过：2 条记录都没有被动过" in verified
    assert "这些条件下没有记录" in none
    assert unreadable.status_code == 200

    Head.objects.update(number=3)
    read_chain_again.func(Work.objects.get().pk)
    assert "核验不通过：第 3 条起" in text_of(client.get("/directory/audit/"))


@pytest.mark.parametrize(
    ("role", "address"),
    [
        (Role.SECURITY_ADMINISTRATOR, "/directory/accounts/"),
        (Role.SYSTEM_ADMINISTRATOR, "/directory/grants/"),
        (Role.SYSTEM_ADMINISTRATOR, "/directory/audit/"),
        (Role.LEADER, "/directory/audit/"),
    ],
)
def test_each_administrator_stays_in_their_part(client, tree, role, address):
    as_role(client, role, tree.city)

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(
    ("role", "address", "queries"),
    [
        (Role.SYSTEM_ADMINISTRATOR, "/directory/accounts/", 9),
        (Role.AUDIT_ADMINISTRATOR, "/directory/audit/", 9),
    ],
)
def test_lists_cost_the_same_however_long(
    client, tree, n, role, address, queries, django_assert_num_queries
):
    as_role(client, role, tree.city)
    for number in range(n):
        union = make_organisation(f"第{number}村工会", parent=tree.township)
        make_tenure(make_plain_account().person, make_post(union))
        record(Deed("sheet.filed", union), by=make_job(), at=IN_JULY)
    client.get(address)

    with django_assert_num_queries(queries):
        client.get(address)
