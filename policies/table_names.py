"""What Django calls the tables and columns of this room, for the catalog."""

from django.utils.translation import gettext_noop as _

TABLES = (
    _("Policies"),
    _("policy"),
    _("policies"),
    _("policy event"),
    _("policy events"),
)
COLUMNS = (
    _("code"),
    _("holds from"),
    _("value"),
)
