"""Persons, the accounts they sign in with, and what they say about their own data."""

from gonghui.people.models.account import Account, AccountManager, SignInLink, Tries
from gonghui.people.models.person import Person
from gonghui.people.models.privacy import Consent, DataRequest

__all__ = [
    "Account",
    "AccountManager",
    "Consent",
    "DataRequest",
    "Person",
    "SignInLink",
    "Tries",
]
