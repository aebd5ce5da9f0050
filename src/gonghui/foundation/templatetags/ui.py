"""Every tag of ours under one name: ``{% load ui %}`` (the settings load it for every template).

The list with arguments stands in the README of this room; the page ``/gallery/`` shows each in use.
"""

from django import template

from gonghui.foundation.templatetags import charts, fields, lists, pieces, reading, shell, states

register = template.Library()

for _part in (shell, pieces, states, lists, fields, charts, reading):
    register.tags.update(_part.register.tags)
