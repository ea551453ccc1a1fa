"""The pages on which city staff find two records of one person and merge them."""

import re
from importlib import import_module

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from city import likeness
from city.models import Likeness, Merge
from city.rules import merge as put_together
from city.rules.merge import AT_ONCE
from city.rules.overlaps import plan_of
from config.jobs import advance
from config.models import Job
from hours import rules
from hours.models import Session, VolunteerYear
from hours.reconcile import reconcile
from tests.factories import (
    EVENING,
    NOON,
    appoint,
    log_session,
    make_account,
    make_volunteer,
)
from tests.racing import in_background
from volunteers.models import Volunteer

pytestmark = [pytest.mark.database, pytest.mark.django_db]
MERGES = "/city/merges/"


@pytest.fixture
def lin2(db):
    """Lin once more, registered at a desk with a passport."""
    return make_volunteer("lin2", name="林小港", district_id="320707")


def as_(account, language="en"):
    client = Client()
    client.force_login(account)
    client.cookies["django_language"] = language
    return client


def pair_of(one, other):
    return f"/city/records/{one.number}/and/{other.number}/"


def meet(lin, lin2, association, beach_team, *, hours=1):
    """Hours of both records at the same times, not decided yet."""
    for day in range(hours):
        start = f"2020-03-05 {8 + day // 5:02}:{10 * (day % 5):02}"
        for who, team in ((lin, association), (lin2, beach_team)):
            log_session(volunteer=who, organization=team, start=start, minutes=10)
    return plan_of(given=lin, kept=lin2).overlaps


def said(kept, overlaps=(), counts=None, **changed):
    numbers = {f"overlap_{one.key}": (counts or kept).number for one in overlaps}
    about = {"kept": kept.number, "sign_in": kept.number, "reason": "Same person"}
    return {**about, **numbers, **changed}


def text_of(answer):
    found = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(found.split())


# Finding them


def test_records_that_are_alike_are_found_until_one_is_given_up(wang, lin, lin2):
    same = {"phone_hash": lin.phone_hash, "phone_last4": lin.phone_last4}
    Volunteer.objects.filter(pk=lin2.pk).update(**same)
    assert not as_(wang).get(MERGES).context["likely"]

    likeness.find()
    likeness.find()

    (pair,) = as_(wang).get(MERGES).context["likely"]
    assert (pair.one, pair.other) == (lin, lin2)
    assert lin2.number in as_(wang).get(f"/city/volunteers/{lin.number}/").text

    put_together(
        given=lin2, kept=lin, choices={}, sign_in="kept", reason="-", by=wang, at=NOON
    )
    assert not as_(wang).get(MERGES).context["likely"]
    likeness.find()
    assert not Likeness.objects.exists()


@pytest.mark.parametrize(
    "other", [{"name": "林小帆"}, {"birth_date": "1991-05-01"}, {"phone_hash": b"x"}]
)
def test_whoever_differs_in_one_thing_is_somebody_else(lin, lin2, other):
    same = {"phone_hash": lin.phone_hash}
    Volunteer.objects.filter(pk=lin2.pk).update(**same | other)
    likeness.find()
    assert not Likeness.objects.exists()


def test_they_are_looked_for_once_an_hour(db):
    assert [likeness.find_if_due(at=timezone.now()) for _ in range(2)] == [True, False]


def test_two_numbers_lead_to_both_records(wang, lin, lin2):
    typed = {"one": f" {lin.number.lower()}", "other": lin2.number}
    assert as_(wang).get(MERGES, typed).url == pair_of(lin, lin2)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"one": ""}, "one"),
        ({"one": "V1"}, "one"),
        ({"one": "a\0b"}, "one"),
        ({"other": "x" * 9_000}, "other"),
    ],
)
def test_a_wrong_number_is_said_where_it_is(wang, lin, lin2, wrong, field):
    typed = {"one": lin.number, "other": lin2.number} | wrong
    page = as_(wang).get(MERGES, typed)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]


def test_one_number_twice_is_one_record(wang, lin):
    page = as_(wang).get(MERGES, {"one": lin.number, "other": lin.number})
    assert "These are one record" in page.text
    assert as_(wang).get(pair_of(lin, lin)).status_code == 422


@pytest.mark.parametrize("place", ["after=nothing", f"after={'0' * 32}", "likely=x"])
def test_a_place_that_was_never_given_is_refused(wang, place):
    assert as_(wang).get(f"{MERGES}?{place}").status_code == 400


def test_the_list_asks_as_often_for_thirty_one_as_for_one(wang, lin):
    browser = as_(wang)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(MERGES)
        return len(queries), page

    def more(count):
        for _ in range(count):
            again = make_volunteer(name="林小港")
            put_together(
                given=again, kept=lin, choices={}, reason="-", by=wang, at=NOON
            )
            twin = make_volunteer()
            Likeness.objects.create(one=lin, other=twin)

    more(1)
    first = Merge.objects.get()
    assert asked()[0] == 6
    more(30)
    count, page = asked()
    assert count == 6
    assert [len(page.context[one]) for one in ("lines", "likely")] == [30, 20]
    following = as_(wang).get(f"{MERGES}{page.context['older_url']}")
    (last,) = following.context["lines"]
    assert last[0] == first
    assert following.context["older_url"] is None
    rest = browser.get(f"{MERGES}{page.context['likely_older_url']}")
    assert len(rest.context["likely"]) == 11
    assert rest.context["likely_older_url"] is None


# Who may


def test_an_auditor_reads_and_changes_nothing(he, lin, lin2):
    page = as_(he).get(pair_of(lin, lin2))
    assert page.context["form"] is None
    assert as_(he).post(pair_of(lin, lin2), said(lin)).status_code == 404


@pytest.mark.parametrize("url", [MERGES, "pair"])
def test_for_nobody_else_it_exists(zhao, lin, lin2, url):
    url = pair_of(lin, lin2) if url == "pair" else url
    assert as_(zhao).get(url).status_code == 404


def test_an_unknown_number_does_not_exist(wang, lin):
    assert as_(wang).get(f"/city/records/{lin.number}/and/V1/").status_code == 404


def test_names_documents_and_phones_stay_masked(wang, lin, lin2):
    page = as_(wang).get(pair_of(lin, lin2)).content.decode()
    for hidden in ("林小港", lin.document_number, lin.phone, "1990-05-01"):
        assert hidden not in page
    assert page.count("the same") >= 2  # name and birth date


# Putting them together


def test_staff_choose_look_once_more_and_put_together(
    wang, lin, lin2, association, beach_team, zhao
):
    (overlap,) = meet(lin, lin2, association, beach_team)
    alone = log_session(volunteer=lin2, organization=association, minutes=90)
    rules.approve(sessions=[alone], by=zhao, at=NOON)
    form = said(lin, [overlap], counts=lin2)
    browser = as_(wang)

    look = browser.post(pair_of(lin, lin2), form)
    assert not Merge.objects.exists()
    told = text_of(look)
    assert "2 sessions · 1.66 hours" in told
    assert "1 session · 0.16 hours" in told
    assert all(number in told for number in (lin.number, lin2.number))

    done = browser.post(pair_of(lin, lin2), form | {"confirmed": "1"}, follow=True)

    merge = Merge.objects.get()
    assert done.redirect_chain == [(f"{MERGES}{merge.pk}/", 302)]
    assert (merge.given, merge.kept, merge.by) == (lin2, lin, wang)
    assert (merge.minutes, merge.minutes_left_out, merge.left_out) == (100, 10, 1)
    assert VolunteerYear.objects.get(volunteer=lin).minutes == 90
    assert reconcile() == []
    shown = text_of(done)
    assert "2 sessions posted again · 1.66 hours" in shown
    assert "2020 -1.50 +1.50" in shown
    assert "Same person" in shown
    for one in (lin, lin2):
        page = browser.get(f"/city/volunteers/{one.number}/").text
        assert f"{MERGES}{merge.pk}/" in page
    assert "Same person" in as_(lin.account).get("/me/sessions/").text


def test_it_does_not_matter_which_number_comes_first(wang, lin, lin2, association):
    session = log_session(volunteer=lin, organization=association)
    sent = said(lin2, confirmed="1")
    as_(wang).post(pair_of(lin, lin2), sent)
    assert Session.objects.get(replaces=session).volunteer == lin2


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        ({"reason": " "}, ["reason"]),
        ({"reason": "a\0b"}, ["reason"]),
        ({"reason": "x" * 501}, ["reason"]),
        ({"sign_in": ""}, ["sign_in"]),
        ({"sign_in": "both"}, ["sign_in"]),
        ({"kept": "V1"}, ["kept"]),
        ({"overlap": ""}, ["overlap"]),
        ({"overlap": "V1"}, ["overlap"]),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    wang, lin, lin2, association, beach_team, wrong, fields
):
    (overlap,) = meet(lin, lin2, association, beach_team)
    key = f"overlap_{overlap.key}"
    form = said(lin, [overlap], reason="Her mother says so")
    form |= {key if name == "overlap" else name: value for name, value in wrong.items()}

    page = as_(wang).post(pair_of(lin, lin2), form)

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [
        key if name == "overlap" else name for name in fields
    ]
    if "reason" not in wrong:
        assert "Her mother says so" in page.text
    assert page.text.count(" checked") == 3 - len(
        {"sign_in", "kept", "overlap"} & wrong.keys()
    )
    assert not Merge.objects.exists()


def test_after_the_last_look_one_may_change_something(wang, lin, lin2):
    form = said(lin2, reason="Her mother says so", change="1")
    page = as_(wang).post(pair_of(lin, lin2), form)
    assert page.status_code == 200
    assert page.context["form"].kept_record == lin2
    assert "Her mother says so" in page.text


def test_an_overlap_that_came_meanwhile_is_asked_for(
    wang, lin, lin2, association, beach_team
):
    form = said(lin, confirmed="1")
    meet(lin, lin2, association, beach_team)
    page = as_(wang).post(pair_of(lin, lin2), form)
    assert page.status_code == 422
    assert "Please choose whose hours count here." in page.text
    assert "Same person" in page.text
    assert not Merge.objects.exists()


def test_what_the_rules_refuse_is_a_sentence_on_the_form(wang, lin, lin2):
    Volunteer.objects.filter(pk=lin.pk).update(status="suspended")
    page = as_(wang).post(pair_of(lin, lin2), said(lin))
    assert page.status_code == 409
    assert f"{lin.number} is not registered at the moment" in page.text
    assert "Same person" in page.text


def test_what_cannot_be_is_said_before_anything_is_typed(wang, lin, lin2):
    own = as_(wang).get(pair_of(wang.volunteer, lin))
    assert own.context["form"] is None
    assert "somebody else of the city acts" in own.text
    Volunteer.objects.filter(pk=lin2.pk).update(status="closed")
    closed = as_(wang).get(pair_of(lin, lin2))
    assert closed.context["form"] is None
    assert f"{lin2.number} is not in use any more" in closed.text


def test_what_is_done_is_done_once(wang, lin, lin2):
    browser = as_(wang)
    first, again = (
        browser.post(pair_of(lin, lin2), said(lin, confirmed="1")) for _ in range(2)
    )
    assert first.url == again.url
    assert browser.get(pair_of(lin2, lin)).url == first.url
    assert Merge.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_of_the_city_do_the_same_at_once(
    wang, lin, lin2, association, zhao, settings
):
    session = log_session(volunteer=lin2, organization=association)
    rules.approve(sessions=[session], by=zhao, at=NOON)
    second = appoint(make_account("second"), "staff")
    # Held where both have looked at the records and nobody has merged them.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(
            "SELECT FROM volunteers_volunteer WHERE id = %s FOR NO KEY UPDATE",
            [min(lin.pk, lin2.pk)],
        )
        both = [
            in_background(
                lambda by=by: as_(by).post(
                    pair_of(lin, lin2), said(lin, confirmed="1"), follow=True
                )
            )
            for by in (wang, second)
        ]
        assert all(one.waits() for one in both)
        cursor.execute("COMMIT")
    pages = [one.result() for one in both]

    merge = Merge.objects.get()
    assert {page.redirect_chain[-1][0] for page in pages} == {f"{MERGES}{merge.pk}/"}
    told = sorted("Somebody has put" in page.text for page in pages)
    assert told == [False, True]
    assert VolunteerYear.objects.get(volunteer=lin).minutes == 120
    assert reconcile() == []


def test_the_pair_asks_as_often_for_thirty_overlaps_as_for_one(
    wang, lin, lin2, association, beach_team
):
    browser = as_(wang)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(pair_of(lin, lin2))
        return len(queries), page

    meet(lin, lin2, association, beach_team)
    assert asked()[0] == 20
    Session.objects.all().update(status="withdrawn")
    meet(lin, lin2, association, beach_team, hours=30)
    count, page = asked()
    assert (count, len(page.context["meetings"])) == (20, 30)


def test_beyond_a_hundred_the_rest_is_chosen_as_one(
    wang, lin, lin2, association, beach_team, monkeypatch
):
    monkeypatch.setattr("city.merge_forms.SHOWN", 2)
    overlaps = meet(lin, lin2, association, beach_team, hours=5)
    form = said(lin, overlaps[:2])
    refused = as_(wang).post(pair_of(lin, lin2), form)
    assert list(refused.context["form"].errors) == ["rest"]

    form |= {"rest": lin2.number, "confirmed": "1"}
    as_(wang).post(pair_of(lin, lin2), form)
    assert Merge.objects.get().left_out == 5
    assert Session.objects.filter(volunteer=lin2, status="withdrawn").count() == 5
    taking = Session.objects.filter(volunteer=lin).taking_time()
    assert sorted(taking.values_list("organization__name", flat=True)) == sorted(
        [association.name] * 2 + [beach_team.name] * 3
    )


# More than are posted at once


@pytest.fixture
def few_at_once(monkeypatch):
    # By its name: the package shows the rule of that name instead.
    monkeypatch.setattr(import_module("city.rules.merge"), "AT_ONCE", 2)


def test_many_sessions_go_over_by_a_job_whose_progress_is_shown(
    wang, lin, lin2, association, few_at_once
):
    assert AT_ONCE == 1_000
    for day in range(1, 6):
        log_session(
            volunteer=lin2, organization=association, start=f"2020-03-0{day} 09:00"
        )
    browser = as_(wang)
    page = browser.post(pair_of(lin, lin2), said(lin, confirmed="1"), follow=True)
    assert "2 of 5 sessions" in page.text
    assert 'hx-trigger="every 2s"' in page.text
    url = page.redirect_chain[-1][0]
    assert browser.post(url).url == url  # nothing to go on with while it works
    assert "not all posted yet" in browser.get(MERGES).text

    while advance(Job.objects.get(kind="merge").pk):
        pass

    part = browser.get(url, headers={"HX-Request": "true"})
    assert "5 sessions posted again" in part.text
    assert "hx-trigger" not in part.text
    assert "<html" not in part.text
    assert reconcile() == []


def test_hours_that_turn_up_half_way_are_asked_for_and_it_goes_on(
    wang, he, lin, lin2, association, beach_team, few_at_once
):
    for day in range(1, 6):
        log_session(
            volunteer=lin2, organization=association, start=f"2020-03-0{day} 09:00"
        )
    browser = as_(wang)
    browser.post(pair_of(lin, lin2), said(lin, confirmed="1"))
    merge = Merge.objects.get()
    url = f"{MERGES}{merge.pk}/"
    remains = Session.objects.filter(volunteer=lin2).taking_time().latest("started_at")
    log_session(
        volunteer=lin,
        organization=beach_team,
        start=f"{timezone.localtime(remains.started_at):%Y-%m-%d} 10:00",
        at=EVENING,
    )
    advance(Job.objects.get(kind="merge").pk)

    page = browser.get(url)
    assert "It stopped half-way" in page.text
    (meeting,) = page.context["meetings"]
    assert as_(he).get(url).context["form"] is None
    assert as_(he).post(url).status_code == 404
    refused = browser.post(url)
    assert refused.status_code == 422
    assert "Please choose whose hours count here." in refused.text

    answer = browser.post(url, {meeting.field.html_name: lin.number})
    assert answer.url == url
    while advance(Job.objects.filter(kind="merge").latest("created_at").pk):
        pass
    merge.refresh_from_db()
    assert (merge.is_finished, merge.sessions, merge.left_out) == (True, 4, 1)
    assert browser.post(url).url == url
    assert reconcile() == []
