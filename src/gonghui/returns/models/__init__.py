"""What is counted: indicators and forms, a form's collection, sheets and their versions, totals."""

from gonghui.returns.models.form import Form, FormLine
from gonghui.returns.models.indicator import Indicator
from gonghui.returns.models.rollup import RollUp
from gonghui.returns.models.round import Round
from gonghui.returns.models.sheet import Sheet, Version

__all__ = ["Form", "FormLine", "Indicator", "RollUp", "Round", "Sheet", "Version"]
