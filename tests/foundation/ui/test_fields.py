"""Fields, errors and the grid of figures."""

from django import forms

from gonghui.foundation.pieces import FigureCell, Remark
from tests.foundation.ui.drawing import drawn, said


class SampleForm(forms.Form):
    name = forms.CharField(label="名称", help_text="全称")
    note = forms.CharField(label="备注", required=False, widget=forms.Textarea)
    kind = forms.ChoiceField(
        label="类别", choices=[("a", "甲"), ("b", "乙")], widget=forms.RadioSelect
    )
    true = forms.BooleanField(label="属实")

    def clean(self) -> None:
        self.add_error(None, "两处对不上")


def test_a_field_ties_hint_and_error_to_its_input():
    html = drawn("{% field field=form.name %}", form=SampleForm({}))

    assert '<label for="id_name">名称</label>' in html
    assert '<span class="hint" id="id_name_hint">全称</span>' in html
    assert 'id="id_name_error"' in html
    assert 'aria-describedby="id_name_hint id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_a_field_without_error_is_not_called_wrong():
    html = drawn("{% field field=form.name %}", form=SampleForm())

    assert "aria-invalid" not in html
    assert 'aria-describedby="id_name_hint"' in html


def test_what_may_be_left_out_is_marked_and_not_what_must_be_filled_in():
    assert "选填" in drawn("{% field field=form.note %}", form=SampleForm())
    assert "选填" not in drawn("{% field field=form.name %}", form=SampleForm())


def test_what_was_typed_is_kept():
    form = SampleForm({"name": "沿河县", "kind": "b"})

    assert 'value="沿河县"' in drawn("{% field field=form.name %}", form=form)
    assert 'value="b"' in drawn("{% field field=form.kind %}", form=form)
    assert "checked" in drawn("{% field field=form.kind %}", form=form)


def test_choices_are_a_group_with_a_name():
    html = drawn("{% field field=form.kind %}", form=SampleForm())

    assert "<legend>类别</legend>" in html
    assert html.count('class="choice"') == 2


def test_all_errors_stand_on_top_each_with_the_way_to_its_place():
    source = "{% error_summary form=form %}"
    form = SampleForm({"kind": "a", "true": "on"})

    assert said(source, form=form) == "还有 2 处要处理 两处对不上 名称：还没有填"
    assert '<a href="#id_name">' in drawn(source, form=form)


def test_a_soft_problem_says_that_a_sentence_is_enough():
    problems = [("id_a", "多两倍以上", "soft")]

    assert said("{% error_summary problems=problems %}", problems=problems) == (
        "还有 1 处要处理 多两倍以上 （写一句原因即可）"
    )


def test_without_errors_there_is_no_summary():
    assert drawn("{% error_summary problems=none %}", none=[]) == ""


def test_a_typed_figure_is_an_input_with_its_whole_name():
    cell = FigureCell("f1", "女会员", "人", "29,410", "27,880", "5.5%", rising=True)
    html = drawn("{% figure_cell cell=cell %}", cell=cell)

    assert 'name="f1"' in html
    assert 'value="29,410"' in html
    assert 'aria-label="女会员（人）本期"' in html
    assert "msg-row" not in html


def test_a_computed_figure_cannot_be_typed_and_names_its_source():
    cell = FigureCell(
        "f2", "入会率", "%", "90.2", computed=True, source="会员 ÷ 职工", source_address="/x/"
    )
    html = drawn("{% figure_cell cell=cell %}", cell=cell)

    assert "<input" not in html
    assert 'class="computed"' in html
    assert "会员 ÷ 职工" in html
    assert '<a href="/x/">看算法</a>' in html


def test_a_blank_figure_is_empty_and_its_missing_past_says_so():
    html = drawn("{% figure_cell cell=cell %}", cell=FigureCell("f3", "站点", "个"))

    assert 'value=""' in html
    assert "未报" in html


def test_a_hard_remark_marks_the_input_a_soft_one_asks_for_a_reason():
    hard = FigureCell("f4", "x", "人", "1", remarks=[Remark("太大", hard=True)])
    soft = FigureCell("f5", "x", "人", "1", remarks=[Remark("说明", hard=False)], reason_name="w5")
    red, yellow = (drawn("{% figure_cell cell=cell %}", cell=cell) for cell in (hard, soft))

    assert (hard.state, soft.state) == ("bad", "warn")
    assert 'aria-invalid="true" aria-describedby="f4-told"' in red
    assert "aria-invalid" not in yellow
    assert '<textarea class="input" id="id_w5" name="w5" rows="2">' in yellow


def test_a_reason_given_before_stays_to_be_read():
    cell = FigureCell("f6", "x", "人", "1", reason_name="w6", reason="集中入会")

    assert "集中入会</textarea>" in drawn("{% figure_cell cell=cell %}", cell=cell)
