"""The demo city at a size that is built in seconds; larger ones are made the same."""

from collections import Counter
from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.db import connection, transaction
from django.db.models import Count, F, Max, Sum
from django.test import override_settings
from django.utils import timezone

from activities.models import Activity
from city.demo import seeding
from city.demo.accounts import ACCOUNTS, ensure_password
from city.demo.needs import A_YEAR, LEAST, SOLVED
from city.demo.summary import summarize
from city.models import Likeness
from city.rules.overlaps import plan_of
from hours.models import Session, VolunteerYear
from hours.reconcile import reconcile
from needs.models import Need, Order, Outcome, State
from needs.permissions import visible_orders
from needs.reference import CATEGORIES
from notices.models import Message
from tests.city.small import REGISTERED, YEAR, plan, quietly
from volunteers import reference
from volunteers.identifiers import (
    is_volunteer_number,
    read_credit_code,
    read_phone,
    read_resident_id,
)
from volunteers.models import (
    Account,
    Consent,
    District,
    Organization,
    OrganizationStep,
    Site,
    Volunteer,
)
from volunteers.permissions import approved_organizations, is_staff, reads_the_city
from volunteers.rules.organizations.file import is_due
from volunteers.rules.register import (
    CONSENT_PURPOSE,
    CONSENT_VERSION,
    next_number,
)


@pytest.fixture(scope="module")
def seeded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The city, built once for this file and taken back after it."""
    folder = tmp_path_factory.mktemp("var")
    with (
        django_db_blocker.unblock(),
        override_settings(VAR_DIR=folder),
        transaction.atomic(),
    ):
        seeding.seed(plan(), progress=quietly)
        connection.check_constraints()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def city(seeded, db):
    """The city, as it was built, for one test."""


def test_the_city_has_decided_about_organizations(city):
    standing = Organization.objects.exclude(status="active").order_by("status")
    assert list(standing.values_list("status", flat=True)) == [
        "dissolved",
        "queried",
        "suspended",
    ]
    assert standing[0].successor.is_active
    assert OrganizationStep.objects.last().act == "asked"
    first = Organization.objects.get(name="港城青年志愿者协会")
    assert is_due(first, on=plan().today)


def test_the_articles_figures_scaled(city):
    # And the child whom Lin has registered this year, and Gao's second record.
    registered = Volunteer.objects.registered()
    assert registered.filter(account=None, guardians=None).exists()
    assert registered.count() == REGISTERED + 2
    assert registered.get(guardians__isnull=False).guardianships.get().account == (
        Account.objects.get(username="lin")
    )
    assert dict(Site.objects.order_by().values_list("kind").annotate(Count("pk"))) == {
        "center": 4,
        "institute": 91,
        "station": 1301,
    }
    assert Organization.objects.active().exclude(kind="site").count() == 118
    assert _sessions_of_the_year().count() == pytest.approx(10 * REGISTERED, rel=0.05)


def test_needs_are_asked_for_and_stand_in_every_state(city):
    of_the_year = Need.objects.filter(submitted_at__year=YEAR)
    assert of_the_year.count() == LEAST  # 4,200 in a whole city
    # The article's 23, and what is none of them.
    categories = of_the_year.values("category").distinct()
    assert categories.count() == len(CATEGORIES) == 24
    solved = Outcome.objects.filter(order__need__in=of_the_year, solved=True)
    assert sum(one.count for one in solved) == round(LEAST * SOLVED / A_YEAR)
    assert not of_the_year.known().exists()
    # What was met was met with an activity that took place then.
    met = Order.objects.filter(need__in=of_the_year, steps__act="deliver")
    assert met.exclude(activity=None).count() > 0.9 * met.count()
    assert 1 < met.values("activity").distinct().count() <= met.count()
    standing = Order.objects.order_by().values_list("state", flat=True).distinct()
    assert set(standing) == set(State)
    # Clerk Sun's counter and Captain Zhao's board have work.
    sun, zhao = (Account.objects.get(username=one) for one in ("sun", "zhao"))
    for account in (sun, zhao):
        assert visible_orders(account).living().count() >= 6


def test_somebody_is_registered_twice_with_hours_at_one_time(city):
    pair = Likeness.objects.get()
    (overlap,) = plan_of(given=pair.other, kept=pair.one).overlaps
    assert (len(overlap.given), len(overlap.kept)) == (1, 1)
    counted = Session.objects.filter(volunteer=pair.other, status="approved")
    assert counted.count() == 2


def test_mean_hours_of_the_year(city):
    minutes = VolunteerYear.objects.filter(year=YEAR).aggregate(sum=Sum("minutes"))
    assert minutes["sum"] / REGISTERED == pytest.approx(1200, rel=0.005)


def test_most_are_idle_and_a_few_give_much(city):
    years = VolunteerYear.objects.filter(year=YEAR, minutes__gt=0)
    minutes = sorted(years.values_list("minutes", flat=True), reverse=True)
    assert 1 - len(minutes) / REGISTERED == pytest.approx(0.6, abs=0.03)
    hundredth = minutes[: round(REGISTERED / 100)]
    assert sum(hundredth) >= 0.1 * sum(minutes)


def test_the_fifth_of_march_and_of_december_stand_out(city):
    days = Counter(_sessions_of_the_year().values_list("service_date", flat=True))
    mean = sum(days.values()) / len(days)
    feasts = [count for day, count in days.items() if (day.month, day.day) in FEASTS]
    assert len(feasts) == 2
    assert min(feasts) > 3 * mean
    saturdays = sum(count for day, count in days.items() if day.weekday() == 5)
    assert saturdays > 1.5 * sum(days.values()) / 7


FEASTS = ((3, 5), (12, 5))


def test_march_is_the_highest_month_by_far(city):
    months = Counter(
        day.month
        for day in _sessions_of_the_year().values_list("service_date", flat=True)
    )
    (march, most), (_, second) = months.most_common(2)
    assert march == 3
    assert most > 1.25 * second


def test_people_mostly_serve_near_home(city):
    sessions = _sessions_of_the_year()
    at_home = sessions.filter(district=F("volunteer__district")).count()
    assert 0.8 < at_home / sessions.count() < 0.95
    first = sessions.filter(organization__name="港城青年志愿者协会")
    assert first.values("district").distinct().count() == 6
    assert first.count() < 0.15 * sessions.count()


def test_residents_are_scaled_alike(city):
    reference.load()
    residents = District.objects.aggregate(sum=Sum("resident_population"))["sum"]
    assert REGISTERED / residents == pytest.approx(0.31, abs=0.002)
    first, *_ = summarize().lines()
    assert f"31% of {residents:,} residents (residents scaled alike)" in first


def test_whoever_has_an_account_has_consented(city):
    consented = Consent.objects.filter(
        purpose=CONSENT_PURPOSE,
        version=CONSENT_VERSION,
        given_at=F("volunteer__registered_at"),
    )
    with_account = Volunteer.objects.exclude(account=None)
    consented = consented.filter(volunteer__guardians=None)
    assert set(consented.values_list("volunteer", flat=True)) == set(
        with_account.values_list("pk", flat=True)
    )
    child = Consent.objects.filter(volunteer__guardians__isnull=False)
    assert child.count() == 2
    assert Consent.objects.exclude(purpose="guardian").count() == (
        with_account.count() + 1
    )


def test_every_evidence_and_every_fate_occurs(city):
    grades = Counter(_sessions_of_the_year().values_list("evidence", flat=True))
    assert [grade for grade, _ in grades.most_common()] == [
        "timed",
        "witnessed",
        "declared",
        "entered",
    ]
    fates = set(Session.objects.values_list("status", flat=True))
    assert fates >= {"approved", "rejected", "withdrawn", "reversed", "submitted"}


def test_nothing_is_off(city):
    assert reconcile() == []


def test_days_are_seldom_longer_than_eight_hours(city):
    days = (
        Session.objects.taking_time()
        .values("volunteer", "service_date")
        .annotate(sum=Sum("minutes"), above=Max("level"))
    )
    longest = [day for day in days if day["sum"] > 480]
    assert len(longest) < 0.01 * len(days)
    assert all(day["above"] in ("parent", "city") for day in longest)


def test_everything_happened_in_order(city):
    today = timezone.localdate()
    for session in Session.objects.all():
        assert session.service_date < today
        assert session.submitted_at >= session.ended_at
        if session.decided_at:
            assert session.submitted_at < session.decided_at < timezone.now()
    assert not Session.objects.filter(
        evidence="entered", status="approved", submitted_by=F("decided_by")
    ).exists()
    assert not Session.objects.filter(
        status="approved", volunteer__account=F("decided_by")
    ).exists()
    assert not Session.objects.filter(
        started_at__lt=F("volunteer__registered_at")
    ).exists()


def test_people_have_valid_papers(city):
    people = Volunteer.objects.all()[:100]
    for person in people:
        document = read_resident_id(person.document_number, today=timezone.localdate())
        assert document.birth_date == person.birth_date
        assert read_phone(person.phone) == person.phone
        assert is_volunteer_number(person.number)
    for code in Organization.objects.exclude(uscc=None).values_list("uscc", flat=True):
        assert read_credit_code(code) == code


def test_about_eight_in_a_hundred_are_minors_in_the_year(city):
    born = Volunteer.objects.values_list("birth_date", flat=True)
    minors = sum(day.year > YEAR - 18 for day in born)
    assert minors / REGISTERED == pytest.approx(0.08, abs=0.03)


def test_the_next_volunteer_gets_the_next_number(city):
    last = Volunteer.objects.latest("pk")
    number = next_number(district=last.district, at=last.registered_at)
    assert not Volunteer.objects.filter(number=number).exists()
    known = Account.objects.latest("pk").pk
    assert Account.objects.create(username="newcomer").pk > known


def test_demo_accounts_sign_in_and_hold_their_offices(city):
    password = ensure_password()
    accounts = {
        demo.login: authenticate(username=demo.login, password=password)
        for demo in ACCOUNTS
    }
    assert all(accounts.values())
    first = Organization.objects.get(name="港城青年志愿者协会")
    assert approved_organizations(accounts["zhao"]) == [first.pk]
    assert approved_organizations(accounts["hu"]) == [first.pk]
    assert is_staff(accounts["wang"])
    assert reads_the_city(accounts["he"])
    assert accounts["admin"].is_superuser
    assert accounts["admin"].as_volunteer is None
    assert accounts["lin"].volunteer.name == "林小港"
    assert accounts["lin"].volunteer.memberships.get().organization == first


def test_sun_keeps_a_station_that_organizes(city):
    sun = Account.objects.get(username="sun")
    station = sun.appointments.get(role="clerk").site
    assert station.kind == "station"
    assert station.organizations.get(kind="site").pk in approved_organizations(sun)


def test_lins_history(city):
    sessions = Session.objects.filter(volunteer__account__username="lin")
    counted = sessions.filter(status="approved").aggregate(sum=Sum("minutes"))
    today = timezone.localdate()
    if today.timetuple().tm_yday > 220:
        assert counted["sum"] == 86 * 60 + 30
    waiting = sessions.filter(status__in=["submitted", "queried"])
    assert {one.status for one in waiting} == {"submitted", "queried"}
    queried = sessions.get(status="queried")
    assert Message.objects.about(queried.pk).count() == 1
    assert not sessions.filter(service_date__gte=today - timedelta(days=1)).exists()
    assert sessions.latest("service_date").minutes == 150
    running = Activity.objects.running(today - timedelta(days=1))
    assert running.filter(organization__name="港城青年志愿者协会").count() >= 4


def test_zhaos_desk_has_work_of_every_kind(city):
    zhao = Account.objects.get(username="zhao")
    waiting = Session.objects.decidable_by(zhao).submitted()
    assert waiting.count() >= 20
    assert waiting.filter(level="parent", minutes__gt=480).count() >= 3
    assert waiting.filter(evidence="entered").exists()
    assert waiting.filter(activity=None).exists()
    assert waiting.filter(volunteer__account=zhao).exists()
    asked = Session.objects.decidable_by(zhao).filter(status="queried")
    assert asked.count() >= 3
    answered = waiting.filter(moves__new="queried").get()
    assert Message.objects.about(answered.pk).count() == 2


def test_the_password_is_kept_for_its_owner_only(city, settings):
    file = settings.VAR_DIR / "demo-password"
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_text().strip() == ensure_password()


def test_the_password_stays_as_it_is(city):
    assert ensure_password() == ensure_password()
    assert authenticate(username="mei", password=ensure_password())


def test_the_environment_fixes_the_password(city, settings, monkeypatch, tmp_path):
    settings.VAR_DIR = tmp_path
    monkeypatch.setenv("DEMO_PASSWORD", "chosen-by-the-visitor")
    assert ensure_password() == "chosen-by-the-visitor"
    assert authenticate(username="mei", password="chosen-by-the-visitor")


def _sessions_of_the_year():
    return Session.objects.filter(service_date__year=YEAR)
