"""Sitting at the desk: a queue, the forms of its page, what came of them."""

from datetime import timedelta
from urllib.parse import urlencode
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from hours.models import Session
from tests.factories import (
    appoint,
    log_session,
    make_account,
    make_volunteer,
)

DESK = "/desk/"


def signed_in(account, language="en"):
    client = Client(headers={"Accept-Language": language})
    client.force_login(account)
    return client


def roster(organization, count, **fields):
    """As many people with two hours each, waiting since now."""
    recorder = appoint(make_account(f"recorder{uuid4().hex}"), "recorder", organization)
    return [
        log_session(
            volunteer=make_volunteer(), organization=organization, by=recorder, **fields
        )
        for _ in range(count)
    ]


def of(organization, **more):
    """The address of the organization's queue."""
    return urlencode({"organization": organization.pk} | more)


def decide(client, decision, sessions=(), *, organization, **more):
    form = {
        "decision": decision,
        "sessions": [str(one.pk) for one in sessions],
        "act": str(uuid4()),
        "back": of(organization),
    }
    return client.post(DESK, form | more, follow=True)


def shown(client, address=""):
    """What the form of the list says about all that match."""
    context = client.get(f"{DESK}?{address}").context
    return {
        "all": "1",
        "count": str(context["tally"].count),
        "shown_at": context["shown_at"].isoformat(),
        "back": context["asked"].query(),
    }


def statuses(sessions):
    found = Session.objects.filter(pk__in=[one.pk for one in sessions])
    return set(found.values_list("status", flat=True))


def text(response):
    return response.content.decode()


def yesterday():
    """Nine o'clock of the day before today."""
    return f"{timezone.localdate() - timedelta(days=1)} 09:00"
