"""Papers to Word and to PDF, one after another, in memory that does not grow with them.

``scripts/bench papers [--small]``: 10,000 (100) notices of two pages with a table, each with other
words. Floors: for Word, python-docx saving as many empty documents; for PDF, WeasyPrint setting the
same HTML in a process that does nothing else.
"""

import json
import os
import resource
import subprocess
import sys
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench._ground import Row, run

MIB = 1024
TEXT = (
    "现将{n}号有关事项通知如下。\n一、会议时间和地点\n7月25日（星期二）上午9:00，11楼会议室。\n"
    "二、会议内容\n（一）总结上半年工作。通报各县工会上半年工作情况。\n（二）现场观摩\n"
    "表：上半年主要指标（单位：人）\n| 单位 | 会员数 | 新增会员 |\n"
    "| 甲县总工会 | 64,{n:03} | 1,204 |\n"
    "| 乙县总工会 | 未报 | 未报 |\n三、有关要求\n" + "请按时报送参会人员名单，不得迟报。" * 12
)
FLOOR = """
import json, sys, time, weasyprint
page = json.load(sys.stdin)
begun = time.perf_counter()
for _ in range(int(sys.argv[1])):
    weasyprint.HTML(string=page).write_pdf(sys.argv[2])
print(time.perf_counter() - begun)
"""


def papers(count: int):
    from gonghui.documents.rules.marks import read_text
    from gonghui.documents.rules.paper import Paper

    plain = Paper(
        "铜仁市总工会", "", (), "铜仁市总工会文件", addressees="各县总工会", on=date(2023, 7, 5),
        copies="省总工会", printed_by="铜仁市总工会办公室", printed_on=date(2023, 7, 6),
    )  # fmt: skip
    for n in range(1, count + 1):
        blocks = read_text(TEXT.format(n=n)).blocks
        told = {
            "title": f"关于第{n}次会议的通知",
            "number": f"铜工发〔2023〕{n}号",
            "blocks": blocks,
        }
        yield replace(plain, **told)


def peak(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / MIB


def measure(database: str, *, small: bool) -> list[Row]:
    from docx import Document

    from gonghui.documents.exports.paper import write_docxs
    from gonghui.documents.exports.pdf import write_page, write_pdfs

    count = 100 if small else 10_000
    begun, size = perf_counter(), 0
    for word_file in write_docxs(papers(count)):
        size += len(word_file)
    word, word_size = count / (perf_counter() - begun), size / count
    begun = perf_counter()
    with TemporaryDirectory() as folder:
        for _ in range(min(count, 200)):
            Document().save(Path(folder, "empty.docx"))
    word_floor = min(count, 200) / (perf_counter() - begun)
    after_word = peak(resource.RUSAGE_SELF)

    begun, size = perf_counter(), 0
    for pdf in write_pdfs(papers(count)):
        size += len(pdf)
    press = count / (perf_counter() - begun)
    press_peak = peak(resource.RUSAGE_CHILDREN)  # before the floor, which is a child as well
    some = min(count, 100)
    return [
        Row(f"{count:,} papers to Word", word, "papers/s", word_floor),
        Row("a Word file", word_size / 1024, "KiB"),
        Row("peak memory after Word", after_word, "MiB"),
        Row(f"{count:,} papers to PDF", press, "papers/s", some / set_plainly(write_page, some)),
        Row("a PDF", size / count / 1024, "KiB"),
        Row("peak memory after PDF", peak(resource.RUSAGE_SELF), "MiB"),
        Row("peak memory of the press", press_peak, "MiB"),
    ]


def set_plainly(write_page, count: int) -> float:
    """Seconds WeasyPrint itself takes for so many, in a process of its own with all fonts."""
    page = json.dumps(write_page(next(islice(papers(1), 1))))
    with TemporaryDirectory() as folder:
        told = subprocess.run(
            [sys.executable, "-c", FLOOR, str(count), str(Path(folder, "one.pdf"))],
            input=page, capture_output=True, text=True, check=True, env={**os.environ},
        )  # fmt: skip
    return float(told.stdout.splitlines()[-1])


if __name__ == "__main__":
    run("papers", measure)
