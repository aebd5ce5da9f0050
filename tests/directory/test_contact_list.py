"""That a contact list was taken, on record and told where it is very long."""

import pytest

from gonghui.access.permissions import Role
from gonghui.audit.models import Entry
from gonghui.directory.actions import note_contact_list
from gonghui.directory.queries.contact import Counted
from gonghui.documents.actions.listing import MANY
from gonghui.notices.models import Notice
from tests.factories.access import make_account
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_tree
from tests.factories.people import make_plain_account

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("persons", "alarms"), [(MANY, 0), (MANY + 1, 1)])
def test_a_very_long_list_is_told_the_audit_administrator(persons, alarms):
    tree = make_tree()
    overseer = make_account(Role.AUDIT_ADMINISTRATOR, tree.city, name="安一鸣")
    count = Counted(persons=persons, phones=900, whole=300)

    note_contact_list(tree.city, "csv", count, by=make_plain_account("麻青松"), at=IN_JULY)

    assert Notice.objects.filter(account=overseer, code="alert.mass_export").count() == alarms
    facts = {"file": "csv", "persons": persons, "phones": 900, "whole": 300}
    assert Entry.objects.get(verb="contact_list.taken").facts == facts
