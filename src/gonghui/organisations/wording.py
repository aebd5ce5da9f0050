"""Sentences about refused rules of this room."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from gonghui.organisations.rules.audience import Choice, Description, Names, Part, Reach
from gonghui.organisations.rules.organisation import (
    LEADERSHIP,
    Kind,
    Level,
    Line,
    PostKind,
    Status,
)
from gonghui.organisations.rules.post import Manner, Order, WorkLine

SENTENCES = {
    "organisation.code_taken": _("These codes already belong to organisations: %(codes)s."),
    "organisation.built_upon": _(
        "Used meanwhile and not to be taken out: %(names)s (%(count)s in all). An organisation "
        "that was at work is dissolved by an act."
    ),
    "intake.built_upon": _("%(name)s was changed or used since; what stands on it must go first."),
    "organisation.name_missing": _("Give the organisation's name."),
    "organisation.same_name": _("It is called “%(name)s” already."),
    "organisation.outside": _("An outside body has no place in the tree."),
    "organisation.ended": _("%(organisation)s has ended; its last day was %(day)s."),
    "organisation.wrong_superior": _(
        "A superior stands on a higher level; only a grassroots union may lead others of its level."
    ),
    "organisation.is_the_top": _("%(organisation)s is the top of the tree; it has no superior."),
    "organisation.already_there": _("%(organisation)s stands below %(superior)s already."),
    "organisation.below_itself": _(
        "%(superior)s stands below %(organisation)s itself; nobody can be their own superior."
    ),
    "organisation.has_below": _(
        "%(count)s organisations stand directly below %(organisation)s. "
        "Move them first, or merge it into another one."
    ),
    "organisation.no_next_status": _("%(organisation)s is founded already."),
    "organisation.not_standing": _("Only an organisation at work can be suspended."),
    "organisation.not_suspended": _("%(organisation)s is not suspended."),
    "change.reason_missing": _("Give the reason; it stays with the act."),
    "change.in_the_future": _("%(day)s is still to come. Enter the act when it takes effect."),
    "change.too_early": _(
        "%(day)s is too early: something it changes began on %(last)s. Give a later day."
    ),
    "change.nobody_merged": _("Choose at least two organisations that become one."),
    "change.levels_differ": _(
        "%(one)s and %(other)s stand on different levels and cannot be merged."
    ),
    "change.nothing_split": _("Name at least one organisation that comes out of the split."),
    "change.not_below": _(
        "%(one)s does not stand directly below %(organisation)s, or was given away twice."
    ),
    "change.left_over": _(
        "%(count)s organisations would be left below %(organisation)s. Give each to somebody."
    ),
    "outside.entered_already": _("The outside body %(name)s is entered already."),
    "department.name_missing": _("Give the department's name."),
    "department.name_taken": _("There is a department %(name)s here already."),
    "post.title_missing": _("Give the post's title."),
    "post.title_taken": _("There is a post %(title)s here already."),
    "post.organisation_dissolved": _("The organisation of the post %(post)s is dissolved."),
    "post.seats_taken": _(
        "The post %(post)s has room for %(seats)s; on these days it is held by %(names)s. "
        "Enter first when they left."
    ),
    "post.ended": _("The post %(post)s has ended; its last day was %(ended)s."),
    "post.used_later": _(
        "The post %(post)s is still used on %(day)s; it cannot have ended before."
    ),
    "tenure.ends_before_it_begins": _("The last day, %(until)s, is before the first, %(since)s."),
    "tenure.before_the_founding": _(
        "The post %(post)s cannot be held before its organisation was founded, on %(founded)s."
    ),
    "tenure.after_the_end": _(
        "The post %(post)s ended with %(ended)s; give a last day that is not later."
    ),
    "tenure.overlapping": _(
        "%(person)s holds the post %(post)s on these days already, from %(since)s on."
    ),
    "tenure.left_already": _("The post was left already; the last day was %(until)s."),
    "portfolio.too_long": _("At most %(most)s characters: “%(text)s…” is longer."),
    "portfolio.changed_later": _(
        "What the post %(post)s is in charge of changed on %(day)s; give that day or a later one."
    ),
    "term.outside": _("An outside body has no term with us."),
    "term.years_wrong": _("A term of %(years)s years is not allowed here. Allowed: %(allowed)s."),
    "term.organisation_dissolved": _("A dissolved organisation elects nobody."),
    "term.in_future": _("%(day)s is still to come. Enter the election when it was held."),
    "term.before_the_founding": _(
        "The election of %(day)s would be before the founding, on %(founded)s."
    ),
    "term.entered_already": _("The election of %(day)s is entered already."),
    "credit_code.wrong": _(
        "“%(text)s” is not a social credit code: 18 characters, the last of which proves the rest. "
        "Compare it with the certificate."
    ),
    "credit_code.taken": _("This social credit code belongs to %(organisation)s already."),
    "phone.wrong": _("“%(text)s” is not a phone number. Write it like 0856-5222222."),
    "unit_type.unknown": _("“%(text)s” is not a code of a type of employer."),
    "industry.unknown": _("“%(text)s” is not a code of an industry; they are the letters A to T."),
    "registration.too_long": _("At most %(most)s characters: “%(text)s…” is longer."),
    "registration.outside": _("An outside body is not in the register of unions."),
    "audience.unreadable": _(
        "This description of an audience cannot be read (%(what)s). Compose it anew."
    ),
    "audience.too_much": _(
        "At most %(most)s in one list. Make two audiences of it and compose them."
    ),
    "audience.circle": _("An audience cannot be composed of itself."),
    "audience.too_deep": _("Audiences can stand inside each other %(most)s deep, not deeper."),
    "audience.gone": _("An audience it is composed of is not there any more."),
    "audience.nobody": _("On this day nobody is in the audience."),
    "audience.empty": _("Add at least one part; then it can be saved."),
    "audience.name_missing": _("Give the audience a name."),
    "audience.name_taken": _("There is an audience “%(name)s” already."),
    "audience.outside_reach": _("%(organisation)s does not stand below the keeper."),
    "audience.kept_elsewhere": _("The audience “%(name)s” reaches beyond what the keeper leads."),
    "audience.in_use": _("These audiences are composed of it: %(names)s. Change them first."),
    "division.unknown": _("No division is called %(name)s."),
    "division.ambiguous": _("Several divisions are called %(name)s; give the code."),
    "difference.too_many": _(
        "%(count)s organisations are different, more than anybody can read. Choose days nearer to "
        "each other, or an organisation further down."
    ),
}

LEVEL_NAMES = {
    Level.PROVINCE: _("Province"),
    Level.CITY: _("City"),
    Level.COUNTY: _("County level"),
    Level.TOWNSHIP: _("Township level"),
    Level.GRASSROOTS: _("Grassroots"),
    Level.OUTSIDE: _("Outside bodies"),
}

KIND_NAMES = {
    Kind.PROVINCE: _("Federation of a province"),
    Kind.CITY: _("Federation of a city"),
    Kind.COUNTY: _("Federation of a county"),
    Kind.ZONE: _("Federation of a zone"),
    Kind.TOWNSHIP: _("Federation of a township"),
    Kind.INDUSTRIAL: _("Industrial union"),
    Kind.GRASSROOTS: _("Grassroots union"),
    Kind.JOINT: _("Joint grassroots union"),
    Kind.OUTSIDE: _("Outside body"),
}

STATUS_NAMES = {
    Status.PLANNED: _("planned"),
    Status.PREPARING: _("being founded"),
    Status.STANDING: _("standing"),
    Status.SUSPENDED: _("suspended"),
    Status.DISSOLVED: _("dissolved"),
}

POST_KIND_NAMES = {
    PostKind.CHAIR: pgettext_lazy("kind of post", "Chair"),
    PostKind.SECRETARY: pgettext_lazy("kind of post", "Party secretary"),
    PostKind.DEPUTY: pgettext_lazy("kind of post", "Vice-chair"),
    PostKind.AUDIT_CHAIR: pgettext_lazy("kind of post", "Chair of the audit commission"),
    PostKind.WOMEN_CHAIR: pgettext_lazy("kind of post", "Chair of the women workers' committee"),
    PostKind.LEADING_MEMBER: pgettext_lazy("kind of post", "Member of the leadership"),
    PostKind.DEPARTMENT_HEAD: pgettext_lazy("kind of post", "Head of a department"),
    PostKind.OFFICER: pgettext_lazy("kind of post", "Officer"),
    PostKind.OTHER: pgettext_lazy("kind of post", "Other"),
}

MANNER_NAMES = {
    Manner.REGULAR: pgettext_lazy("how a post is held", "full-time"),
    Manner.PART_TIME: pgettext_lazy("how a post is held", "part-time"),
    Manner.SECONDED: pgettext_lazy("how a post is held", "seconded"),
    Manner.ACTING: pgettext_lazy("how a post is held", "acting"),
}

ORDER_NAMES = {
    Order.PRECEDENCE: _("By precedence"),
    Order.STROKES: _("By strokes of the surname"),
    Order.PINYIN: _("By pinyin"),
}

WORK_LINE_NAMES = {
    WorkLine.OFFICE: pgettext_lazy("line of work", "General office"),
    WorkLine.ORGANISING: pgettext_lazy("line of work", "Organising"),
    WorkLine.PUBLICITY: pgettext_lazy("line of work", "Publicity and education"),
    WorkLine.RIGHTS: pgettext_lazy("line of work", "Rights and law"),
    WorkLine.ECONOMY: pgettext_lazy("line of work", "Labour and economy"),
    WorkLine.FINANCE: pgettext_lazy("line of work", "Finance and assets"),
    WorkLine.AUDIT: pgettext_lazy("line of work", "Audit of funds"),
    WorkLine.WOMEN: pgettext_lazy("line of work", "Women workers"),
}

REACH_NAMES = {
    Reach.DIRECT: _("those directly below"),
    Reach.BELOW: _("all below, on every level"),
    Reach.WHOLE: _("itself and all below"),
    Reach.ITSELF: _("itself alone"),
}

LINE_NAMES = {
    Line.TERRITORIAL: pgettext_lazy("line", "territorial"),
    Line.INDUSTRIAL: pgettext_lazy("line", "industrial"),
}
MOST_TOLD = 5  # names in a sentence; the rest are counted

# Of employers, by the codes of organisations/rules/registration.py.
UNIT_TYPE_NAMES = {
    "110": pgettext_lazy("type of employer", "State-owned enterprise"),
    "120": pgettext_lazy("type of employer", "Collective enterprise"),
    "130": pgettext_lazy("type of employer", "Share cooperative"),
    "140": pgettext_lazy("type of employer", "Joint operation"),
    "151": pgettext_lazy("type of employer", "Wholly state-owned company"),
    "159": pgettext_lazy("type of employer", "Other limited company"),
    "161": pgettext_lazy("type of employer", "State-controlled company limited by shares"),
    "169": pgettext_lazy("type of employer", "Other company limited by shares"),
    "170": pgettext_lazy("type of employer", "Private enterprise"),
    "190": pgettext_lazy("type of employer", "Other domestic enterprise"),
    "200": pgettext_lazy(
        "type of employer", "Enterprise with funds from Hong Kong, Macao or Taiwan"
    ),
    "300": pgettext_lazy("type of employer", "Foreign-funded enterprise"),
    "400": pgettext_lazy("type of employer", "Public institution"),
    "500": pgettext_lazy("type of employer", "Government body"),
    "600": pgettext_lazy("type of employer", "Individual business"),
    "700": pgettext_lazy("type of employer", "Private non-enterprise unit"),
}

INDUSTRY_NAMES = {
    "A": pgettext_lazy("industry", "Agriculture, forestry, animal husbandry and fishery"),
    "B": pgettext_lazy("industry", "Mining"),
    "C": pgettext_lazy("industry", "Manufacturing"),
    "D": pgettext_lazy("industry", "Electricity, heat, gas and water"),
    "E": pgettext_lazy("industry", "Construction"),
    "F": pgettext_lazy("industry", "Wholesale and retail trade"),
    "G": pgettext_lazy("industry", "Transport, storage and post"),
    "H": pgettext_lazy("industry", "Accommodation and catering"),
    "I": pgettext_lazy("industry", "Information transmission, software and information services"),
    "J": pgettext_lazy("industry", "Finance"),
    "K": pgettext_lazy("industry", "Real estate"),
    "L": pgettext_lazy("industry", "Leasing and business services"),
    "M": pgettext_lazy("industry", "Scientific research and technical services"),
    "N": pgettext_lazy("industry", "Water, environment and public facilities"),
    "O": pgettext_lazy("industry", "Residential, repair and other services"),
    "P": pgettext_lazy("industry", "Education"),
    "Q": pgettext_lazy("industry", "Health and social work"),
    "R": pgettext_lazy("industry", "Culture, sports and entertainment"),
    "S": pgettext_lazy(
        "industry", "Public administration, social security and social organisations"
    ),
    "T": pgettext_lazy("industry", "International organisations"),
}


def part_sentence(part: Part, names: Names) -> str:
    """What a part means, in one sentence."""
    where = _where(part, names)
    if not part.posts:
        return where
    posts = pgettext("between choices of posts", "; ").join(map(choice_sentence, part.posts))
    return gettext("%(posts)s: %(where)s") % {"posts": posts, "where": where}


def choice_sentence(choice: Choice) -> str:
    """Which posts a choice means."""
    told = []
    if choice.kinds == LEADERSHIP:
        told.append(gettext("the leadership"))
    elif choice.kinds:
        told.append(_listed(POST_KIND_NAMES[one] for one in PostKind if one in choice.kinds))
    if choice.titles:
        told.append(gettext("titled %(titles)s") % {"titles": _listed(choice.titles)})
    if choice.subjects:
        subjects = _listed(choice.subjects)
        told.append(gettext("in charge of %(subjects)s") % {"subjects": subjects})
    if choice.work_lines:
        lines = _listed(WORK_LINE_NAMES[one] for one in WorkLine if one in choice.work_lines)
        told.append(gettext("in a department for %(lines)s") % {"lines": lines})
    return pgettext("between things that hold of one post", ", ").join(told)


def exceptions_sentence(description: Description, names: Names) -> str:
    """Who is left out; empty when nobody is."""
    told = [words for _kind, _key, words in exception_words(description, names)]
    return gettext("Without: %(names)s") % {"names": _listed(told)} if told else ""


def exception_words(description: Description, names: Names) -> list[tuple[str, int, str]]:
    """Each exception: of what kind, its key, and in words."""
    without = description.without
    called = (
        ("branches", without.branches, names.organisations),
        ("organisations", without.organisations, names.organisations),
        ("posts", without.posts, names.posts),
        ("persons", without.persons, names.persons),
    )
    below = gettext("%(name)s and all below")
    return [
        (kind, key, below % {"name": name} if kind == "branches" else name)
        for kind, keys, of in called
        for key, name in zip(keys, _called(keys, of), strict=True)
    ]


def _where(part: Part, names: Names) -> str:
    place = names.keeper if part.below is None else names.organisations.get(part.below, "—")
    if part.line is Line.INDUSTRIAL:
        place = gettext("%(place)s (industrial line)") % {"place": place}
    facts = {"place": place, "what": _narrowed(part, names)}
    sentences = {
        Reach.ITSELF: gettext("%(place)s, if it is: %(what)s"),
        Reach.DIRECT: gettext("%(what)s directly below %(place)s"),
        Reach.BELOW: gettext("%(what)s anywhere below %(place)s"),
        Reach.WHOLE: gettext("%(what)s at or below %(place)s"),
    }
    if part.reach is Reach.ITSELF and not facts["what"]:
        where = place
    elif part.reach is Reach.WHOLE and part.below is None and (part.audience or part.named):
        where = facts["what"]
    else:
        facts["what"] = facts["what"] or gettext("every organisation")
        where = sentences[part.reach] % facts
    if not part.statuses:
        return where
    statuses = _listed(STATUS_NAMES[one] for one in Status if one in part.statuses)
    return gettext("%(where)s (%(statuses)s)") % {"where": where, "statuses": statuses}


def _narrowed(part: Part, names: Names) -> str:
    """Which of those below; empty when all are meant."""
    told = []
    if part.audience is not None:
        name = names.audiences.get(part.audience, "—")
        told.append(gettext("the audience “%(name)s”") % {"name": name})
    if part.named:
        told.append(_few(_called(part.named, names.organisations)))
    if part.levels:
        told.append(_listed(LEVEL_NAMES[one] for one in Level if one in part.levels))
    if part.kinds:
        told.append(_listed(KIND_NAMES[one] for one in Kind if one in part.kinds))
    return pgettext("between things that hold of one organisation", ", ").join(told)


def _few(called: Sequence[str]) -> str:
    if len(called) <= MOST_TOLD:
        return _listed(called)
    words = ngettext(
        "%(names)s and %(n)s more", "%(names)s and %(n)s more", len(called) - MOST_TOLD
    )
    return words % {"names": _listed(called[:MOST_TOLD]), "n": len(called) - MOST_TOLD}


def _called(keys: Sequence[int], names: Mapping[int, str]) -> list[str]:
    return [names.get(key, "—") for key in keys]


def _listed(words: Iterable[object]) -> str:
    return pgettext("between items of a list", ", ").join(map(str, words))
