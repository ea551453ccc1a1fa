"""Pages asked for while an activity is under way, and what they say."""

from django.test import Client

from hours.presence import rules
from tests.hours.presence.under_way import code_of, minutes_ago


def signed_in(account):
    client = Client()
    client.force_login(account)
    client.cookies["django_language"] = "en"
    return client


def told(answer, status=200):
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def lin_came(activity, lin, minutes=10):
    at = minutes_ago(minutes)
    presence, _ = rules.check_in(
        code=code_of(activity, at), volunteer=lin, by=lin.account, at=at
    )
    return presence
