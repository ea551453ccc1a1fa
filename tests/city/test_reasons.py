"""Reasons are data: staff word, add and retire them; decisions keep their words."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone, translation

from hours import errors, jobs, rules
from hours.desk.acts import acts_today
from hours.models import Occasion, Reason, ReasonWords, Session
from hours.reasons import HELD, offered
from hours.rules.reasons import change_reason, retire_reason
from tests.api import calls
from tests.behind_the_back import refused_by
from tests.factories import log_session
from tests.hours.at_the_desk import decide, of, signed_in, text

REASONS = "/city/reasons/"
NEW = {
    "code": "no_photo",
    "zh": "没有照片",
    "en": "There is no picture",
    "occasions": ["reject"],
    "place": "15",
}


@pytest.fixture
def as_wang(wang):
    return signed_in(wang)


@pytest.fixture
def session(lin, association):
    return log_session(volunteer=lin, organization=association)


def of_hours():
    return [*offered(Occasion.REJECT, at=timezone.now())]


def word(code="not_present", zh="那天没有来", en="Did not come", **more):
    reason = Reason.objects.get(code=code)
    said = {"occasions": reason.occasions, "place": reason.place} | more
    return change_reason(reason=reason, zh=zh, en=en, at=timezone.now(), **said)


def retire(code="not_present"):
    retire_reason(reason=Reason.objects.get(code=code), at=timezone.now())


def test_staff_add_one_and_the_desk_and_programs_offer_it(
    as_wang, wang, zhao, lin, association, session
):
    page = as_wang.post(REASONS, NEW, follow=True)
    assert "Added. Deciders can choose it now." in text(page)
    assert of_hours()[:3] == ["time_differs", "no_photo", "not_present"]

    told = calls.signed_in(lin.account).get(f"{calls.V1}/reasons/").json()["results"]
    (mine,) = [one for one in told if one["code"] == "no_photo"]
    assert mine["occasions"] == ["reject"]

    as_zhao = signed_in(zhao)
    shown = text(as_zhao.get(f"/desk/{session.pk}/?back={of(association)}"))
    assert "There is no picture" in shown
    decide(
        as_zhao, "reject", [session], organization=association, reason_code="no_photo"
    )
    assert "There is no picture" in text(signed_in(lin.account).get("/me/?year=2020"))
    changes = text(as_wang.get("/city/changes/"))
    assert "no_photo" in changes
    assert "没有照片" in changes
    assert "logged_twice" not in changes  # nobody added those: the city began with them


def test_a_decision_keeps_the_words_it_was_made_with(lin, zhao, association):
    first, second = (
        log_session(volunteer=lin, organization=association, start=start)
        for start in ("2020-03-04 09:00", "2020-03-05 09:00")
    )
    said = {"by": zhao, "reason_code": "not_present"}
    rules.reject(sessions=[first], at=timezone.now(), **said)
    word()
    rules.reject(sessions=[second], at=timezone.now(), **said)

    for language, before, now in (
        ("en", "Not present that day", "Did not come"),
        ("zh-hans", "当天不在场", "那天没有来"),
    ):
        reader = signed_in(lin.account, language)
        assert before in text(reader.get(f"/sessions/{first.pk}/"))
        assert now in text(reader.get(f"/sessions/{second.pk}/"))
    with translation.override("en"):
        acts = acts_today(by=zhao, at=timezone.now())
    assert [one.why for one in acts] == ["Did not come", "Not present that day"]


def test_the_page_says_what_it_said_before(as_wang, he):
    form = {"zh": "那天没有来", "en": "Did not come", "occasions": ["query"]}
    page = as_wang.post(f"{REASONS}not_present/", form | {"place": "7"}, follow=True)
    assert "Saved. New decisions say it like this." in text(page)
    assert "Not present that day" in text(page)
    assert ReasonWords.objects.filter(reason__code="not_present").count() == 2
    assert "not_present" not in of_hours()

    as_wang.post(f"{REASONS}not_present/", form | {"place": "8"})
    assert ReasonWords.objects.filter(reason__code="not_present").count() == 2
    seen = text(signed_in(he).get(f"{REASONS}not_present/"))
    assert "Did not come" in seen
    assert "Save for new decisions" not in seen


def test_a_retired_one_is_chosen_no_more_and_stays_where_it_was_said(
    as_wang, zhao, lin, association, session
):
    rules.reject(
        sessions=[session], by=zhao, at=timezone.now(), reason_code="not_present"
    )
    page = as_wang.post(f"{REASONS}not_present/", {"retire": "1"}, follow=True)
    assert "Retired." in text(page)
    assert "not_present" not in of_hours()
    told = text(signed_in(lin.account).get(f"/sessions/{session.pk}/"))
    assert "Not present that day" in told

    another = log_session(volunteer=lin, organization=association)
    asked = decide(
        signed_in(zhao),
        "reject",
        [another],
        organization=association,
        reason_code="not_present",
    )
    assert "no longer used" in text(asked)
    answer = calls.signed_in(zhao).post(
        f"{calls.V1}/decisions/",
        {
            "decision": "reject",
            "sessions": [str(another.pk)],
            "reason_code": "not_present",
        },
        format="json",
    )
    assert answer.status_code == 400
    assert "no longer used" in str(answer.json()["errors"]["reason_code"])
    with pytest.raises(errors.UnknownReason):
        jobs.decide_all(
            decision=rules.Decision.REJECT,
            sessions=[another.pk],
            by=zhao,
            at=timezone.now(),
            reason_code="not_present",
        )
    assert Session.objects.get(pk=another.pk).status == "submitted"

    as_wang.post(f"{REASONS}not_present/", {"offer": "1"})
    assert "not_present" in of_hours()


def test_a_job_goes_on_with_a_reason_that_was_retired_meanwhile(zhao, session):
    retire()
    rules.decide(
        decision=rules.Decision.REJECT,
        sessions=[session],
        by=zhao,
        at=timezone.now(),
        reason_code="not_present",
    )
    assert Session.objects.get().status == "rejected"


def test_words_of_one_s_own_need_no_reason_of_the_city(zhao, session):
    done = jobs.decide_all(
        decision=rules.Decision.REJECT,
        sessions=[session.pk],
        by=zhao,
        at=timezone.now(),
        reason_code="other",
        reason="The beach was closed",
    )
    assert done.decided == 1


def test_retired_again_it_keeps_the_day_it_was_retired(db):
    reason = Reason.objects.get(code="not_present")
    today = timezone.now()
    for later in (0, 3):
        retire_reason(reason=reason, at=today + timedelta(days=later))

    reason.refresh_from_db()
    assert reason.retired_on == timezone.localdate(today)


@pytest.mark.parametrize("act", [rules.reject, rules.query, rules.reverse])
def test_what_nobody_ever_added_is_no_reason(zhao, session, act):
    with pytest.raises(errors.UnknownReason):
        act(sessions=[session], by=zhao, at=timezone.now(), reason_code="moon")
    with pytest.raises(errors.ReasonNeeded):
        act(sessions=[session], by=zhao, at=timezone.now(), reason_code="other")


def test_questions_are_offered_where_there_are_some(zhao, association, session):
    as_zhao, here = signed_in(zhao), f"/desk/{session.pk}/?back={of(association)}"
    assert "A question often asked" not in text(as_zhao.get(here))
    word("not_ours", "是哪一次活动", "Which activity was it", occasions=["query"])
    assert "A question often asked" in text(as_zhao.get(here))
    decide(
        as_zhao, "query", [session], organization=association, question_code="not_ours"
    )
    session.refresh_from_db()
    assert (session.status, session.reason_code) == ("queried", "not_ours")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"code": "not_present"}, "There is a reason with this code already."),
        ({"code": "merged"}, "There is a reason with this code already."),
        ({"code": "No Photo"}, "small letters"),
        ({"en": ""}, "Please complete this."),
        ({"occasions": []}, "Please complete this."),
        ({"place": "0"}, "greater than or equal to 1"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(as_wang, wrong, said):
    page = as_wang.post(REASONS, NEW | wrong)
    assert page.status_code in (409, 422)
    assert said in text(page)
    assert "没有照片" in text(page)
    assert not Reason.objects.filter(code="no_photo").exists()


def test_others_neither_read_nor_change_them(client, he, zhao, lin):
    assert signed_in(he).get(REASONS).status_code == 200
    assert signed_in(he).post(REASONS, NEW).status_code == 404
    assert signed_in(he).post(f"{REASONS}not_ours/", {"retire": "1"}).status_code == 404
    for account in (zhao, lin.account):
        assert signed_in(account).get(REASONS).status_code == 404
        assert signed_in(account).get(f"{REASONS}not_ours/").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_for_few_and_many(
    as_wang, count, django_assert_num_queries
):
    as_wang.get(REASONS)
    for n in range(count):
        word("not_present", zh=f"说法{n}", en=f"Words {n}")
    with django_assert_num_queries(6):
        as_wang.get(REASONS)


def test_the_database_keeps_codes_and_words(db):
    one = Reason.objects.get(code="not_present")
    unworded = Reason.objects.create(code="unworded", occasions=[], place=1)
    with refused_by("reason_is_never_deleted"):
        unworded.delete()
    with refused_by("reason_keeps_its_code"):
        Reason.objects.filter(pk=one.pk).update(code="x")
    with refused_by("reason_words_are_never_changed"):
        one.words.update(zh="x")
    with refused_by("reason_has_a_free_code"):
        Reason.objects.create(code="merged", occasions=[], place=1)


def test_before_its_first_words_a_reason_says_those(db):
    known = HELD()["not_ours"]
    assert known.said_at(datetime(1990, 1, 1, tzinfo=UTC)) == known.words[0].label
