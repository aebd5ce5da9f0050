"""Audiences as clerks compose them."""

import json

import pytest
from django.urls import reverse

from gonghui.access.permissions import Role
from gonghui.audit.models import Entry
from gonghui.organisations.models import Audience
from gonghui.organisations.rules.audience import Choice, Description, Exceptions, Part, Reach
from gonghui.organisations.rules.organisation import LEADERSHIP, Kind, Level, Line, PostKind, Status
from gonghui.organisations.rules.post import WorkLine
from gonghui.people.models import Person
from tests.factories.access import make_account, make_grant
from tests.factories.audiences import (
    CAMPAIGN,
    SECRETARIES_AND_CAMPAIGN_OFFICERS,
    make_audience,
)
from tests.factories.organisations import (
    make_organisation,
    make_outside_body,
    make_post,
    make_tenure,
    make_tree,
)
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def issuer(client, tree):
    account = make_account(Role.ISSUER, tree.city)
    client.force_login(account)
    return account


def text_of(answer) -> str:
    return answer.content.decode()


def secretary_of(organisation, name: str, *, until_on=None):
    post = make_post(organisation, "党组书记", kind=PostKind.SECRETARY)
    make_tenure(make_person(name), post, until_on=until_on)
    return post


def sent(description: Description | None = None, **typed: object) -> dict[str, object]:
    kept = json.dumps(description.to_json()) if description else ""
    return {"name": "各县", "description": kept, **typed}


PART = {"reach": "whole", "line": "territorial", "together": "any", "statuses": ["standing"]}
STANDING = frozenset({Status.STANDING})


def composed(answer) -> Description:
    """What the page carries on."""
    return answer.context["composition"].description


def test_composing_begins_with_nothing(client, tree, issuer):
    page = text_of(client.get("/directory/audiences/new/"))

    assert ("指的是谁？一条一条加" in page, "还没有内容，先加一条" in page) == (True, True)


def test_a_part_is_added_and_nothing_is_kept_yet(client, tree, issuer):
    secretary_of(tree.county, "杨通洲")
    typed = PART | {
        "reach": "direct", "kinds": ["county", "zone"], "posts": ["secretary"], "subjects": CAMPAIGN,
    }  # fmt: skip

    answer = client.post("/directory/audiences/new/", sent(do="add", **typed))

    page = text_of(answer)
    assert composed(answer) == Description((
        Part(
            reach=Reach.DIRECT,
            kinds=frozenset({Kind.COUNTY, Kind.ZONE}),
            statuses=STANDING,
            posts=SECRETARIES_AND_CAMPAIGN_OFFICERS.posts,
        ),
    ))  # fmt: skip
    assert ("目前 1 人，2 家单位" in page, "杨通洲" in page, 'value="各县"' in page) == (True,) * 3
    assert (Audience.objects.count(), Entry.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        pytest.param({"reach": "itself", "posts": ["leadership"]},
            Part(reach=Reach.ITSELF, posts=(Choice(kinds=LEADERSHIP),)), id="the leadership"),
        pytest.param({"levels": ["township"], "line": "industrial"},
            Part(levels=frozenset({Level.TOWNSHIP}), line=Line.INDUSTRIAL), id="level and line"),
        pytest.param({"titles": "主席，副主席"},
            Part(posts=(Choice(titles=("主席",)), Choice(titles=("副主席",)))), id="titles"),
        pytest.param({"posts": ["department_head"], "work_lines": ["women"], "together": "all"},
            Part(posts=(Choice(kinds=frozenset({PostKind.DEPARTMENT_HEAD}),
                work_lines=frozenset({WorkLine.WOMEN})),)), id="all at once"),
        pytest.param({"work_lines": ["women"], "posts": ["chair"]},
            Part(posts=(Choice(kinds=frozenset({PostKind.CHAIR})),
                Choice(work_lines=frozenset({WorkLine.WOMEN})))), id="each by itself"),
        pytest.param({"together": "all"}, Part(), id="all of nothing is no post"),
    ],
)  # fmt: skip
def test_what_is_typed_becomes_a_part(client, tree, issuer, typed, part):
    answer = client.post(
        "/directory/audiences/new/", sent(do="add", **(PART | {"statuses": []} | typed))
    )

    assert composed(answer) == Description((part,))


def test_organisations_are_named_and_begun_at_by_name_short_name_or_code(client, tree, issuer):
    body = make_outside_body()
    named = f"{tree.union.name}\n{tree.grassroots[1].code}； 石阡县\n\n{body.name}"

    answer = client.post(
        "/directory/audiences/new/", sent(do="add", **PART, below="江口县", named=named)
    )

    [part] = composed(answer).parts
    assert part.below == tree.county.pk
    keys = (tree.union.pk, tree.grassroots[1].pk, tree.other_county.pk, body.pk)
    assert part.named == keys


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        pytest.param({"below": "遵义市总工会"}, "没有", id="begins elsewhere"),
        pytest.param(
            {"named": "遵义市总工会\n江口县"}, "没有找到：遵义市总工会", id="named elsewhere"
        ),
        pytest.param({"named": "鱼梁村工会委员会"}, "重名，请改写代码", id="two of one name"),
        pytest.param({"named": "\n".join(map(str, range(2001)))}, "最多列", id="too many names"),
        pytest.param({"titles": "主" * 101}, "每项最多 100 个字", id="a title nobody has"),
        pytest.param({"reach": "sideways"}, "错误：", id="no such reach"),
        pytest.param({"kinds": ["dragon"]}, "错误：", id="no such kind"),
    ],
)
def test_what_cannot_be_read_stays_as_it_was_typed(client, tree, issuer, typed, words):
    make_organisation("遵义市总工会", kind=Kind.CITY)
    make_organisation("鱼梁村工会委员会", parent=tree.township)
    before = Description((Part(reach=Reach.ITSELF),))

    answer = client.post("/directory/audiences/new/", sent(before, do="add", **(PART | typed)))

    page = text_of(answer)
    assert (composed(answer), words in page) == (before, True)
    [value] = typed.values()
    if isinstance(value, str) and "\n" not in value:
        assert value in page or value == "sideways"


def test_parts_are_taken_out_and_other_audiences_added(client, tree, issuer):
    other = make_audience(tree.county, "江口县各乡镇")
    elsewhere = make_audience(make_organisation("遵义市总工会"), "别市的范围")
    first, second = Part(reach=Reach.ITSELF), Part(reach=Reach.DIRECT)
    both = Description((first, second))

    def after(description, **typed):
        return composed(client.post("/directory/audiences/new/", sent(description, **typed)))

    assert after(both, do="less-0") == Description((second,))
    assert (
        after(both, do="less-9") == after(both, do="less-x") == after(both, do="nonsense") == both
    )
    assert after(both, do="compose", other=other.pk) == both.plus(Part(audience=other.pk))
    assert after(both, do="compose", other=elsewhere.pk) == both
    full = Description((first,) * 20)
    assert after(full, do="add", **PART) == after(full, do="compose", other=other.pk) == full


def test_somebody_is_left_out_and_let_in_again(client, tree, issuer):
    post = secretary_of(tree.county, "杨通洲")
    person = Person.objects.get(name="杨通洲")
    for organisation in tree.townships:
        make_tenure(
            make_person("冉小明"), make_post(organisation, "党组书记", kind=PostKind.SECRETARY)
        )
    wanted = Description((Part(posts=(Choice(kinds=frozenset({PostKind.SECRETARY})),)),))

    def after(description, do, **typed):
        return client.post("/directory/audiences/new/", sent(description, do=do, **typed))

    left_out = {
        kind: composed(after(wanted, "spare", kind=kind, text=text)).without
        for kind, text in (
            ("organisations", "江口县"),
            ("branches", tree.county.code),
            ("posts", "江口县总工会党组书记"),
            ("persons", "杨通洲"),
        )
    }
    nobody = after(wanted, "spare", kind="persons", text="没有此人")
    several = after(wanted, "spare", kind="persons", text="冉小明")
    spared = wanted.sparing("persons", [person.pk])
    page = text_of(after(spared, "show"))
    back = composed(after(spared, f"unspare-persons-{person.pk}"))
    untouched = composed(after(spared, "unspare-colour-1"))

    assert left_out == {
        "organisations": Exceptions(organisations=(tree.county.pk,)),
        "branches": Exceptions(branches=(tree.county.pk,)),
        "posts": Exceptions(posts=(post.pk,)),
        "persons": Exceptions(persons=(person.pk,)),
    }
    assert "范围里没有叫这个名字的" in text_of(nobody)
    assert "有重名，请写代码" in text_of(several)
    assert ("不再排除" in page, "杨通洲" in page) == (True, True)
    assert (back, untouched) == (wanted, spared)


def test_an_audience_is_saved_once(client, tree, issuer):
    wanted = Description((SECRETARIES_AND_CAMPAIGN_OFFICERS,))
    typed = sent(wanted, do="save", form_key="once")

    first = client.post("/directory/audiences/new/", typed)
    again = client.post("/directory/audiences/new/", typed)

    audience = Audience.objects.get()
    address = reverse("directory:audience", args=[audience.pk])
    assert (first.headers["Location"], again.headers["Location"]) == (address, address)
    assert (audience.keeper, Description.from_json(audience.description)) == (tree.city, wanted)


@pytest.mark.parametrize(
    ("name", "description", "words"),
    [
        pytest.param("", Description((Part(),)), "请给范围起个名称", id="no name"),
        pytest.param("已有", Description((Part(),)), "已经有名为“已有”的范围", id="a name twice"),
        pytest.param("空", Description(), "至少加一条", id="no part"),
    ],
)
def test_what_a_rule_refuses_is_told_and_kept_on_the_page(
    client, tree, issuer, name, description, words
):
    make_audience(tree.city, "已有")

    answer = client.post("/directory/audiences/new/", sent(description, do="save") | {"name": name})

    assert (words in text_of(answer), composed(answer)) == (True, description)
    assert Audience.objects.count() == 1


@pytest.mark.parametrize(
    "kept",
    [
        pytest.param("{", id="no JSON"),
        pytest.param("[" * 100_000, id="far too deep"),
        pytest.param('{"parts": [{"below": 1e400}]}', id="no number"),
        pytest.param('{"parts": "all"}', id="no parts"),
        pytest.param("[" + "1," * 200_000, id="far too long"),
    ],
)
def test_a_description_somebody_tampered_with_is_refused(client, tree, issuer, kept):
    for do in ("save", "add", "show"):
        answer = client.post(
            "/directory/audiences/new/", {"name": "各县", "description": kept, "do": do, **PART}
        )
        assert (answer.status_code, "错误：" in text_of(answer)) == (200, True)
    assert Audience.objects.count() == 0


def test_an_audience_is_composed_otherwise(client, tree, issuer):
    audience = make_audience(tree.city, "各县")
    address = reverse("directory:audience-edit", args=[audience.pk])

    page = text_of(client.get(address))
    client.post(address, sent(Description((Part(),)), do="save") | {"name": "全市"})

    audience.refresh_from_db()
    assert ("铜仁市总工会直属的全部组织" in page, "目前 2 家单位" in page) == (True, True)
    assert (audience.name, audience.description) == ("全市", {"parts": [{}]})
    assert Entry.objects.get().verb == "audience.changed"


def test_an_audience_is_dropped_unless_others_are_composed_of_it(client, tree, issuer):
    inner = make_audience(tree.city, "各县")
    outer = make_audience(tree.city, "合起来", Part(audience=inner.pk))

    def drop(audience):
        return text_of(
            client.post(reverse("directory:audience-drop", args=[audience.pk]), follow=True)
        )

    refused, dropped = drop(inner), drop(outer)

    assert "这些范围用到了它：合起来" in refused
    assert "范围“合起来”已删除" in dropped
    assert list(Audience.objects.all()) == [inner]


def test_who_sits_at_two_places_chooses_the_keeper(client, tree):
    account = make_account(Role.ISSUER, tree.county)
    client.force_login(account)
    other = make_organisation("碧江区总工会", parent=tree.city, kind=Kind.COUNTY)
    make_tenure(account.person, make_post(other, "副主席"))
    make_grant(Role.ISSUER, other, account=account)

    page = text_of(client.get("/directory/audiences/new/"))
    chosen = client.get(f"/directory/audiences/new/?keeper={other.pk}")

    assert ("江口县总工会" in page, "碧江区总工会" in page) == (True, True)
    assert chosen.context["composition"].keeper == other
