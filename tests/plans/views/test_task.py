import pytest
from django.urls import reverse

from gonghui.access.permissions import Role
from gonghui.plans.models import Task
from tests.factories.access import make_account
from tests.factories.listing import rows_of
from tests.factories.moments import DUE, TODAY
from tests.factories.organisations import make_department, make_tree
from tests.factories.plans import MEETING, make_draft, make_issued, make_report, share_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_day(settings) -> None:
    settings.DEMO_DAY = TODAY


def test_the_list_says_what_it_finds_and_shows_drafts_with_their_source(zh):
    tree = make_tree()
    draft = make_draft(tree.city)
    make_issued(tree.city, tree.counties)
    zh.force_login(make_account(Role.ISSUER, tree.city))

    page = zh.get(reverse("plans:tasks")).content.decode()

    assert "1 项任务，没有滞后的" in page
    assert f"“{draft.requirement}”" in page
    assert f'href="{MEETING.address}"' in page
    assert reverse("plans:task-issue", args=[draft.pk]) in page


def test_the_list_of_a_county_shows_what_is_asked_of_it(zh):
    tree = make_tree()
    task = make_issued(tree.city, tree.counties)
    make_draft(tree.city)
    zh.force_login(make_account(Role.FILER, tree.county))

    page = zh.get(reverse("plans:tasks")).content.decode()

    share = share_of(task, tree.county)
    assert reverse("plans:answer", args=[share.pk]) in page
    assert "已提出、未下发" not in page
    assert reverse("plans:answer", args=[share_of(task, tree.other_county).pk]) not in page


def test_the_list_goes_out_as_a_workbook(zh, settings):
    tree = make_tree()
    make_issued(tree.city, tree.counties)
    settings.DEMO_DAY = DUE.replace(day=DUE.day + 1)
    zh.force_login(make_account(Role.ISSUER, tree.city))

    answer = zh.get(reverse("plans:tasks"), {"as": "xlsx"})

    assert answer.headers["Content-Disposition"].endswith('"tasks-20230721.xlsx"')
    assert rows_of(answer)[4] == [
        "新业态建会", "新业态建会要抓紧。", "半年工作会", None, "2023年7月20日", 2, 0, 0, 2,
        "江口县、石阡县",
    ]  # fmt: skip


def test_the_list_speaks_english(en):
    tree = make_tree()
    make_issued(tree.city, tree.counties)
    en.force_login(make_account(Role.ISSUER, tree.city))

    assert "1 task, nobody is behind" in en.get(reverse("plans:tasks")).content.decode()


def test_an_empty_list_says_where_tasks_come_from(zh):
    zh.force_login(make_account(Role.ISSUER, make_tree().city))

    assert "任务来自会议或文件提出的要求" in zh.get(reverse("plans:tasks")).content.decode()


def test_the_page_of_a_task_shows_each_with_its_words_and_light(zh, settings):
    tree = make_tree()
    task = make_issued(tree.city, tree.counties)
    make_report(share_of(task, tree.county), 60, words="已走访 12 家站点")
    settings.DEMO_DAY = DUE.replace(day=DUE.day + 3)
    zh.force_login(make_account(Role.ISSUER, tree.city))

    page = zh.get(reverse("plans:task", args=[task.pk])).content.decode()

    assert "新业态建会：2 家中 0 家已答复，2 家滞后" in page
    assert "已走访 12 家站点" in page
    assert page.count("逾期 3 天") == 2


def test_a_county_sees_only_its_own_share_of_a_task(zh):
    tree = make_tree()
    task = make_issued(tree.city, tree.counties)
    zh.force_login(make_account(Role.LEADER, tree.county))

    page = zh.get(reverse("plans:task", args=[task.pk])).content.decode()

    assert tree.county.name in page
    assert tree.other_county.name not in page


def test_out_of_reach_is_missing(zh):
    tree = make_tree()
    task, draft = make_issued(tree.city, [tree.county]), make_draft(tree.city)
    zh.force_login(make_account(Role.ISSUER, tree.other_county))

    assert zh.get(reverse("plans:task", args=[task.pk])).status_code == 404
    assert zh.get(reverse("plans:task-issue", args=[draft.pk])).status_code == 404
    assert zh.post(reverse("plans:task-drop", args=[draft.pk])).status_code == 404


def order(tree, **changes) -> dict[str, object]:
    return {
        "title": "新业态建会",
        "target": "每县新建 3 家",
        "lead_department": "",
        "due_on": "２０２３年7月31日",
        "to": [county.pk for county in tree.counties],
    } | changes


def test_issuing_a_draft_shows_the_burden_and_sends_it(zh):
    tree = make_tree()
    make_issued(tree.city, [tree.county], title="另一项")
    draft = make_draft(tree.city)
    department = make_department(tree.city, "基层工作部")
    zh.force_login(make_account(Role.ISSUER, tree.city))
    address = reverse("plans:task-issue", args=[draft.pk])

    page = zh.get(address).content.decode()
    answer = zh.post(address, order(tree, lead_department=department.pk))

    draft.refresh_from_db()
    assert "江口县总工会（手上还有 1 件）" in page
    assert f"“{draft.requirement}”" in page
    assert answer.headers["Location"] == reverse("plans:task", args=[draft.pk])
    assert (draft.due_on.isoformat(), draft.lead_department) == ("2023-07-31", department)
    assert zh.get(address).headers["Location"] == reverse("plans:task", args=[draft.pk])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"due_on": "7月底"}, "“7月底”看不出是哪一天", id="no day"),
        pytest.param({"due_on": "2023-07-01"}, "选一个来得及办的日子", id="a day gone by"),
        pytest.param({"to": []}, "还没有填", id="nobody asked"),
    ],
)
def test_issuing_refused_keeps_what_was_typed(zh, changes, said):
    tree = make_tree()
    draft = make_draft(tree.city)
    zh.force_login(make_account(Role.ISSUER, tree.city))

    page = zh.post(
        reverse("plans:task-issue", args=[draft.pk]), order(tree, title="改过的名称", **changes)
    ).content.decode()

    draft.refresh_from_db()
    assert said in page
    assert "改过的名称" in page
    assert "每县新建 3 家" in page
    assert draft.directive is None


def test_a_form_sent_twice_issues_once(zh):
    tree = make_tree()
    draft = make_draft(tree.city)
    zh.force_login(make_account(Role.ISSUER, tree.city))
    address = reverse("plans:task-issue", args=[draft.pk])

    first = zh.post(address, order(tree, form_key="k1"))
    second = zh.post(address, order(tree, form_key="k1"))

    assert first.headers["Location"] == second.headers["Location"]
    assert Task.objects.filter(directive__isnull=False).count() == 1


def test_a_dropped_draft_leaves_the_list(zh):
    tree = make_tree()
    draft = make_draft(tree.city)
    zh.force_login(make_account(Role.ISSUER, tree.city))

    zh.post(reverse("plans:task-drop", args=[draft.pk]))

    draft.refresh_from_db()
    assert draft.dropped_at is not None
    assert draft.requirement not in zh.get(reverse("plans:tasks")).content.decode()
    assert zh.get(reverse("plans:task-drop", args=[draft.pk])).status_code == 405


def test_the_list_takes_as_many_queries_for_three_tasks_as_for_one(
    zh, django_assert_max_num_queries
):
    tree = make_tree()
    zh.force_login(make_account(Role.ISSUER, tree.city))

    def queries(limit: int) -> int:
        make_issued(tree.city, tree.counties, title=f"第{limit}项")
        make_draft(tree.city, f"第{limit}项要求，要抓紧。")
        with django_assert_max_num_queries(limit) as seen:
            zh.get(reverse("plans:tasks"))
        return len(seen)

    queries(60)
    first = queries(61)

    assert queries(62) == first
