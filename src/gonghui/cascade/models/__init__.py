"""One ask, and each organisation's share of it."""

from gonghui.cascade.models.assignment import Answer, Assignment, Extension
from gonghui.cascade.models.directive import Amendment, Directive

__all__ = ["Amendment", "Answer", "Assignment", "Directive", "Extension"]
