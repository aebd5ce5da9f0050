"""The pages of papers: the list, one paper, drafting, editing, numbers and templates."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from gonghui.access.permissions import Role
from gonghui.documents.exports import pdf
from gonghui.documents.models import NumberSeries, Paper, PaperTemplate
from gonghui.documents.queries.paper import words_of
from gonghui.documents.rules.handling import PaperKind, PaperState
from tests.factories.access import make_account
from tests.factories.organisations import make_organisation, make_tree
from tests.factories.papers import TEXT, make_paper, make_series, make_words

pytestmark = pytest.mark.django_db
LIST = reverse("documents:papers")
BEGIN = reverse("documents:paper-begin", args=["notice"])
NUMBERS = reverse("documents:paper-numbers")
TYPED = {"title": "关于开展调研的通知", "text": TEXT, "addressees": "各县总工会", "edition": 0}


@pytest.fixture
def city():
    return make_organisation("铜仁市总工会")


def signed_in(client, role: Role, at, name: str = "唐心怡"):
    account = make_account(role, at, name=name)
    client.force_login(account)
    return account


def page(client, paper: Paper) -> str:
    return client.get(reverse("documents:paper", args=[paper.pk])).content.decode()


def press(client, name: str, paper: Paper, **typed: object) -> str:
    told = client.post(reverse(f"documents:paper-{name}", args=[paper.pk]), typed, follow=True)
    assert told.status_code == 200
    return told.content.decode()


def test_the_whole_way_by_four_people(client, city):
    make_series(city)
    signed_in(client, Role.ISSUER, city, "任小禾")
    assert "送审" in client.post(BEGIN, TYPED, follow=True).content.decode()
    paper = Paper.objects.get()
    press(client, "submit", paper)

    signed_in(client, Role.REVIEWER, city, "龚德才")
    assert "时间再核实" in press(client, "send-back", paper, reason="时间再核实")
    signed_in(client, Role.ISSUER, city, "任小禾")
    edit = reverse("documents:paper-edit", args=[paper.pk])
    client.post(edit, TYPED | {"text": TEXT.replace("25日", "26日"), "edition": 0})
    press(client, "submit", paper)
    signed_in(client, Role.REVIEWER, city, "龚德才")
    press(client, "pass", paper, edition=1)
    signed_in(client, Role.LEADER, city, "麻青松")
    press(client, "sign", paper, edition=1)
    signed_in(client, Role.ISSUER, city, "任小禾")
    assert "铜工发〔2" in press(client, "register", paper, series=NumberSeries.objects.get().pk)
    press(client, "issue", paper)
    told = press(client, "archive", paper)

    paper.refresh_from_db()
    assert (paper.state, paper.signer, paper.sequence) == ("archived", "麻青松", 1)
    assert "<del>7月25日上午9:00。</del>" in told
    assert "<ins>7月26日上午9:00。</ins>" in told


def test_sent_twice_it_is_drafted_once(client, city):
    signed_in(client, Role.ISSUER, city)

    for _ in range(2):
        told = client.post(BEGIN, TYPED | {"form_key": "one"})

    assert Paper.objects.count() == 1
    assert told.url == reverse("documents:paper", args=[Paper.objects.get().pk])


def test_looking_first_keeps_nothing(client, city):
    signed_in(client, Role.ISSUER, city)

    told = client.post(BEGIN, TYPED | {"look": "1"}).content.decode()

    assert Paper.objects.count() == 0
    assert 'class="paper-mark' in told
    assert "关于开展调研的通知" in told
    assert '<p class="paper-to">各县总工会：</p>' in told


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param({"title": "长" * 300}, "最多 100 字", id="300 characters of title"),
        pytest.param({"title": " "}, "必填", id="no title"),
        pytest.param({"text": "|a" * 13 + "|\n" + "|1" * 13 + "|"}, "13 列", id="wide table"),
        pytest.param({"text": "工" * 60_001}, "最多 60000 字", id="too long"),
        pytest.param({"text": "附件：只有附件\n略"}, "正文还是空的", id="only an attachment"),
    ],
)
def test_what_cannot_be_a_paper_is_told_and_what_was_typed_is_kept(client, city, typed, sentence):
    signed_in(client, Role.ISSUER, city)

    told = client.post(BEGIN, TYPED | typed)

    text = told.content.decode()
    assert told.status_code == 200
    assert sentence in text or (sentence == "必填" and 'aria-invalid="true"' in text)
    assert "各县总工会" in text
    assert Paper.objects.count() == 0


def test_two_people_editing_do_not_overwrite_each_other(client, city):
    paper = make_paper(city)
    signed_in(client, Role.ISSUER, city)
    edit = reverse("documents:paper-edit", args=[paper.pk])
    client.post(edit, TYPED | {"text": "甲的改动。"})

    told = client.post(edit, TYPED | {"text": "乙的改动。"}).content.decode()

    paper.refresh_from_db()
    assert words_of(paper)["text"] == "甲的改动。"
    assert "别人刚改过这件公文" in told
    assert "乙的改动。" in told


def test_who_drafted_it_is_told_that_somebody_else_signs(client, city):
    both = signed_in(client, Role.LEADER, city, "任小禾")
    paper = make_paper(city, PaperState.SIGNING, by=both)

    told = press(client, "sign", paper, edition=0)

    assert "要由别人签发" in told
    paper.refresh_from_db()
    assert paper.state == "signing"


def test_a_step_of_an_old_page_is_told_and_changes_nothing(client, city):
    paper = make_paper(city, PaperState.ISSUED)
    signed_in(client, Role.ISSUER, city)

    assert "公文已经往前走了" in press(client, "issue", paper)


def test_signing_something_else_than_was_read_is_refused(client, city):
    paper = make_paper(city, PaperState.SIGNING)
    signed_in(client, Role.LEADER, city)

    for edition in ("7", "", "x"):
        assert "别人刚改过这件公文" in press(client, "sign", paper, edition=edition)


def test_a_reason_is_asked_for(client, city):
    paper = make_paper(city, PaperState.SIGNING)
    signed_in(client, Role.LEADER, city)

    assert "请写明原因" in press(client, "refuse", paper, reason="  ")


def test_registering_without_a_register_says_so(client, city):
    paper = make_paper(city, PaperState.SIGNED)
    signed_in(client, Role.ISSUER, city)

    assert "还没有启用机关代字" in page(client, paper)
    assert "请选机关代字" in press(client, "register", paper)


def test_drafts_are_seen_by_those_who_work_at_them_and_papers_that_are_out_by_all_above(client):
    tree = make_tree()
    draft = make_paper(tree.county)
    out = make_paper(tree.county, PaperState.ISSUED, words=make_words(title="县里的通知"))

    signed_in(client, Role.ISSUER, tree.city)  # the office above
    told = client.get(LIST).content.decode()
    assert ("县里的通知" in told, draft.title in told) == (True, False)
    assert client.get(reverse("documents:paper", args=[draft.pk])).status_code == 404
    assert "办理过程" not in page(client, out)

    signed_in(client, Role.ISSUER, tree.county)
    assert "办理过程" in page(client, draft)


@pytest.mark.parametrize("name", ["edit", "submit", "sign", "register", "void"])
def test_an_office_above_does_nothing_with_papers_below(client, name):
    tree = make_tree()
    paper = make_paper(tree.county)
    role = Role.LEADER if name == "sign" else Role.ISSUER
    signed_in(client, role, tree.city)

    address = reverse(f"documents:paper-{name}", args=[paper.pk])
    told = client.get(address) if name == "edit" else client.post(address)

    assert told.status_code == 404


@pytest.mark.parametrize("n", [1, 30])
def test_the_list_takes_as_many_queries_for_many_papers_as_for_one(
    client, city, n, django_assert_max_num_queries
):
    for _ in range(n):
        make_paper(city)
    signed_in(client, Role.ISSUER, city)
    client.get(LIST)

    with django_assert_max_num_queries(21):
        client.get(LIST)


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        pytest.param({}, ["乙", "甲"], id="all"),
        pytest.param({"q": "甲"}, ["甲"], id="by title"),
        pytest.param({"q": "〔2023〕1号"}, ["乙"], id="by number"),
        pytest.param({"kind": "report"}, ["甲"], id="by kind"),
        pytest.param({"state": "issued"}, ["乙"], id="by state"),
        pytest.param({"year": "2023", "state": "issued"}, ["乙"], id="by year"),
        pytest.param(
            {"year": "无", "kind": "no such"}, ["乙", "甲"], id="nonsense narrows nothing"
        ),
    ],
)
def test_the_list_is_narrowed(client, city, asked, titles):
    make_paper(city, kind=PaperKind.REPORT, words=make_words(title="甲"))
    make_paper(city, PaperState.ISSUED, words=make_words(title="乙"))
    signed_in(client, Role.ISSUER, city)

    found = client.get(LIST, asked).context["page"].object_list

    assert [paper.title for paper in found] == titles


def test_the_list_leaves_as_a_workbook(client, city):
    make_paper(city, PaperState.ISSUED, words=make_words(title="=1+1"))
    signed_in(client, Role.ISSUER, city)

    told = client.get(LIST, {"as": "xlsx"})

    rows = list(load_workbook(BytesIO(b"".join(told))).active.values)
    assert ("铜工发〔2023〕1号", "=1+1", "通知") in [row[:3] for row in rows]


def test_the_files_of_a_paper(client, city):
    paper = make_paper(city, PaperState.ISSUED)
    signed_in(client, Role.FILER, city)

    told = client.get(reverse("documents:paper-word", args=[paper.pk]))

    lines = [line.text for line in Document(BytesIO(told.content)).paragraphs]
    assert paper.title in lines
    assert "filename*=UTF-8''%E9%93%9C%E5%B7%A5%E5%8F%91" in told["Content-Disposition"]


def test_a_machine_without_a_press_says_so_and_has_the_word_file(
    client, city, monkeypatch, tmp_path
):
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library')")
    monkeypatch.setattr(pdf, "SOURCE", f"{tmp_path}:{pdf.SOURCE}")
    paper = make_paper(city, PaperState.ISSUED)
    signed_in(client, Role.FILER, city)

    told = client.get(reverse("documents:paper-pdf", args=[paper.pk]))

    assert told.status_code == 503
    assert "缺 Pango" in told.content.decode()
    assert reverse("documents:paper-word", args=[paper.pk]) in told.content.decode()


def test_registers_of_numbers(client, city):
    signed_in(client, Role.ISSUER, city)
    client.post(NUMBERS, {"code": "铜工发"})
    series = NumberSeries.objects.get()
    begin = reverse("documents:paper-numbers-begin", args=[series.pk])

    assert "请填 0 到" in client.post(begin, {"before": "无"}, follow=True).content.decode()
    told = client.post(NUMBERS, {"code": "铜工发"}).content.decode()
    assert "已经有单位在用" in told
    make_paper(city, PaperState.ISSUED)
    told = client.get(NUMBERS).content.decode()
    assert "编号连续，没有缺号" in told
    assert "铜工发〔2023〕" in told


def test_a_gap_would_be_seen(client, city):
    first = make_paper(city, PaperState.ISSUED)
    make_paper(city, PaperState.ISSUED)
    first.revisions.all().delete()
    first.delete()  # as nobody can from the pages
    signed_in(client, Role.ISSUER, city)

    assert "缺 1 个号" in client.get(NUMBERS).content.decode()


def test_the_registers_take_as_many_queries_for_many_as_for_one(client, city):
    signed_in(client, Role.ISSUER, city)
    counts = []
    for code in ("铜工发", "铜工函", "铜工纪"):
        paper = make_paper(city, PaperState.SIGNED)
        series = make_series(city, code)
        press(client, "register", paper, series=series.pk)
        with CaptureQueriesContext(connection) as queries:
            client.get(NUMBERS)
        counts.append(len(queries))

    assert counts[0] == counts[1] == counts[2]


def test_an_office_changes_its_template_and_sees_how_it_looks(client, city):
    signed_in(client, Role.ISSUER, city)
    address = reverse("documents:paper-template-edit", args=["notice"])
    typed = {
        "mark": "{organisation}办公室文件", "title": "关于……的通知", "issuer": "{organisation}办公室",
        "closing": "特此通知。", "version": 0,
    }  # fmt: skip

    looked = client.post(address, typed | {"look": "1"}).content.decode()
    assert "铜仁市总工会办公室文件" in looked
    assert PaperTemplate.objects.count() == 0

    client.post(address, typed)
    assert "铜仁市总工会办公室文件" not in client.get(BEGIN).content.decode()
    assert PaperTemplate.objects.get().version == 1
    told = client.post(address, typed | {"closing": "改过"}).content.decode()
    assert "别人刚改过这个模板" in told
    assert "改过" in told
    client.post(BEGIN, TYPED)
    assert Paper.objects.get().mark == "铜仁市总工会办公室文件"


@pytest.mark.parametrize("name", ["paper-begin", "paper-template-edit"])
def test_a_kind_that_is_none_is_not_there(client, city, name):
    signed_in(client, Role.ISSUER, city)

    assert client.get(reverse(f"documents:{name}", args=["decree"])).status_code == 404
