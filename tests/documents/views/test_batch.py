"""The pages of filled workbooks."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from gonghui.access.permissions import Role
from gonghui.documents.actions.batch import LARGEST, read_and_check
from gonghui.documents.actions.step import commit_rows, undo_rows
from gonghui.documents.models import Import
from gonghui.organisations.models import Department
from tests.factories.access import make_account, make_grant
from tests.factories.documents import (
    HEADS,
    departments,
    make_batch,
    make_import,
    registered,
    xlsx,
)
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db
ON = {"on": TODAY, "clock": lambda: IN_JULY}
NEW = reverse("documents:import-new", args=["departments"])


@pytest.fixture(autouse=True)
def _known():
    with registered():
        yield


@pytest.fixture
def seat():
    return make_organisation("铜仁市总工会")


@pytest.fixture
def by(seat, client):
    account = make_account(Role.SYSTEM_ADMINISTRATOR, seat)
    client.force_login(account)
    return account


def page_of(client, batch: Import) -> str:
    return client.get(reverse("documents:import", args=[batch.pk])).content.decode()


def press(client, name: str, batch: Import):
    return client.post(reverse(f"documents:import-{name}", args=[batch.pk]), follow=True)


def sent(client, seat, content: bytes, name: str = "部室.xlsx", **more: str):
    file = SimpleUploadedFile(name, content)
    return client.post(NEW, {"seat": seat.pk, "file": file, **more}, follow=True)


def test_the_whole_way_in_and_back(client, by, seat):
    told = sent(client, seat, xlsx(departments(3))).content.decode()
    batch = Import.objects.get()
    assert "正在读取检查" in told
    assert 'hx-trigger="every 2s"' in told

    read_and_check(batch, **ON)
    told = page_of(client, batch)
    assert "入库 3 行" in told
    assert "hx-trigger" not in told

    press(client, "commit", batch)
    commit_rows(batch, **ON)
    told = page_of(client, batch)
    assert "3 行全部入库" in told
    assert "撤回 3 行" in told

    press(client, "undo", batch)
    undo_rows(batch, clock=lambda: IN_JULY)
    assert "3 行全部撤回" in page_of(client, batch)
    assert not Department.objects.exists()


def test_what_is_wrong_is_shown_and_can_be_downloaded(client, by, seat):
    batch = make_import(seat, xlsx([HEADS, ["甲", None, "多"]]), owner=by, name="名单.xlsx")

    told = page_of(client, batch)
    assert "1 处要改" in told
    assert "“多”不是数字" in told
    assert "入库 1 行" not in told
    response = client.get(reverse("documents:import-corrected", args=[batch.pk]))
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    assert sheet["G2"].value.startswith("排序：")
    assert "attachment" in response["Content-Disposition"]


def test_a_page_shows_fifty_and_says_how_many_more(client, by, seat):
    batch = make_import(seat, xlsx([HEADS, *([f"部{n}", None, "多"] for n in range(60))]), owner=by)

    told = page_of(client, batch)
    assert told.count("不是数字") == 50
    assert "还有 10 处标在可下载的工作簿里" in told


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        pytest.param({"state": "failed", "refusal": {"code": "file.encrypted", "facts": {}}}, "打开密码", id="refused"),
        pytest.param({"state": "committing", "rows": 1200, "committed": 400}, "1,200 行中的 400 行", id="going in"),
        pytest.param({"state": "undoing", "committed": 3, "undone": 1}, "3 行中的 1 行", id="going back"),
        pytest.param({"state": "stopped", "committed": 2}, "接着入库 1 行", id="stopped"),
        pytest.param({"state": "stopped", "committed": 3, "undone": 1}, "已撤回 1 行", id="half back"),
        pytest.param({"state": "undone", "committed": 3, "undone": 3}, "3 行全部撤回", id="back"),
        pytest.param({"notes": [["file.other_columns", {"names": ["电话"]}]]}, "没有读：电话", id="a note"),
        pytest.param(
            {"state": "stopped", "refusal": {"code": "cell.missing", "facts": {}, "row": 7}},
            "第 7 行：还没有填",
            id="a row refused",
        ),
    ],
)  # fmt: skip
def test_every_standing_is_said(client, by, seat, facts, words):
    assert words in page_of(client, make_batch(seat, **facts))


def test_a_worker_that_is_gone_can_be_called_again(client, by, seat):
    batch = make_batch(seat, state="committing", committed=1)

    assert "接着做" in page_of(client, batch)  # July is long ago
    press(client, "again", batch)
    assert "接着做" not in page_of(client, batch)


def test_it_can_be_stopped(client, by, seat):
    batch = make_batch(seat, state="committing", committed=1)
    press(client, "stop", batch)
    batch.refresh_from_db()

    assert batch.stop_asked


def test_a_refusal_is_told_on_the_page(client, by, seat):
    told = press(client, "undo", make_batch(seat)).content.decode()

    assert "现在不能这样做了" in told


def test_a_form_sent_twice_keeps_one_file(client, by, seat):
    for _ in range(2):
        sent(client, seat, xlsx(departments(1)), form_key="k")

    assert Import.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "文件是空的", id="empty"),
        pytest.param(b"x" * (LARGEST + 1), "最大 20 MB", id="too big"),
    ],
)
def test_a_file_is_refused_before_it_is_kept(client, by, seat, content, words):
    assert words in sent(client, seat, content).content.decode()
    assert not Import.objects.exists()


def test_no_file_at_all(client, by, seat):
    assert "还没有选择文件" in client.post(NEW, {"seat": seat.pk}).content.decode()


def test_the_template_empty_and_with_what_is_known(client, by, seat):
    Department.objects.create(organisation=seat, name="办公室", order=1)
    address = reverse("documents:import-template", args=["departments"])
    empty, filled = (
        load_workbook(BytesIO(client.get(address, told).content))["部室"]
        for told in ({}, {"filled": 1})
    )

    assert (empty["A4"].value, filled["A4"].value) == (None, "办公室")


def test_another_organisation_of_mine_is_chosen(client, by, seat):
    other = make_organisation("江口县总工会")
    make_grant(Role.SYSTEM_ADMINISTRATOR, other, account=by)
    sent(client, other, xlsx(departments(1)))

    assert Import.objects.get().organisation == other
    assert client.get(NEW).content.decode().count("江口县总工会") >= 2


def test_another_organisation_of_others_cannot_be_chosen(client, by, seat):
    sent(client, make_organisation("遵义市总工会"), xlsx(departments(1)))

    assert not Import.objects.exists()


def test_a_kind_nobody_takes_in_is_not_there(client, by, seat):
    assert client.get(reverse("documents:import-new", args=["nothing"])).status_code == 404


def test_batches_of_others_are_not_there(client, by, seat):
    elsewhere = make_batch(make_organisation("遵义市总工会"))
    unknown = make_batch(seat, kind="nothing")

    for batch in (elsewhere, unknown):
        for name in ("import", "import-corrected"):
            assert client.get(reverse(f"documents:{name}", args=[batch.pk])).status_code == 404
        assert press(client, "commit", batch).status_code == 404


def test_nothing_to_download_where_nothing_is_wrong(client, by, seat):
    address = reverse("documents:import-corrected", args=[make_batch(seat).pk])

    assert client.get(address).status_code == 404


def test_the_list_is_found_again_and_asks_the_same_number_of_times(client, by, seat):
    address = reverse("documents:imports")
    counts = []
    for number in (1, 15):
        for _ in range(number):
            make_batch(seat, owner=by)
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            told = client.get(address).content.decode()
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert told.count("名单.xlsx") == 16


def test_in_english(en, by, seat):
    batch = make_batch(seat)

    assert "Take in 3 rows" in page_of(en, batch)
    assert "With what is known" in en.get(NEW).content.decode()
