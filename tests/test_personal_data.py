"""Every field of every table says what it is, why it is kept, for how long, and who sees it."""

import ast
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field
from django.utils.translation import override

from gonghui.access.permissions import Permission
from gonghui.directory.exports.personal_data import as_markdown
from gonghui.foundation.privacy import (
    PACKAGE,
    SEEN_WORDS,
    TERMS,
    DataClass,
    Ground,
    Kept,
    Purpose,
    Retention,
    personal_data,
    read_map,
)
from gonghui.foundation.privacy_words import (
    CLASSES,
    GROUNDS,
    PURPOSES,
    RETENTIONS,
    SEEN,
    term_words,
)
from gonghui.foundation.sealed import LikenessField, SealedField
from tests.rooms import REPOSITORY


def fields() -> dict[str, Field]:
    """``people.Person.phone`` → its field, of every table there is."""
    return {
        f"{model._meta.label}.{field.name}": field
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
    }


def named(kept: Kept) -> str:
    return f"{kept.model}.{kept.field}"


def of_class(*classes: DataClass) -> set[str]:
    return {named(kept) for kept in personal_data() if kept.data_class in classes}


def test_every_field_stands_in_the_map_of_its_room_once():
    said = Counter(named(kept) for kept in personal_data())

    assert sorted(set(fields()) - set(said)) == [], (
        "add them to src/gonghui/<room>/data/personal.toml; foundation/privacy.py has the words"
    )
    assert sorted(set(said) - set(fields())) == [], "said of a field that is not there"
    assert [name for name, count in said.items() if count > 1] == []


def test_a_room_speaks_of_its_own_tables_only():
    def home(label: str) -> str:
        name = apps.get_app_config(label.partition(".")[0]).name
        return name.removeprefix("gonghui.") if name.startswith("gonghui.") else "config"

    assert [named(kept) for kept in personal_data() if home(kept.model) != kept.room] == []


def test_what_is_sensitive_lies_under_seal_and_nothing_else_does():
    sealed = {
        name for name, field in fields().items() if isinstance(field, SealedField | LikenessField)
    }

    assert of_class(DataClass.SENSITIVE) == sealed


def test_what_proves_who_somebody_is_goes_into_no_list():
    hidden = of_class(DataClass.SECRET, DataClass.SENSITIVE)
    open_names = {name.rpartition(".")[2] for name in set(fields()) - hidden}
    names = {name.rpartition(".")[2] for name in hidden} - open_names
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno} {word}"
        for path in [*PACKAGE.glob("*/exports.py"), *PACKAGE.glob("*/exports/*.py")]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for word in [getattr(node, "attr", None) or getattr(node, "value", None)]
        if isinstance(word, str) and {*word.split("__"), word} & names
    ]

    assert {"password", "session_data", "phone_likeness"} <= names
    assert found == []


def test_who_sees_it_are_people_the_policy_knows():
    said = {who for kept in personal_data() for who in kept.seen}

    assert said - SEEN_WORDS - set(Permission) == set()


def test_nobody_sees_what_is_secret_and_everybody_what_is_published():
    wrong = [
        named(kept)
        for kept in personal_data()
        if (kept.data_class is DataClass.SECRET and kept.seen != ("nobody",))
        or (kept.data_class is DataClass.PUBLISHED and kept.seen != ("everybody",))
        or (
            kept.data_class is DataClass.SENSITIVE
            and not set(kept.seen) <= {"themselves", "masked", "nobody"}
        )
    ]

    assert wrong == []


def test_a_person_can_be_kept_for_good_only_where_a_law_says_so():
    about_people = {DataClass.PERSONAL, DataClass.OFFICE, DataClass.WORDS, DataClass.SENSITIVE}
    ends = {Retention.ACCOUNT, Retention.PARENT}  # with something that has an end itself
    wrong = [
        named(kept)
        for kept in personal_data()
        if kept.data_class in about_people
        and kept.retention not in ends
        and TERMS[kept.retention].days is None
        and TERMS[kept.retention].ground is Ground.NONE
    ]

    assert wrong == []


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_word_of_the_map_has_plain_words(language):
    assert set(CLASSES) == set(DataClass)
    assert set(PURPOSES) == set(Purpose)
    assert set(RETENTIONS) == set(TERMS) == set(Retention)
    assert (set(GROUNDS), set(SEEN)) == (set(Ground), SEEN_WORDS)
    with override(language):
        words = [str(word) for group in (CLASSES, PURPOSES, SEEN) for word in group.values()]
        words += [term_words(retention) for retention in Retention]
        assert all(words)
        assert [word for word in words if "None" in word or "%(" in word] == []
        if language == "zh-hans":
            assert [word for word in words if word.isascii()] == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param(
            '[P]\npurpose = "posts"\nretention = "register"\npersonal = ["name"]',
            "nothing says who sees it",
            id="nobody said who sees it",
        ),
        pytest.param(
            '[P]\npurpose = "fun"\nretention = "register"\nseen = ["nobody"]\npersonal = ["name"]',
            "'fun' is not a valid Purpose",
            id="a purpose of one's own",
        ),
        pytest.param(
            '[P]\npurpose = "posts"\nretention = "register"\nprivate = ["name"]',
            "private is no word of the map",
            id="a class of one's own",
        ),
        pytest.param(
            '[P]\npurpose = "posts"\nretention = "register"\n[P.of.name]\npurpose = "contact"',
            "name is no word of the map",
            id="a difference of a field that has no class",
        ),
    ],
)
def test_a_map_with_words_of_its_own_is_refused(tmp_path: Path, text, why):
    path = tmp_path / "room" / "data" / "personal.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ValueError, match=why):
        read_map(path)


def test_the_document_of_the_map_is_up_to_date():
    told = (REPOSITORY / "docs" / "operate" / "personal-data.md").read_text(encoding="utf-8")

    assert told == as_markdown(), "gonghui personal_data > docs/operate/personal-data.md"
