"""What a file of sessions holds, and how its headings may read."""

from django.utils.translation import gettext_noop as _

from config.sheets import Column

COLUMNS = [
    Column("volunteer", ("志愿者编号", "volunteer number", "编号"), required=True),
    Column("started_at", ("开始时间", "start", "started"), required=True),
    Column("ended_at", ("结束时间", "end", "ended"), required=True),
    Column("break_minutes", ("扣除分钟", "break")),
    Column("service_field", ("服务类别", "field", "field of service")),
    Column("activity", ("活动", "活动名称")),
    Column("note", ("备注",)),
]

# What each is called where people read of it.
LABELS = {
    "volunteer": _("Volunteer number"),
    "started_at": _("Start time"),
    "ended_at": _("End time"),
    "break_minutes": _("Minutes off"),
    "service_field": _("Field of service"),
    "activity": _("Activity"),
    "note": _("Note"),
}
