"""What staff let follow from a proved case; nothing follows by itself (L34)."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from city.rules import merge
from config.jobs import advance
from config.models import Job
from hours.errors import OwnWordNotTaken
from hours.integrity import cases, consequences
from hours.integrity.errors import CaseIsOnesOwn, NotProved, RestrictionTooShort
from hours.models import Entry, FindingState, VolunteerYear
from hours.reconcile import reconcile
from hours.rules import approve
from notices.models import Notice
from tests.behind_the_back import refused_by
from tests.city.test_closing import close, said_of
from tests.city.test_integrity_pages import CENTRE, as_, found
from tests.factories import NOON, log_session, make_account, make_volunteer
from volunteers.models import Restriction, RestrictionKind
from volunteers.rules import make_volunteer as register

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=30)
WORDS = "周六没有人去过海边。"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def case(lin, zhao, wang, association):
    """Two counted hours of Lin, proved not to be right."""
    session = log_session(volunteer=lin, organization=association)
    approve(sessions=[session], by=zhao, at=NOON)
    case = found(association, shown=[session.pk], people=[lin.pk])
    return cases.decide(
        finding=case, new=FindingState.CONFIRMED, words=WORDS, by=wang, at=NOON
    )


def withhold(case, lin, wang, now, **changes):
    return consequences.restrict(
        **{
            "finding": case,
            "kind": RestrictionKind.SELF_LOGGING,
            "whom": [lin],
            "until": (now + MONTH).date(),
            "words": WORDS,
            "by": wang,
            "at": now,
        }
        | changes
    )


def log_yesterday(lin, association, now, **more):
    day = timezone.localdate(now) - timedelta(days=1)
    return log_session(
        volunteer=lin, organization=association, start=f"{day} 09:00", at=now, **more
    )


def test_the_hours_that_show_it_are_taken_back(case, lin, wang):
    told = consequences.take_back(finding=case, words=WORDS, by=wang, at=NOON)
    again = consequences.take_back(finding=case, words=WORDS, by=wang, at=NOON)

    assert (told.decided, told.minutes, again.decided) == (1, 120, 0)
    assert VolunteerYear.objects.get(volunteer=lin).minutes == 0
    assert lin.sessions.get().reason == WORDS
    assert reconcile() == []


@pytest.fixture
def big_case(association, zhao, wang, monkeypatch):
    """Three people with two counted hours each, one with three; two at once."""
    monkeypatch.setattr(consequences, "AT_ONCE", 2)
    people = [make_volunteer(f"of_the_case{n}") for n in range(4)]
    logged = [
        log_session(
            volunteer=one, organization=association, start=f"2020-03-05 {hour:02}:00"
        )
        for one in people
        for hour in (9, 12, *((15,) if one == people[3] else ()))
    ]
    approve(sessions=logged, by=zhao, at=NOON)
    case = found(association, shown=[one.pk for one in logged], sessions=len(logged))
    return cases.decide(
        finding=case, new=FindingState.CONFIRMED, words=WORDS, by=wang, at=NOON
    )


def test_many_are_taken_back_in_steps_and_a_person_in_one(big_case, wang):
    job = consequences.take_back(finding=big_case, words=WORDS, by=wang, at=NOON)
    again = consequences.take_back(finding=big_case, words=WORDS, by=wang, at=NOON)
    assert (again, job.total) == (job, 9)

    told = []
    while advance(job.pk):
        told.append(Entry.objects.filter(kind="reverse").count())
    job.refresh_from_db()

    assert told == [2, 4, 6, 9]
    assert (job.done, job.result["decided"], job.problem) == (9, 9, None)
    assert set(VolunteerYear.objects.values_list("minutes", flat=True)) == {0}
    notices = Notice.objects.filter(event="hours_reversed")
    assert notices.count() == notices.values("subject").distinct().count() == 9
    assert not advance(job.pk)
    assert Entry.objects.filter(kind="reverse").count() == 9
    assert reconcile() == []


def test_a_step_that_died_is_done_once(big_case, wang, monkeypatch):
    job = consequences.take_back(finding=big_case, words=WORDS, by=wang, at=NOON)
    advance(job.pk)
    with transaction.atomic():
        consequences.take_back_next(Job.objects.get(pk=job.pk))
        transaction.set_rollback(True)
    while advance(job.pk):
        pass
    assert Entry.objects.filter(kind="reverse").count() == 9
    assert Notice.objects.filter(event="hours_reversed").count() == 9


def test_a_case_that_is_open_again_is_left_alone(big_case, wang):
    job = consequences.take_back(finding=big_case, words=WORDS, by=wang, at=NOON)
    advance(job.pk)
    cases.decide(finding=big_case, new=FindingState.OPEN, words="?", by=wang, at=NOON)
    assert not advance(job.pk)
    job.refresh_from_db()
    assert (job.done, job.problem["code"]) == (2, "not_proved")
    assert Entry.objects.filter(kind="reverse").count() == 2


def test_the_page_of_a_case_says_how_far_it_is(big_case, wang):
    staff = as_(wang)
    here = f"{CENTRE}{big_case.pk}/"
    assert "Take 9 sessions back" in staff.get(here).content.decode()
    staff.post(f"{here}take-back/", {"words": WORDS})
    staff.post(f"{here}take-back/", {"words": WORDS})
    job = Job.objects.get()
    page = staff.get(here).content.decode()
    assert "0 of 9 sessions" in page
    assert "Take 9 sessions back" not in page
    advance(job.pk)
    part = staff.get(here, headers={"HX-Request": "true"}).content.decode()
    assert "2 of 9 sessions" in part
    assert "<html" not in part
    while advance(job.pk):
        pass
    page = staff.get(here).content.decode()
    assert "9 sessions" in page
    assert "sessions back</button>" not in page


def test_lins_own_word_is_not_taken_and_the_recorders_is(
    case, lin, wang, qian, association, now
):
    withhold(case, lin, wang, now)

    with pytest.raises(OwnWordNotTaken):
        log_yesterday(lin, association, now)
    assert log_yesterday(lin, association, now, by=qian).submitted_by == qian


def test_after_the_day_and_once_lifted_it_is_taken_again(
    case, lin, wang, association, now
):
    withhold(case, lin, wang, now)
    later = now + MONTH + timedelta(days=1)
    assert log_yesterday(lin, association, later)

    (one,) = Restriction.objects.all()
    consequences.lift(restriction=one, words="Proved otherwise.", by=wang, at=now)
    assert log_yesterday(lin, association, now)


def test_whom_it_is_about_is_told_once(case, lin, wang, zhao, association, now):
    assert withhold(case, lin, wang, now) == 1
    assert withhold(case, lin, wang, now) == 0
    withhold(case, lin, wang, now, kind=RestrictionKind.PUBLISHING, whom=association)
    person, organization = Restriction.objects.order_by("kind").reverse()
    consequences.lift(restriction=person, words="Over.", by=wang, at=now)
    consequences.lift(restriction=person, words="Again.", by=wang, at=now)

    told = Notice.objects.filter(event__startswith="restrict").order_by("pk")
    assert list(told.values_list("event", "recipient", "subject")) == [
        ("restricted", lin.account.pk, person.pk),
        ("restricted", zhao.pk, organization.pk),
        ("restriction_lifted", lin.account.pk, person.pk),
    ]
    person.refresh_from_db()
    assert person.lifted_words == "Over."


def test_without_proof_nothing_follows(lin, wang, association, now):
    open_case = found(association, people=[lin.pk])
    with pytest.raises(NotProved):
        withhold(open_case, lin, wang, now)
    with pytest.raises(NotProved):
        consequences.take_back(finding=open_case, words=WORDS, by=wang, at=now)
    assert not Restriction.objects.exists()


def test_nobody_decides_about_themselves_nor_without_the_office(
    case, lin, wang, zhao, now
):
    case.people.append(wang.as_volunteer.pk)
    case.save()
    for nobody in (wang, zhao):
        with pytest.raises(CaseIsOnesOwn):
            withhold(case, lin, nobody, now)
        with pytest.raises(CaseIsOnesOwn):
            consequences.take_back(finding=case, words=WORDS, by=nobody, at=now)
    assert not Restriction.objects.exists()
    assert Entry.objects.count() == 1


def test_who_is_restricted_does_not_lift_it(case, lin, wang, now):
    withhold(case, lin, wang, now, whom=[lin, wang.as_volunteer])
    own = Restriction.objects.get(volunteer=wang.as_volunteer)
    with pytest.raises(CaseIsOnesOwn):
        consequences.lift(restriction=own, words="I was there.", by=wang, at=now)


def test_a_day_that_is_over_is_none(case, lin, wang, now):
    with pytest.raises(RestrictionTooShort):
        withhold(case, lin, wang, now, until=timezone.localdate(now) - MONTH)


def test_it_goes_over_to_the_record_that_stays(case, lin, wang, association, now):
    withhold(case, lin, wang, now)
    other = make_volunteer("lin2", name=lin.name)
    merge(
        given=lin, kept=other, choices={}, sign_in="kept", reason="One", by=wang, at=now
    )
    with pytest.raises(OwnWordNotTaken):
        log_yesterday(other, association, now)


def test_nor_does_one_leave_it_behind_by_closing_the_account(
    case, lin, wang, association, now
):
    withhold(case, lin, wang, now)
    said = said_of(lin)
    close(lin)
    again = register(registration=said, account=make_account("again"), at=now)
    with pytest.raises(OwnWordNotTaken):
        log_yesterday(again, association, now + timedelta(days=2))


@pytest.mark.parametrize(
    "changes",
    [{"words": "Other"}, {"until": "2099-01-01"}, {"kind": "publishing"}],
)
def test_what_was_decided_is_never_changed(case, lin, wang, now, changes):
    withhold(case, lin, wang, now)
    with refused_by("restriction_is_lifted_once_and_else_unchanged"):
        Restriction.objects.update(**changes)


def test_nor_lifted_twice_nor_deleted(case, lin, wang, now):
    withhold(case, lin, wang, now)
    (one,) = Restriction.objects.all()
    consequences.lift(restriction=one, words="Over.", by=wang, at=now)
    with refused_by("restriction_is_lifted_once_and_else_unchanged"):
        Restriction.objects.update(lifted_at=None, lifted_by=None)
    with refused_by("restriction_is_never_deleted"):
        Restriction.objects.all().delete()


# On the pages


def test_staff_take_hours_back_and_withhold_on_the_page_of_a_case(
    case, lin, wang, association
):
    staff = as_(wang)
    page = staff.get(f"{CENTRE}{case.pk}/").content.decode()
    assert "Take 1 session back" in page

    sent = staff.post(f"{CENTRE}{case.pk}/take-back/", {"words": ""})
    assert sent.status_code == 422
    assert 'id="take-back-words_error"' in sent.content.decode()
    staff.post(f"{CENTRE}{case.pk}/take-back/", {"words": WORDS})
    assert (
        "Take 1 session back" not in staff.get(f"{CENTRE}{case.pk}/").content.decode()
    )

    said = {"kind": "self_logging", "until": "2020-01-01", "words": "Typed words"}
    sent = staff.post(f"{CENTRE}{case.pk}/restrict/", said)
    answer = sent.content.decode()
    assert sent.status_code == 422
    assert "Please choose whom it is about." in answer
    assert "Please choose a day from today on." in answer
    assert "Typed words" in answer

    said |= {"until": "2099-01-01", "people": [lin.number]}
    staff.post(f"{CENTRE}{case.pk}/restrict/", said)
    staff.post(
        f"{CENTRE}{case.pk}/restrict/",
        {"kind": "publishing", "until": "2099-01-01", "words": "Typed words"},
    )
    assert Restriction.objects.get(volunteer=lin).words == "Typed words"
    assert Restriction.objects.get(organization=association)
    assert lin.number in staff.get("/city/restrictions/").content.decode()


def test_whom_it_is_about_reads_why_and_staff_lift_it(case, lin, mei, wang, now):
    withhold(case, lin, wang, now)
    (one,) = Restriction.objects.all()
    page = f"/restrictions/{one.pk}/"
    lins, staff = as_(lin.account), as_(wang)

    assert page in lins.get("/me/").content.decode()
    read = lins.get(page).content.decode()
    assert WORDS in read
    assert "Let it end now" not in read
    assert lins.post(page, {"words": "No"}).status_code == 404
    assert as_(mei.account).get(page).status_code == 404

    assert staff.post(page, {"words": ""}).status_code == 422
    staff.post(page, {"words": "It was somebody else."})
    assert page not in lins.get("/me/").content.decode()
    assert "It was somebody else." in lins.get(page).content.decode()
    assert page not in staff.get("/city/restrictions/").content.decode()
    assert page in staff.get("/city/restrictions/?state=all").content.decode()


def test_a_page_asks_as_often_for_thirty_as_for_one(
    case, lin, wang, now, django_assert_num_queries
):
    staff = as_(wang)
    withhold(case, lin, wang, now)
    with django_assert_num_queries(6):
        staff.get("/city/restrictions/")
    people = [make_volunteer(f"lin{n}") for n in range(29)]
    withhold(case, lin, wang, now, whom=people)
    with django_assert_num_queries(6):
        staff.get("/city/restrictions/")
