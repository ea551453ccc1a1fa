"""What Django calls the tables and columns of this room, for the catalog."""

from django.utils.translation import gettext_noop as _

TABLES = (
    _("Policies"),
    _("policy"),
    _("policies"),
    _("policy event"),
    _("policy events"),
    _("calendar day"),
    _("calendar days"),
    _("calendar day event"),
    _("calendar day events"),
)
COLUMNS = (
    _("code"),
    _("holds from"),
    _("value"),
    _("day"),
    _("is working"),
    _("name"),
)
