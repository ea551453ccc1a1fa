"""What is past its term goes by itself, and what the law keeps stays until then."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from city.rules import close_account
from city.rules.erase_closed import PEOPLE_AT_ONCE
from city.views.retention import lasts
from config import upkeep
from hours.models import Objection, Session, VolunteerYear
from hours.reconcile import reconcile
from hours.rules import answer, approve, object_to, query
from notices.models import Message
from policies import retention
from policies.models import Policy
from policies.reports import HELD
from tests.factories import EVENING, NOON, log_session, make_volunteer
from volunteers import rules
from volunteers.models import (
    ClosedRecord,
    Draft,
    Filing,
    Intake,
    PeopleSearch,
    Reveal,
    Volunteer,
)

LONG_AGO = timezone.now() - timedelta(days=1100)


def set_days(code, days):
    Policy.objects.update_or_create(
        code=code, holds_from="2020-01-01", defaults={"value": days}
    )
    HELD.forget()


@pytest.fixture
def left(lin, association, zhao):
    """Lin has left three years and some days ago; two hours of hers count."""
    served = log_session(volunteer=lin, organization=association, note="With Mei")
    query(sessions=[served], by=zhao, reason="With whom?", at=NOON)
    answer(session=served, by=lin.account, text="With my daughter", at=NOON)
    approve(sessions=[served], by=zhao, at=EVENING)
    object_to(
        session=served, words="My daughter came later", by=lin.account, at=EVENING
    )
    close_account(account=lin.account, volunteer=lin, by=lin.account, at=timezone.now())
    return served


def test_until_the_term_is_over_nothing_of_it_goes(left):
    retention.forget_due(at=timezone.now() + timedelta(days=1094))

    assert ClosedRecord.objects.count() == 1
    assert Session.objects.get(pk=left.pk).note == "With Mei"


def test_at_the_end_of_the_term_nobody_is_left(left, lin):
    upkeep.run(at=timezone.now() + timedelta(days=1096))

    assert not ClosedRecord.objects.exists()
    served = Session.objects.get(pk=left.pk)
    assert (served.note, served.status, served.minutes) == ("", "approved", 120)
    said = Message.objects.about(left.pk)
    assert [one.text for one in said] == ["With whom?", ""]
    assert Objection.objects.get().words == ""
    assert VolunteerYear.objects.get(volunteer=lin).minutes == 120
    assert reconcile() == []


def test_another_term_of_the_city_holds(left):
    set_days("closed_identity_days", 30)
    retention.forget_due(at=timezone.now() + timedelta(days=31))

    assert not ClosedRecord.objects.exists()


def test_words_may_go_and_never_become_others(left):
    mine = Session.objects.filter(pk=left.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        mine.update(note="With nobody")
    with pytest.raises(IntegrityError), transaction.atomic():
        mine.update(note="", break_minutes=10)


def test_many_are_erased_in_steps(wang):
    for _n in range(PEOPLE_AT_ONCE + 2):
        close_account(
            account=None, volunteer=make_volunteer(), by=wang, at=timezone.now()
        )
    retention.forget_due(at=timezone.now() + timedelta(days=1096))

    assert not ClosedRecord.objects.exists()


def test_drafts_filings_files_and_looks_go_when_their_time_is_over(
    lin, wang, zhao, association
):
    now = timezone.now()
    Draft.objects.create(account=lin.account, said_sealed=b"", saved_at=LONG_AGO)
    Draft.objects.create(account=zhao, said_sealed=b"", saved_at=now)
    filed = {"organization": association, "said_by": zhao, "said_sealed": b""}
    Filing.objects.create(
        **filed,
        purpose="change",
        said_at=LONG_AGO,
        decided_at=LONG_AGO,
        state="refused",
    )
    Filing.objects.create(**filed, purpose="change", said_at=LONG_AGO)
    counts = dict.fromkeys(("rows", "added", "known", "bad"), 0)
    for at in (LONG_AGO, now):
        Intake.objects.create(
            name="a.csv", digest=b"", loaded_by=wang, loaded_at=at, **counts
        )
        rules.reveal(volunteer=lin, kinds=["name"], reason="contact", by=wang, at=at)
        PeopleSearch.objects.create(
            way="name", term_print=b"1", masked="林*", role="staff", by=wang, at=at
        )
    retention.forget_due(at=now)

    kept = [Draft, Filing, Intake, Reveal, PeopleSearch]
    assert [one.objects.count() for one in kept] == [1, 1, 1, 1, 1]
    assert Filing.objects.get().state == "waiting"


def test_looks_are_kept_three_years_whatever_the_city_says(lin, wang):
    set_days("reveal_days", 10)
    rules.reveal(
        volunteer=lin,
        kinds=["name"],
        reason="contact",
        by=wang,
        at=timezone.now() - timedelta(days=100),
    )
    retention.forget_due(at=timezone.now())

    assert Reveal.objects.count() == 1


def test_trouble_with_one_kind_leaves_the_others_their_turn(left, monkeypatch, caplog):
    def fail(before, most):
        raise RuntimeError

    broken = retention.Term(
        code="x",
        what="",
        purpose="",
        basis="",
        after="",
        lasts=timedelta(),
        forget=fail,
    )
    known = retention.terms()
    monkeypatch.setattr(retention, "terms", lambda: [broken, *known])
    retention.forget_due(at=timezone.now() + timedelta(days=1096))

    assert not ClosedRecord.objects.exists()
    assert "Forgetting x failed" in caplog.text


def test_the_page_says_each_term_to_who_reads_the_city(he, lin):
    reader = Client()
    reader.force_login(he)
    reader.cookies["django_language"] = "en"
    shown = reader.get("/city/retention/").content.decode()

    for term in retention.terms():
        assert str(term.after) in shown
    assert "3 years" in shown
    assert "民法典 art. 188" in shown
    reader.force_login(lin.account)
    assert reader.get("/city/retention/").status_code == 404


def test_the_times_are_said_as_people_do():
    days = [lasts(timedelta(days=n)) for n in (1, 30, 365, 1095)]
    assert len({*days}) == 4
    with_words = [timedelta(minutes=30), timedelta(hours=24)]
    assert [lasts(one).split()[0] for one in with_words] == ["30", "24"]


def test_the_processing_record_has_every_term():
    record = (Path(settings.BASE_DIR) / "docs/privacy.md").read_text()
    missing = [one.code for one in retention.terms() if f"`{one.code}`" not in record]

    assert missing == []


def test_who_has_left_is_erased_only_once_by_two_workers(left):
    """A row that another worker has in hand is left to it."""
    assert Volunteer.objects.filter(status="closed").count() == 1
    at = timezone.now() + timedelta(days=1096)
    retention.forget_due(at=at)
    retention.forget_due(at=at)
    assert not ClosedRecord.objects.exists()
