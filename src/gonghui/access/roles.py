"""The whole policy on one page: what each role may, over its organisation and all below."""

from gonghui.access.permissions import Permission as P
from gonghui.access.permissions import Role

# What everyone who works with the year may see in their own part of the tree.
_LOOK = frozenset(
    {
        P.DESK_VIEW,
        P.ORGANISATION_VIEW,
        P.DIRECTIVE_VIEW,
        P.SHEET_VIEW,
        P.ROUND_VIEW,
        P.TASK_VIEW,
        P.MEETING_VIEW,
        P.HONOUR_VIEW,
        P.REPORT_VIEW,
    }
)

MAY: dict[Role, frozenset[P]] = {
    Role.FILER: _LOOK | {P.ASSIGNMENT_RECEIVE, P.SHEET_FILL, P.SHEET_FILE, P.TASK_REPORT},
    Role.REVIEWER: _LOOK
    | {P.ASSIGNMENT_RECEIVE, P.ASSIGNMENT_RELAY, P.ASSIGNMENT_REVIEW, P.SHEET_REVIEW}
    | {P.TASK_REVIEW},
    Role.ISSUER: _LOOK
    | {P.DIRECTIVE_ISSUE, P.ASSIGNMENT_RELAY, P.ASSIGNMENT_REVIEW, P.ROUND_ISSUE}
    | {P.TASK_ISSUE, P.TASK_REVIEW, P.REPORT_DRAFT, P.BULLETIN_READ},
    Role.SUPERVISOR: _LOOK | {P.ASSIGNMENT_REVIEW, P.TASK_REVIEW},
    Role.LEADER: _LOOK | {P.REPORT_SIGN_OFF},
    Role.CASE_OFFICER: frozenset({P.DESK_VIEW, P.ORGANISATION_VIEW}),
    Role.PUBLISHER: _LOOK | {P.BULLETIN_READ, P.BULLETIN_PUBLISH},
    Role.ORGANISER: _LOOK | {P.MEETING_MANAGE, P.BULLETIN_READ, P.BULLETIN_CONFIRM},
    Role.SYSTEM_ADMINISTRATOR: frozenset(
        {P.DESK_VIEW, P.ORGANISATION_VIEW, P.ORGANISATION_MANAGE, P.ACCOUNT_MANAGE}
    ),
    Role.SECURITY_ADMINISTRATOR: frozenset(
        {P.DESK_VIEW, P.ORGANISATION_VIEW, P.GRANT_VIEW, P.GRANT_MANAGE}
    ),
    Role.AUDIT_ADMINISTRATOR: frozenset({P.DESK_VIEW, P.ORGANISATION_VIEW, P.AUDIT_VIEW}),
}
