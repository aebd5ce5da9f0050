"""What was said: 指出 gives statements, 要求 gives requirements, one item for each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from gonghui.bulletins.rules.claims import Certainty, Mark, mark_text
from gonghui.bulletins.rules.sections import Page, Stretch, sentences, split
from gonghui.bulletins.rules.surnames import is_name
from gonghui.foundation.chinese import HAN


class Tone(StrEnum):
    """Whether the verb of speech finds, stresses or asks."""

    FINDS = "finds"
    STRESSES = "stresses"
    ASKS = "asks"


_TONES = {
    "指出": Tone.FINDS,
    "认为": Tone.FINDS,
    "表示": Tone.FINDS,
    "介绍": Tone.FINDS,
    "说": Tone.FINDS,
    "肯定": Tone.FINDS,
}
_WHO = (
    r"(?P<who>(?:本次|此次|这次)?(?:会议|大会|全会|座谈会|推进会|培训班?|调研组|"
    r"考察组|督导组|慰问组|通知|讲话|会上)|(?:他|她)们?||"
    rf"(?P<name>[{HAN}·、]{{2,16}}?)(?:同志)?)"
)
_HOW = (
    r"(?:在[^，。；：]{0,16}(?:讲话|会上|发言|致辞|总结|报告|座谈|"
    r"调研)[时中]?)?(?:，)?(?:还|也|同时|首先|最后|进一步|一致|特别|明确|再次|"
    r"并|随后|充分)?"
    r"(?:(?:就|对|围绕)[^。；：]{1,50}?)?(?:，)?"
)
_VERB = (
    r"(?P<verb>指出|强调|要求|认为|表示|希望|号召|明确要求|"
    r"提出(?:了)?(?:以下|明确|具体|殷切|几点|"
    r"[一二三四五六七八九十\d]+[点个项条方面]*){0,3}(?:要求|意见|希望|建议))"
)
_OPENING = re.compile(rf"{_WHO}{_HOW}{_VERB}(?P<mark>[，：,、]|(?=[{HAN}\d“](?<![的了和]))|\Z)")
_ANNOUNCED = re.compile(r"(?:提出|讲|谈)(?:了)?[^，。；]{0,10}(?:要求|意见|希望|建议)\Z")
_INSIDE = re.compile(
    rf"(?:[，；]|并)(?:会议|他|她|并|同时|(?P<name>[{HAN}·]{{2,6}}?))?"
    r"(?P<verb>强调|要求|指出|希望|"
    r"(?:[^，。；]{0,24}提出(?:了)?[^，。；]{0,6}(?:要求|意见|希望|"
    rf"建议)))(?P<mark>[，：]|(?=[{HAN}\d](?<![的严和])))"
)
_TURN = re.compile(rf"[，；](?:并|同时|还)?(?P<verb>强调|要求)[，：]?(?=[{HAN}])(?![的严和])")
_LETTERS = "一二三四五六七八九十"
_ORDINAL = re.compile(
    rf"(?<![{HAN}])(?:[{_LETTERS}](?=[是要])是?|[（(][{_LETTERS}\d][）)]|"
    rf"[{_LETTERS}\d]{{1,2}}[、.．](?!\d)|第[{_LETTERS}][，,])"
)
_ASKING = re.compile(
    r"(?<![需主重只次])要(?![求点素闻领])|必须|务必|应当|应(?=[^用有对急变])|"
    r"切实|不得|严禁|坚决|着力"
)
_STARTS_ASKING = re.compile(
    rf"(?:[{_LETTERS}](?:是|要)|要(?![求点素闻])|必须|务必|(?:下一步|今后|"
    rf"各级工会|全市各级工会|全省各级工会|全县各级工会|"
    rf"各级工会组织)[^，。；]{{0,8}}要)"
)
_AGAIN = re.compile(r"，(?=(?:[一二三四五六七八九十]?要(?![求点素闻])))")
_OTHER_THINGS = re.compile(
    r"(?:会前|会后|会上|会议期间|活动期间|期间|随后|当天|会议由|会议还|会议现场|"
    r"座谈会上|仪式上|之后|同日|调研期间|据悉|据了解|与会人员|参会人员|截至|"
    r"目前)"
)
_ATTENDING = re.compile(r"(?:参加|出席|列席|陪同)(?:了)?[^，。；]{0,8}\Z")
_CITATION = re.compile(
    r"[（(](?:记者|通讯员|供稿|来源|文|图|"
    rf"[{HAN}]{{2,4}}(?:[、 ][{HAN}]{{2,4}}){{0,3}})[^（）]{{0,30}}[）)]\Z"
)
_ANNOUNCES = re.compile(
    r"要\Z|(?:提出|讲|谈)(?:了)?[^，。；]{0,10}(?:要求|意见|希望|建议)[：:]?\Z|"
    r"\A(?:同时|为此|对此|下一步|具体)\Z"
)
_PARALLEL = re.compile(
    r"[^、，；。]{2,60}?(?P<close>上下功夫|下功夫|上见实效|见实效|上求突破|"
    r"求突破|上出实招|上持续发力|上发力|上作表率|作表率|当先锋|上用实劲|"
    r"上求实效|求实效|上有新作为|有新作为|上再上台阶|上走在前)"
)


@dataclass(frozen=True)
class Said:
    """A stretch of speech, its tone and its speaker; ``name`` is ``None`` for the meeting."""

    words: Stretch
    tone: Tone
    name: Stretch | None


def find_speech(page: Page) -> tuple[Said, ...]:
    """Every stretch of speech; it lasts to the paragraph's end or to the next other thing."""
    found: list[Said] = []
    open_said: Said | None = None
    for paragraph in page.paragraphs:
        open_said = _continued(page.text, paragraph, open_said)
        for sentence in sentences(page.text, paragraph):
            opened = _opening(page.text, sentence)
            if opened:
                found += _turns(page.text, opened)
                open_said = found[-1]
            elif _ANNOUNCED.search(sentence.of(page.text)):
                open_said = Said(Stretch(sentence.end, sentence.end), Tone.ASKS, None)
            elif open_said and _is_over(page.text, sentence, open_said):
                open_said = None
            elif open_said:
                open_said = Said(sentence, open_said.tone, open_said.name)
                found.append(open_said)
    return tuple(found)


def _continued(text: str, paragraph: Stretch, said: Said | None) -> Said | None:
    """A new paragraph goes on with a speech only if it goes on counting or asking."""
    if said is None:
        return None
    counts = _ORDINAL.match(text, paragraph.start)
    return (
        said
        if counts or re.match(r"要(?![求点])", text[paragraph.start : paragraph.start + 2])
        else None
    )


def _opening(text: str, sentence: Stretch) -> Said | None:
    match = _OPENING.match(text, sentence.start, sentence.end)
    plain = match and not match["who"] and not match["mark"]
    if match and plain and text[match.end() : match.end() + 1] not in tuple("全各要我大广一以坚"):
        match = None
    if match and _is_speaker(match):
        name = Stretch(match.start("name"), match.end("name")) if match["name"] else None
        return Said(Stretch(match.end(), sentence.end), _tone(match["verb"]), name)
    for inside in islice(_INSIDE.finditer(text, sentence.start, sentence.end), 8):
        if _is_speaker(inside):
            name = Stretch(*inside.span("name")) if inside["name"] else None
            return Said(Stretch(inside.end(), sentence.end), _tone(inside["verb"]), name)
    return None


def _turns(text: str, said: Said) -> list[Said]:
    """``指出…，要求…``: a finding that turns into asking within its sentence."""
    if said.tone is not Tone.FINDS:
        return [said]
    turn = _TURN.search(text, said.words.start, said.words.end)
    if not turn:
        return [said]
    found = Said(Stretch(said.words.start, turn.start()), said.tone, said.name)
    return [found, Said(Stretch(turn.end(), said.words.end), _tone(turn["verb"]), said.name)]


def _is_speaker(match: re.Match[str]) -> bool:
    return match["name"] is None or all(map(is_name, match["name"].split("、")))


def _tone(verb: str) -> Tone:
    return _TONES.get(verb, Tone.STRESSES if verb == "强调" else Tone.ASKS)


def _is_over(text: str, sentence: Stretch, said: Said) -> bool:
    """Other things begin; or what was announced is not counted."""
    words = sentence.of(text)
    if said.words.start == said.words.end and not _ORDINAL.match(words):
        return True
    return bool(_OTHER_THINGS.match(words) or _ATTENDING.search(words))


# ── one item for each thing said ────────────────────────────────────────────


def find_statements(page: Page, speech: tuple[Said, ...]) -> tuple[Mark[str], ...]:
    """What was found or stressed, a sentence each."""
    return tuple(mark for mark, asks in _items(page, speech) if not asks)


def find_requirements(page: Page, speech: tuple[Said, ...]) -> tuple[Mark[str], ...]:
    """What was asked for, one item for each thing to do."""
    return tuple(mark for mark, asks in _items(page, speech) if asks)


def _items(page: Page, speech: tuple[Said, ...]) -> Iterator[tuple[Mark[str], bool]]:
    only_finds = all(said.tone is Tone.FINDS for said in speech)
    asked = False
    before: Said | None = None
    for said in speech:
        goes_on = before and said.words.start - before.words.end <= 2 and said.tone is before.tone
        asked = bool(asked and goes_on and said.tone is not Tone.FINDS)
        before = said
        for piece, counted in _pieces(page.text, said):
            asked = asked or counted or _asks(page.text, piece, said.tone, only_finds=only_finds)
            if asked:
                yield from ((mark, True) for mark in _requirements(page.text, piece, said))
            else:
                rule = f"statements.{'person' if said.name else 'meeting'}"
                yield mark_text(page.text, piece.start, piece.end, rule), False


def _pieces(text: str, said: Said) -> Iterator[tuple[Stretch, bool]]:
    """Cut at counting words and semicolons; a finding keeps its semicolons."""
    counting = list(_ORDINAL.finditer(text, said.words.start, said.words.end))
    starts = [match.end() for match in counting]
    ends = [match.start() for match in counting[1:]] + [said.words.end] * bool(counting)
    head = Stretch(said.words.start, counting[0].start() if counting else said.words.end)
    for piece in _cut(text, head, said.tone):
        yield piece, False
    for start, end in zip(starts, ends, strict=True):
        for piece in _cut(text, Stretch(start, end), Tone.ASKS):
            yield piece, True


def _cut(text: str, part: Stretch, tone: Tone) -> Iterator[Stretch]:
    asks = _STARTS_ASKING.match(text, part.start, part.end)
    pieces = [part] if tone is Tone.FINDS and not asks else split(text, part, "；")
    for piece in pieces:
        trimmed = _trimmed(text, piece)
        words = trimmed.of(text)
        if len(words) >= 3 and not _ANNOUNCES.search(words):
            yield trimmed


def _trimmed(text: str, part: Stretch) -> Stretch:
    start, end = part.start, part.end
    citation = _CITATION.search(text[start:end])
    if citation:
        end = start + citation.start()
    while start < end and text[start] in "，：；、。 ":
        start += 1
    while start < end and text[end - 1] in "，：；、。 ":
        end -= 1
    return Stretch(start, end)


def _asks(text: str, piece: Stretch, tone: Tone, *, only_finds: bool) -> bool:
    words = piece.of(text)
    if tone is Tone.ASKS:
        return True
    if _STARTS_ASKING.match(words):
        return True
    return (tone is Tone.STRESSES or only_finds) and bool(_ASKING.search(words))


def _requirements(text: str, piece: Stretch, said: Said) -> Iterator[Mark[str]]:
    rule = f"requirements.{'person' if said.name else 'meeting'}"
    certainty = Certainty.SURE if said.tone is Tone.ASKS else Certainty.LOOK
    start = piece.start
    again_at = [
        again
        for again in _AGAIN.finditer(text, piece.start, piece.end)
        if _ASKING.search(text, piece.start, again.start())
    ]
    for again in [*again_at, None]:
        end = again.start() if again else piece.end
        for part in _parallel(text, _trimmed(text, Stretch(start, end))):
            if part.end - part.start >= 3:
                yield mark_text(text, part.start, part.end, rule, certainty)
        start = end


def _parallel(text: str, part: Stretch) -> list[Stretch]:
    """``在甲上下功夫、乙上下功夫``: as many requirements as there are closings."""
    found = list(_PARALLEL.finditer(text, part.start, part.end))
    closes = {match["close"] for match in found}
    if len(found) < 2 or len(closes) != 1:
        return [part]
    if any(text[match.end() : match.end() + 1] != "、" for match in found[:-1]):
        return [part]
    starts = [part.start, *(match.end() + 1 for match in found[:-1])]
    ends = [match.end() for match in found[:-1]] + [part.end]
    return [Stretch(start, end) for start, end in zip(starts, ends, strict=True)]
