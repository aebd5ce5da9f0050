"""The whole policy on one page: what each role may, over its organisation and all below."""

from gonghui.access.permissions import Permission, Role

# What everyone who works with the year may see in their own part of the tree.
_LOOK = frozenset(
    {
        Permission.DESK_VIEW,
        Permission.ORGANISATION_VIEW,
        Permission.AUDIENCE_VIEW,
        Permission.DIRECTIVE_VIEW,
        Permission.SHEET_VIEW,
        Permission.ROUND_VIEW,
        Permission.TASK_VIEW,
        Permission.MEETING_VIEW,
        Permission.HONOUR_VIEW,
        Permission.REPORT_VIEW,
        Permission.PAPER_VIEW,
    }
)

# Who must call people about their work: they see telephones masked and are told one with a reason.
_CALL = frozenset({Permission.CONTACT_TELL})

# 签发 is the head's alone; who drafts a paper never signs it, whatever roles they hold.
_SIGN = frozenset({Permission.PAPER_SIGN})

MAY: dict[Role, frozenset[Permission]] = {
    Role.FILER: _LOOK
    | {
        Permission.ASSIGNMENT_RECEIVE,
        Permission.SHEET_FILL,
        Permission.SHEET_FILE,
        Permission.TASK_REPORT,
        Permission.PAPER_DRAFT,  # in a small office the same clerk writes the letters
    },
    Role.REVIEWER: _LOOK
    | _CALL
    | {
        Permission.ASSIGNMENT_RECEIVE,
        Permission.ASSIGNMENT_RELAY,
        Permission.ASSIGNMENT_REVIEW,
        Permission.SHEET_REVIEW,
        Permission.PAPER_REVIEW,
    }
    | {Permission.TASK_REVIEW},
    Role.ISSUER: _LOOK
    | _CALL
    | {
        Permission.AUDIENCE_MANAGE,
        Permission.DIRECTIVE_ISSUE,
        Permission.DIRECTIVE_APPROVE,
        Permission.ASSIGNMENT_RELAY,
        Permission.ASSIGNMENT_REVIEW,
        Permission.ROUND_ISSUE,
    }
    | {
        Permission.TASK_ISSUE,
        Permission.TASK_REVIEW,
        Permission.REPORT_DRAFT,
        Permission.PAPER_DRAFT,
        Permission.PAPER_REGISTER,  # the office keeps numbers, templates and archive
        Permission.BULLETIN_READ,
    },
    Role.SUPERVISOR: _LOOK | _CALL | {Permission.ASSIGNMENT_REVIEW, Permission.TASK_REVIEW},
    Role.LEADER: _LOOK | _SIGN | _CALL | {Permission.DIRECTIVE_APPROVE, Permission.REPORT_SIGN_OFF},
    Role.CASE_OFFICER: frozenset({Permission.DESK_VIEW, Permission.ORGANISATION_VIEW}),
    Role.PUBLISHER: _LOOK | {Permission.BULLETIN_READ, Permission.BULLETIN_PUBLISH},
    Role.ORGANISER: _LOOK
    | _CALL
    | {
        Permission.AUDIENCE_MANAGE,
        Permission.MEETING_MANAGE,
        Permission.PAPER_DRAFT,
        Permission.BULLETIN_READ,
        Permission.BULLETIN_CONFIRM,
    },
    Role.SYSTEM_ADMINISTRATOR: frozenset(
        {
            Permission.DESK_VIEW,
            Permission.ORGANISATION_VIEW,
            Permission.ORGANISATION_MANAGE,
            Permission.ACCOUNT_MANAGE,
            Permission.DATA_REQUEST_DECIDE,
            Permission.ACCOUNT_CONFIRM,
            Permission.CONTACT_TELL,  # links to sign in are handed over by telephone
        }
    ),
    Role.SECURITY_ADMINISTRATOR: frozenset(
        {
            Permission.DESK_VIEW,
            Permission.ORGANISATION_VIEW,
            Permission.GRANT_VIEW,
            Permission.GRANT_MANAGE,
            Permission.ACCOUNT_CONFIRM,
        }
    ),
    Role.AUDIT_ADMINISTRATOR: frozenset(
        {Permission.DESK_VIEW, Permission.ORGANISATION_VIEW, Permission.AUDIT_VIEW}
    ),
}
