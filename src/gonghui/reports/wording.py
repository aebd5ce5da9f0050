"""Sentences about refused rules of this room."""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "report.no_round": _(
        "Nothing was collected from %(organisation)s for %(period)s, so there is nothing to report."
    ),
    "report.signed": _("This report is signed; it does not change any more."),
    "report.changed_meanwhile": _(
        "Somebody else saved this report meanwhile. What you typed is still below; compare and "
        "save again."
    ),
    "report.placeholder_unknown": _(
        "%(placeholder)s is no figure of this report. Put it back as it was, or write words."
    ),
    "report.placeholder_dropped": _(
        "These live figures are gone from the text: %(placeholders)s. Put them back, or tick that "
        "they may go."
    ),
    "report.organisation_unknown": _("No organisation is called “%(name)s”. Give its full name."),
}


def reports_finding(drafts: int, signed: int) -> str:
    """The title of the list: what waits for a signature."""
    if not drafts and not signed:
        return gettext("No report has been drafted")
    if drafts:
        sentence = ngettext(
            "%(drafts)s report waits for a signature",
            "%(drafts)s reports wait for a signature",
            drafts,
        )
    else:
        sentence = ngettext("%(signed)s report, signed", "%(signed)s reports, all signed", signed)
    return sentence % {"drafts": drafts, "signed": signed}
