"""What a certificate says, and what becomes of it when its hours do not stay."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from hours import rules as hours_rules
from recognition.errors import NothingToCertify, NotYourCertificate, PeriodInOrder
from recognition.models import Certificate, CertificateLine
from tests.factories import EVENING, NOON, appoint, log_session
from tests.recognition.conftest import counted

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def served_elsewhere(lin, beach_team, hu):
    appoint(hu, "approver", beach_team)
    return counted(lin, beach_team, hu, "2020-03-02", minutes=60)


def verdict(certificate):
    certificate.refresh_from_db()
    return certificate.verdict


def test_it_says_what_the_ledger_says(served, certify, lin, association):
    certificate = certify(organization=association)

    assert (certificate.minutes, certificate.sessions) == (210, 2)
    assert certificate.by_evidence == {"declared": 210}
    assert certificate.masked_name == "林*"
    assert certificate.number.startswith("Z20200306-")
    assert certificate.verdict == "valid"


def test_a_collection_has_a_line_for_each_organization(
    served, served_elsewhere, certify, association, beach_team
):
    certificate = certify()

    assert (certificate.minutes, certificate.sessions) == (270, 3)
    lines = certificate.lines.values_list("organization", "minutes", "sessions")
    assert list(lines) == [(association.pk, 210, 2), (beach_team.pk, 60, 1)]


def test_only_the_days_asked_for_count(served, certify):
    day = date(2020, 3, 4)
    assert certify(first=day, last=day).minutes == 90


def test_what_waits_or_is_disputed_is_not_on_it(served, certify, lin, mei, association):
    log_session(volunteer=lin, organization=association, start="2020-03-02 09:00")
    hours_rules.object_to(
        session=served[0], words="It was shorter", by=lin.account, at=NOON
    )
    assert certify().minutes == 90


def test_asked_for_again_it_is_the_same(served, certify):
    assert certify(at=EVENING) == certify(at=NOON)
    assert Certificate.objects.count() == 1


def test_a_newer_one_takes_the_place_of_those_before(
    served, certify, lin, association, zhao
):
    before = certify()
    counted(lin, association, zhao, "2020-03-02")
    after = certify(at=EVENING)

    assert after.minutes == 330
    assert verdict(before) == "superseded"
    assert before.superseded_by == after
    assert verdict(after) == "valid"


def test_hours_taken_back_revoke_it_at_once(served, certify, zhao, wang):
    certificate = certify()
    hours_rules.reverse(
        sessions=[served[0]], reason="It was not held", by=wang, at=EVENING
    )

    assert verdict(certificate) == "revoked"
    assert certificate.revoked_for == "reverse"
    assert certify(at=EVENING).minutes == 90
    assert verdict(certificate) == "superseded"


def test_hours_it_does_not_stand_on_leave_it_as_it_is(
    served, served_elsewhere, certify, lin, association, zhao, wang
):
    third = date(2020, 3, 3)
    of_a_day = certify(first=third, last=third, organization=association)
    of_a_year = certify(organization=association)
    later = counted(lin, association, zhao, "2020-03-03", start="14:00", minutes=60)
    for session in (served_elsewhere, later):
        hours_rules.reverse(sessions=[session], reason="No", by=wang, at=EVENING)
    assert verdict(of_a_day) == verdict(of_a_year) == "valid"

    hours_rules.reverse(sessions=[served[1]], reason="No", by=wang, at=EVENING)
    assert (verdict(of_a_day), verdict(of_a_year)) == ("valid", "revoked")


def test_a_decision_undone_revokes_it_too(lin, association, zhao, certify):
    session = counted(lin, association, zhao, "2020-03-04")
    certificate = certify()
    hours_rules.undo(sessions=[session], by=zhao, at=NOON)

    assert verdict(certificate) == "revoked"
    assert certificate.revoked_for == "undo"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"first": date(2020, 12, 31), "last": date(2020, 1, 1)}, PeriodInOrder),
        ({"first": date(2019, 1, 1), "last": date(2019, 12, 31)}, NothingToCertify),
    ],
)
def test_a_period_without_hours_is_refused(served, certify, changes, refusal):
    with pytest.raises(refusal):
        certify(**changes)
    assert not Certificate.objects.exists()


def test_nobody_has_another_person_s_hours_certified(served, certify, mei, zhao, wang):
    for other in (mei.account, zhao, wang):
        with pytest.raises(NotYourCertificate):
            certify(by=other)


@pytest.mark.parametrize(
    "change",
    [
        {"minutes": 9_999},
        {"last_day": date(2020, 12, 30)},
        {"masked_name": "王*"},
        {"revoked_at": None, "revoked_for": ""},
    ],
)
def test_the_database_lets_nobody_change_it(served, certify, wang, change):
    certificate = certify()
    hours_rules.reverse(sessions=[served[0]], reason="No", by=wang, at=EVENING)
    rows = Certificate.objects.filter(pk=certificate.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        CertificateLine.objects.update(minutes=1, declared=1)


def test_many_hours_are_asked_for_as_often_as_few(certify, lin, association, zhao):
    counted(lin, association, zhao, "2020-03-01")
    certify()  # and with the first one its key
    counts = []
    for day in ("2020-03-02", "2020-03-03"):
        for hour in range(8, 14):
            counted(lin, association, zhao, day, start=f"{hour:02}:00", minutes=30)
        with CaptureQueriesContext(connection) as queries:
            certify()
        counts.append(len(queries))
    assert counts[0] == counts[1]
