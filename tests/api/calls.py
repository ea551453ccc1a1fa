"""Programs that call the API, and what they send."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from rest_framework.test import APIClient

from tests.factories import CITY_TIME
from volunteers.tokens import give_token

V1 = "/api/v1"
NO_SUCH_ID = "00000000-0000-4000-8000-000000000000"


def client():
    # What a stranger meets: errors answered, not raised; and English sentences.
    return APIClient(raise_request_exception=False, headers={"Accept-Language": "en"})


def signed_in(account, scopes=None):
    """A client with a real token, for all the account may do unless ``scopes`` say."""
    caller = client()
    token, _, _ = give_token(account=account, scopes=scopes)
    caller.credentials(HTTP_AUTHORIZATION=f"Token {token}")
    return caller


def days_ago(days, clock="09:00"):
    """That time of the day so many days ago, as the API takes it."""
    day = timezone.localdate() - timedelta(days=days)
    return datetime.combine(day, time.fromisoformat(clock), CITY_TIME).isoformat()


def claim(organization, **changes):
    """Two hours of yesterday morning."""
    return {
        "organization": str(organization.pk),
        "service_field": "0006",
        "started_at": days_ago(1, "09:00"),
        "ended_at": days_ago(1, "11:00"),
    } | changes


def problem(answer):
    """Status and code of a refusal, which is a problem document."""
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert {"type", "title", "status", "detail", "code"} <= told.keys()
    assert told["status"] == answer.status_code
    return told["status"], told["code"]
