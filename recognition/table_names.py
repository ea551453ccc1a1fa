"""What Django calls the tables and columns of this room, for the catalog."""

from django.utils.translation import gettext_noop as _

TABLES = (
    _("Recognition"),
    _("certificate"),
    _("certificates"),
    _("certificate line"),
    _("certificate lines"),
    _("certificate serial"),
    _("certificate serials"),
    _("signing key"),
    _("signing keys"),
    _("star award"),
    _("star awards"),
    _("star notice"),
    _("star notices"),
    _("star review"),
    _("star reviews"),
)
