import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gonghui.access.permissions import Role
from gonghui.bulletins.models import Reading
from gonghui.bulletins.queries.reading import items_of
from gonghui.meetings.models import Meeting
from tests.factories.access import make_account
from tests.factories.bulletins import TEXT, make_reading
from tests.factories.organisations import make_post, make_tenure, make_tree
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
NEW = "/bulletins/readings/new/"


def address(name, *args):
    return reverse(f"bulletins:{name}", args=args)


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def reader(zh, tree):
    zh.force_login(make_account(Role.ORGANISER, tree.city))
    return zh


def send(client, tree, **more):
    return client.post(NEW, {"organisation": tree.city.pk, **more})


def test_a_pasted_text_is_read_and_shown_beside_what_was_read(reader, tree):
    response = send(reader, tree, text=TEXT)

    reading = Reading.objects.get()
    assert response.url == address("reading", reading.pk)
    shown = reader.get(response.url).content.decode()
    for words in (
        ">宾馆3楼会议室</mark>",
        "原文没有年份，取自会议名称",
        "不会据此生成获奖名单",
        "将成为任务草稿",
    ):
        assert words in shown
    assert 'data-sure="mid"' in shown
    assert 'data-sure="low"' in shown


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_is_read_in_the_encodings_people_have(reader, tree, encoding):
    send(reader, tree, file=SimpleUploadedFile("a.txt", TEXT.encode(encoding)))

    assert Reading.objects.get().record["venue"] == "江口县宾馆3楼会议室"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        pytest.param({"text": "  "}, "里面没有文字", id="blank"),
        pytest.param({"text": "\x00\x01\x02" * 90}, "读不出文字", id="binary pasted"),
        pytest.param({"text": "会" * 200_001}, "太长了", id="far too long"),
        pytest.param({"file": ("a.txt", b"")}, "里面没有文字", id="empty file"),
        pytest.param(
            {"file": ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 20)},
            "读不出文字",
            id="binary file",
        ),
        pytest.param({"file": ("a.txt", b"a" * 10_000_000)}, "太长了", id="10 MB"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(reader, tree, sent, sentence):
    if "file" in sent:
        sent = {"file": SimpleUploadedFile(*sent["file"])}

    response = send(reader, tree, **sent)

    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert Reading.objects.count() == 0


def test_what_was_pasted_stays_when_the_file_beside_it_is_unreadable(reader, tree):
    response = send(
        reader, tree, text="会议要求抓好落实", file=SimpleUploadedFile("a.txt", b"\x00" * 99)
    )

    assert "会议要求抓好落实" in response.content.decode()


def test_millions_of_characters_are_not_sent_back(reader, tree):
    response = send(reader, tree, text="会" * 1_000_000)

    assert len(response.content) < 100_000


def test_a_text_sent_twice_is_read_once(reader, tree):
    first = send(reader, tree, text=TEXT, form_key="k1")
    second = send(reader, tree, text=TEXT, form_key="k1")

    assert (Reading.objects.count(), second.url) == (1, first.url)


def test_a_text_cannot_be_read_for_an_organisation_where_one_does_not_sit(reader, tree):
    response = reader.post(NEW, {"organisation": tree.counties[0].pk, "text": TEXT})

    assert response.status_code == 200
    assert Reading.objects.count() == 0


def test_a_text_that_tells_of_no_event_says_so(reader, tree):
    send(
        reader, tree, text="关于报送信息的通知\n各县总工会：请于7月20日前报送上半年信息。特此通知。"
    )

    shown = reader.get(address("reading", Reading.objects.get().pk)).content.decode()
    assert "通知公告" in shown


def test_the_original_can_be_seen_as_it_came(reader, tree):
    reading = make_reading(TEXT.replace("县委", "縣(xiàn)委"), organisation=tree.city)

    cleaned = reader.get(address("reading", reading.pk)).content.decode()
    original = reader.get(address("reading", reading.pk), {"text": "original"}).content.decode()

    assert "(xiàn)" not in cleaned
    assert "(xiàn)" in original


def test_each_item_is_accepted_changed_refused_and_taken_back(reader, tree):
    reading = make_reading(organisation=tree.city)

    reader.post(address("claim-accept", reading.pk, "name"))
    reader.post(address("claim-refuse", reading.pk, "people.2"))
    reader.post(address("claim", reading.pk, "venue"), {"words": "江口县会议中心"})
    reader.post(address("claim-refuse", reading.pk, "host"))
    reader.post(address("claim-reopen", reading.pk, "host"))

    reading.refresh_from_db()
    assert reading.decisions == {
        "name": {"state": "accepted"},
        "people.2": {"state": "refused"},
        "venue": {"state": "changed", "value": "江口县会议中心"},
    }


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        pytest.param(
            "date",
            {"first": "2023-07-20", "last": "2023-07-21"},
            {"iso": "2023-07-20/2023-07-21", "precision": "range", "year_from": "person"},
            id="several days",
        ),
        pytest.param(
            "people.0",
            {
                "name": " 田 晓岚 ",
                "posts": "铜仁市总工会 主席\n\n铜仁市人大常委会\u3000副主任",
                "roles": ["speech"],
            },
            {
                "name": "田晓岚",
                "posts": [
                    {"organisation": "铜仁市总工会", "title": "主席"},
                    {"organisation": "铜仁市人大常委会", "title": "副主任"},
                ],
                "roles": ["speech"],
            },
            id="a person",
        ),
        pytest.param(
            "sites.2",
            {"name": "县第一中学名师工作室"},
            {"name": "县第一中学名师工作室", "uncertain": False},
            id="two places are one",
        ),
        pytest.param(
            "awards.0",
            {"title": "工人先锋号", "count": "", "representatives_only": "on"},
            {"title": "工人先锋号", "count": None, "representatives_only": True},
            id="no number told",
        ),
        pytest.param(
            "attendees.1",
            {"category": "党组书记", "organisations": "江口县总工会、石阡县总工会\n"},
            {"category": "党组书记", "organisations": ["江口县总工会", "石阡县总工会"]},
            id="attendance",
        ),
    ],
)
def test_every_kind_of_item_has_its_form(reader, tree, key, typed, value):
    reading = make_reading(organisation=tree.city)
    asked = address("claim", reading.pk, key)
    assert reader.get(asked).status_code == 200

    reader.post(asked, typed)

    reading.refresh_from_db()
    assert reading.decisions[key] == {"state": "changed", "value": value}


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        pytest.param(
            "date",
            {"first": "2023-07-20", "last": "2023-07-19"},
            "最后一天要在第一天之后",
            id="ends before it begins",
        ),
        pytest.param(
            "people.0",
            {"name": "田晓岚", "posts": "主席", "roles": ["speech"]},
            "请写单位，空一格，再写职务",
            id="a post nowhere",
        ),
        pytest.param(
            "awards.0", {"title": "奖", "count": "-1"}, "aria-invalid", id="fewer than none"
        ),
        pytest.param(
            "venue", {"words": "长" * 121}, "aria-invalid", id="too long for the register"
        ),
    ],
)
def test_a_change_that_cannot_be_is_refused_and_stays_on_the_page(
    reader, tree, key, typed, sentence
):
    reading = make_reading(organisation=tree.city)

    shown = reader.post(address("claim", reading.pk, key), typed).content.decode()

    reading.refresh_from_db()
    assert sentence in shown
    assert next(iter(typed.values())) in shown
    assert reading.decisions == {}


def test_what_was_read_surely_is_accepted_at_once(reader, tree):
    reading = make_reading(organisation=tree.city)

    shown = reader.post(address("reading-accept-sure", reading.pk), follow=True).content.decode()

    assert "已接受 18 项" in shown
    assert "还有 5 项请看一眼" in shown


def test_everything_looked_at_is_said_so(reader, tree):
    reading = make_reading(organisation=tree.city)
    for key in [item.key for item in items_of(reading)]:
        reader.post(address("claim-accept", reading.pk, key))

    assert "都看过了" in reader.get(address("reading", reading.pk)).content.decode()


def test_an_item_that_was_not_read_is_not_there(reader, tree):
    reading = make_reading(organisation=tree.city)

    for name in ("claim", "claim-accept", "claim-refuse", "claim-reopen"):
        assert reader.post(address(name, reading.pk, "people.99")).status_code == 404


def test_confirming_reads_back_first_and_then_writes(reader, tree):
    reading = make_reading(organisation=tree.city)
    asked = address("confirm", reading.pk)

    read_back = reader.get(asked).content.decode()
    assert Meeting.objects.count() == 0
    for words in (
        "现在还没有写入",
        "年份推定",
        "江口县委副书记",
        "新建单位",
        "将登记",
        "县第一中学",
    ):
        assert words in read_back

    response = reader.post(asked)
    again = reader.post(asked)

    meeting = Meeting.objects.get()
    assert response.url == again.url == meeting.address
    assert "已写入" in reader.get(meeting.address).content.decode()


def test_reading_back_says_where_the_register_says_otherwise(reader, tree):
    make_tenure(make_person("任小禾"), make_post(tree.city, "主席"))
    reading = make_reading(organisation=tree.city)

    read_back = reader.get(address("confirm", reading.pk)).content.decode()

    assert "与登记的任职不一致" in read_back
    assert "职务“主席”职数为 1，这段时间由任小禾担任" in read_back


def test_a_meeting_without_a_name_is_not_written(reader, tree):
    reading = make_reading(organisation=tree.city)
    reader.post(address("claim-refuse", reading.pk, "name"))

    shown = reader.post(address("confirm", reading.pk)).content.decode()

    assert "会议名称还没有填" in shown
    assert Meeting.objects.count() == 0


def test_who_may_only_read_does_not_confirm(zh, tree):
    zh.force_login(make_account(Role.PUBLISHER, tree.city))
    reading = make_reading(organisation=tree.city)

    assert zh.get(address("reading", reading.pk)).status_code == 200
    assert zh.post(address("confirm", reading.pk)).status_code == 404
    assert Meeting.objects.count() == 0


def test_readings_out_of_reach_are_not_there(zh, tree):
    zh.force_login(make_account(Role.ORGANISER, tree.counties[1]))
    reading = make_reading(organisation=tree.counties[0])

    asked = [
        zh.get(address("reading", reading.pk)),
        zh.get(address("claim", reading.pk, "venue")),
        zh.post(address("claim-accept", reading.pk, "venue")),
        zh.post(address("reading-accept-sure", reading.pk)),
        zh.post(address("reading-drop", reading.pk)),
        zh.get(address("confirm", reading.pk)),
        zh.post(address("confirm", reading.pk)),
    ]
    assert {response.status_code for response in asked} == {404}
    reading.refresh_from_db()
    assert (reading.state, reading.decisions) == ("open", {})


def test_a_reading_put_aside_leaves_the_list(reader, tree):
    reading = make_reading(organisation=tree.city)

    reader.post(address("reading-drop", reading.pk))

    assert reader.get(address("reading", reading.pk)).status_code == 404
    assert "没有待核对的来稿" in reader.get(address("readings")).content.decode()


def test_what_changes_something_is_posted(reader, tree):
    reading = make_reading(organisation=tree.city)

    for name in ("reading-drop", "reading-accept-sure"):
        assert reader.get(address(name, reading.pk)).status_code == 405


def test_the_pages_speak_english(en, tree):
    en.force_login(make_account(Role.ORGANISER, tree.city))
    reading = make_reading(organisation=tree.city)

    assert "items want a look" in en.get(address("reading", reading.pk)).content.decode()
    assert "nothing is written yet" in en.get(address("confirm", reading.pk)).content.decode()


def test_the_list_asks_the_database_as_often_for_one_as_for_three(reader, tree):
    make_reading(organisation=tree.city)
    reader.get(address("readings"))

    with CaptureQueriesContext(connection) as one:
        reader.get(address("readings"))
    make_reading(organisation=tree.city)
    make_reading(organisation=tree.city)
    with CaptureQueriesContext(connection) as three:
        shown = reader.get(address("readings")).content.decode()

    assert "3 篇来稿待核对" in shown
    assert len(three) == len(one)
