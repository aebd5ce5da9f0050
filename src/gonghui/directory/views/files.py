"""Handing over a workbook."""

from django.http import HttpResponse

from gonghui.foundation.clock import today

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_answer(content: bytes, name: str) -> HttpResponse:
    """A workbook to keep, named with its day."""
    answer = HttpResponse(content, content_type=WORKBOOK)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}-{today():%Y%m%d}.xlsx"
    return answer
