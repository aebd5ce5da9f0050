"""Offices of persons: which body, which title; and the names that follow them."""

import re
from dataclasses import dataclass, field

from gonghui.bulletins.rules.claims import Certainty, Mark, mark_text
from gonghui.bulletins.rules.lexicons import BODY, TITLE, UNION_INSIDE
from gonghui.bulletins.rules.sections import Stretch
from gonghui.bulletins.rules.surnames import is_name

_AFTER_NAME = (
    "(?:副)?(?:校长|院长|教授|主席|书记|主任|部长|局长|老师)(?!\\w{0,3}会)|等|同志|同时|工作|一行|先生|女士|出席|参加|主持|致|作|做|宣读|宣布|传达|讲|陪同|到|"
    "赴|前往|深入|走访|带队|率|代表|在|为|对|向|就|围绕|分别|应邀|"
    "并|指出|强调|要求|表示|希望|认为|介绍|颁|通报|汇报|带领|参与|列席|莅临|"
    "出任|主|授课|解读|发言|会见|与|和|及|以及|还|首先|随后|先后|"
    "也|一同|共同|亲|现场|实地|调研|走进|慰问|看望|检查|督导|讲解|分享|交流|"
    "点评|总结|部署|上台|回顾|结合|从|给|受|来|组织|召开|考察|视察|提出|号召|"
    "说|全程|亲切|代|专程|通过|以|接受|担任|逐一|详细|简要|重点|进行|最后|其中|"
    "系统|当选|致以|（|说"
)
_NAME_END = re.compile(rf"(?:[，、；：。（？！,]|{_AFTER_NAME})|\Z")
_TITLE_AT_END = re.compile(rf"(?:{TITLE})\Z")
_TITLE = re.compile(TITLE)
_BODY_END = re.compile(rf"(?:{BODY})(?:（[^（）]{{1,12}}）)?\Z")
_LEADING = re.compile(
    r"\A.*(?:会议由|活动由|仪式由|大会由|会议特邀|特邀|邀请|由|陪同|会同|跟随|"
    r"率领|带领|会见|会上|听取了?|其中|记者|通讯员)|\A(?:在|与|和|及|以及|随|原|"
    r"时任|现任|请|来自|同时|今日|当日|日前|近日|随后)(?=..)"
)
_LOST = re.compile(r"[?A-Za-z\ufffd]+")  # what is left of a lost character
# 市委副书记、市长: the mayor's office is not the committee's.
_HEADS_A_PLACE = re.compile(r"(?:常务|代理)?(?:副|代)?[省市县区州盟旗镇乡村]长")
# A body that holds an office is somebody else's office and name: 甲校党组书记王五|校长.
_HOLDS_OFFICE = re.compile(
    r"书记(?!处)|(?<!人大)(?<!政协)主席(?!团)|(?:党组|班子)成员|常委(?!会)|主任(?!委)"
)
_CROWD = re.compile(
    r"各|全体|部分|有关|相关|所属|所有|\A全[市省县区州]|全国各|等|\d|多名|"
    r"\A[一二三四五六七八九十百]+[名位个]"
)


@dataclass(frozen=True)
class Post:
    """One office; ``None`` where the text names no body."""

    organisation: Mark[str] | None
    title: Mark[str]


@dataclass
class Named:
    """A person as named in one sentence: the stretch of posts before the name, and the name."""

    name: Stretch
    posts: list[Post] = field(default_factory=list)
    begins: int = 0
    shares: bool = False  # named after another person, with the other's title


def find_named(text: str, within: Stretch) -> list[Named]:
    """Everybody in this sentence who is named after a title, and names listed after such."""
    found: list[Named] = []
    at = within.start
    for title in _TITLE.finditer(text, within.start, within.end):
        if title.start() < at:
            continue
        name = name_at(text, title.end(), within.end)
        if not name:
            continue
        posts, begins = posts_before(text, Stretch(at, name.start), found)
        if not posts:
            continue
        found.append(Named(name, posts, begins))
        found += _listed_after(text, name, within.end, posts)
        at = found[-1].name.end
    return found


def name_at(text: str, start: int, limit: int) -> Stretch | None:
    """The name that begins here, if what follows it shows where it ends."""
    for length in (2, 3, 4, *range(5, 16)):
        end = start + length
        if end > limit:
            return None
        if length > 4 and "·" not in text[start:end]:
            return None
        if is_name(text[start:end]) and (end == limit or _NAME_END.match(text, end, limit)):
            return Stretch(start, end)
    return None


def _listed_after(text: str, name: Stretch, limit: int, posts: list[Post]) -> list[Named]:
    """``副主席甲、乙、丙``: the others bear the last title too, as far as one can see."""
    found: list[Named] = []
    shared = [
        Post(
            post.organisation and _looked_at(post.organisation, "people.shared_post"),
            _looked_at(post.title, "people.shared_post"),
        )
        for post in posts[-1:]
    ]
    while name.end < limit and text[name.end] in "、和与及":
        after = name_at(text, name.end + 1, limit)
        if not after:
            break
        found.append(Named(after, list(shared), after.start, shares=True))
        name = after
    return found


def _looked_at(mark: Mark[str], rule: str) -> Mark[str]:
    return Mark(mark.value, mark.start, mark.end, rule, Certainty.LOOK)


def posts_before(text: str, within: Stretch, earlier: list[Named]) -> tuple[list[Post], int]:
    """The offices that end right here, read backwards as long as each piece is one."""
    pieces: list[tuple[Stretch, Stretch, Stretch]] = []
    end = within.end
    while end > within.start:
        begin = _piece_start(text, within.start, end)
        read = read_office(text, Stretch(begin, end))
        if earlier and begin == earlier[-1].name.end:
            break  # right after a name: 王五校长 is that person's
        if not read or _HOLDS_OFFICE.search(text, read[0].start, read[0].end):
            break
        if pieces and _CROWD.search(text, begin, end):
            break
        pieces.insert(0, (*read, Stretch(begin, end)))
        if begin == within.start or text[begin - 1] not in "、，兼":
            break
        end = begin - 1
    if not pieces or _CROWD.search(text, pieces[0][0].start, pieces[0][0].end):
        return [], within.end
    return _with_bodies(text, pieces, earlier), pieces[0][0].start


def _piece_start(text: str, lowest: int, end: int) -> int:
    at = end
    while at > lowest and end - at < 60 and text[at - 1] not in "、，；：。“”（":
        if text[at - 1] == "兼" and text[at] != "职":
            break
        at -= 1
    return at


def read_office(text: str, piece: Stretch) -> tuple[Stretch, Stretch] | None:
    """A piece that is nothing but ``[body]title``: where the body and the title stand."""
    words = piece.of(text)
    for title in _TITLE.finditer(words):
        if _TITLE_AT_END.match(words, title.start()):
            begin = title.start()
            body = words[:begin]
            leading = _LEADING.match(body)
            cut = leading.end() if leading else 0
            lost = _LOST.match(body, cut)
            cut = lost.end() if lost else cut
            if body[cut:] == "工会" or _is_union_inside(body[cut:]):
                begin -= 2
            at = piece.start
            return Stretch(at + cut, at + begin), Stretch(at + begin, piece.end)
    return None


def _is_union_inside(body: str) -> bool:
    return bool(re.search(rf"(?:{UNION_INSIDE})工会\Z", body))


def _with_bodies(
    text: str, pieces: list[tuple[Stretch, Stretch, Stretch]], earlier: list[Named]
) -> list[Post]:
    """A title without a body belongs to the body before it, of this person or the last one."""
    carried: Mark[str] | None = None
    if earlier and earlier[-1].posts:
        before = text[earlier[-1].name.end : pieces[0][0].start]
        last = earlier[-1].posts[-1].organisation
        if last and len(before) <= 2:
            carried = _looked_at(last, "people.carried_body")
    posts: list[Post] = []
    for body, title, _ in pieces:
        if body.start < body.end:
            sure = bool(_BODY_END.search(text[body.start : body.end]))
            certainty = Certainty.SURE if sure else Certainty.LOOK
            own = mark_text(text, body.start, body.end, "people.body", certainty)
            carried = Mark(own.value, own.start, own.end, "people.carried_body", own.certainty)
            posts.append(Post(own, mark_text(text, title.start, title.end, "people.title")))
        elif _HEADS_A_PLACE.fullmatch(text, title.start, title.end):
            posts.append(Post(None, mark_text(text, title.start, title.end, "people.title")))
        else:
            posts.append(Post(carried, mark_text(text, title.start, title.end, "people.title")))
    return posts
