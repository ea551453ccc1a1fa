"""A city small enough to be built within a test."""

from typing import Any

from django.utils import timezone

from city.demo.plan import Plan

YEAR = 2020
REGISTERED = 715


def plan(**fields: Any) -> Plan:
    usual = {"scale": 0.0005, "year": YEAR, "seed": 1, "running_year": True}
    return Plan(**usual | fields, today=timezone.localdate())


def quietly(doing: str, share: float) -> None:
    """Progress nobody watches."""
