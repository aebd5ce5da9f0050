"""Sentences about refused rules of this room, and about cells and files that cannot be read."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from gonghui.documents.rules.batch import State
from gonghui.documents.rules.handling import PaperKind, PaperState, Step
from gonghui.documents.rules.workbook import CellKind

SENTENCES = {
    "paper.too_many_headings": _(
        "A paper counts its headings up to 99; this is number %(number)s."
    ),
    "cell.missing": _("Not filled in yet."),
    "cell.too_long": _("%(length)s characters are too long; at most %(most)s."),
    "cell.too_large": _("At most %(most)s."),
    "cell.not_number": _("“%(text)s” is not a number. Write digits only, like 1,234."),
    "cell.not_whole": _("“%(text)s” is not a whole number."),
    "cell.not_day": _("“%(text)s” is not a day. Write it like 2023-09-05."),
    "cell.far_day": _("%(day)s lies before 1900 or after 2100. Is a digit wrong?"),
    "cell.not_one_of": _("“%(text)s” is not on the list. Choose one of: %(choices)s."),
    "cell.not_in_list": _(
        "“%(text)s” is not on the list. Choose from the list of the cell, as: %(choices)s."
    ),
    "cell.digits_lost": _(
        "Excel made a number of it (%(shown)s) and lost the last digits. "
        "Set the cell to Text and type it again."
    ),
    "cell.became_day": _(
        "Excel made a date of it (%(shown)s). Set the cell to Text and type it again."
    ),
    "cell.yes_or_no": _("Excel shows TRUE or FALSE here. Write what the column asks for."),
    "cell.formula": _(
        "A formula stands here that was never calculated. Save the file once in Excel or WPS, "
        "or paste the value."
    ),
    "cell.error": _("Excel shows an error here. Write the value itself."),
    "cell.merged": _("The cells %(cells)s are merged into one. Unmerge them and fill in each row."),
    "file.empty": _("The file is empty."),
    "file.no_rows": _("Below the heads nothing is filled in."),
    "file.damaged": _(
        "The file cannot be opened. Open it in Excel or WPS, save it as .xlsx and send it again."
    ),
    "file.too_big": _(
        "The file is too big: at most 20 MB, and 60 MB unpacked. Send it in several parts."
    ),
    "file.too_slow": _(
        "The file takes too long to read. Delete the empty rows and columns around the table, "
        "or send it in several parts."
    ),
    "file.too_long": _("More than %(most)s rows. Send them in several files."),
    "file.too_wide": _(
        "Something stands beyond column %(most)s. Delete what is to the right of the table."
    ),
    "file.bomb": _(
        "The file unpacks to far more than it is. Copy the table into a new workbook and send that."
    ),
    "file.strange_parts": _(
        "The file holds parts no office program writes. Copy the table into a new workbook "
        "and send that."
    ),
    "file.encrypted": _(
        "The file is protected by a password. Take the password off in Excel or WPS and send "
        "it again."
    ),
    "file.old_workbook": _(
        "This is an old Excel or WPS workbook (.xls, .et). Choose Save as → Excel workbook (.xlsx) "
        "and send that."
    ),
    "file.binary_workbook": _(
        "This is a binary workbook (.xlsb). Choose Save as → Excel workbook (.xlsx) and send that."
    ),
    "file.open_document": _(
        "This is an OpenDocument file (.ods). Choose Save as → Excel workbook (.xlsx) and send it."
    ),
    "file.macros": _(
        "The workbook holds macros. Choose Save as → Excel workbook (.xlsx), without macros, "
        "and send that."
    ),
    "file.web_page": _(
        "This is a web page or XML with the name of a workbook. Open it in Excel or WPS, "
        "choose Save as → Excel workbook (.xlsx) and send that."
    ),
    "file.not_workbook": _("Only .xlsx and .csv work here; this is another kind of file."),
    "file.other_than_named": _(
        "The file is called %(ending)s but holds something else. Open it in Excel or WPS, "
        "choose Save as → Excel workbook (.xlsx) and send that."
    ),
    "file.other_ending": _(
        "The name ends in “%(ending)s”. Choose Save as → Excel workbook (.xlsx) and send that."
    ),
    "file.unreadable_text": _(
        "The characters of the file cannot be read. Save it as .xlsx, or as CSV UTF-8."
    ),
    "file.no_sheet": _("The workbook has no sheet with cells, only charts or pictures."),
    "file.no_heads": _(
        "No table with these heads was found among the first 30 rows: %(heads)s. "
        "Fill in the template of this page."
    ),
    "file.missing_heads": _("These columns are missing and needed: %(heads)s."),
    "file.head_twice": _("The head “%(head)s” stands there twice. Delete one of the columns."),
    "file.hidden_sheet": _(
        "The table stands on the hidden sheet “%(sheet)s”. Show the sheet and send the file again."
    ),
    "file.two_tables": _(
        "Several sheets hold the table: %(sheets)s. Keep one and send the file again."
    ),
    "file.other_template": _(
        "This is the template of something else. Fill in the one called “%(title)s”."
    ),
    "file.other_version": _(
        "The template has changed since. Download “%(title)s” again and copy your rows into it."
    ),
    "file.other_fact": _(
        "The file was made for another %(name)s: %(theirs)s. Here it is %(ours)s."
    ),
    "file.hidden_rows": _(
        "%(count)s hidden or filtered rows were read as well, the first: %(rows)s."
    ),
    "file.other_columns": _("Columns that are not asked for were not read: %(names)s."),
    "file.missing_columns": _("Columns that are not in the file were taken as empty: %(names)s."),
    "file.other_sheets": _("Other sheets were not read: %(names)s."),
    "listing.too_long": _("A workbook holds %(most)s rows; take the list as CSV."),
    "paper.title_missing": _("The title is missing: about what, and which kind of paper."),
    "paper.title_too_long": _(
        "The title has %(count)s characters; at most %(most)s fit. Say it shorter."
    ),
    "paper.empty": _("The text is empty."),
    "paper.too_long": _(
        "The text has %(count)s characters; at most %(most)s, about a hundred pages, can be one "
        "paper. Attach the rest as a file."
    ),
    "paper.table_too_wide": _(
        "The table “%(table)s” has %(count)s columns; at most %(most)s fit across the page. "
        "Part it in two, or attach it as a workbook."
    ),
    "paper.table_too_long": _(
        "The table “%(table)s” has %(count)s rows; at most %(most)s can be printed. Attach it as a "
        "workbook."
    ),
    "paper.table_empty": _("The table “%(table)s” has a head and no rows below it."),
    "paper.content_unreadable": _(
        "What was kept of this paper cannot be read. Tell the administrator."
    ),
    "paper.not_now": _("That is not possible any more: the page was older than the paper."),
    "paper.not_signed": _("This paper is not signed yet, so it gets no number and is not issued."),
    "paper.not_reviewed": _("This paper has not been reviewed yet; it is signed after that."),
    "paper.reason_missing": _("Write why; whoever drafted it has to understand it."),
    "paper.own_review": _("You wrote in this paper, so somebody else reviews it."),
    "paper.own_signature": _("You wrote in this paper, so somebody else signs it."),
    "paper.changed_meanwhile": _(
        "Somebody else changed this paper meanwhile. What you typed is still below; compare and "
        "save again."
    ),
    "series.code_unfit": _(
        "“%(text)s” cannot stand before a number: two to twenty Chinese characters or letters, as "
        "铜工发."
    ),
    "series.code_taken": _("%(text)s is taken; every register has letters of its own."),
    "series.begun_already": _(
        "This year's numbers have begun here already; the last is %(number)s."
    ),
    "series.before_unfit": _("Give a whole number from 0 to %(most)s."),
    "series.not_here": _("%(text)s is not a register in use of this organisation."),
    "template.changed_meanwhile": _(
        "Somebody else changed this template meanwhile. What you typed is still below; compare and "
        "save again."
    ),
    "paper.no_press": _(
        "This machine cannot write PDFs: Pango is missing (apt-get install libpango-1.0-0 "
        "libpangoft2-1.0-0). The Word file is there all the same."
    ),
    "paper.press_failed": _(
        "The PDF could not be made. The Word file is there all the same; if it happens again, "
        "tell the administrator."
    ),
    "import.has_faults": _("%(count)s things are still to be put right; then it can go in."),
    "import.not_now": _("That is not possible any more: the page was older than the work."),
    "import.another_runs": _(
        "“%(name)s” of this organisation is being worked at. Wait until it is through."
    ),
    "import.too_many": _("%(count)s of your files still wait to be read. Wait until they are."),
    "import.no_importer": _("This kind of workbook is no longer taken in here."),
    "import.over": _(
        "Its file was deleted when its time was over. It can be neither taken in nor taken back."
    ),
    "import.holds_person": _(
        "The workbook %(name)s holds this person and is being worked at. Try again when it is done."
    ),
    "import.files_gone": _("The file is no longer there. Send it again."),
    "import.broke": _(
        "Something broke on our side. What is in stays in; nothing was done by half. "
        "Try once more, then tell the administrator."
    ),
}

KIND_NAMES = {
    PaperKind.NOTICE: pgettext_lazy("a paper", "Notice"),
    PaperKind.CIRCULAR: pgettext_lazy("a paper", "Circular"),
    PaperKind.DECISION: pgettext_lazy("a paper", "Decision"),
    PaperKind.REPORT: pgettext_lazy("a paper", "Report"),
    PaperKind.REQUEST: pgettext_lazy("a paper", "Request for instructions"),
    PaperKind.LETTER: pgettext_lazy("a paper", "Letter"),
    PaperKind.MINUTES: pgettext_lazy("a paper", "Minutes"),
}

PAPER_STATES = {
    PaperState.DRAFT: pgettext_lazy("a paper", "Draft"),
    PaperState.REVIEW: pgettext_lazy("a paper", "In review"),
    PaperState.SIGNING: pgettext_lazy("a paper", "To be signed"),
    PaperState.SIGNED: pgettext_lazy("a paper", "Signed"),
    PaperState.REGISTERED: pgettext_lazy("a paper", "Numbered"),
    PaperState.ISSUED: pgettext_lazy("a paper", "Issued"),
    PaperState.ARCHIVED: pgettext_lazy("a paper", "Archived"),
    PaperState.VOID: pgettext_lazy("a paper", "Void"),
}

STEP_LABELS = {
    Step.SUBMIT: pgettext_lazy("a paper", "Hand in for review"),
    Step.TAKE_BACK: pgettext_lazy("a paper", "Take back"),
    Step.PASS: pgettext_lazy("a paper", "Reviewed: to be signed"),
    Step.SEND_BACK: pgettext_lazy("a paper", "Send back"),
    Step.SIGN: pgettext_lazy("a paper", "Sign this paper"),
    Step.REFUSE: pgettext_lazy("a paper", "Do not sign, send back"),
    Step.ISSUE: pgettext_lazy("a paper", "Issue this paper"),
    Step.ARCHIVE: pgettext_lazy("a paper", "Archive"),
    Step.DROP: pgettext_lazy("a paper", "Drop the draft"),
    Step.VOID: pgettext_lazy("a paper", "Make it void"),
}

STEP_DONE = {
    Step.DRAFT: pgettext_lazy("a paper", "Drafted"),
    Step.EDIT: pgettext_lazy("a paper", "Edited"),
    Step.SUBMIT: pgettext_lazy("a paper", "Handed in for review"),
    Step.TAKE_BACK: pgettext_lazy("a paper", "Taken back"),
    Step.PASS: pgettext_lazy("a paper", "Reviewed"),
    Step.SEND_BACK: pgettext_lazy("a paper", "Sent back"),
    Step.SIGN: pgettext_lazy("a paper", "Signed"),
    Step.REFUSE: pgettext_lazy("a paper", "Not signed, sent back"),
    Step.REGISTER: pgettext_lazy("a paper", "Given its number"),
    Step.ISSUE: pgettext_lazy("a paper", "Issued"),
    Step.ARCHIVE: pgettext_lazy("a paper", "Archived"),
    Step.DROP: pgettext_lazy("a paper", "Dropped"),
    Step.VOID: pgettext_lazy("a paper", "Made void"),
}

FIELD_NAMES = {
    "title": _("Title"),
    "addressees": _("Addressed to"),
    "copies": _("Copies to"),
    "urgency": _("Urgency"),
    "note": _("Note below the date"),
}

CHOOSE_REGISTER = _("Choose a register; open one on the page of numbers if there is none.")


def papers_finding(count: int) -> str:
    """The title of the list."""
    return ngettext("%(n)s paper", "%(n)s papers", count) % {"n": f"{count:,}"}


HOW = {
    CellKind.TEXT: pgettext_lazy("a column", "Text"),
    CellKind.CODE: pgettext_lazy("a column", "Code: zeros in front stay"),
    CellKind.WHOLE: pgettext_lazy("a column", "Whole number"),
    CellKind.NUMBER: pgettext_lazy("a column", "Number"),
    CellKind.DAY: pgettext_lazy("a column", "Day, like 2023-09-05"),
    CellKind.CHOICE: pgettext_lazy("a column", "One from the list of the cell"),
}

STATES = {
    State.READING: pgettext_lazy("a workbook", "Being read and checked"),
    State.FAILED: pgettext_lazy("a workbook", "Could not be read"),
    State.CHECKED: pgettext_lazy("a workbook", "Checked"),
    State.COMMITTING: pgettext_lazy("a workbook", "Going in"),
    State.STOPPED: pgettext_lazy("a workbook", "Stopped on the way"),
    State.DONE: pgettext_lazy("a workbook", "In"),
    State.UNDOING: pgettext_lazy("a workbook", "Being taken back"),
    State.UNDONE: pgettext_lazy("a workbook", "Taken back"),
}
