"""The reasons a new city starts with; its staff change them on their page."""

from datetime import UTC, datetime
from typing import Any

from django.apps import apps as registry
from django.apps.registry import Apps

from hours.models.reasons import Occasion, Reason, ReasonWords
from hours.reasons import HELD

SINCE_EVER = datetime(2000, 1, 1, tzinfo=UTC)

_OF_HOURS = [Occasion.REJECT, Occasion.REVERSE]
REASONS = [
    (
        "time_differs",
        [*_OF_HOURS, Occasion.CORRECT],
        "时间与名册不符",
        "The time does not match the roster",
    ),
    ("not_present", _OF_HOURS, "当天不在场", "Not present that day"),
    (
        "own_job",
        _OF_HOURS,
        "属于本职工作，不是志愿服务",
        "Part of one's job, so not volunteer service",
    ),
    ("logged_twice", _OF_HOURS, "已经登记过", "Already logged"),
    ("not_ours", _OF_HOURS, "不是本组织的活动", "Not an activity of this organization"),
]


def load(*, apps: Apps = registry, **kwargs: Any) -> None:
    """
    Add the reasons that are missing; one the city has changed stays.

    :param apps: the models the database has come to; in one of before nothing is done
    """
    if ReasonWords._meta.model_name not in apps.all_models[Reason._meta.app_label]:
        return
    Reason.objects.bulk_create(
        [
            Reason(code=code, occasions=occasions, place=10 * place)
            for place, (code, occasions, _zh, _en) in enumerate(REASONS, start=1)
        ],
        ignore_conflicts=True,
    )
    known = Reason.objects.in_bulk(field_name="code")
    ReasonWords.objects.bulk_create(
        [
            ReasonWords(reason=known[code], since=SINCE_EVER, zh=zh, en=en)
            for code, _occasions, zh, en in REASONS
        ],
        ignore_conflicts=True,
    )
    HELD.forget()
