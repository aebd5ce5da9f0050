"""Everything anyone can be allowed to do, ``<noun>.<verb>``."""

from enum import StrEnum


class Permission(StrEnum):
    """One thing a role may allow. A new page begins with a line here."""

    DESK_VIEW = "desk.view"
    ORGANISATION_VIEW = "organisation.view"
    ORGANISATION_MANAGE = "organisation.manage"
    AUDIENCE_VIEW = "audience.view"
    AUDIENCE_MANAGE = "audience.manage"
    CONTACT_TELL = "contact.tell"
    ACCOUNT_MANAGE = "account.manage"
    DATA_REQUEST_DECIDE = "data_request.decide"
    ACCOUNT_CONFIRM = "account.confirm"
    GRANT_VIEW = "grant.view"
    GRANT_MANAGE = "grant.manage"
    AUDIT_VIEW = "audit.view"
    DIRECTIVE_VIEW = "directive.view"
    DIRECTIVE_ISSUE = "directive.issue"
    DIRECTIVE_APPROVE = "directive.approve"
    ASSIGNMENT_RECEIVE = "assignment.receive"
    ASSIGNMENT_RELAY = "assignment.relay"
    ASSIGNMENT_REVIEW = "assignment.review"
    SHEET_VIEW = "sheet.view"
    SHEET_FILL = "sheet.fill"
    SHEET_FILE = "sheet.file"
    SHEET_REVIEW = "sheet.review"
    ROUND_VIEW = "round.view"
    ROUND_ISSUE = "round.issue"
    TASK_VIEW = "task.view"
    TASK_ISSUE = "task.issue"
    TASK_REPORT = "task.report"
    TASK_REVIEW = "task.review"
    MEETING_VIEW = "meeting.view"
    MEETING_MANAGE = "meeting.manage"
    HONOUR_VIEW = "honour.view"
    BULLETIN_READ = "bulletin.read"
    BULLETIN_CONFIRM = "bulletin.confirm"
    BULLETIN_PUBLISH = "bulletin.publish"
    REPORT_VIEW = "report.view"
    REPORT_DRAFT = "report.draft"
    REPORT_SIGN_OFF = "report.sign_off"
    PAPER_VIEW = "paper.view"
    PAPER_DRAFT = "paper.draft"
    PAPER_REVIEW = "paper.review"
    PAPER_SIGN = "paper.sign"
    PAPER_REGISTER = "paper.register"


class Role(StrEnum):
    """What a grant makes of its holder (design.md §6)."""

    FILER = "filer"  # 填报员
    REVIEWER = "reviewer"  # 审核员
    ISSUER = "issuer"  # 部署员
    SUPERVISOR = "supervisor"  # 督办员
    LEADER = "leader"  # 领导
    CASE_OFFICER = "case_officer"  # 事项经办
    PUBLISHER = "publisher"  # 信息员
    ORGANISER = "organiser"  # 会务
    SYSTEM_ADMINISTRATOR = "system_administrator"  # 系统管理员
    SECURITY_ADMINISTRATOR = "security_administrator"  # 安全管理员
    AUDIT_ADMINISTRATOR = "audit_administrator"  # 审计管理员


ADMINISTRATORS = frozenset(
    {Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR}
)

# who decides about what others answered, or reads what they told in need
DECIDING = frozenset({Role.REVIEWER, Role.CASE_OFFICER})
