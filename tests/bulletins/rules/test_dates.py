import pytest

from gonghui.bulletins.rules.reading import as_json, read

HELD = "市总工会召开重点工作推进会。"


@pytest.mark.parametrize(
    ("text", "iso", "precision", "year_from"),
    [
        pytest.param(f"2023年7月25日，{HELD}", "2023-07-25", "day", "text", id="with its year"),
        pytest.param(
            f"二〇二三年七月二十五日，{HELD}", "2023-07-25", "day", "text", id="in Chinese numerals"
        ),
        pytest.param(f"7月25日，{HELD}", "XXXX-07-25", "day", None, id="no year anywhere"),
        pytest.param(
            "7月25日，市总工会召开2023年半年工作会议。",
            "2023-07-25",
            "day",
            "name",
            id="year of the name",
        ),
        pytest.param(
            "1月9日，市总工会召开2023年度工作总结会议。",
            "XXXX-01-09",
            "day",
            None,
            id="a year summed up in the next",
        ),
        pytest.param(
            "1月9日，市总工会召开2023年总结暨2024年部署会议。",
            "2024-01-09",
            "day",
            "name",
            id="two years around the new year",
        ),
        pytest.param(
            f"发布时间：2024-01-02\n12月30日，{HELD}",
            "2023-12-30",
            "day",
            "page",
            id="page dated after the new year",
        ),
        pytest.param(
            f"发布时间：2024-11-02\n3月10日，{HELD}",
            "XXXX-03-10",
            "day",
            None,
            id="page dated half a year later",
        ),
        pytest.param(
            f"发布时间：2022-07-29\n28日上午，{HELD}",
            "2022-07-28",
            "day",
            "page",
            id="month of the page date",
        ),
        pytest.param(f"28日上午，{HELD}", "XXXX-XX-28", "day", None, id="no month anywhere"),
        pytest.param(
            "2023年10月21日至22日，市总工会举办干部培训班。",
            "2023-10-21/2023-10-22",
            "range",
            "text",
            id="two days",
        ),
        pytest.param(
            "2023年9月30日-10月1日，市总工会举办干部培训班。",
            "2023-09-30/2023-10-01",
            "range",
            "text",
            id="over the end of a month",
        ),
        pytest.param(
            f"发布时间：2013-03-22\n320，{HELD}", "2013-03-20", "day", "page", id="月 and 日 lost"
        ),
        pytest.param(f"320，{HELD}", None, None, None, id="lost and nothing to restore it by"),
        pytest.param(f"近日，{HELD}", None, "unknown", None, id="lately"),
        pytest.param(f"*月**日，{HELD}", None, "unknown", None, id="masked"),
        pytest.param(f"2023年2月30日，{HELD}", None, "unknown", None, id="no such day"),
        pytest.param(
            "1月29日，市总工会召开会议，总结2012年工作，部署2013年任务。",
            "2013-01-29",
            "day",
            "purpose",
            id="year that is planned for",
        ),
        pytest.param(f"2023年7月，{HELD}", "2023-07", "month", "text", id="only the month"),
    ],
)
def test_date(text: str, iso: str | None, precision: str | None, year_from: str | None):
    record = as_json(read(text))["record"]

    assert record["date"] == {"iso": iso, "precision": precision, "year_from": year_from}


def test_inferred_year_is_to_be_looked_at():
    claims = {claim.field: claim.certainty.value for claim in read(f"2023年7月25日，{HELD}").claims}
    inferred = {
        claim.field: claim.certainty.value
        for claim in read("7月25日，市总工会召开2023年半年工作会议。").claims
    }

    assert (claims["date.iso"], inferred["date.iso"]) == ("sure", "look")
