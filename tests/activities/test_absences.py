"""Who had a seat and did not come: noted, told, explained, accepted, forgotten."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities import errors, rules
from activities.models import Absence, SignUp
from activities.pages.organizing import OrganizedPage
from activities.retention import forget_absences
from city.rules import close_account
from notices.reading import page
from tests.activities.making import publish, shift_of, sign_up, times
from tests.factories import NOON, make_volunteer, moment
from volunteers.own_data import parts

pytestmark = pytest.mark.django_db

EVENING = moment("2020-03-14 20:00")  # the shift ended at noon


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["django_language"] = "en"


@pytest.fixture
def seat(shift, lin):
    (held,) = sign_up(shift, lin)
    return held


@pytest.fixture
def absence(seat, zhao):
    return mark(seat, zhao)


def mark(seat, by, at=EVENING):
    return rules.mark_absent(sign_up=seat, by=by, at=at)[0]


def explain(seat, by, words="公交车停运"):
    return rules.explain_absence(sign_up=seat, words=words, by=by, at=EVENING)


def sentences(account):
    return [one.sentence for one in page(account).lines]


def counted(volunteer, at=EVENING):
    found = Absence.objects.counting(at).by_person([volunteer.pk])
    return found.get(volunteer.pk, 0)


def test_the_person_is_told_and_it_counts(absence, seat, lin, zhao):
    assert len(sentences(lin.account)) == 1
    assert counted(lin) == 1
    again, is_new = rules.mark_absent(sign_up=seat, by=zhao, at=EVENING)
    assert (again, is_new) == (absence, False)
    assert len(sentences(lin.account)) == 1


def test_only_of_a_seat_once_the_shift_is_over_and_by_its_organizers(
    seat, shift, zhao, hu, mei
):
    with pytest.raises(errors.NotAnOrganizer):
        mark(seat, hu)
    with pytest.raises(errors.NotOverYet):
        mark(seat, zhao, at=shift.starts_at)
    (other,) = sign_up(shift, mei)
    rules.give_up(sign_up=other, by=mei.account, at=NOON)
    with pytest.raises(errors.DidNotSignUp):
        mark(SignUp.objects.get(pk=other.pk), zhao)


def test_what_nobody_says_can_be_set_by_itself(seat, lin, zhao):
    """As presence does it, where nobody checked in."""
    mark(seat, None)
    assert len(sentences(lin.account)) == 1
    explain(seat, lin.account)
    # Whoever runs the organization hears of it.
    assert len(sentences(zhao)) == 1


def test_an_explanation_is_heard_and_accepted(absence, seat, lin, zhao):
    explain(seat, lin.account)
    assert any("公交" not in one for one in sentences(zhao))
    assert counted(lin) == 1

    rules.excuse_absence(absence=absence, by=zhao, at=EVENING)

    assert counted(lin) == 0
    assert len(sentences(lin.account)) == 2
    with pytest.raises(errors.ExcusedAlready):
        explain(seat, lin.account, "别的")


def test_nothing_is_accepted_that_nobody_said(absence, zhao, hu, seat, lin):
    with pytest.raises(errors.NotExplained):
        rules.excuse_absence(absence=absence, by=zhao, at=EVENING)
    explain(seat, lin.account)
    with pytest.raises(errors.NotAnOrganizer):
        rules.excuse_absence(absence=absence, by=hu, at=EVENING)


@pytest.mark.parametrize("words", ["", "  ", "长" * 301])
def test_an_explanation_has_words(absence, seat, lin, words):
    with pytest.raises(errors.ExplanationNeeded):
        explain(seat, lin.account, words)


def test_nobody_explains_for_others(absence, seat, mei):
    with pytest.raises(errors.NotYourself):
        explain(seat, mei.account)


def test_who_came_after_all_has_nothing_noted(absence, lin, zhao):
    rules.unmark_absent(absence=absence, by=zhao, at=EVENING)
    assert counted(lin) == 0
    rules.unmark_absent(absence=absence, by=zhao, at=EVENING)


def test_it_counts_for_twelve_months_and_is_then_forgotten(absence, shift, lin):
    a_year_later = shift.starts_at + timedelta(days=365)
    assert counted(lin, at=a_year_later - timedelta(seconds=1)) == 1
    assert counted(lin, at=a_year_later) == 0
    assert forget_absences(shift.ends_at, 10) == 0
    assert forget_absences(shift.ends_at + timedelta(seconds=1), 10) == 1


def test_it_is_in_one_s_own_data_and_goes_when_one_leaves(absence, seat, lin):
    explain(seat, lin.account)
    (part,) = [one for one in parts() if one.title.name == "absences"]
    (row,) = part.rows(lin.account)
    assert row["words"] == "公交车停运"

    close_account(account=lin.account, volunteer=lin, by=lin.account, at=EVENING)

    assert not Absence.objects.exists()


# The pages, whose clock is the real one


@pytest.fixture
def over(association, zhao, lin, mei):
    """An activity of this morning, as it would be tonight; Lin and Mei had seats."""
    activity = publish(association, zhao, times())
    for one in (lin, mei):
        sign_up(shift_of(activity), one)
    return activity


def organized(activity):
    return f"/organizations/{activity.organization_id}/activities/{activity.pk}/"


def test_an_organizer_notes_it_and_accepts_what_is_said(client, over, lin, zhao):
    held = SignUp.objects.get(volunteer=lin)
    client.force_login(zhao)
    url = organized(over)

    noted = client.post(f"{url}mark-absent/", {"sign_up": str(held.pk)}, follow=True)
    assert "They are told" in noted.content.decode()
    assert "Did not come 1 time" not in noted.content.decode()  # years ago by now

    client.force_login(lin.account)
    shown = client.get(f"/activities/{over.pk}/").content.decode()
    assert "note that you did not come" in shown
    sent = {"shift": str(held.shift_id), "words": "公交车停运"}
    client.post(f"/activities/{over.pk}/explain/", sent)

    client.force_login(zhao)
    assert "公交车停运" in client.get(url).content.decode()
    client.post(f"{url}excuse/", {"sign_up": str(held.pk)})
    assert Absence.objects.get().is_excused
    client.post(f"{url}unmark-absent/", {"sign_up": str(held.pk)})
    assert not Absence.objects.exists()


def test_what_was_typed_stays_where_it_is_too_long(client, over, lin, zhao):
    held = SignUp.objects.get(volunteer=lin)
    mark(held, zhao)
    client.force_login(lin.account)
    sent = {"shift": str(held.shift_id), "words": "长" * 301}

    answer = client.post(f"/activities/{over.pk}/explain/", sent)

    assert answer.status_code == 422
    assert "长" * 301 in answer.content.decode()


def test_organizers_see_how_often_who_signs_up_did_not_come(association, zhao, lin):
    past = publish(association, zhao)
    (seat,) = sign_up(shift_of(past), lin)
    mark(seat, zhao)
    ahead = publish(association, zhao, times("2020-03-21 09:00"))
    sign_up(shift_of(ahead), lin)

    shown = OrganizedPage(activity=ahead, reader=zhao, at=EVENING)
    (comer,) = shown.people

    assert (comer.missed, comer.absence, shown.may_mark) == (1, None, False)


def test_the_city_reads_who_comes_and_not_who_stayed_away(absence, shift, wang):
    page = OrganizedPage(activity=shift.activity, reader=wang, at=EVENING)
    (one,) = page.people
    assert (one.absence, one.missed) == (None, 0)


def test_nobody_else_s_sign_up_is_named(client, over, zhao, beach_team, stranger):
    client.force_login(zhao)
    for unknown in ("x", "", "01900000-0000-7000-8000-000000000000"):
        answer = client.post(f"{organized(over)}mark-absent/", {"sign_up": unknown})
        assert answer.status_code == 409


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_however_many_did_not_come(
    client, association, zhao, count, django_assert_num_queries
):
    activity = publish(association, zhao, times(seats=40))
    several = [make_volunteer(f"many{n}") for n in range(count)]
    for held in sign_up(shift_of(activity), *several):
        mark(held, zhao, at=timezone.now())
    client.force_login(zhao)
    with django_assert_num_queries(QUERIES):
        client.get(organized(activity))


QUERIES = 12
