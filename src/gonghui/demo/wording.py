"""Sentences about refused rules of this room."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "demo.real_data": _(
        "This database holds real accounts. A demonstration is built in an empty one: "
        "set GONGHUI_HOME to another folder."
    ),
    "demo.nobody_below": _("The divisions list nobody below %(city)s. Choose another city."),
    "demo.figures_refused": _("%(count)s invented sheets do not pass the checks of the form."),
    "demo.other_city": _(
        "Here stands the demonstration of %(city)s. Begin anew with --fresh, or use another folder."
    ),
}
