"""An invented office as it lies in Excel: its tree, its people in posts, and errors planted in both.

The names are made of common parts; the same numbers give the same office. Used by the tests, the
browser story and the bench of the first hour.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from random import Random

from openpyxl import load_workbook

from gonghui.documents.exports.template import HEAD_ROW
from gonghui.documents.rules.workbook import CellKind, Column, Template, Value
from gonghui.organisations.rules.registration import ALPHABET, WEIGHTS

Cells = dict[str, Value]
FIRST_ROW = HEAD_ROW + 1

CITY = "云川市总工会"
COUNTIES = ("青岩县", "临溪县", "望江区", "白石县", "长坪县", "南屏区", "红枫县", "双河县")
PLACES = (
    "龙塘",
    "石桥",
    "清水",
    "高坪",
    "杨柳",
    "马场",
    "新田",
    "大湾",
    "金竹",
    "老寨",
    "沙坝",
    "平溪",
    "木黄",
    "枫香",
    "桃源",
)
TRADES = (
    "建材",
    "食品",
    "机械",
    "茶业",
    "纺织",
    "物流",
    "药业",
    "电子",
    "化工",
    "印务",
    "园艺",
    "能源",
    "农机",
    "家具",
    "酒业",
)
MARKS = (
    "宏达",
    "兴隆",
    "永安",
    "金源",
    "恒通",
    "瑞丰",
    "长青",
    "华美",
    "鼎盛",
    "安泰",
    "顺发",
    "天合",
    "同心",
    "百川",
    "远航",
)
SURNAMES = (
    "杨",
    "吴",
    "田",
    "冉",
    "石",
    "罗",
    "张",
    "王",
    "李",
    "刘",
    "陈",
    "任",
    "谭",
    "熊",
    "邓",
    "何",
    "单",
    "覃",
    "曾",
    "欧阳",
    "龚",
    "麻",
    "滕",
    "简",
    "区",
    "仇",
)
GIVEN = "世家明永天应再胜通光昌秀文仁德忠华平军敏芳勇林波琴健慧松斌艳辉英晓岚建倩志远春梅国栋"


@dataclass(frozen=True, slots=True)
class Office:
    """Rows by the columns' keys, in the order of the file."""

    organisations: list[Cells]
    people: list[Cells]


@dataclass(frozen=True, slots=True)
class Planted:
    """An error in the file: where it must be told, and as what."""

    row: int
    key: str
    code: str


def make_office(organisations: int = 300, people: int = 450, *, seed: int = 1) -> Office:
    """So many organisations below the city, and so many people in posts of theirs."""
    dice = Random(seed)  # noqa: S311 -- invented people, not secrets
    tree = list(_tree(organisations, dice))
    dice.shuffle(tree)  # superiors stand anywhere in the file
    return Office(tree, list(_people(tree, people, dice)))


def _tree(count: int, dice: Random) -> Iterator[Cells]:
    counties = COUNTIES[: max(2, min(len(COUNTIES), count // 40))]
    townships = max(len(counties), count // 30)
    for n, name in enumerate(counties, 1):
        yield _union(f"{name}总工会", "county", CITY, dice, code=f"YC{n:02d}", order=n, years="5")
    above = []
    for n in range(townships):
        county = n % len(counties)
        name = f"{PLACES[n % len(PLACES)]}{n // len(PLACES) + 1 if n >= len(PLACES) else ''}镇"
        code = f"YC{county + 1:02d}{n:03d}"
        above.append((name, code))
        yield _union(
            f"{name}工会联合会", "township", f"{counties[county]}总工会", dice, code=code, order=n
        )
    yield _union("云川市教育工会", "industrial", CITY, dice, code="YCJY", years="5")
    for n in range(count - len(counties) - townships - 1):
        name, code = above[n % townships]
        trade, mark = TRADES[n % len(TRADES)], MARKS[n // len(TRADES) % len(MARKS)]
        yield _union(
            f"{name}{mark}{trade}{n // 225 + 1}厂工会",
            "joint" if n % 50 == 0 else "grassroots",
            code if n % 3 else f"{name}工会联合会",
            dice,
            code=f"{code}E{n:04d}" if n % 2 else None,
            industrial_superior="YCJY" if n % 97 == 0 else None,
        )


def _union(
    name: str, kind: str, superior: str, dice: Random, *, years: str | None = None, **cells: Value
) -> Cells:
    founded = date(2005, 1, 1) + timedelta(dice.randrange(5000))
    elected = date(2019, 1, 1) + timedelta(dice.randrange(1200))
    return {
        "name": name,
        "kind": kind,
        "superior": superior,
        "founded_on": founded,
        "approval_number": f"云工〔{founded.year}〕{dice.randrange(1, 200)}号",
        "status": "standing",
        "elected_on": elected,
        "term_years": years or dice.choice("35"),
        "employer_code": credit_code(dice, "91") if kind == "grassroots" else None,
        "workers": dice.randrange(25, 900),
        "unit_type": dice.choice(("110", "170", "400", "500")),
        "phone": f"1{dice.choice('3578')}9{dice.randrange(10**8):08d}",
        "address": f"工业路{dice.randrange(1, 300)}号",
        **cells,
    }


def credit_code(dice: Random, department: str) -> str:
    """A well-formed 统一社会信用代码 of nobody."""
    body = f"{department}522{dice.randrange(100, 999)}" + "".join(dice.choices(ALPHABET, k=9))
    total = sum(ALPHABET.index(one) * weight for one, weight in zip(body, WEIGHTS, strict=True))
    return body + ALPHABET[-total % 31]


def _people(tree: Sequence[Cells], count: int, dice: Random) -> Iterator[Cells]:
    """A chair everywhere, then deputies, heads and officers until there are enough."""
    top: Cells = {"name": CITY, "code": None, "founded_on": date(2000, 1, 1), "kind": "city"}
    tree = [top, *tree]
    leading = [one for one in tree if one["kind"] in ("city", "county", "township", "industrial")]
    number = 0
    chairs = {}
    for one in tree:
        number += 1
        chairs[one["name"]] = person_name(number)
        yield _seat(one, "主席", number, dice, person_code=f"P{number:05d}")
    posts = (
        {"post_title": "党组书记"},
        {"post_title": "副主席", "portfolio": "组织建设、县级工会加强年"},
        {"post_title": "副主席", "portfolio": "权益保障", "manner": "part_time"},
        {"post_title": "部长", "department": "组织部", "post_kind": "department_head"},
        {"post_title": "干事", "department": "组织部", "post_kind": "officer"},
    )
    turn = 0
    while number < count:
        for one in leading if turn < len(posts) else tree:
            if number == count:
                return
            number += 1
            more = posts[turn] if turn < len(posts) else {
                "post_title": "委员", "post_kind": "other", "precedence": 90
            }  # fmt: skip
            if not turn and number % 2:  # who is chair is party secretary as well
                more = more | {"name": chairs[one["name"]]}
            yield _seat(one, dice=dice, number=number, **more)
        turn += 1


def _seat(one: Cells, post_title: str, number: int, dice: Random, **cells: Value) -> Cells:
    founded = one["founded_on"]
    assert isinstance(founded, date)
    return {
        "organisation": one["code"] or one["name"],
        "post_title": post_title,
        "name": person_name(number),
        "from_on": max(founded, date(2021, 1, 1)) + timedelta(dice.randrange(300)),
        **cells,
    }


def person_name(number: int) -> str:
    """Of one or two given characters; the first few thousand are all different."""
    surname = SURNAMES[number % len(SURNAMES)]
    rest = number // len(SURNAMES)
    return surname + GIVEN[rest % len(GIVEN)] + GIVEN[rest // len(GIVEN) % len(GIVEN)]


Told = Sequence[tuple[int, str, str]]  # place, key and code of each fault
Plant = Callable[[list[Cells], int], Told]


def _set(key: str, value: Value, code: str) -> Plant:
    """One cell typed wrongly in a grassroots row, or any row of the people."""

    def plant(rows: list[Cells], at: int) -> Told:
        rows[at][key] = value
        return [(at, key, code)]

    return plant


def _same_code(rows: list[Cells], at: int) -> Told:
    other = next(n for n in range(at + 1, len(rows)) if _is_leaf(rows[n]))
    rows[at]["code"] = rows[other]["code"] = "YCX1"
    return [(other, "code", "founding.code_twice")]


def _same_name(rows: list[Cells], at: int) -> Told:
    other = next(n for n in range(at + 1, len(rows)) if _is_leaf(rows[n]))
    rows[other]["name"], rows[other]["superior"] = rows[at]["name"], rows[at]["superior"]
    return [(other, "name", "founding.name_twice")]


def _circle(rows: list[Cells], at: int) -> Told:
    other = next(n for n in range(at + 1, len(rows)) if _is_leaf(rows[n]))
    rows[at]["superior"], rows[other]["superior"] = rows[other]["name"], rows[at]["name"]
    return [(one, "superior", "founding.circle") for one in (at, other)]


def _two_chairs(rows: list[Cells], at: int) -> Told:
    rows[at + 1]["organisation"] = rows[at]["organisation"]
    return [(at + 1, "name", "post.seats_taken")]


def _one_number(rows: list[Cells], at: int) -> Told:
    rows[at + 1]["person_code"] = rows[at]["person_code"]
    return [(at + 1, "person_code", "staffing.code_twice")]


def _wrong_superior(rows: list[Cells], at: int) -> Told:
    rows[at]["kind"] = "township"  # below a township
    return [(at, "superior", "organisation.wrong_superior")]


def _odd_title(rows: list[Cells], at: int) -> Told:
    rows[at]["post_title"] = "牵头人"
    return [(at, "post_kind", "staffing.kind_missing")]


def _is_leaf(row: Cells) -> bool:
    return row["kind"] == "grassroots" and not row["industrial_superior"]


IN_TREE: Sequence[Plant] = (
    _set("name", None, "cell.missing"),
    _set("kind", "工厂", "cell.not_in_list"),
    _set("founded_on", "2021年13月", "cell.not_day"),
    _set("workers", "三十来人", "cell.not_number"),
    _set("superior", "哪里都没有的镇", "founding.superior_unknown"),
    _wrong_superior,
    _set("employer_code", "91522100X0X0X0X0X1", "credit_code.wrong"),
    _set("phone", "139", "phone.wrong"),
    _set("elected_on", None, "founding.elected_missing"),
    _set("founded_on", date(2099, 1, 1), "founding.day_ahead"),
    _same_code,
    _same_name,
    _circle,
)
IN_POSTS: Sequence[Plant] = (
    _set("organisation", "哪里都没有的厂", "staffing.organisation_unknown"),
    _set("from_on", None, "cell.missing"),
    _set("until_on", date(1999, 1, 1), "tenure.ends_before_it_begins"),
    _odd_title,
    _set("from_on", date(2000, 1, 1), "tenure.before_the_founding"),
    _two_chairs,
    _one_number,
)


def spoil(rows: Sequence[Cells], plants: Sequence[Plant]) -> tuple[list[Cells], list[Planted]]:
    """The rows with an error of each kind, and where each must be told."""
    wrong, planted = deepcopy(list(rows)), []
    places = iter([n for n, row in enumerate(wrong) if "kind" not in row or _is_leaf(row)][2::4])
    for plant in plants:
        told = plant(wrong, next(places))
        planted += [Planted(at + FIRST_ROW, key, code) for at, key, code in told]
    return wrong, planted


def fill(template: bytes, described: Template, rows: Sequence[Cells]) -> bytes:
    """The template as somebody fills it in, in Excel."""
    book = load_workbook(BytesIO(template))
    columns = {column.key: column for column in described.columns}
    place = {column.key: n for n, column in enumerate(described.columns, 1)}
    for number, row in enumerate(rows, FIRST_ROW):
        for key, value in row.items():
            if value is not None:
                book.active.cell(number, place[key]).value = _typed(columns[key], value)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def mend(corrected: bytes, described: Template, rows: Sequence[Cells]) -> bytes:
    """The workbook that came back with its errors, every cell put right where it stands."""
    book = load_workbook(BytesIO(corrected))
    sheet = book.active
    heads = {str(cell.value).removesuffix("*").strip(): cell.column for cell in sheet[HEAD_ROW]}
    columns = [(heads[column.title], column) for column in described.columns]
    for number, row in enumerate(rows, FIRST_ROW):
        for place, column in columns:
            value = row.get(column.key)
            sheet.cell(number, place).value = None if value is None else _typed(column, value)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _typed(column: Column, value: Value) -> Value:
    """A choice as the list of the cell offers it."""
    if column.kind is CellKind.CHOICE:
        return dict(column.choices).get(str(value), str(value))
    return value
