"""A paper as HTML: what the PDF is set from, and what its preview on a page shows.

Every word of it is escaped. The classes are those of ``data/paper.css`` (on paper) and of the
component ``paper_sheet`` (on the screen).
"""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gonghui.documents.rules.paper import (
    COPIES,
    Block,
    Heading,
    Layout,
    Paper,
    Paragraph,
    Table,
    mark_size,
    numbered,
    paper_date,
    record_rows,
    stands_alone,
    title_lines,
    width_of,
)

EMPTY = SafeString()
TEXT = "{}"
SIZES = range(12, 53)  # points a mark may have; each has its class


def write_sheet(paper: Paper) -> SafeString:
    """The paper from head to record."""
    return _joined(
        [
            _head(paper),
            _title(paper.title),
            _line("paper-to", f"{paper.addressees}：" if paper.addressees else ""),
            _blocks(paper.blocks),
            _attached(paper),
            _signature(paper) if paper.layout is not Layout.MINUTES else EMPTY,
            _line("paper-note", f"（{paper.note}）" if paper.note else ""),
            _annexes(paper),
            _record(paper),
        ]
    )


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("\n", TEXT, ((part,) for part in parts))


def _title(title: str) -> SafeString:
    lines = format_html_join("", "<span>{}</span>", ((line,) for line in title_lines(title)))
    return format_html('<h2 class="paper-title">{}</h2>', lines)


def _line(name: str, text: str) -> SafeString:
    return format_html('<p class="{}">{}</p>', name, text) if text else EMPTY


def _head(paper: Paper) -> SafeString:
    mark = EMPTY
    if paper.mark:
        size = int(mark_size(paper.mark))
        mark = format_html('<p class="paper-mark paper-mark-{}">{}</p>', size, paper.mark)
    urgency = _line("paper-urgency", paper.urgency)
    if paper.layout is Layout.LETTER:
        told = (
            '<header class="paper-letter">{}<div class="paper-ends"><span>{}</span><span>{}</span>'
            '</div></header><div class="paper-letter-foot"></div>'
        )
        return format_html(told, mark, paper.urgency, paper.number)
    if not paper.mark:
        return urgency
    return format_html(
        '<header class="paper-head{}">{}{}{}</header>',
        " paper-head-urgent" if paper.urgency else "",
        urgency,
        mark,
        _number(paper),
    )


def _number(paper: Paper) -> SafeString:
    ends = (
        '<div class="paper-ends paper-number"><span>{}</span>'
        '<span>{}<span class="paper-kai">{}</span></span></div>'
    )
    if paper.layout is Layout.MINUTES:
        day = paper_date(paper.on) if paper.on else ""
        number = _line("paper-issue", paper.number)
        return _joined([number, format_html(ends, paper.issuer, day, "")])
    if paper.signer:
        return format_html(ends, paper.number, "签发人：", paper.signer)
    return format_html('<p class="paper-number">{}</p>', paper.number or "\u00a0")


def _blocks(blocks: Iterable[Block]) -> SafeString:
    return _joined(_block(block) for block in numbered(blocks))


def _block(block: Block) -> SafeString:
    if isinstance(block, Heading):
        rest = (
            format_html('<span class="paper-rest">{}</span>', block.rest) if block.rest else EMPTY
        )
        told = '<h{} class="paper-h{}{}">{}{}</h{}>'
        level, alone = block.level + 2, " paper-alone" if stands_alone(block) else ""
        return format_html(told, level, block.level, alone, block.text, rest, level)
    if isinstance(block, Paragraph):
        runs = (("paper-strong" if run.strong else "paper-run", run.text) for run in block.runs)
        told = format_html_join("", '<span class="{}">{}</span>', runs)
        return format_html('<p class="paper-text">{}</p>', told)
    return _table(block)


def _table(table: Table) -> SafeString:
    total = sum(column.share for column in table.columns)
    widths = format_html_join(
        "", '<col class="paper-share-{}">', ((_share(one.share, total),) for one in table.columns)
    )
    heads = format_html_join("", '<th scope="col">{}</th>', ((one.head,) for one in table.columns))
    sides = ["paper-num" if column.numeric else "paper-words" for column in table.columns]
    rows = format_html_join(
        "",
        "<tr>{}</tr>",
        (
            (format_html_join("", '<td class="{}">{}</td>', zip(sides, row, strict=True)),)
            for row in table.rows
        ),
    )
    unit = _line("paper-unit", f"单位：{table.unit}" if table.unit else "")
    told = (
        '<div class="paper-figures">{}{}<table><colgroup>{}</colgroup><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table>{}</div>"
    )
    caption = _line("paper-caption", table.caption)
    return format_html(told, caption, unit, widths, heads, rows, _line("paper-below", table.note))


def _share(share: int, total: int) -> int:
    """Of the width, in steps of one in forty; each step has its class."""
    return max(round(share * 40 / total), 1)


def _attached(paper: Paper) -> SafeString:
    titles = list(paper.attached)
    if not titles:
        return EMPTY
    several = len(titles) > 1
    rows = (
        ("附件：" if place == 1 else "", f"{place}.{title}" if several else title)
        for place, title in enumerate(titles, 1)
    )
    told = format_html_join("", "<p>{}{}</p>", rows)
    return format_html('<div class="paper-attached">{}</div>', told)


def _signature(paper: Paper) -> SafeString:
    """Who signs, in the middle above the day; the day ends four characters from the edge.

    The class tells in quarters of a character how far in the wider of the two ends.
    """
    day = paper_date(paper.on) if paper.on else ""
    told = '<div class="paper-signed paper-in-{}"><p>{}</p><p>{}</p></div>'
    beyond = max(width_of(paper.issuer) - width_of(day), 0) / 2 if day else 0
    return format_html(told, round((4 - min(beyond, 2)) * 4), paper.issuer, day)


def _annexes(paper: Paper) -> SafeString:
    printed = [(place, one) for place, one in enumerate(paper.annexes, 1) if one.blocks]
    several = len(paper.attached) > 1
    told = '<section class="paper-annex"><p class="paper-annex-no">附件{}</p>{}{}</section>'
    return _joined(
        format_html(told, place if several else "", _title(annex.title), _blocks(annex.blocks))
        for place, annex in printed
    )


def _record(paper: Paper) -> SafeString:
    rows = record_rows(paper)
    if not rows:
        return EMPTY
    told = _joined(_record_row(row) for row in rows)
    ruled = "paper-record" if paper.layout is not Layout.LETTER else "paper-record paper-unruled"
    # what keeps its room in the text, and what stands at the foot of that page
    return format_html(
        '<footer class="paper-end"><div class="{}" aria-hidden="true">{}</div>'
        '<div class="{} paper-foot">{}</div></footer>',
        ruled, told, ruled, told,
    )  # fmt: skip


def _record_row(row: str) -> SafeString:
    if row.startswith(COPIES):
        return format_html('<p class="paper-copies">{}</p>', row)
    printed_by, _, on = row.partition("\t")
    return format_html('<p class="paper-ends"><span>{}</span><span>{}</span></p>', printed_by, on)
