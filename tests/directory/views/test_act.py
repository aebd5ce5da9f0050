"""Entering acts on the tree in pages: typed, shown, carried out."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from gonghui.access.permissions import Role
from gonghui.organisations.models import Change, Organisation
from gonghui.organisations.queries.tree import children
from gonghui.organisations.rules.organisation import Kind
from tests.factories.access import make_account
from tests.factories.moments import TODAY
from tests.factories.organisations import make_organisation, make_tree
from tests.factories.returns import make_filed, make_round

pytestmark = pytest.mark.django_db
DECISION = {
    "effective_on": "2023年7月12日",
    "reason": "乡镇撤并",
    "approval_number": "铜工复〔2023〕5号",
}


@pytest.fixture
def tree(settings):
    settings.DEMO_DAY = TODAY
    return make_tree()


@pytest.fixture
def administrator(client, tree):
    client.force_login(make_account(Role.SYSTEM_ADMINISTRATOR, tree.city))
    return client


def send(client, act, organisation, step, **typed):
    address = reverse(f"directory:{act}", args=[organisation.pk])
    return client.post(address, {**DECISION, **typed, "step": step})


def shown(response):
    return response.content.decode()


def test_a_merger_is_shown_before_it_is_done(administrator, tree):
    made = make_round(tree.city)
    make_filed(made, tree.township)
    typed = {
        "others": [tree.townships[1].pk],
        "into": "new",
        "name": "闵太镇工会联合会",
        "code": "N1",
    }

    page = shown(send(administrator, "act-merge", tree.township, "check", **typed))

    assert "2023年小报表：闵太镇工会联合会须上报本级报表。" in page
    assert "2023年小报表：太平镇工会联合会尚未上报，本级报表不再要求上报。" in page
    assert f'name="others" value="{tree.townships[1].pk}"' in page
    assert (Change.objects.count(), Organisation.objects.filter(code="N1").count()) == (0, 0)

    done = send(administrator, "act-merge", tree.township, "commit", **typed)

    new = Organisation.objects.get(code="N1")
    assert (done.status_code, done.url) == (302, reverse("directory:organisation", args=[new.pk]))
    assert list(children(tree.county)) == [new]


def test_sent_twice_it_is_done_once(administrator, tree):
    typed = {"name": "闵孝街道工会联合会", "form_key": "once"}

    send(administrator, "act-rename", tree.township, "commit", **typed)
    again = send(administrator, "act-rename", tree.township, "commit", **typed)

    assert "已经办过" in shown(again) or "已" in shown(again)
    assert Change.objects.count() == 1


def test_what_was_typed_is_kept_when_it_is_changed(administrator, tree):
    page = send(administrator, "act-rename", tree.township, "change", name="闵孝街道工会联合会")

    assert 'value="闵孝街道工会联合会"' in shown(page)
    assert 'value="乡镇撤并"' in shown(page)


@pytest.mark.parametrize(
    ("act", "typed", "sentence"),
    [
        pytest.param(
            "act-move", {"to": "没有这个县总", "line": "territorial"},
            "您管辖范围内没有这样的组织。", id="a superior nobody knows",
        ),
        pytest.param(
            "act-move", {"to": "同名", "line": "territorial"},
            "有几个同名组织，请填代码：", id="a name several have",
        ),
        pytest.param(
            "act-move", {"to": "遵义市总工会", "line": "territorial"},
            "您管辖范围内没有这样的组织。", id="a superior out of reach",
        ),
        pytest.param(
            "act-move", {"to": "闵孝镇工会联合会", "line": "territorial"},
            "不能反过来做它的上级", id="a circle",
        ),
        pytest.param(
            "act-merge", {"into": "new"},
            "新组织必须填写。", id="a new one without a name",
        ),
        pytest.param(
            "act-merge", {"into": "this"},
            "请至少选择两个要合并的组织。", id="merged with nobody",
        ),
        pytest.param(
            "act-split", {}, "请至少填写一个分设出来的组织。", id="split into nothing",
        ),
        pytest.param(
            "act-split", {"goes_{village}": "2", "name_1": "甲"},
            "新组织必须填写。", id="gone with one that has no name",
        ),
        pytest.param(
            "act-rename", {"name": "甲", "effective_on": "2023-13-01"},
            "看不出是哪一天", id="a day that is none",
        ),
        pytest.param(
            "act-rename", {"name": "甲", "effective_on": "2024-01-01"},
            "还没有到", id="a day to come",
        ),
    ],
)  # fmt: skip
def test_refusals_are_sentences(administrator, tree, act, typed, sentence):
    for parent in tree.counties:
        make_organisation("同名村工会委员会", parent=parent, short_name="同名")
    make_organisation("遵义市总工会", kind=Kind.CITY)
    village = str(tree.union.pk)
    typed = {name.replace("{village}", village): value for name, value in typed.items()}

    response = send(administrator, act, tree.township, "check", **typed)

    assert response.status_code == 200
    assert sentence in shown(response)
    assert Change.objects.count() == 0


def test_a_township_is_split_in_a_page(administrator, tree):
    one, other = tree.grassroots
    typed = {
        "name_1": "闵南街道工会联合会", f"goes_{one.pk}": "1",
        "name_2": "闵北街道工会联合会", f"goes_{other.pk}": "2", "ends": "on",
    }  # fmt: skip

    page = shown(send(administrator, "act-split", tree.township, "check", **typed))
    send(administrator, "act-split", tree.township, "commit", **typed)

    assert "没有影响" in page
    south, north = children(tree.county).exclude(pk=tree.townships[1].pk).order_by("code")
    assert [one.code for one in (south, north)] == [f"{tree.county.code}-0{n}" for n in (1, 2)]
    assert (list(children(south)), list(children(north))) == ([one], [other])


@pytest.mark.parametrize("act", ["act-suspend", "act-dissolve"])
def test_an_end_or_a_rest(administrator, tree, act):
    send(administrator, act, tree.union, "commit")

    assert Change.objects.get().kind in ("suspended", "dissolved")


def test_founding(administrator, tree):
    address = reverse("directory:found", args=[tree.township.pk])
    form = administrator.get(address)
    typed = {
        "name": "新桥村工会委员会", "short_name": "新桥村", "kind": "grassroots", "code": "N9",
        "status": "preparing", "founded_on": "20230712", "approval_number": "闵工复〔2023〕1号",
    }  # fmt: skip

    assert 'value="province"' not in shown(form)
    assert "这一天还没有到。" in shown(
        administrator.post(address, typed | {"founded_on": "2024-1-1"})
    )
    assert administrator.post(address, typed).status_code == 302
    assert "N9" in shown(administrator.post(address, typed)), "a code is not given twice"

    new = Organisation.objects.get(code="N9")
    assert (new.status, new.founded_on, new.approval_number, new.kind) == (
        *("preparing", TODAY),
        *("闵工复〔2023〕1号", "grassroots"),
    )
    assert new in children(tree.township)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_act_has_a_page_in_both_languages(administrator, tree, language):
    with override(language):
        administrator.cookies["gonghui_language"] = language
        for act in ("rename", "move", "merge", "split", "suspend", "resume", "dissolve", "advance"):
            response = administrator.get(reverse(f"directory:act-{act}", args=[tree.township.pk]))
            assert response.status_code == 200


def test_who_may_not_change_the_tree_does_not_find_the_pages(client, tree):
    client.force_login(make_account(Role.LEADER, tree.city))

    assert send(client, "act-dissolve", tree.union, "commit").status_code == 404
    assert Change.objects.count() == 0


def test_nobody_merges_one_beside_theirs_that_they_do_not_keep(client, tree):
    client.force_login(make_account(Role.SYSTEM_ADMINISTRATOR, tree.county))
    typed = {"others": [tree.other_county.pk], "into": "this"}

    page = shown(send(client, "act-merge", tree.county, "commit", **typed))

    assert tree.other_county.name not in page
    assert Change.objects.count() == 0
