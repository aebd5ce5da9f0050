from gonghui.documents.rules.difference import Line, Mark, changed_fields, differences


def test_what_changed_stands_with_a_line_around_it():
    before = "\n".join("一二三四五六七八九")
    after = before.replace("二", "贰").replace("九", "九\n十")

    assert differences(before, after) == [
        Line(Mark.SAME, "一"), Line(Mark.GONE, "二"), Line(Mark.NEW, "贰"), Line(Mark.SAME, "三"),
        Line(Mark.CUT), Line(Mark.SAME, "九"), Line(Mark.NEW, "十"),
    ]  # fmt: skip


def test_the_same_text_has_no_differences():
    assert differences("一\n二", "一\n二") == []


def test_names_of_what_changed():
    assert changed_fields({"a": "1", "b": "2"}, {"a": "1", "b": "3", "c": ""}) == ["b"]
