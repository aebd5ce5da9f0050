"""Filled workbooks on their way in, and official papers with their numbers."""

from gonghui.documents.models.batch import Import, ImportTrace, new_folder
from gonghui.documents.models.paper import (
    NumberSeries,
    Paper,
    PaperTemplate,
    Revision,
    SeriesYear,
)

__all__ = [
    "Import",
    "ImportTrace",
    "NumberSeries",
    "Paper",
    "PaperTemplate",
    "Revision",
    "SeriesYear",
    "new_folder",
]
