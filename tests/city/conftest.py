import random
from datetime import timedelta

import pytest
from django.db import transaction

from activities.models import ServiceField
from hours import rules
from hours.rules import Claim
from tests.factories import (
    CITY_TIME,
    appoint,
    make_account,
    make_organization,
    make_volunteer,
    moment,
)
from volunteers.models import Site

DISTRICTS = ["320703", "320706", "320707", "320722", "320723", "320724"]
LATER = moment("2020-12-31 20:00")
REPORT = "/city/reports/"
FILE = "/city/reports.csv"


def make_site(code, **fields):
    names = {"name": f"{code} 文明实践中心", "name_en": f"Practice center {code}"}
    return Site.objects.create(
        **{"code": code, "kind": "center", "district_id": "320706"} | names | fields
    )


@pytest.fixture
def watch(db):
    """Someone in the office who approves for everyone, and never serves."""
    return make_watch()


@pytest.fixture
def busy_city(watch):
    """A small city's year, different in every corner; some of it taken back."""
    return make_busy_city(watch)


@pytest.fixture(scope="module")
def standing_city(django_db_setup, django_db_blocker):
    """The busy city for a module in which every test wants it: built once."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_busy_city(make_watch())
        transaction.set_rollback(True)


def make_watch():
    return appoint(make_account("watch"), "staff")


def make_busy_city(watch):
    draw = random.Random(5)
    fields = list(ServiceField.objects.all()[:4])
    sites = [make_site(f"32070{n}", district_id=DISTRICTS[n]) for n in range(3)]
    organizations = [
        make_organization(f"队{n}", district_id=draw.choice(DISTRICTS), site=site)
        for n, site in zip(range(4), [*sites, None], strict=True)
    ]
    people = [
        make_volunteer(f"person{n}", district_id=DISTRICTS[n % 5]) for n in range(25)
    ]
    for person in people[:20]:
        for day in draw.sample(range(1, 364), draw.randint(1, 4)):
            start = moment("2020-01-01 08:00") + timedelta(days=day)
            session, _ = rules.log(
                claim=Claim(
                    volunteer=person,
                    organization=draw.choice(organizations),
                    service_field=draw.choice(fields),
                    started_at=start,
                    ended_at=start + timedelta(minutes=draw.randint(1, 470)),
                ),
                by=person.account,
                at=start.astimezone(CITY_TIME) + timedelta(hours=9),
            )
            if draw.random() < 0.85:
                rules.approve(sessions=[session], by=watch, at=LATER)
            if draw.random() < 0.1:
                rules.reverse(
                    sessions=[session], by=watch, at=LATER, reason_code="not_present"
                )
    return organizations


@pytest.fixture
def ask(client, wang):
    """What the page answers to Director Wang, or to somebody else."""

    def _ask(url=REPORT, account=wang, language="en", **asked):
        client.force_login(account)
        client.cookies["django_language"] = language
        return client.get(url, asked)

    return _ask
