"""What the gallery shows: invented values, one of each kind and the awkward ones."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.foundation.pieces import (
    AgendaItem,
    BoardCell,
    BoardRow,
    Branch,
    Claim,
    ClaimAct,
    FigureCell,
    Happening,
    LeagueRow,
    MenuEntry,
    MenuSection,
    Remark,
    RouteStop,
    Series,
    Tile,
)

NOW = datetime(2023, 7, 12, 2, 30, tzinfo=UTC)  # 10:30 in Tongren
ICONS = Path(__file__).resolve().parent / "templates" / "ui" / "icons"
LONG_NAME = "沿河土家族自治县沙子街道办事处社区卫生服务中心工会联合会"


class SampleForm(forms.Form):
    """One field of each kind, bound with mistakes."""

    signer = forms.ChoiceField(
        label=gettext_lazy("Head of the organisation"),
        help_text=gettext_lazy("Answers for the truth of the figures"),
        choices=[("1", "杨帆"), ("2", "田禾")],
    )
    phone = forms.CharField(label=gettext_lazy("How to reach you"), min_length=11)
    story = forms.CharField(
        label=gettext_lazy("What happened"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it about"),
        widget=forms.RadioSelect,
        choices=[("w", gettext_lazy("Wages not paid")), ("i", gettext_lazy("An injury"))],
    )
    true = forms.BooleanField(label=gettext_lazy("I have checked the figures against the records"))
    file = forms.FileField(label=gettext_lazy("A workbook"), required=False)


def entries() -> dict[str, object]:
    """Everything the page names."""
    form = SampleForm({"signer": "1", "phone": "1398560427", "story": "", "kind": "w"})
    return {
        "now": NOW,
        "long_name": LONG_NAME,
        "form": form,
        "menu": _menu(),
        "icons": sorted(path.stem for path in ICONS.glob("*.html")),
        "dues": [*(NOW + timedelta(hours=hours) for hours in (-48, 3, 72)), NOW.date()],
        "known_of": (11, 12),
        "work_facts": [_("filed on 11 July 16:40"), _("18 items, 1 needs a look")],
        "demo": True,
        "cells": _cells(),
        "league": _league(),
        "tiles": _tiles(),
        "series": [
            Series(_("This year"), [7, 14, 24, 31, 41, 48]),
            Series(_("Last year"), [6, 12, 19, None, 35, 43]),
        ],
        "months": ["1", "2", "3", "4", "5", "6"],
        "page": Paginator(range(480), 20).page(3),
        **_lists(),
        **_read(),
    }


def _menu() -> list[MenuSection]:
    return [
        MenuSection(
            [
                MenuEntry(_("Desk"), "#", "home", current=True, waiting=5),
                MenuEntry(_("Directives and tasks"), "#", "arrow-bar-to-down", waiting=3),
                MenuEntry(_("Returns"), "#", "table", waiting=2),
                MenuEntry(_("Targets and lights"), "#", "target"),
            ]
        ),
        MenuSection(
            [
                MenuEntry(_("Meetings and tours"), "#", "users"),
                MenuEntry(_("Bulletins"), "#", "align-left"),
            ],
            _("Daily business"),
        ),
    ]


def _cells() -> list[FigureCell]:
    hard = Remark(
        _("Women members (69,410) exceed members (64,930). Is there a digit too many?"), hard=True
    )
    soft = Remark(_("More than three times last year. Give the reason in a sentence"), hard=False)
    return [
        FigureCell("a1", "基层工会数（期末）", "家", "1,088", "1,052", "3.4%", rising=True),
        FigureCell("a3", "会员数（期末）", "人", "64,930", "61,204", "6.1%", rising=True),
        FigureCell(
            "a4",
            "其中：女会员",
            "人",
            "69,410",
            "27,880",
            "149.0%",
            rising=True,
            remarks=[hard],
            level=1,
        ),
        FigureCell(
            "a5",
            "新发展会员",
            "人",
            "3,726",
            "1,194",
            "212.1%",
            rising=True,
            remarks=[soft],
            reason_name="a5_why",
            reason="",
        ),  # fmt: skip
        FigureCell(
            "a6",
            "职工入会率",
            "%",
            "90.2",
            "88.6",
            "1.6",
            rising=True,
            computed=True,
            source=_("Worked out: 64,930 ÷ 71,980"),
            source_address="#",
        ),  # fmt: skip
        FigureCell("b5", "户外劳动者服务站点（期末）", "个", None, None),
    ]


def _league() -> list[LeagueRow]:
    names = ["松桃县", "碧江区", "德江县", "思南县", "大龙开发区", "万山区", "江口县"]
    shares = [56, 54, 53, 51, 50, 47, 38]
    rows = [
        LeagueRow(name, share, str(share), "#", place, *_lit(share))
        for place, (name, share) in enumerate(zip(names, shares, strict=True), 1)
    ]
    return [*rows, LeagueRow("沿河县", None, "", "#", None, "none", _("not filed"))]


def _lit(share: int) -> tuple[str, str]:
    if share >= 49:
        return "ok", _("on track")
    return ("warn", _("slow")) if share >= 41 else ("bad", _("behind"))


def _tiles() -> list[Tile]:
    places = [
        (1, 1, "德江县", 53), (2, 1, "沿河县", 33), (4, 1, "松桃县", 56), (1, 2, "思南县", 51),
        (2, 2, "印江县", 45), (3, 2, "江口县", 38), (4, 2, "碧江区", 54), (1, 3, "石阡县", 49),
        (3, 3, "高新区", 44), (4, 3, "万山区", 47), (3, 4, "玉屏县", 51), (4, 4, "大龙", 50),
    ]  # fmt: skip
    return [
        Tile(column, row, name, f"{share}%", _lit(share)[0], "#")
        for column, row, name, share in places
    ]


def _lists() -> dict[str, object]:
    done = [BoardCell("done", day) for day in ("6-25", "6-25", "6-28", "7-03", "7-06")]
    ahead = BoardCell("ahead")
    stuck = BoardCell("now", _("stuck here"), "bad")
    return {
        "trail": [("铜仁市总工会", "#"), (_("Gallery"), "")],
        "steps": [(_("Fill in"), "#"), (_("Check"), "#"), (_("Read back"), ""), (_("File it"), "")],
        "tabs": [(_("Overview"), "#", True), (_("Replies"), "#", False), (_("Papers"), "#", False)],
        "board_steps": [_("Sent"), _("Received"), _("Working"), _("Filed"), _("Accepted")],
        "board": [
            BoardRow("碧江区总工会", done, "#", key="1"),
            BoardRow(
                LONG_NAME, [*done[:2], stuck, ahead, ahead],
                remark=_("reminded once"), key="2", chosen=True,
            ),
        ],
        "happenings": [
            Happening(_("Request received"), "7月5日 20:14", state="done"),
            Happening(
                _("Talks with the employer"), "7月14日 15:00", "#",
                state="current", note=_("Bring your identity card"),
            ),
            Happening(_("Result and call-back"), state="todo"),
        ],
        "agenda": [
            AgendaItem("08:00–10:30", "现场观摩（三处）", "讲解：各点位负责人"),
            AgendaItem("10:50–10:55", "致辞", "县委副书记", "#"),
        ],
        "stops": [
            RouteStop("县总工会服务职工中心", "08:00，35 分", "#", "ok", _("text in")),
            RouteStop("县中等职业技术学校", "10:00，25 分", "", "warn", _("no text")),
        ],
        "branches": [
            Branch("铜仁市总工会", "#", _("12 below"), open=True, children=[
                Branch("碧江区总工会", "#", children=[Branch("环北街道工会联合会", "#")]),
                Branch("松桃苗族自治县总工会", "#", current=True),
                Branch("沿河土家族自治县总工会", "#", _("22 below"), more="#"),
            ]),
        ],
    }  # fmt: skip


def _read() -> dict[str, object]:
    text = "本报讯 5月18日，市总工会春季工作会议在江畔礼堂召开。\n会上，先进代表受到表彰。"
    acts = [
        ClaimAct(_("Accept this reading"), "#", "A"),
        ClaimAct(_("Correct it"), "#", "E", opens=True),
        ClaimAct(_("It is not so"), "#", "X"),
    ]
    return {
        "text": text,
        "claims": [
            _placed(claim, text)
            for claim in (
                Claim(1, _("date"), "5月18日", "mid", note=_("No year in the text")),
                Claim(2, _("meeting"), "春季工作会议", "high", "accepted"),
                Claim(3, _("venue"), "江畔礼堂", "high", current=True, acts=acts),
                Claim(4, _("award"), "先进代表", "low", note=_("Representatives only")),
            )
        ],
    }


def _placed(claim: Claim, text: str) -> Claim:
    start = text.index(claim.value)
    return replace(claim, start=start, end=start + len(claim.value), address="#")
