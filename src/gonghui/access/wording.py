"""Sentences about refused rules of this room, and the names of roles."""

from django.utils.translation import gettext_lazy as _

from gonghui.access.permissions import Permission, Role

SENTENCES = {
    "grant.administrators_apart": _(
        "%(username)s already is one of the three administrators; no account may be two of them."
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

PERMISSION_NAMES = {
    Permission.DESK_VIEW: _("See the own desk"),
    Permission.ORGANISATION_VIEW: _("See organisations and persons"),
    Permission.ORGANISATION_MANAGE: _("Change organisations and posts"),
    Permission.AUDIENCE_VIEW: _("See audiences and who is in them"),
    Permission.AUDIENCE_MANAGE: _("Compose audiences"),
    Permission.ACCOUNT_MANAGE: _("See and keep accounts"),
    Permission.GRANT_VIEW: _("See who holds which role"),
    Permission.GRANT_MANAGE: _("Give and end roles"),
    Permission.AUDIT_VIEW: _("Read the record of deeds"),
    Permission.DIRECTIVE_VIEW: _("See asks and how far they are"),
    Permission.DIRECTIVE_ISSUE: _("Issue an ask"),
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
}
