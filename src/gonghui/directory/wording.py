"""What the record of deeds says, verb by verb, in a sentence."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gonghui.audit.models import Entry
from gonghui.people.actions import JOB

SENTENCES: dict[str, object] = {
    "founding.superior_missing": _("Below whom does it stand? Give the code or full name."),
    "founding.superior_unknown": _(
        "Nobody within reach is called “%(text)s” or has this code. The name must be exact; the "
        "superior may also stand in this file."
    ),
    "founding.superior_ambiguous": _(
        "%(count)s organisations are called “%(text)s”; give the code instead."
    ),
    "founding.superior_ended": _("%(name)s is no more since %(day)s; nobody can stand below it."),
    "founding.circle": _("By this superior it would stand below itself."),
    "founding.code_unfit": _(
        "“%(text)s” cannot be a code: up to 30 digits, letters, dots and dashes. U with seven "
        "digits is what the platform gives; leave the cell empty for it."
    ),
    "founding.code_elsewhere": _("%(text)s is the code of an organisation outside your reach."),
    "founding.code_twice": _("%(text)s stands in row %(row)s already."),
    "founding.name_twice": _("%(name)s stands below the same superior in row %(row)s already."),
    "founding.name_taken": _(
        "%(name)s stands below this superior already, with the code %(code)s. Is it the same one?"
    ),
    "founding.renamed": _(
        "The organisation with this code is %(name)s. To rename it, use “Rename” on its page."
    ),
    "founding.kind_changed": _("%(name)s is of another kind here; a workbook does not change it."),
    "founding.status_changed": _(
        "%(name)s is at another step here. Its next step is taken on its page."
    ),
    "founding.moved": _("%(name)s stands below %(superior)s. To move it, use “Move” on its page."),
    "founding.kept": _("%(name)s has %(was)s here; a workbook does not change it."),
    "founding.negative": _("Less than none is not possible."),
    "founding.division_code": _("“%(text)s” is no division code: 2, 4, 6, 9 or 12 digits."),
    "founding.day_ahead": _("%(day)s is still to come."),
    "founding.before_founding": _("%(day)s lies before the founding on %(founded)s."),
    "founding.years_missing": _("Elected for how many years? Choose 3 or 5."),
    "founding.elected_missing": _("On which day was the committee elected?"),
    "founding.credit_code_taken": _("%(text)s is the credit code of another union here."),
}

DEEDS = {
    "account.opened": _("%(who)s opened the account %(what)s"),
    "record.check_asked": _("%(who)s had the whole record read again: %(what)s"),
    "agenda.paper_given": _("%(who)s laid a paper to the agenda of %(what)s"),
    "assignment.received": _("%(who)s signed for %(what)s"),
    "assignment.relayed": _("%(who)s handed on %(what)s"),
    "assignment.relayed_down": _("%(who)s handed %(what)s on to everybody below"),
    "assignment.urged": _("%(who)s reminded of %(what)s"),
    "bulletin.edited": _("%(who)s edited the bulletin %(what)s"),
    "bulletin.published": _("%(who)s published the bulletin %(what)s"),
    "bulletin.withdrawn": _("%(who)s took the bulletin %(what)s off the public pages"),
    "bulletin.written": _("%(who)s wrote the bulletin %(what)s"),
    "department.changed": _("%(who)s changed the department %(what)s"),
    "department.set_up": _("%(who)s set up the department %(what)s"),
    "directive.issued": _("%(who)s issued %(what)s"),
    "form.published": _("%(who)s published the form %(what)s"),
    "founding.completed": _("%(who)s filled in what was known of the founding of %(what)s"),
    "grant.given": _("%(who)s granted %(what)s"),
    "honour.presented": _("%(who)s noted the honour %(what)s"),
    "intake.taken_back": _("%(who)s took back what a workbook had brought: %(what)s"),
    "meeting.held": _("%(who)s entered the meeting %(what)s"),
    "organisation.founded": _("%(who)s founded %(what)s"),
    "organisation.renamed": _("%(who)s renamed %(what)s"),
    "organisation.moved": _("%(who)s placed %(what)s below another superior"),
    "organisation.merged": _("%(who)s merged %(what)s into another"),
    "organisation.split": _("%(who)s split %(what)s"),
    "organisation.status": _("%(who)s entered a step of the founding of %(what)s"),
    "organisation.suspended": _("%(who)s suspended %(what)s"),
    "organisation.resumed": _("%(who)s resumed %(what)s"),
    "organisation.dissolved": _("%(who)s dissolved %(what)s"),
    "assignment.followed": _("%(who)s had open asks follow a change of %(what)s"),
    "round.rebased": _("%(who)s had open returns follow a change of %(what)s"),
    "organisation.unfounded": _("%(who)s took a founding back: %(what)s"),
    "person.reading_corrected": _("%(who)s corrected how the name is read: %(what)s"),
    "person.registered": _("%(who)s registered %(what)s"),
    "person.renamed": _("%(who)s corrected the name: %(what)s"),
    "picture.added": _("%(who)s added a picture to %(what)s"),
    "picture.removed": _("%(who)s took a picture off %(what)s"),
    "reading.confirmed": _("%(who)s confirmed the reading of %(what)s"),
    "reading.dropped": _("%(who)s dropped the reading of %(what)s"),
    "reading.taken_in": _("%(who)s took in %(what)s to be read"),
    "registration.taken_in": _("%(who)s took in from a workbook what is known of %(what)s"),
    "report.drafted": _("%(who)s drafted %(what)s"),
    "report.drafted_anew": _("%(who)s drafted %(what)s anew"),
    "report.edited": _("%(who)s edited %(what)s"),
    "report.signed_off": _("%(who)s signed off %(what)s"),
    "round.closed": _("%(who)s closed the round %(what)s"),
    "round.issued": _("%(who)s issued the round %(what)s"),
    "sheet.accepted": _("%(who)s accepted %(what)s"),
    "sheet.filed": _("%(who)s filed %(what)s"),
    "sheet.sent_back": _("%(who)s sent back %(what)s"),
    "sheet.withdrawn": _("%(who)s withdrew %(what)s"),
    "task.accepted": _("%(who)s accepted %(what)s"),
    "task.drafted": _("%(who)s drafted the task %(what)s"),
    "task.dropped": _("%(who)s dropped the task %(what)s"),
    "task.filed": _("%(who)s filed %(what)s"),
    "task.issued": _("%(who)s issued the task %(what)s"),
    "task.progress_reported": _("%(who)s reported progress on %(what)s"),
    "task.sent_back": _("%(who)s sent back %(what)s"),
    "portfolio.changed": _("%(who)s changed what %(what)s is in charge of"),
    "post.ended": _("%(who)s ended the post %(what)s"),
    "post.set_up": _("%(who)s set up the post %(what)s"),
    "registration.changed": _("%(who)s changed the register of %(what)s"),
    "term.taken_in": _("%(who)s took in the election of %(what)s from a workbook"),
    "tenure.begun": _("%(who)s entered a post: %(what)s"),
    "tenure.ended": _("%(who)s entered who left a post: %(what)s"),
    "tenure.many_begun": _("%(who)s entered many posts, the first: %(what)s"),
    "term.begun": _("%(who)s entered an election: %(what)s"),
}


def who_did(entry: Entry) -> str:
    """The person's name; a job of the house by what it is."""
    return gettext("the platform") if entry.actor_name == JOB else entry.actor_name


def deed_sentence(entry: Entry) -> str:
    """One entry as a sentence; a deed of an older version without words is shown by its verb."""
    facts = {"who": who_did(entry), "what": entry.subject_label}
    words = DEEDS.get(entry.verb)
    return str(words) % facts if words else f"{facts['who']} {entry.verb} {facts['what']}"


def deed_name(verb: str) -> str:
    """A deed without who and what, to choose it by: "… filed …"."""
    return str(DEEDS[verb]) % {"who": "…", "what": "…"}
