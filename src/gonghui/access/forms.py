"""Which passwords are too near to what everybody here knows."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from gonghui.access.models import Grant
from gonghui.foundation.chinese import name_pinyin
from gonghui.organisations.models import Organisation, Tenure
from gonghui.people.models import Account

OUR_WORDS = (
    *("工会", "总工会", "职工", "主席", "密码", "gonghui", "zonggonghui", "zhigong", "zhuxi"),
    *("mima", "union", "password", "passwd", "admin", "welcome", "qwerty", "abc", "123456"),
)
PLAIN_ENDINGS = ("总工会", "工会", "委员会")
LEFT_AT_LEAST = 8


class NotOurOwnWords:
    """A password must hold more than words of the trade and the names of the own organisations."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Refuse what has fewer than eight characters left beside such words."""
        rest = plain = password.lower()
        for word in sorted({*OUR_WORDS, *_names(user)}, key=len, reverse=True):
            rest = rest.replace(word, "")
        if rest != plain and len(rest) < LEFT_AT_LEAST:
            words = _("Too easy here: words of the union and names of your organisation only.")
            raise ValidationError(words, code="password_of_our_words")

    def get_help_text(self) -> str:
        """For the page on which a password is chosen."""
        return str(_("More than words of the union and your organisation's name."))


def _names(user: Account | None) -> set[str]:
    """How the organisations of the person are called, in characters and in pinyin."""
    if user is None or user.pk is None:
        return set()
    posts = Tenure.objects.filter(person=user.person_id).values("post__organisation")
    grants = Grant.objects.filter(account=user).values("organisation")
    found = Organisation.objects.filter(Q(pk__in=posts) | Q(pk__in=grants))
    words = set()
    for name, short_name in found.values_list("name", "short_name"):
        for word in (name, short_name):
            plain = word
            for ending in PLAIN_ENDINGS:
                plain = plain.removesuffix(ending)
            words |= {word, plain, plain[:-1]}
    return {form for word in words if len(word) > 1 for form in (word, name_pinyin(word))}
