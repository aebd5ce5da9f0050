"""Filled workbooks on their way in, and official papers with their numbers."""

from gonghui.documents.models.batch import Import, ImportTrace, new_folder

__all__ = ["Import", "ImportTrace", "new_folder"]
