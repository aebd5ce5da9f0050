"""What holds for every tag of the look."""

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError

from gonghui.foundation import pieces
from gonghui.foundation.templatetags.ui import register
from tests.foundation.ui.drawing import drawn
from tests.rooms import PACKAGE

EVIL = '<script>alert("&")</script>'
SAFE = "&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt;"
GALLERY = PACKAGE / "foundation" / "templates" / "foundation"
# drawn by the shells themselves, or inside other tags
OF_THE_SHELL = {"stylesheet", "html_language", "shown_messages", "language_switch"}
INSIDE_OTHERS = {"shape", "bar", "figure_cell", "form_fields"}


class SampleForm(forms.Form):
    name = forms.CharField(label=EVIL, help_text=EVIL)
    file = forms.FileField(label=EVIL, required=False)


FACTS = {
    "evil": EVIL,
    "trail": [(EVIL, "#"), (EVIL, "")],
    "tabs": [(EVIL, "#", True)],
    "happenings": [pieces.Happening(EVIL, EVIL, "#", "done", EVIL)],
    "steps": [(EVIL, "#"), (EVIL, "")],
    "rows": [pieces.BoardRow(EVIL, [pieces.BoardCell("now", EVIL, "bad")], "#", EVIL, EVIL)],
    "columns": [EVIL],
    "agenda": [pieces.AgendaItem(EVIL, EVIL, EVIL)],
    "stops": [pieces.RouteStop(EVIL, EVIL, state="ok", word=EVIL)],
    "branches": [pieces.Branch(EVIL, note=EVIL, children=[pieces.Branch(EVIL)])],
    "form": SampleForm({"name": ""}),
    "problems": [("x", EVIL, "soft")],
    "cells": [pieces.FigureCell("a", EVIL, EVIL, EVIL, EVIL, EVIL, remarks=[pieces.Remark(EVIL, hard=True)], reason_name="r", reason=EVIL)],
    "series": [pieces.Series(EVIL, [1, 2])],
    "labels": [EVIL, EVIL],
    "league": [pieces.LeagueRow(EVIL, 1, EVIL, word=EVIL)],
    "tiles": [pieces.Tile(1, 1, EVIL, EVIL)],
    "claims": [pieces.Claim(1, EVIL, EVIL, "low", start=0, end=8, note=EVIL, current=True, acts=[pieces.ClaimAct(EVIL, "#", "A")])],
    "page": Paginator(range(50), 10).page(2),
}  # fmt: skip

EXAMPLES = {
    "button": '{% button label=evil kind="commit" %}',
    "link_button": '{% link_button label=evil to="#" %}',
    "post_button": '{% post_button label=evil to="#" %}',
    "crumbs": "{% crumbs trail=trail %}",
    "tabs": "{% tabs items=tabs label=evil %}",
    "paper_sheet": "{% paper_sheet label=evil %}{{ evil }}{% endpaper_sheet %}",
    "panel": "{% panel title=evil note=evil more='#' more_label=evil %}{{ evil }}{% endpanel %}",
    "panel_foot": "{% panel_foot %}{{ evil }}{% endpanel_foot %}",
    "notice": '{% notice state="bad" title=evil %}{{ evil }}{% endnotice %}',
    "empty": "{% empty title=evil why=evil %}{{ evil }}{% endempty %}",
    "dialog": "{% dialog anchor='a' title=evil %}{{ evil }}{% enddialog %}",
    "drawer": "{% drawer anchor='a' title=evil %}{{ evil }}{% enddrawer %}",
    "toast": "{% toast text=evil %}",
    "facts_list": "{% facts_list %}{{ evil }}{% endfacts_list %}",
    "fact": "{% fact term=evil %}{{ evil }}{% endfact %}",
    "check_answers": "{% check_answers title=evil change='#' %}{{ evil }}{% endcheck_answers %}",
    "signoff": "{% signoff filler=evil %}",
    "doors": "{% doors label=evil %}{{ evil }}{% enddoors %}",
    "door": "{% door icon='bell' title=evil note=evil to='#' %}",
    "quick_exit": "{% quick_exit to=evil %}",
    "pill": '{% pill state="ok" word=evil %}',
    "light": '{% light state="ok" word=evil reason=evil %}',
    "progress": "{% progress value=1 max=2 words=evil %}",
    "stats": "{% stats %}{{ evil }}{% endstats %}",
    "stat": "{% stat label=evil figure=evil unit=evil note=evil %}",
    "figure": "{% figure value=evil unit=evil as_of=evil source=evil %}",
    "delta": "{% delta words=evil %}",
    "person": "{% person name=evil post=evil organisation=evil %}",
    "organisation": "{% organisation name=evil short='x' %}",
    "table_wrap": "{% table_wrap label=evil %}{{ evil }}{% endtable_wrap %}",
    "sort_head": "{% sort_head label=evil by='name' %}",
    "filter_bar": "{% filter_bar results=evil %}{{ evil }}{% endfilter_bar %}",
    "filter_field": "{% filter_field field=form.name %}",
    "batch_bar": "{% batch_bar words=evil note=evil %}{{ evil }}{% endbatch_bar %}",
    "work_list": "{% work_list %}{{ evil }}{% endwork_list %}",
    "work_item": "{% work_item kind=evil what=evil to='#' facts=evil %}{{ evil }}{% endwork_item %}",
    "timeline": "{% timeline items=happenings %}",
    "stepper": "{% stepper steps=steps current=2 %}",
    "board": "{% board steps=columns rows=rows head=evil choose='o' %}",
    "agenda": "{% agenda items=agenda %}",
    "route": "{% route stops=stops %}",
    "tree": "{% tree branches=branches label=evil %}",
    "field": "{% field field=form.name %}",
    "form_fields": "{% form_fields form=form %}",
    "error_summary": "{% error_summary form=form problems=problems title=evil %}",
    "upload": "{% upload field=form.file limit=evil %}",
    "figure_grid": "{% figure_grid label=evil last=evil this=evil %}{% endfigure_grid %}",
    "figure_group": "{% figure_group title=evil cells=cells note=evil %}",
    "figure_cell": "{% figure_cell cell=cells.0 %}",
    "save_bar": "{% save_bar %}{{ evil }}{% endsave_bar %}",
    "chart": "{% chart finding=evil labels=labels series=series unit=evil head=evil %}",
    "league": "{% league rows=league head=evil unit=evil aim=1 aim_label=evil %}",
    "tiles": "{% tiles cells=tiles label=evil %}",
    "reading_text": "{% reading_text text=evil claims=claims %}",
    "claims": "{% claims claims=claims %}",
}
WITHOUT_TEXT = {
    "sep",
    "icon",
    "shape",
    "legend",
    "due",
    "day",
    "pager",
    "file_links",
    "bar",
    "save_state",
    "stylesheet",
}


@pytest.mark.parametrize("tag", EXAMPLES)
def test_a_tag_escapes_what_it_is_given(tag):
    html = drawn(EXAMPLES[tag], **FACTS)

    assert "<script" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("tag", EXAMPLES)
def test_a_tag_draws_no_style_and_no_event(tag):
    html = drawn(EXAMPLES[tag], **FACTS)

    assert " style=" not in html
    assert " onclick=" not in html


def test_every_tag_is_tried_here():
    missing = set(register.tags) - set(EXAMPLES) - WITHOUT_TEXT - OF_THE_SHELL

    assert missing == set()


def test_every_tag_stands_in_the_gallery():
    shown = "".join(path.read_text(encoding="utf-8") for path in GALLERY.glob("*.html"))

    missing = {tag for tag in register.tags if f"{{% {tag} " not in shown}

    assert missing == OF_THE_SHELL | INSIDE_OTHERS


def test_every_tag_is_in_the_readme():
    listed = (PACKAGE / "foundation" / "README.md").read_text(encoding="utf-8")

    missing = {tag for tag in register.tags if f"`{tag}" not in listed}

    assert missing == OF_THE_SHELL


@pytest.mark.parametrize(
    "source",
    [
        pytest.param('{% icon "no-such-icon" %}', id="an icon that is not there"),
        pytest.param('{% shape state="red" %}', id="a shape without a state"),
        pytest.param('{% pill state="red" word="x" %}', id="a pill with a colour for a state"),
        pytest.param('{% light state="green" word="x" %}', id="a light with a colour for a state"),
        pytest.param('{% notice state="error" %}{% endnotice %}', id="a notice of another library"),
        pytest.param('{% toast text="x" state="success" %}', id="a toast of another library"),
        pytest.param('{% button label="x" kind="primary" %}', id="a button of another library"),
        pytest.param('{% button label="x" size="xl" %}', id="a size there is not"),
        pytest.param('{% link_button label="x" to="#" kind="danger" %}', id="a link without a kind"),
        pytest.param('{% post_button label="x" to="#" kind="danger" %}', id="a deed without a kind"),
        pytest.param('{% save_state state="lost" %}', id="a way of saving there is not"),
        pytest.param('{% delta words="x" rising="up" %}', id="a direction in words"),
        pytest.param('{% sort_head label="x" by="y" kind="money" %}', id="a column there is not"),
        pytest.param("{% stepper steps=steps current=3 %}", id="a step beyond the last"),
        pytest.param("{% stepper steps=steps current=0 %}", id="a step before the first"),
        pytest.param("{% field field=evil %}", id="a field that is a text"),
        pytest.param("{% field field=form.name width='huge' %}", id="a width there is not"),
        pytest.param("{% figure_cell cell=evil %}", id="a figure that is a text"),
        pytest.param("{% error_summary problems=trouble %}", id="an error neither hard nor soft"),
        pytest.param("{% chart finding='x' labels=steps series=series unit='' %}{% chart finding='x' labels=columns series=series unit='' %}", id="more values than labels"),
        pytest.param("{% tiles cells=far label='x' %}", id="tiles too wide for a phone"),
        pytest.param("{% tiles cells=painted label='x' %}", id="a tile with a colour"),
        pytest.param("{% timeline items=soon %}", id="a happening without a state"),
        pytest.param("{% board steps=columns rows=odd head='x' %}", id="a step neither done nor now"),
        pytest.param("{% league rows=lit head='x' unit='' %}", id="a place with a colour"),
        pytest.param("{% claims claims=doubtful %}", id="a certainty in per cent"),
        pytest.param("{% pill 'ok' 'x' %}", id="arguments without names"),
    ],
)  # fmt: skip
def test_a_tag_refuses_what_it_does_not_know(source):
    facts = FACTS | {
        "trouble": [("a", "b", "medium")],
        "far": [pieces.Tile(7, 1, "x", "x")],
        "painted": [pieces.Tile(1, 1, "x", "x", "red")],
        "soon": [pieces.Happening("x", state="soon")],
        "odd": [pieces.BoardRow("x", [pieces.BoardCell("maybe")])],
        "lit": [pieces.LeagueRow("x", 1, "1", state="green")],
        "doubtful": [pieces.Claim(1, "x", "y", "80%")],
    }

    with pytest.raises(TemplateSyntaxError):
        drawn(source, **facts)
