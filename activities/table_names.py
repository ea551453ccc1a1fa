"""What Django calls the tables and columns of this room, for the catalog."""

from django.utils.translation import gettext_noop as _

TABLES = (
    _("Activities"),
    _("service field"),
    _("service fields"),
)
