import re

import pytest
from django.utils.translation import override

from gonghui.audit.actions import Deed, record
from gonghui.directory.wording import DEEDS, deed_name, deed_sentence
from gonghui.organisations.rules.change import ChangeKind
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_organisation
from tests.factories.people import make_job, make_plain_account
from tests.rooms import PACKAGE

QUOTED = re.compile(r"""["']([a-z_]+\.[a-z_]+)["']""")
# … or is made of a noun and the state something is in from then on
MADE = re.compile(r"""f["']([a-z_]+)\.\{(?:state|step)\.value\}["']""")
RECORDED = re.compile(r"""Deed\(\s*["']([a-z_]+\.[a-z_]+)["']""")


def test_every_deed_that_is_recorded_can_be_said():
    recorded = {
        verb
        for path in PACKAGE.rglob("*.py")
        for verb in RECORDED.findall(path.read_text(encoding="utf-8"))
    } | {f"organisation.{kind.value}" for kind in ChangeKind}

    assert recorded - set(DEEDS) == set()


def test_no_words_are_left_of_a_deed_nobody_does():
    """A verb may travel in a variable first; quoted it stands somewhere."""
    named = {
        verb
        for path in PACKAGE.rglob("*.py")
        if path.name != "wording.py"
        for verb in QUOTED.findall(path.read_text(encoding="utf-8"))
    } | {f"organisation.{kind.value}" for kind in ChangeKind}
    made = {
        noun for path in PACKAGE.rglob("*.py") for noun in MADE.findall(path.read_text("utf-8"))
    }

    assert {verb for verb in set(DEEDS) - named if verb.partition(".")[0] not in made} == set()


@pytest.mark.parametrize("verb", sorted(DEEDS))
def test_every_deed_names_who_and_to_what_in_both_languages(verb):
    """Some are done to nothing that has a name: a key, what is kept no longer."""
    for language in ("zh-hans", "en"):
        with override(language):
            who, what = (str(DEEDS[verb]).count(one) for one in ("%(who)s", "%(what)s"))
            assert (who, what) in ((1, 1), (1, 0))
            assert deed_name(verb).count("…") == who + what


@pytest.mark.django_db
def test_a_deed_as_a_sentence():
    organisation = make_organisation("江口县总工会")
    by_person = record(
        Deed("sheet.filed", organisation), by=make_plain_account("田晓岚"), at=IN_JULY
    )
    by_job = record(Deed("sheet.filed", organisation), by=make_job(), at=IN_JULY)
    unknown = record(Deed("sheet.folded", organisation), by=make_job(), at=IN_JULY)

    assert [deed_sentence(one) for one in (by_person, by_job, unknown)] == [
        "田晓岚上报了江口县总工会",
        "平台上报了江口县总工会",
        "平台 sheet.folded 江口县总工会",
    ]
