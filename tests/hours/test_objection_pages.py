"""Saying at the session that it is not right, and answering at the desk."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hours import rules
from hours.models import Objection, Session
from tests.factories import NOON, log_session, make_volunteer
from tests.hours.at_the_desk import signed_in, text, yesterday

pytestmark = pytest.mark.django_db


@pytest.fixture
def counted(lin, association, zhao):
    session = log_session(volunteer=lin, organization=association)
    rules.approve(sessions=[session], by=zhao, at=NOON)
    return session


def object_to(session, by, words="Until half past eleven", **more):
    raised, _ = rules.object_to(
        session=session, words=words, by=by, at=timezone.now(), **more
    )
    return raised


@pytest.fixture
def raised(counted, lin):
    return object_to(
        counted,
        lin.account,
        times=rules.Times(
            started_at=counted.started_at,
            ended_at=counted.ended_at + timedelta(minutes=30),
        ),
    )


def typed(**changes):
    said = {
        "words": "I stayed until half past eleven",
        "day": "2020-03-05",
        "start": "09:00",
        "end": "11:30",
        "break_minutes": "",
    }
    return said | changes


def test_lin_says_what_is_wrong_and_what_would_be_right(client, counted, lin):
    client = signed_in(lin.account)
    page = text(client.get(f"/sessions/{counted.pk}/"))
    assert "Something is wrong" in page
    assert 'value="09:00"' in page

    answer = client.post(f"/sessions/{counted.pk}/object/", typed(), follow=True)

    raised = Objection.objects.get()
    assert (raised.ended_at - raised.started_at) == timedelta(minutes=150)
    page = text(answer)
    assert "Disputed. Answered by" in page
    assert "I stayed until half past eleven" in page
    assert "9:00–11:30" in page
    assert "Something is wrong" not in page  # it is said


def test_untouched_times_propose_nothing(counted, lin):
    signed_in(lin.account).post(f"/sessions/{counted.pk}/object/", typed(end="11:00"))

    assert not Objection.objects.get().proposes_times


def test_what_cannot_be_comes_back_as_it_was_typed(counted, lin):
    lin_here = signed_in(lin.account)
    for changes, said in (
        ({"words": " "}, "Please complete this."),
        ({"end": "08:00"}, "The end must be later than the start."),
        ({"end": ""}, "Please give the day, from when and to when."),
        ({"day": "2999-01-01"}, "This is not a day."),
    ):
        page = lin_here.post(f"/sessions/{counted.pk}/object/", typed(**changes))

        assert page.status_code == 422
        assert said in text(page)
        assert 'id="object" open' in text(page)
        assert f'value="{changes.get("end", "11:30")}"' in text(page)
    assert not Objection.objects.exists()


def test_who_reports_is_named_to_the_city_alone(counted, wang, zhao, hu, lin, he):
    signed_in(wang).post(f"/sessions/{counted.pk}/object/", {"words": "Nobody there"})

    raised = Objection.objects.get()
    assert raised.kind == "report"
    at_hu = text(signed_in(hu).get(f"/objections/{raised.pk}/"))
    assert "Nobody there" in at_hu
    assert "王云台" not in at_hu.partition("<main")[2]
    assert "王云台" in text(signed_in(he).get(f"/objections/{raised.pk}/"))
    at_lin = text(signed_in(lin.account).get(f"/sessions/{counted.pk}/"))
    assert "Disputed" in at_lin
    assert "Nobody there" not in at_lin


def test_what_is_about_the_decision_stays_with_the_city(counted, lin, zhao, wang):
    lin_here = signed_in(lin.account)
    lin_here.post(
        f"/sessions/{counted.pk}/object/", typed(about_decision="on", end="11:00")
    )
    raised = Objection.objects.get()

    zhao_here = signed_in(zhao)
    assert zhao_here.get(f"/objections/{raised.pk}/").status_code == 404
    assert zhao_here.get("/desk/objections/").context["lines"] == []
    assert "half past eleven" not in text(zhao_here.get(f"/sessions/{counted.pk}/"))
    assert len(signed_in(wang).get("/desk/objections/").context["lines"]) == 1


def test_zhao_upholds_it_with_the_times_lin_named(raised, counted, zhao, lin):
    zhao_here = signed_in(zhao)
    page = text(zhao_here.get(f"/objections/{raised.pk}/"))
    assert 'value="11:30"' in page

    said = typed(outcome="correct", answer="So it says on the roster")
    answer = zhao_here.post(f"/objections/{raised.pk}/", said, follow=True)

    assert "Found right" in text(answer)
    new = Session.objects.get(replaces=counted)
    assert new.minutes == 150
    page = text(signed_in(lin.account).get(f"/sessions/{counted.pk}/"))
    assert "What counts in its place" in page
    assert "The objection was right" in page
    assert "So it says on the roster" in page
    assert "Corrected from" in text(signed_in(lin.account).get(f"/sessions/{new.pk}/"))


def test_an_answer_that_cannot_be_comes_back(raised, counted, zhao):
    zhao_here = signed_in(zhao)
    for said, why in (
        ({"outcome": "correct", "answer": ""}, "Please complete this."),
        ({"answer": "Yes"}, "Please complete this."),
        (typed(outcome="correct", answer="Yes", end="11:00"), "which times are right"),
        (typed(outcome="correct", answer="Yes", end="08:00"), "later than the start"),
    ):
        page = zhao_here.post(f"/objections/{raised.pk}/", said)
        assert page.status_code == 422
        assert why in text(page)
    assert Objection.objects.get().is_open


def test_hours_are_left_or_taken_back(raised, counted, zhao, lin):
    zhao_here = signed_in(zhao)
    zhao_here.post(f"/objections/{raised.pk}/", {"outcome": "leave", "answer": "No"})
    assert Objection.objects.get().state == "dismissed"

    again = object_to(counted, lin.account, "I was not there at all")
    zhao_here.post(f"/objections/{again.pk}/", {"outcome": "take_back", "answer": "Ok"})
    counted.refresh_from_db()
    assert counted.status == "reversed"


def test_lin_takes_it_back(raised, counted, lin, mei):
    other = signed_in(mei.account)
    assert other.post(f"/objections/{raised.pk}/withdraw/").status_code == 404

    lin_here = signed_in(lin.account)
    page = lin_here.post(f"/objections/{raised.pk}/withdraw/", follow=True)

    assert "The objection was taken back" in text(page)


def test_it_does_not_exist_for_others(raised, counted, mei, stranger, qian):
    for by in (mei.account, stranger, qian):
        here = signed_in(by)
        assert here.get(f"/objections/{raised.pk}/").status_code == 404
        assert here.post(f"/objections/{raised.pk}/", {}).status_code == 404
    for by in (mei.account, stranger):
        post = signed_in(by).post(f"/sessions/{counted.pk}/object/", {"words": "x"})
        assert post.status_code == 404
    assert signed_in(qian).get("/desk/objections/").status_code == 404


def test_zhao_corrects_without_being_asked(counted, zhao):
    zhao_here = signed_in(zhao)
    assert f"/sessions/{counted.pk}/correct/" in text(
        zhao_here.get(f"/desk/{counted.pk}/")
    )
    page = text(zhao_here.get(f"/sessions/{counted.pk}/correct/"))
    assert 'value="11:00"' in page

    said = typed(reason_code="time_differs", end="10:30")
    page = zhao_here.post(f"/sessions/{counted.pk}/correct/", said, follow=True)

    new = Session.objects.get(replaces=counted)
    assert page.redirect_chain[-1][0] == f"/sessions/{new.pk}/"
    assert new.minutes == 90


def test_a_correction_that_cannot_be_comes_back(counted, zhao, lin):
    zhao_here = signed_in(zhao)
    for said, why in (
        (typed(reason_code="other"), "Please choose a reason"),
        (typed(reason_code="time_differs", end="11:00"), "the times it has already"),
        (typed(reason_code="time_differs", end="08:00"), "later than the start"),
    ):
        page = zhao_here.post(f"/sessions/{counted.pk}/correct/", said)
        assert page.status_code == 422
        assert why in text(page)
    own = signed_in(lin.account).get(f"/sessions/{counted.pk}/correct/")
    assert own.status_code == 404


def test_a_disputed_session_says_so_everywhere(raised, counted, lin, zhao, wang):
    assert "有异议" in text(signed_in(lin.account, "zh-hans").get("/me/?year=2020"))
    lin_here, zhao_here = signed_in(lin.account), signed_in(zhao)
    for page in (
        lin_here.get("/me/sessions/"),
        lin_here.get(f"/sessions/{counted.pk}/"),
        zhao_here.get(f"/desk/{counted.pk}/"),
        zhao_here.get(f"/organizations/{counted.organization_id}/sessions/?year=2020"),
        zhao_here.get(f"/desk/?organization={counted.organization_id}&view=counted"),
    ):
        assert "Disputed" in text(page)
    assert f"/objections/{raised.pk}/" in text(zhao_here.get(f"/desk/{counted.pk}/"))


def test_an_empty_list_says_so(zhao, wang):
    for by, address in ((zhao, "/desk/objections/"), (wang, "/city/objections/")):
        assert "Nothing waits for an answer" in text(signed_in(by).get(address))


def test_the_city_sees_what_is_late(counted, lin, wang, he, zhao):
    rules.object_to(session=counted, words="x", by=lin.account, at=NOON)

    for by in (wang, he):
        page = text(signed_in(by).get("/city/objections/"))
        assert "late: was due 20 Mar" in page
    assert signed_in(zhao).get("/city/objections/").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(
    ("address", "queries"), [("/desk/objections/", 7), ("/city/objections/", 7)]
)
def test_1_and_30_take_as_many_queries(
    association, zhao, wang, address, queries, count, django_assert_num_queries
):
    for _ in range(count):
        person = make_volunteer(f"person{count}{_}")
        session = log_session(
            volunteer=person,
            organization=association,
            start=yesterday(),
            at=timezone.now(),
        )
        rules.approve(sessions=[session], by=wang, at=timezone.now())
        object_to(session, person.account)
    here = signed_in(zhao if "desk" in address else wang)

    with django_assert_num_queries(queries):
        page = here.get(address)

    assert len(page.context["lines"]) == count
