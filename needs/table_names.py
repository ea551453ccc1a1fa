"""What Django calls the tables and columns of this room, for the catalog."""

from django.utils.translation import gettext_noop as _

TABLES = (
    _("Needs"),
    _("category"),
    _("categories"),
    _("follow up"),
    _("follow ups"),
    _("follow up sample"),
    _("follow up samples"),
    _("contact look"),
    _("contact looks"),
    _("need"),
    _("needs"),
    _("need month"),
    _("need months"),
    _("need pace"),
    _("need paces"),
    _("needs counted"),
    _("order"),
    _("orders"),
    _("outcome"),
    _("outcomes"),
    _("photo"),
    _("photos"),
    _("photo content"),
    _("photo contents"),
    _("rating"),
    _("ratings"),
    _("step"),
    _("steps"),
)
