"""What Django calls the tables and columns of this room, for the catalog."""

from django.utils.translation import gettext_noop as _

TABLES = (
    _("Activities"),
    _("service field"),
    _("service fields"),
    _("activity event"),
    _("activity events"),
    _("post event"),
    _("post events"),
    _("shift event"),
    _("shift events"),
    _("sign up event"),
    _("sign up events"),
)
