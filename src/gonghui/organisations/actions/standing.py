"""Acts on one organisation that stays where it is: its name, and how far in its life it is."""

from django.db import transaction

from gonghui.foundation.chinese import spelt, tidy
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.actions.change import Act, Done, begin, enter, only
from gonghui.organisations.actions.ending import check_nobody_below, end
from gonghui.organisations.actions.search import enter_names
from gonghui.organisations.announcements import Ended, Reorganisation
from gonghui.organisations.models import FormerName, Organisation
from gonghui.organisations.rules.change import NEXT_STATUS, ChangeKind, PartyRole
from gonghui.organisations.rules.organisation import Line, Status


@transaction.atomic
def rename(
    organisation: Organisation, act: Act, *, name: str, short_name: str = "", english_name: str = ""
) -> Done:
    """Give an organisation another name; it is still found by the old one.

    Raises:
        RuleBroken: ``organisation.name_missing``, ``organisation.same_name``, and as ``begin``.
    """
    begin(act, [organisation])
    name, short_name = tidy(name).strip()[:120], tidy(short_name).strip()[:60]
    if not name:
        raise RuleBroken("organisation.name_missing")
    if (name, short_name or name) == (organisation.name, organisation.short_name):
        raise RuleBroken("organisation.same_name", name=name)
    former = FormerName.objects.create(
        organisation=organisation,
        name=organisation.name,
        short_name=organisation.short_name,
        english_name=organisation.english_name,
        pinyin=organisation.pinyin,
        initials=organisation.initials,
        until_on=act.last_day,
    )
    organisation.name, organisation.short_name = name, short_name or name[:60]
    organisation.english_name = tidy(english_name).strip()[:160]
    pinyin, initials = spelt(organisation.short_name)
    organisation.pinyin, organisation.initials = pinyin[:300], initials[:60]
    organisation.save()
    enter_names([organisation])
    was = Organisation(pk=organisation.pk, name=former.name)
    return enter(act, ChangeKind.RENAMED, [(PartyRole.SUBJECT, was)], only(act))


@transaction.atomic
def advance(organisation: Organisation, act: Act) -> Done:
    """One step on the way to a standing union: 待筹建 → 筹建 → 已建.

    Raises:
        RuleBroken: ``organisation.no_next_status``, and as ``begin``.
    """
    begin(act, [organisation])
    after = NEXT_STATUS.get(Status(organisation.status))
    if after is None:
        raise RuleBroken("organisation.no_next_status", organisation=organisation.name)
    if after is Status.STANDING and not organisation.approval_number:
        organisation.approval_number = act.decision.approval_number
    organisation.status = after.value
    organisation.save(update_fields=["status", "approval_number", "changed_at"])
    return enter(act, ChangeKind.STATUS, [(PartyRole.SUBJECT, organisation)], only(act))


@transaction.atomic
def suspend(organisation: Organisation, act: Act) -> Done:
    """Set an organisation to rest: nothing more is asked of it until it is resumed.

    Raises:
        RuleBroken: ``organisation.not_standing``, ``organisation.has_below``, and as ``begin``.
    """
    begin(act, [organisation])
    if organisation.status != Status.STANDING.value:
        raise RuleBroken("organisation.not_standing", organisation=organisation.name)
    check_nobody_below(organisation)
    organisation.status = Status.SUSPENDED.value
    organisation.save(update_fields=["status", "changed_at"])
    rests = only(act, paused=[organisation])
    return enter(act, ChangeKind.SUSPENDED, [(PartyRole.SUBJECT, organisation)], rests)


@transaction.atomic
def resume(organisation: Organisation, act: Act) -> Done:
    """A suspended organisation works again; it is asked from the next ask on.

    Raises:
        RuleBroken: ``organisation.not_suspended``, and as ``begin``.
    """
    begin(act, [organisation])
    if organisation.status != Status.SUSPENDED.value:
        raise RuleBroken("organisation.not_suspended", organisation=organisation.name)
    organisation.status = Status.STANDING.value
    organisation.save(update_fields=["status", "changed_at"])
    return enter(act, ChangeKind.RESUMED, [(PartyRole.SUBJECT, organisation)], only(act))


@transaction.atomic
def dissolve(organisation: Organisation, act: Act) -> Done:
    """End an organisation nobody stands below; its history stays where it last stood.

    Source: Trade Union Law (2021), article 13: it ends with its employer and is reported upwards.

    Raises:
        RuleBroken: ``organisation.has_below``, and as ``begin``.
    """
    begin(act, [organisation], leaves=True)
    check_nobody_below(organisation)
    end([organisation], act)
    gone = Reorganisation(Line.TERRITORIAL, act.decision.effective_on, ended=[Ended(organisation)])
    return enter(act, ChangeKind.DISSOLVED, [(PartyRole.SUBJECT, organisation)], gone)
