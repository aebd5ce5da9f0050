"""Reading a list that was taken out as a file."""

import csv
from io import BytesIO

from django.http import HttpResponseBase
from openpyxl import load_workbook


def rows_of(response: HttpResponseBase) -> list[list[object]]:
    """Every row of the workbook or CSV, with what stands above the head."""
    content = b"".join(response.streaming_content)
    if response["Content-Type"].startswith("text/csv"):
        return list(csv.reader(content.decode("utf-8-sig").splitlines()))
    sheet = load_workbook(BytesIO(content)).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]
