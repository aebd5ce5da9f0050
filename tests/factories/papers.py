"""Official papers at any step of their way."""

from gonghui.documents.actions import number
from gonghui.documents.actions import paper as acts
from gonghui.documents.models import NumberSeries, Paper
from gonghui.documents.rules.content import Content, Words
from gonghui.documents.rules.handling import PaperKind, PaperState
from gonghui.documents.rules.marks import read_text
from gonghui.organisations.models import Organisation
from gonghui.people.models import Account
from tests.factories.moments import IN_JULY
from tests.factories.people import make_plain_account

TEXT = "现将有关事项通知如下。\n一、时间\n7月25日上午9:00。\n二、要求\n请按时参加。"


def make_words(
    title: str = "关于召开半年工作会议的通知", text: str = TEXT, **more: object
) -> Words:
    return Words(title, content_of(text), **more)


def content_of(text: str) -> Content:
    return read_text(text)


def make_series(organisation: Organisation, code: str = "铜工发") -> NumberSeries:
    # an office's word is its own: where another has it, it is made of the name
    taken = NumberSeries.objects.filter(code=code).exclude(organisation=organisation).exists()
    code = f"{organisation.short_name}工发" if taken else code
    return NumberSeries.objects.get_or_create(organisation=organisation, code=code)[0]


def make_paper(
    organisation: Organisation,
    state: PaperState = PaperState.DRAFT,
    *,
    kind: PaperKind = PaperKind.NOTICE,
    by: Account | None = None,
    words: Words | None = None,
) -> Paper:
    """A paper brought so far by its own steps; others than the drafter review and sign it."""
    by = by or make_plain_account("任小禾")
    paper = acts.draft(organisation, kind, words or make_words(), by=by, at=IN_JULY)
    if state is PaperState.DRAFT:
        return paper
    other = make_plain_account("龚德才")
    steps = {
        PaperState.REVIEW: lambda: acts.submit(paper, by=by, at=IN_JULY),
        PaperState.SIGNING: lambda: acts.pass_on(paper, edition=0, by=other, at=IN_JULY),
        PaperState.SIGNED: lambda: acts.sign(paper, edition=0, by=other, at=IN_JULY),
        PaperState.REGISTERED: lambda: number.register(
            paper, make_series(organisation), by=other, at=IN_JULY
        ),
        PaperState.ISSUED: lambda: acts.issue(paper, by=other, at=IN_JULY),
        PaperState.ARCHIVED: lambda: acts.archive(paper, by=other, at=IN_JULY),
    }
    if state is PaperState.VOID:
        return acts.drop(paper, by=by, at=IN_JULY)
    for reached, step in steps.items():
        paper = step()
        if reached is state:
            break
    return paper


def paper_keys(organisation: Organisation) -> dict[str, dict[str, object]]:
    """Which paper each page is about, by the name of its address."""
    states = {
        PaperState.DRAFT: ("edit", "submit", "drop"),
        PaperState.REVIEW: ("take-back", "pass", "send-back"),
        PaperState.SIGNING: ("sign", "refuse"),
        PaperState.SIGNED: ("register",),
        PaperState.REGISTERED: ("issue", "void"),
    }
    issued = {"pk": make_paper(organisation, PaperState.ISSUED).pk}
    kind = {"kind": PaperKind.NOTICE.value}
    return {
        **dict.fromkeys(("documents:paper", "documents:paper-word", "documents:paper-pdf"), issued),
        "documents:paper-archive": issued,
        "documents:paper-begin": kind,
        "documents:paper-template-edit": kind,
        "documents:paper-numbers-begin": {"pk": make_series(organisation).pk},
        **{
            f"documents:paper-{name}": {"pk": make_paper(organisation, state).pk}
            for state, names in states.items()
            for name in names
        },
    }
