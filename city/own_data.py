"""Who looked at a person's data, as parts of what is kept of them."""

from collections.abc import Iterator

from city.looks import searches_for
from volunteers.models import Account, Kind, PeopleSearch, Reason, Reveal, Role
from volunteers.models.reveal import Look
from volunteers.own_data import Column, Part, Row


def _reveals(account: Account) -> Iterator[Row]:
    person = account.as_volunteer
    if person is None:
        return
    seen = Reveal.objects.filter(volunteer__in=person.all_records)
    seen = seen.select_related("organization", "site")
    for one in seen.order_by("at", "pk").iterator():
        place = one.organization or one.site
        yield {
            **_look(one),
            "place": place.label if place else None,
            "kinds": [Kind(kind) for kind in one.kinds],
            "reason": Reason(one.reason),
            "words": one.words,
        }


def _searches(account: Account) -> Iterator[Row]:
    person = account.as_volunteer
    for one in searches_for(person).iterator() if person else ():
        yield {
            **_look(one),
            "place": one.organization.label if one.organization else None,
            "way": PeopleSearch.Way(one.way),
        }


def _look(one: Look) -> Row:
    return {"at": one.at, "role": Role(one.role) if one.role else None}


LOOK = (
    Column("at", "When", "时间"),
    Column("role", "Office", "职责"),
    Column("place", "Of", "所在"),
)

PARTS = (
    Part(
        Column("reveals", "Who looked at my data", "谁查看过我的信息"),
        (
            *LOOK,
            Column("kinds", "What", "内容"),
            Column("reason", "Why", "原因"),
            Column("words", "In their words", "说明"),
        ),
        _reveals,
    ),
    Part(
        Column("searches", "Searches that found me", "查找到我的记录"),
        (*LOOK, Column("way", "How", "方式")),
        _searches,
    ),
)
