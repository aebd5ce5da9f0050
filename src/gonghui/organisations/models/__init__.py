"""The tree of organisations, their departments and posts, who holds them, and who is meant."""

from gonghui.organisations.models.audience import Audience
from gonghui.organisations.models.change import Change, ChangeParty
from gonghui.organisations.models.organisation import (
    Ancestry,
    FormerName,
    Organisation,
    Placement,
    Registration,
)
from gonghui.organisations.models.post import Department, Portfolio, Post, Tenure, Term
from gonghui.organisations.models.search import NamePart

__all__ = [
    "Ancestry",
    "Audience",
    "Change",
    "ChangeParty",
    "Department",
    "FormerName",
    "NamePart",
    "Organisation",
    "Placement",
    "Portfolio",
    "Post",
    "Registration",
    "Tenure",
    "Term",
]
