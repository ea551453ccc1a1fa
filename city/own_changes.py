"""What was changed in somebody's data, as a part of what is kept of them."""

from collections.abc import Iterator

from city.changes import every_change, of_person
from volunteers.models import Account
from volunteers.own_data import Column, Part, Row


def _changes(account: Account) -> Iterator[Row]:
    scope = of_person(account.as_volunteer, account, ones_own=True)
    for line in every_change(scope, reader=account):
        for value in line.values:
            yield {
                "at": line.at,
                "what": line.what,
                "subject": line.subject,
                "column": value.label,
                "old": value.old,
                "new": value.new,
                "who": line.who,
                "page": line.page,
            }


PARTS = (
    Part(
        Column("changes", "What was changed", "修改记录"),
        (
            Column("at", "When", "时间"),
            Column("what", "What happened", "操作"),
            Column("subject", "Of", "对象"),
            Column("column", "Field", "项目"),
            Column("old", "Before", "修改前"),
            Column("new", "After", "修改后"),
            Column("who", "By", "操作者"),
            Column("page", "Page", "页面"),
        ),
        _changes,
    ),
)
