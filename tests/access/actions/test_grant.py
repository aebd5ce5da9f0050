import pytest

from gonghui.access.actions.grant import grant_to_account, grant_to_post
from gonghui.access.models import Grant
from gonghui.access.permissions import ADMINISTRATORS, Role
from gonghui.audit.models import Entry
from gonghui.foundation.errors import RuleBroken
from tests.factories.access import make_account
from tests.factories.moments import IN_JULY, TODAY
from tests.factories.organisations import make_organisation, make_post
from tests.factories.people import make_job, make_plain_account

pytestmark = pytest.mark.django_db


def recorded():
    return list(Entry.objects.values_list("verb", "organisation_id", "facts"))


def test_grant_to_post_gives_the_role_to_whoever_holds_it():
    post = make_post(title="统计干事")

    grant_to_post(Role.FILER, post.organisation, post, on=TODAY, by=make_job(), at=IN_JULY)

    grant = Grant.objects.get()
    assert (grant.role, grant.organisation, grant.post, grant.account, grant.from_on) == (
        "filer",
        post.organisation,
        post,
        None,
        TODAY,
    )
    assert recorded() == [("grant.given", post.organisation_id, {"post": str(post)})]
    assert str(grant) == f"filer @ {post.organisation.name}"


def test_grant_to_account_gives_the_role_to_one_person():
    account, organisation = make_plain_account(), make_organisation()

    grant_to_account(Role.LEADER, organisation, account, on=TODAY, by=make_job(), at=IN_JULY)

    grant = Grant.objects.get()
    assert (grant.role, grant.organisation, grant.post, grant.account) == (
        "leader",
        organisation,
        None,
        account,
    )
    assert recorded() == [("grant.given", organisation.pk, {})]


@pytest.mark.parametrize("first", sorted(ADMINISTRATORS))
@pytest.mark.parametrize("second", sorted(ADMINISTRATORS))
def test_no_account_is_two_of_the_three_administrators(first, second):
    organisation = make_organisation()
    account = make_account(first, organisation, username="xiaohe")
    give = {"on": TODAY, "by": make_job(), "at": IN_JULY}
    if first == second:
        grant_to_account(second, organisation, account, **give)
        return

    with pytest.raises(RuleBroken) as refusal:
        grant_to_account(second, organisation, account, **give)

    assert (refusal.value.code, refusal.value.facts) == (
        "grant.administrators_apart",
        {"username": "xiaohe"},
    )
    assert (Grant.objects.count(), Entry.objects.count()) == (1, 0)


def test_an_administrator_may_hold_other_roles_too():
    account = make_account(Role.SYSTEM_ADMINISTRATOR, make_organisation())

    grant_to_account(Role.FILER, make_organisation(), account, on=TODAY, by=make_job(), at=IN_JULY)

    assert Grant.objects.filter(account=account).count() == 2
