"""Sentences about refused rules of this room, and the names of roles."""

from django.utils.translation import gettext_lazy as _

from gonghui.access.permissions import Role

SENTENCES = {
    "grant.administrators_apart": _(
        "%(username)s already is one of the three administrators; no account may be two of them."
    ),
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
