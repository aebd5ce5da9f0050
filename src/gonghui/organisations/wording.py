"""Sentences about refused rules of this room."""

from django.utils.translation import gettext_lazy as _

from gonghui.organisations.rules.organisation import Kind, Level, Status

SENTENCES = {
    "organisation.code_taken": _("These codes already belong to organisations: %(codes)s."),
    "organisation.built_upon": _(
        "Used meanwhile and not to be taken out: %(names)s (%(count)s in all). An organisation "
        "that was at work is dissolved by an act."
    ),
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
    "division.unknown": _("No division is called %(name)s."),
    "division.ambiguous": _("Several divisions are called %(name)s; give the code."),
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
