"""Which records were put together with a person's own, as a part of what is kept."""

from collections.abc import Iterator

from city.merged_page import merged_into
from volunteers.models import Account
from volunteers.own_data import Column, Part, Row


def _merges(account: Account) -> Iterator[Row]:
    person = account.as_volunteer
    for one in merged_into(person) if person else ():
        yield {
            "at": one.at,
            "given": one.given.number,
            "kept": one.kept.number,
            "reason": one.reason,
            "sessions": one.sessions,
            "minutes": one.minutes,
            "left_out": one.left_out,
            "minutes_left_out": one.minutes_left_out,
            "finished_at": one.finished_at,
        }


PARTS = (
    Part(
        Column("merges", "Records put together", "档案合并"),
        (
            Column("at", "When", "时间"),
            Column("given", "Record given up", "停用的编号"),
            Column("kept", "Record that goes on", "保留的编号"),
            Column("reason", "Why", "原因"),
            Column("sessions", "Sessions taken over", "转入的服务记录"),
            Column("minutes", "Minutes taken over", "转入分钟"),
            Column("left_out", "Sessions left out", "未计入的服务记录"),
            Column("minutes_left_out", "Minutes left out", "未计入分钟"),
            Column("finished_at", "Done", "完成时间"),
        ),
        _merges,
    ),
)
