"""What a paper of each kind begins with, until an office has made its own template."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from gonghui.documents.rules.handling import PaperKind

ORGANISATION = "{organisation}"
SUBJECT = "……"


@dataclass(frozen=True, slots=True)
class Pattern:
    """The standing words of a paper; ``{organisation}`` stands for the full name.

    Attributes:
        mark: The red head.
        title: With …… where the subject goes.
        opening: Before the text.
        closing: After the text.
        issuer: Who signs.
        printed_by: 印发机关.
    """

    mark: str = "{organisation}文件"
    title: str = ""
    opening: str = ""
    closing: str = ""
    addressees: str = ""
    copies: str = ""
    issuer: str = ORGANISATION
    printed_by: str = "{organisation}办公室"


BUILT_IN: Mapping[PaperKind, Pattern] = {
    PaperKind.NOTICE: Pattern(title="关于……的通知", closing="特此通知。"),
    PaperKind.CIRCULAR: Pattern(title="关于……的通报"),
    PaperKind.DECISION: Pattern(title="关于……的决定"),
    PaperKind.REPORT: Pattern(title="{organisation}关于……的报告", closing="特此报告。"),
    PaperKind.REQUEST: Pattern(title="{organisation}关于……的请示", closing="妥否，请批示。"),
    PaperKind.LETTER: Pattern(mark=ORGANISATION, title="关于……的函", closing="专此函达。"),
    PaperKind.MINUTES: Pattern(
        mark="{organisation}会议纪要", title="……会议纪要", issuer="{organisation}办公室"
    ),
}


def filled(pattern: Pattern, organisation: str) -> Pattern:
    """The pattern with the name of an organisation in its places."""
    told = {
        one.name: getattr(pattern, one.name).replace(ORGANISATION, organisation)
        for one in fields(pattern)
    }
    return replace(pattern, **told)


def beginning(pattern: Pattern) -> str:
    """The text a new paper begins with."""
    return f"{pattern.opening}\n\n{pattern.closing}".strip("\n")
