"""``gonghui report draft``."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from gonghui.foundation.clock import moment, today
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.periods import Period
from gonghui.foundation.wording import sentence_for
from gonghui.organisations.queries.tree import organisation_named
from gonghui.people.actions.account import job_account
from gonghui.reports.actions import draft_report
from gonghui.reports.exports import report_docx
from gonghui.reports.models import WorkReport
from gonghui.reports.queries.report import Content, content_of, sections_of
from gonghui.reports.rules.placeholder import read_out


class Command(BaseCommand):
    """Drafts the work report of a period from its figures and writes it as a Word file."""

    help = "draft: write the work report of an organisation for a period, like 2023H1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One verb today."""
        parser.add_argument("verb", choices=["draft"])
        parser.add_argument("--org", required=True, help="full or short name")
        parser.add_argument("--period", required=True, help="like 2023H1")
        parser.add_argument("-o", "--output", help="the Word file to write")
        parser.add_argument("--json", action="store_true", help="tell the report as JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        """A report that is there is not drafted again: edits are kept."""
        try:
            report, content = _drafted(options["org"], options["period"])
        except RuleBroken as refusal:
            raise CommandError(sentence_for(refusal)) from refusal
        if options["output"]:
            _write(Path(options["output"]), report_docx(report, content))
        if options["json"]:
            self.stdout.write(json.dumps(_told(report, content, options), ensure_ascii=False))
        elif options["output"]:
            self.stdout.write(f"{report.title}: {options['output']}")
        else:
            self.stdout.write(_text(report, content))


@transaction.atomic
def _drafted(name: str, code: str) -> tuple[WorkReport, Content]:
    organisation = organisation_named(name.strip())
    if organisation is None:
        raise RuleBroken("report.organisation_unknown", name=name)
    report = draft_report(organisation, Period.parse(code), by=job_account(), at=moment())
    return report, content_of(report, today=today())


def _write(path: Path, file: bytes) -> None:
    try:
        path.write_bytes(file)
    except OSError as trouble:
        raise CommandError(f"{path}: {trouble.strerror}") from trouble


def _text(report: WorkReport, content: Content) -> str:
    lines = [report.title]
    for section in sections_of(report):
        lines += [section.title] if section.title else []
        lines.append(read_out(section.text, content.said))
    return "\n".join(line for line in lines if line)


def _told(report: WorkReport, content: Content, options: dict[str, Any]) -> dict[str, object]:
    figures = content.facts.figures if content.facts else {}
    return {
        "report": report.pk,
        "organisation": report.organisation.name,
        "period": report.period,
        "title": report.title,
        "state": report.state,
        "as_of": content.as_of.isoformat(),
        "file": options["output"],
        "sections": [
            {"title": section.title, "text": read_out(section.text, content.said)}
            for section in sections_of(report)
        ],
        "figures": {
            code: {
                "value": None if figures[code].value is None else str(figures[code].value),
                "unit": figures[code].unit,
                "known": figures[code].known,
                "expected": figures[code].expected,
            }
            for code in content.exact
            if code in figures
        },
    }
