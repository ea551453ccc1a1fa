"""What Django calls the tables and columns of this room, for the catalog."""

from django.utils.translation import gettext_noop as _

TABLES = (
    _("City"),
    _("merge"),
    _("merges"),
    _("two people"),
    _("two people event"),
    _("two people events"),
    _("demo city"),
    _("demo cities"),
    _("closed year"),
    _("closed years"),
    _("year line"),
    _("year lines"),
)
COLUMNS = (
    _("given"),
    _("kept"),
    _("left out"),
    _("minutes left out"),
    _("one"),
    _("other"),
    _("taken back by"),
    _("taken back at"),
    _("scale"),
    _("seed"),
    _("running year"),
    _("built at"),
    _("as of"),
    _("digest"),
    _("restated until"),
    _("closed"),
    _("reason code"),
    _("until"),
    _("cut"),
    _("key"),
    _("people"),
)
