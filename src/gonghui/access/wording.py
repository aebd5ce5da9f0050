"""Sentences about refused rules of this room, and the names of roles."""

from django.utils.translation import gettext_lazy as _

from gonghui.access.permissions import Permission, Role
from gonghui.foundation.privacy_words import SEEN

SENTENCES = {
    "grant.administrators_apart": _(
        "%(who)s already is one of the three administrators. Nobody may be two of them, neither by "
        "an account nor through a post."
    ),
    "grant.ends_before_it_begins": _("It would end on %(until)s, before it begins on %(since)s."),
    "grant.ends_in_the_past": _(
        "What was done until now stays done. Give %(earliest)s or a later day as the last one."
    ),
    "grant.ended_already": _("This role has a last day already: %(until)s."),
    "grant.organisation_ended": _("%(name)s has ended; its last day was %(day)s."),
    "grant.post_ended": _("The post %(post)s has ended; its last day was %(day)s."),
    "grant.account_closed": _("The account %(username)s is closed."),
    "grant.to_oneself": _(
        "Nobody gives a role to themselves, nor to a post of their own. Ask another security "
        "administrator."
    ),
    "grant.own": _("Nobody ends a role of their own. Ask another security administrator."),
    "grant.held_already": _("This role is held there already, from %(since)s on."),
    "grant.begins_later": _(
        "%(day)s is too early: a role over or in %(name)s began on %(since)s. Give a later day."
    ),
    "grant.ended_with_it": _(
        "Roles over %(organisation)s or of its posts that end with it: %(count)s. Whoever should "
        "have them elsewhere is given them anew."
    ),
    "proposal.made_already": _("The same was proposed already and waits for a second person."),
    "proposal.same_person": _(
        "It takes two persons: you proposed it, so another administrator must confirm it."
    ),
    "proposal.proposer_left": _(
        "%(name)s, who proposed it, may not do so any more. Propose it anew, or refuse it."
    ),
    "proposal.decided": _("Somebody decided this already."),
    "proposal.lapsed": _("This lapsed on %(day)s because nobody confirmed it. Propose it anew."),
    "lost_factor.own": _(
        "Nobody does so for themselves. Remove your own second factor under “My sign-in”, or ask "
        "another administrator."
    ),
    "delegation.nothing": _("Choose at least one role to lend."),
    "delegation.to_oneself": _("Choose a colleague; it cannot be lent to yourself."),
    "delegation.account_closed": _("The account of %(name)s is closed."),
    "delegation.days_wrong": _("It would end on %(until)s, before it begins on %(since)s."),
    "delegation.past": _("It can begin today, %(today)s, at the earliest."),
    "delegation.too_long": _(
        "At most %(most)s days. For longer, somebody should hold the post meanwhile."
    ),
    "delegation.administrator": _("The roles of the three administrators are never lent."),
    "delegation.not_own": _(
        "Only roles of a post you hold yourself can be lent, not: %(what)s. What was lent to you "
        "cannot be lent on."
    ),
    "delegation.held_already": _("%(name)s holds this post then: %(what)s. It need not be lent."),
    "delegation.lent_already": _("It is lent to %(name)s on some of these days already: %(what)s."),
    "delegation.ended_already": _("It has ended already."),
    "office.not_opened": _("This site has no security administrator yet: open it first."),
    "office.two_already": _(
        "There are two security administrators. They appoint any further one, one of them "
        "proposing and another confirming."
    ),
    "office.opened_already": _("This site has organisations or accounts already."),
    "office.one_person": _("The three administrators are three persons: name three."),
}

ROLE_NAMES = {
    Role.FILER: _("Filer"),
    Role.REVIEWER: _("Reviewer"),
    Role.ISSUER: _("Issuer"),
    Role.SUPERVISOR: _("Supervisor"),
    Role.LEADER: _("Leader"),
    Role.CASE_OFFICER: _("Case officer"),
    Role.PUBLISHER: _("Publisher"),
    Role.ORGANISER: _("Organiser"),
    Role.SYSTEM_ADMINISTRATOR: _("System administrator"),
    Role.SECURITY_ADMINISTRATOR: _("Security administrator"),
    Role.AUDIT_ADMINISTRATOR: _("Audit administrator"),
}

NOTICES = {
    "alert.system_administrator": _(
        "A system administrator was appointed over %(organisation)s: %(who)s."
    ),
    "alert.security_administrator": _(
        "A security administrator was appointed over %(organisation)s: %(who)s."
    ),
    "alert.audit_administrator": _(
        "An audit administrator was appointed over %(organisation)s: %(who)s."
    ),
    "alert.mass_export": _("%(who)s took out a list that names %(persons)s persons."),
    "alert.chain_broken": _(
        "The record of deeds was touched: it does not hold at entry %(number)s. Keep the database "
        "and the anchors as they are, and ask who could reach them."
    ),
    "alert.many_refused": _(
        "%(count)s times within %(minutes)s minutes %(who)s asked for what is not theirs or is "
        "not there."
    ),
}

PERMISSION_NAMES = {
    Permission.DESK_VIEW: _("See the own desk"),
    Permission.ORGANISATION_VIEW: _("See organisations and persons"),
    Permission.ORGANISATION_MANAGE: _("Change organisations and posts"),
    Permission.AUDIENCE_VIEW: _("See audiences and who is in them"),
    Permission.AUDIENCE_MANAGE: _("Compose audiences"),
    Permission.CONTACT_TELL: _("Be told whole how to reach people, with a reason"),
    Permission.ACCOUNT_MANAGE: _("See and keep accounts"),
    Permission.DATA_REQUEST_DECIDE: _("Answer what people ask about their own data"),
    Permission.ACCOUNT_CONFIRM: _("Agree that an administrator's second factor is removed"),
    Permission.GRANT_VIEW: _("See who holds which role"),
    Permission.GRANT_MANAGE: _("Give and end roles"),
    Permission.AUDIT_VIEW: _("Read the record of deeds"),
    Permission.DIRECTIVE_VIEW: _("See asks and how far they are"),
    Permission.DIRECTIVE_ISSUE: _("Issue an ask"),
    Permission.DIRECTIVE_APPROVE: _("Approve what a colleague wrote"),
    Permission.ASSIGNMENT_RECEIVE: _("Sign for an ask"),
    Permission.ASSIGNMENT_RELAY: _("Hand an ask on below"),
    Permission.ASSIGNMENT_REVIEW: _("Remind those who owe an answer"),
    Permission.SHEET_VIEW: _("See returns and the figures on them"),
    Permission.SHEET_FILL: _("Fill in the own return"),
    Permission.SHEET_FILE: _("File the own return"),
    Permission.SHEET_REVIEW: _("Accept returns or send them back"),
    Permission.ROUND_VIEW: _("See totals and the league"),
    Permission.ROUND_ISSUE: _("Issue a return"),
    Permission.TASK_VIEW: _("See tasks and their lights"),
    Permission.TASK_ISSUE: _("Issue a task"),
    Permission.TASK_REPORT: _("Report progress on an own task"),
    Permission.TASK_REVIEW: _("Accept tasks or send them back"),
    Permission.MEETING_VIEW: _("See meetings"),
    Permission.MEETING_MANAGE: _("Keep meetings"),
    Permission.HONOUR_VIEW: _("See honours"),
    Permission.BULLETIN_READ: _("Have texts read"),
    Permission.BULLETIN_CONFIRM: _("Confirm what was read"),
    Permission.BULLETIN_PUBLISH: _("Write and publish bulletins"),
    Permission.REPORT_VIEW: _("See work reports"),
    Permission.REPORT_DRAFT: _("Draft and edit work reports"),
    Permission.REPORT_SIGN_OFF: _("Sign off work reports"),
    Permission.PAPER_VIEW: _("See papers that are out"),
    Permission.PAPER_DRAFT: _("Draft papers"),
    Permission.PAPER_REVIEW: _("Review papers"),
    Permission.PAPER_SIGN: _("Sign papers"),
    Permission.PAPER_REGISTER: _("Number, issue and archive papers, keep their templates"),
}


EVERY_ROLE = "every_role"


def seen_words(who: str) -> str:
    """Who sees a fact: a role, every role, or a word of the map of personal data."""
    if who == EVERY_ROLE:
        return str(_("whoever holds a role, in their reach"))
    return str(SEEN[who]) if who in SEEN else str(ROLE_NAMES[Role(who)])
