"""Sentences about refused rules of this room, the words of lights and why they show so."""

from collections.abc import Iterable

from django.utils.translation import gettext, ngettext, ngettext_lazy, pgettext
from django.utils.translation import gettext_lazy as _

from gonghui.plans.rules.light import Light, LightCounts, LightState

SENTENCES = {
    "task.title_missing": _("Give the task a title: what has to be done, in a few words."),
    "task.due_passed": _("%(due_on)s has passed. Choose a day that leaves time for the work."),
    "task.already_issued": _("“%(title)s” was issued already; it is in their inboxes."),
    "task.dropped": _("“%(title)s” was dropped; it can no longer be issued."),
    "task.department_elsewhere": _("%(department)s belongs to another organisation."),
    "progress.not_a_share": _("Progress is between 0 and 100 percent, not %(percent)s."),
    "progress.words_missing": _("Say in a sentence what was done; the number alone says little."),
    "progress.closed": _("This was filed already. Nothing is left to report unless it comes back."),
}

LIGHT_WORDS = {
    LightState.OK: _("on time"),
    LightState.WARN: _("slow"),
    LightState.BAD: _("behind"),
    LightState.DONE: _("answered"),
    LightState.NONE: _("not begun"),
}

REASONS = {
    "light.closed": _("the answer is given"),
    "light.overdue": ngettext_lazy("%(days)s day late", "%(days)s days late", "days"),
    "light.not_begun": ngettext_lazy(
        "nothing reported yet, %(days)s day left",
        "nothing reported yet, %(days)s days left",
        "days",
    ),
    "light.begun": _("%(percent)s%% done, it has only begun"),
    "light.silent": _("nothing reported, %(gone)s%% of the time has gone"),
    "light.behind": _("%(percent)s%% done, %(gone)s%% of the time has gone"),
    "light.slow": _("%(percent)s%% done, %(gone)s%% of the time has gone"),
    "light.on_time": _("%(percent)s%% done, %(gone)s%% of the time has gone"),
}


def listing(names: Iterable[str]) -> str:
    """Names one after the other, as the language writes them."""
    return pgettext("between items of a list", ", ").join(names)


def reason_for(light: Light) -> str:
    """Why a light shows what it shows, in the reader's language."""
    return str(REASONS[light.code] % light.facts)


def tasks_finding(tasks: int, counts: LightCounts) -> str:
    """The title of a list of tasks: what stands out, else that nothing does."""
    if not tasks:
        return gettext("No task has been issued")
    facts = {"tasks": tasks, "bad": counts.bad, "warn": counts.warn, "done": counts.done}
    if counts.bad or counts.warn:
        sentence = ngettext(
            "%(tasks)s task: %(bad)s shares behind, %(warn)s slow",
            "%(tasks)s tasks: %(bad)s shares behind, %(warn)s slow",
            tasks,
        )
    else:
        sentence = ngettext(
            "%(tasks)s task, nobody is behind", "%(tasks)s tasks, nobody is behind", tasks
        )
    return sentence % facts


def task_finding(title: str, counts: LightCounts) -> str:
    """The title of one task's page: how many have answered and who is behind."""
    facts = {"title": title, "all": counts.total, "done": counts.done, "bad": counts.bad}
    if not counts.total:
        return title
    if counts.bad:
        return gettext("%(title)s: %(done)s of %(all)s answered, %(bad)s behind") % facts
    return gettext("%(title)s: %(done)s of %(all)s answered") % facts
