"""What Django calls the tables and columns of this room, for the catalog."""

from django.utils.translation import gettext_noop as _

TABLES = (
    _("Tasks Database Backend"),
    _("Task Result"),
    _("Task Results"),
    _("Config"),
    _("job"),
    _("jobs"),
)
COLUMNS = (
    _("enqueued at"),
    _("exception class path"),
    _("queue name"),
    _("task path"),
    _("id"),
    _("ID"),
    _("kind"),
    _("account"),
    _("state"),
    _("done"),
    _("total"),
    _("created at"),
    _("started at"),
    _("touched at"),
    _("finished at"),
    _("pgh created at"),
    _("pgh label"),
)
