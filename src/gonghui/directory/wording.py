"""What the record of deeds says, verb by verb, in a sentence."""

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from gonghui.audit.models import Entry
from gonghui.organisations.queries.difference import What
from gonghui.organisations.rules.integrity import Weight
from gonghui.people.actions.account import JOB

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
        "%(name)s stands below this superior already, with the code %(taken)s. Is it the same one?"
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
    "founding.not_of_a_union": _(
        "In %(count)s rows the union's own credit code was not given by a trade union: %(rows)s."
    ),
    "founding.of_a_union": _(
        "In %(count)s rows the employer's credit code is one of a trade union: %(rows)s."
    ),
    "founding.credit_code_taken": _("%(text)s is the credit code of another union here."),
    "data_request.in_office": _(
        "Nobody is erased while in office; this is still held: %(what)s. It is ended first."
    ),
    "staffing.organisation_unknown": _(
        "Nobody within reach is called “%(text)s” or has this code. The name must be exact."
    ),
    "staffing.organisation_ambiguous": _(
        "%(count)s organisations are called “%(text)s”; give the code instead."
    ),
    "staffing.organisation_ended": _("%(name)s is no more since %(day)s."),
    "staffing.kind_missing": _(
        "The title %(post)s does not say what kind of post it is; choose one."
    ),
    "staffing.kind_known": _("%(post)s is a post of another kind here."),
    "staffing.kind_differs": _("In row %(row)s %(post)s is a post of another kind."),
    "staffing.namesakes_here": _(
        "Several persons of this organisation are called %(name)s; give the number of the person."
    ),
    "staffing.namesakes": _(
        "%(count)s names are borne by several persons who then are different people: %(names)s. "
        "Where it is one person, give the rows the same number."
    ),
    "staffing.code_of_another": _("%(number)s is the number of %(name)s."),
    "staffing.number_differs": _("In row %(row)s this person has another number."),
    "staffing.id_number_twice": _(
        "In row %(row)s somebody else has this identity card number. Where it is one person, give "
        "both rows the same number of the person."
    ),
    "staffing.id_number_taken": _(
        "Somebody is entered with this identity card number already. Where it is the same person, "
        "give the row the number of the person."
    ),
    "staffing.code_twice": _("In row %(row)s %(number)s is the number of %(name)s."),
}

DEEDS = {
    "paper.drafted": _("%(who)s drafted the paper %(what)s"),
    "paper.edited": _("%(who)s edited the paper %(what)s"),
    "paper.submitted": _("%(who)s handed in the paper %(what)s for review"),
    "paper.taken_back": _("%(who)s took back the paper %(what)s"),
    "paper.passed": _("%(who)s reviewed the paper %(what)s"),
    "paper.sent_back": _("%(who)s sent back the paper %(what)s"),
    "paper.signed": _("%(who)s signed the paper %(what)s"),
    "paper.refused": _("%(who)s did not sign the paper %(what)s and sent it back"),
    "paper.registered": _("%(who)s gave a number to the paper %(what)s"),
    "paper.issued": _("%(who)s issued the paper %(what)s"),
    "paper.archived": _("%(who)s archived the paper %(what)s"),
    "paper.dropped": _("%(who)s dropped the draft %(what)s"),
    "paper.voided": _("%(who)s made the paper %(what)s void"),
    "series.opened": _("%(who)s opened the register of numbers %(what)s"),
    "series.begun": _("%(who)s said where this year's numbers of %(what)s begin"),
    "template.saved": _("%(who)s changed a template of papers: %(what)s"),
    "import.taken_in": _("%(who)s sent in the workbook %(what)s"),
    "import.commit_asked": _("%(who)s had the workbook %(what)s taken in"),
    "import.committed": _("%(who)s took in rows of the workbook %(what)s"),
    "import.stop_asked": _("%(who)s stopped the workbook %(what)s"),
    "import.undo_asked": _("%(who)s had the workbook %(what)s taken back"),
    "import.undone": _("%(who)s took back rows of the workbook %(what)s"),
    "account.opened": _("%(who)s opened the account %(what)s"),
    "account.closed": _("%(who)s closed the account %(what)s"),
    "account.refused_often": _("%(who)s was refused again and again: %(what)s"),
    "account.reopened": _("%(who)s opened the account %(what)s again"),
    "account.reset_started": _("%(who)s made a link for a new password of %(what)s"),
    "account.password_set": _("%(who)s set the password of %(what)s by a link"),
    "account.email_changed": _("%(who)s changed the e-mail address of %(what)s"),
    "account.password_changed": _("%(who)s changed the password of %(what)s"),
    "second_factor.set_up": _("%(who)s set up a second factor for %(what)s"),
    "second_factor.removed": _("%(who)s removed the second factor of %(what)s"),
    "recovery_codes.drawn": _("%(who)s drew new recovery codes for %(what)s"),
    "session.ended": _("%(who)s signed out elsewhere: %(what)s"),
    "sign_in.done": _("%(who)s signed in: %(what)s"),
    "sign_in.failed": _("%(who)s noted a wrong password for %(what)s"),
    "sign_in.unknown": _("%(who)s noted a sign-in under a name nobody has: %(what)s"),
    "sign_out.done": _("%(who)s signed out: %(what)s"),
    "retention.carried_out": _("%(who)s deleted what is kept no longer"),
    "retention.held": _("%(who)s had something kept although its time is over: %(what)s"),
    "retention.lifted": _("%(who)s lets the time of something run again: %(what)s"),
    "keys.added": _("%(who)s added a key for sealed facts"),
    "keys.resealed": _("%(who)s sealed personal facts anew"),
    "keys.dropped": _("%(who)s dropped a key for sealed facts"),
    "record.exported": _("%(who)s took a copy of the record of deeds as %(what)s"),
    "list.taken": _("%(who)s took a list of people out as a file"),
    "record.check_asked": _("%(who)s had the whole record read again: %(what)s"),
    "agenda.paper_given": _("%(who)s laid a paper to the agenda of %(what)s"),
    "assignment.received": _("%(who)s signed for %(what)s"),
    "assignment.relayed": _("%(who)s handed on %(what)s"),
    "assignment.relayed_down": _("%(who)s handed %(what)s on to everybody below"),
    "assignment.urged": _("%(who)s reminded of %(what)s"),
    "audience.saved": _("%(who)s saved the audience %(what)s"),
    "audience.changed": _("%(who)s changed the audience %(what)s"),
    "audience.dropped": _("%(who)s dropped the audience %(what)s"),
    "bulletin.edited": _("%(who)s edited the bulletin %(what)s"),
    "bulletin.published": _("%(who)s published the bulletin %(what)s"),
    "bulletin.withdrawn": _("%(who)s took the bulletin %(what)s off the public pages"),
    "bulletin.written": _("%(who)s wrote the bulletin %(what)s"),
    "department.changed": _("%(who)s changed the department %(what)s"),
    "department.set_up": _("%(who)s set up the department %(what)s"),
    "answer.accepted": _("%(who)s accepted the answer: %(what)s"),
    "answer.filed": _("%(who)s filed the answer: %(what)s"),
    "answer.sent_back": _("%(who)s sent the answer back: %(what)s"),
    "answer.taken_back": _("%(who)s took the answer back to mend it: %(what)s"),
    "directive.amended": _("%(who)s amended %(what)s"),
    "directive.approved": _("%(who)s approved %(what)s"),
    "directive.closed": _("%(who)s closed %(what)s"),
    "directive.drafted": _("%(who)s drafted %(what)s"),
    "directive.dropped": _("%(who)s left the draft aside: %(what)s"),
    "directive.issued": _("%(who)s issued %(what)s"),
    "directive.reminded": _("%(who)s reminded those who have not answered %(what)s"),
    "directive.redrafted": _("%(who)s wrote the draft anew: %(what)s"),
    "directive.returned": _("%(who)s gave the draft back: %(what)s"),
    "directive.submitted": _("%(who)s submitted for approval: %(what)s"),
    "directive.withdrawn": _("%(who)s withdrew %(what)s"),
    "extension.asked": _("%(who)s asked for more time: %(what)s"),
    "extension.granted": _("%(who)s granted more time: %(what)s"),
    "extension.refused": _("%(who)s refused more time: %(what)s"),
    "extension.withdrawn": _("%(who)s needs no more time: %(what)s"),
    "form.published": _("%(who)s published the form %(what)s"),
    "founding.completed": _("%(who)s filled in what was known of the founding of %(what)s"),
    "delegation.ended": _("%(who)s ended what was lent: %(what)s"),
    "delegation.given": _("%(who)s lent %(what)s"),
    "grant.ended": _("%(who)s ended %(what)s"),
    "grant.given": _("%(who)s granted %(what)s"),
    "grant.taken_back": _("%(who)s took a role back: %(what)s"),
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
    "organisation.unfounded": _("%(who)s took a founding back: %(what)s"),
    "person.contact_changed": _("%(who)s entered the numbers of %(what)s"),
    "person.fact_told": _("%(who)s was told a number of %(what)s whole"),
    "person.found_by_phone": _("%(who)s looked for a mobile number and found %(what)s"),
    "contact_list.taken": _("%(who)s took the contact list of %(what)s"),
    "consent.given": _("%(who)s entered what was agreed to by %(what)s"),
    "consent.withdrawn": _("%(who)s entered what was taken back by %(what)s"),
    "person.reading_corrected": _("%(who)s corrected how the name is read: %(what)s"),
    "person.registered": _("%(who)s registered %(what)s"),
    "person.renamed": _("%(who)s corrected the name: %(what)s"),
    "person.unregistered": _("%(who)s took back the entry of %(what)s"),
    "picture.added": _("%(who)s added a picture to %(what)s"),
    "picture.removed": _("%(who)s took a picture off %(what)s"),
    "post.many_set_up": _("%(who)s set up posts from a workbook, among them %(what)s"),
    "data_request.granted": _("%(who)s granted a request about personal data: %(what)s"),
    "data_request.made": _("%(who)s asked about their own data: %(what)s"),
    "data_request.refused": _("%(who)s refused a request about personal data: %(what)s"),
    "data_request.withdrawn": _("%(who)s took back a request about their data: %(what)s"),
    "own_data.taken": _("%(who)s took along all that is kept about them: %(what)s"),
    "person.erased": _("%(who)s erased the personal data of %(what)s"),
    "proposal.confirmed": _("%(who)s confirmed as the second person: %(what)s"),
    "proposal.made": _("%(who)s proposed %(what)s"),
    "proposal.refused": _("%(who)s refused what was proposed: %(what)s"),
    "proposal.withdrawn": _("%(who)s took a proposal back: %(what)s"),
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

DOUBTS = {
    "credit_code.not_of_a_union": _(
        "A union's own code as a legal person begins with 8. This one was given by another office: "
        "is it perhaps the employer's?"
    ),
    "employer_code.of_a_union": _(
        "The employer's code begins with 8, as codes of unions do: is it perhaps the union's own?"
    ),
}

CHECK_NAMES = {
    "tree.orphan": _("Has no superior"),
    "tree.cycle": _("Stands above itself in a circle"),
    "tree.two_superiors": _("Has two superiors on one line"),
    "tree.superior_gone": _("Its superior is dissolved or no union"),
    "tree.ancestry_missing": _("A superior is missing from the table of who is above whom"),
    "tree.ancestry_extra": _("The table of who is above whom has a superior too many"),
    "organisation.status_and_end": _("Status and last day do not go together"),
    "organisation.dissolved_placed": _("Dissolved, yet still in the tree"),
    "organisation.dissolved_held": _("A post is held after it was dissolved"),
    "tenure.overlaps": _("One person holds one post twice at a time"),
    "tenure.overcrowded": _("More hold a post than it has seats"),
    "tenure.too_early": _("A post was held before it was founded"),
    "post.department_elsewhere": _("A post is in a department of another organisation"),
    "registration.code_wrong": _("A social credit code does not prove itself"),
    "registration.code_shared": _("Another one has the same social credit code"),
    "term.expired": _("The term has run out"),
    "term.not_entered": _("No election is entered"),
    "post.no_chair": _("Nobody is entered as chair"),
    "registration.no_code": _("No social credit code of its own is entered"),
}

WEIGHT_NAMES = {
    Weight.WRONG: pgettext_lazy("finding of a check", "wrong"),
    Weight.OPEN: pgettext_lazy("finding of a check", "open"),
}


WHAT_NAMES = {
    What.FOUNDED: pgettext_lazy("of an organisation", "founded"),
    What.ENDED: pgettext_lazy("of an organisation", "ended"),
    What.MOVED: pgettext_lazy("of an organisation", "moved"),
    What.RENAMED: pgettext_lazy("of an organisation", "renamed"),
}

WHAT_COUNTS = {
    What.FOUNDED: _("%(n)s founded"),
    What.ENDED: _("%(n)s ended"),
    What.MOVED: _("%(n)s moved"),
    What.RENAMED: _("%(n)s renamed"),
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


# what is kept about a person, table by table; one without words here is told by its purpose
KEPT_NAMES = {
    "access.Delegation": _("Roles lent while somebody was away"),
    "access.Grant": _("Roles given to the account"),
    "access.Proposal": _("Acts that took two persons"),
    "account.EmailAddress": _("E-mail addresses"),
    "audit.Entry": _("The record of deeds"),
    "bulletins.Bulletin": pgettext_lazy("kept about you", "Bulletins"),
    "bulletins.Reading": _("Texts that were read"),
    "cascade.Directive": _("Asks"),
    "documents.Import": _("Workbooks sent in"),
    "foundation.Receipt": _("Forms sent, so that none acts twice"),
    "foundation.Work": _("Long work started"),
    "meetings.Part": _("Parts in meetings"),
    "mfa.Authenticator": _("Second factors"),
    "notices.Notice": _("Messages received"),
    "organisations.Change": _("Changes of the tree"),
    "organisations.Tenure": _("Posts held"),
    "people.Account": _("Accounts"),
    "people.Consent": _("What you agreed to"),
    "people.DataRequest": _("What was asked about personal data"),
    "people.Person": _("Your entry in the register"),
    "people.SignInLink": _("One-time links to sign in"),
    "plans.Task": _("Tasks dropped"),
    "reports.WorkReport": _("Work reports"),
    "returns.Version": _("Returns filed"),
    "usersessions.UserSession": _("Devices signed in"),
}

# by which field a row names a person
KEPT_WAYS = {
    "accepted_by": pgettext_lazy("kept about you", "you accepted it"),
    "account": pgettext_lazy("kept about you", "your account"),
    "actor_id": pgettext_lazy("kept about you", "you did it"),
    "asked_by": pgettext_lazy("kept about you", "you asked for it"),
    "by": pgettext_lazy("kept about you", "you did it"),
    "confirmed_by": pgettext_lazy("kept about you", "you confirmed it"),
    "decided_by": pgettext_lazy("kept about you", "you decided it"),
    "dropped_by": pgettext_lazy("kept about you", "you dropped it"),
    "filed_by": pgettext_lazy("kept about you", "you filed it"),
    "giver": pgettext_lazy("kept about you", "you lent it"),
    "issued_by": pgettext_lazy("kept about you", "you issued it"),
    "owner": pgettext_lazy("kept about you", "you sent it in"),
    "owner_id": pgettext_lazy("kept about you", "you started it"),
    "published_by": pgettext_lazy("kept about you", "you published it"),
    "read_by": pgettext_lazy("kept about you", "you had it read"),
    "signed_by": pgettext_lazy("kept about you", "you signed it"),
    "subject_id": pgettext_lazy("kept about you", "done to your entry or account"),
    "user": pgettext_lazy("kept about you", "your account"),
}
