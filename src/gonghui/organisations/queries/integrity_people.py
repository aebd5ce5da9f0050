"""Checks of posts, tenures, terms and registrations."""

from datetime import date

from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Length, Mod, StrIndex, Substr

from gonghui.organisations.models import Organisation, Post, Registration, Tenure, Term
from gonghui.organisations.queries.integrity_tree import DISSOLVED, in_tree
from gonghui.organisations.queries.post import seats_now
from gonghui.organisations.rules.organisation import PostKind, Status
from gonghui.organisations.rules.post import Manner
from gonghui.organisations.rules.registration import ALPHABET, WEIGHTS

Found = QuerySet[Organisation]
END = date.max


def _with(organisations: Found, trouble: QuerySet[Tenure], fact: str) -> Found:
    """Those with such a tenure, the first of them told by ``fact``."""
    own = trouble.filter(post__organisation=OuterRef("pk")).order_by("pk")
    return organisations.filter(Exists(own)).annotate(fact=Subquery(own.values(fact)[:1]))


def _meeting() -> QuerySet[Tenure]:
    """Tenures of the same post that run on the day another one begins."""
    return Tenure.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=OuterRef("from_on")),
        post=OuterRef("post"),
        from_on__lte=OuterRef("from_on"),
    ).exclude(pk=OuterRef("pk"))


def _overlaps(organisations: Found, _on: date) -> Found:
    """One person twice in one post on one day."""
    twice = Tenure.objects.filter(Exists(_meeting().filter(person=OuterRef("person"))))
    return _with(organisations, twice, "person__name")


def _overcrowded(organisations: Found, _on: date) -> Found:
    """More hold a post on one day than it has seats; who is acting takes none."""
    regular = Tenure.objects.exclude(manner=Manner.ACTING.value)
    beside = (_meeting() & regular).order_by().values("post").annotate(n=Count("pk")).values("n")
    seats = Post.objects.filter(pk=OuterRef("post")).annotate(now=seats_now()).values("now")
    crowded = regular.annotate(
        beside=Coalesce(Subquery(beside, output_field=IntegerField()), 0),
        seats=Subquery(seats, output_field=IntegerField()),
    ).filter(seats__gt=0, beside__gte=F("seats"))
    return _with(organisations, crowded, "post__title")


def _too_early(organisations: Found, _on: date) -> Found:
    """A post held before its organisation was founded."""
    early = Tenure.objects.filter(from_on__lt=F("post__organisation__founded_on"))
    return _with(organisations, early, "person__name")


def _dissolved_held(organisations: Found, _on: date) -> Found:
    """A post held after its organisation was dissolved."""
    late = Tenure.objects.filter(post__organisation__status=DISSOLVED).filter(
        Q(until_on__isnull=True) | Q(until_on__gt=F("post__organisation__ended_on"))
    )
    return _with(organisations, late, "person__name")


def _department_elsewhere(organisations: Found, _on: date) -> Found:
    """A post in the department of another organisation."""
    elsewhere = Post.objects.exclude(department__organisation=F("organisation")).filter(
        department__isnull=False, organisation=OuterRef("pk")
    )
    return organisations.filter(Exists(elsewhere)).annotate(
        fact=Subquery(elsewhere.values("title")[:1])
    )


def _no_chair(organisations: Found, on: date) -> Found:
    """At work, and nobody entered as chair; who is acting is not the chair."""
    chairs = Tenure.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=on),
        post__organisation=OuterRef("pk"),
        post__kind=PostKind.CHAIR.value,
        from_on__lte=on,
    ).exclude(manner=Manner.ACTING.value)
    return in_tree(organisations).filter(~Exists(chairs), status=Status.STANDING.value)


def _expired(organisations: Found, on: date) -> Found:
    """The newest term has run out."""
    newest = Term.objects.filter(organisation=OuterRef("pk")).order_by("-elected_on")
    return (
        in_tree(organisations)
        .annotate(fact=Subquery(newest.values("ends_on")[:1]))
        .filter(fact__lt=on)
    )


def _no_term(organisations: Found, _on: date) -> Found:
    """At work, and no election entered."""
    terms = Term.objects.filter(organisation=OuterRef("pk"))
    return in_tree(organisations).filter(~Exists(terms), status=Status.STANDING.value)


def _remainder(code: str) -> Combinable:
    """What a social credit code leaves: 0 for one that proves itself (GB 32100-2015)."""
    values = [
        (StrIndex(Value(ALPHABET), Substr(code, place, 1)) - 1) * weight
        for place, weight in enumerate((*WEIGHTS, 1), 1)
    ]
    return Mod(sum(values[1:], values[0]), Value(len(ALPHABET)), output_field=IntegerField())


def _code_wrong(organisations: Found, _on: date) -> Found:
    """A social credit code, the union's own or the employer's, that does not prove itself."""
    wrong = Registration.objects.filter(organisation=OuterRef("pk"))
    own, employers = (
        wrong.exclude(**{code: ""})
        .annotate(size=Length(code), rest=_remainder(code))
        .exclude(**{f"{code}__regex": f"^[{ALPHABET}]{{18}}$", "size": 18, "rest": 0})
        .values(code)[:1]
        for code in ("credit_code", "employer_code")
    )
    return organisations.annotate(fact=Coalesce(Subquery(own), Subquery(employers))).filter(
        fact__isnull=False
    )


def _code_shared(organisations: Found, _on: date) -> Found:
    """A union's own code that another one has too."""
    own = Registration.objects.filter(organisation=OuterRef("pk")).exclude(credit_code="")
    others = Registration.objects.filter(credit_code=OuterRef("credit_code")).exclude(
        organisation=OuterRef("organisation")
    )
    shared = own.filter(Exists(others))
    return organisations.filter(Exists(shared)).annotate(
        fact=Subquery(shared.values("credit_code")[:1])
    )


def _no_code(organisations: Found, _on: date) -> Found:
    """At work, and without a code of its own as a legal person."""
    known = Registration.objects.filter(organisation=OuterRef("pk")).exclude(credit_code="")
    return in_tree(organisations).filter(~Exists(known), status=Status.STANDING.value)


FINDERS = {
    "organisation.dissolved_held": _dissolved_held,
    "tenure.overlaps": _overlaps,
    "tenure.overcrowded": _overcrowded,
    "tenure.too_early": _too_early,
    "post.department_elsewhere": _department_elsewhere,
    "registration.code_wrong": _code_wrong,
    "registration.code_shared": _code_shared,
    "term.expired": _expired,
    "term.not_entered": _no_term,
    "post.no_chair": _no_chair,
    "registration.no_code": _no_code,
}
