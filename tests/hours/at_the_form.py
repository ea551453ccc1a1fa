"""Filling in the form for logging."""

from datetime import timedelta

from django.utils import timezone

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)
DAY_BEFORE = TODAY - timedelta(days=2)


def log(client, typed, **others):
    return client.post("/sessions/log/", typed | others)


def told(page):
    return page.content.decode()
