"""The organizer's list, and the page of one activity: who comes, what may be done."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities.models import Activity
from tests.activities.published import days_from_now, draft, published, sign_up, times
from tests.factories import make_volunteer
from tests.families import make_youth, signed_at_a_desk
from volunteers.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, zhao):
    client.force_login(zhao)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def here(association):
    return f"/organizations/{association.pk}/activities/"


@pytest.fixture
def hill(association, zhao):
    return published(association, zhao, times(2, seats=1), times(4, seats=3))


def told(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def send(desk, here, one, act, **said):
    return desk.post(f"{here}{one.pk}/{act}/", said, follow=True)


def test_the_list_tells_what_is_to_come_and_what_is_being_written(
    desk, here, association, zhao, hill, lin
):
    sign_up(lin, hill)
    draft(association, zhao, title="还没想好", title_en="")

    upcoming, drafts = told(desk.get(here)), told(desk.get(f"{here}?view=drafts"))

    assert "1 of 4 people" in upcoming
    assert "还没想好" not in upcoming
    assert "还没想好" in drafts
    assert "Nothing is over yet" in told(desk.get(f"{here}?view=past"))


def test_who_comes_and_who_waits_with_masked_names(desk, here, hill, association, lin):
    Membership.objects.create(
        volunteer=lin, organization=association, joined_on=timezone.localdate()
    )
    stranger = make_volunteer("s", name="罗宿城")
    sign_up(lin, hill)
    sign_up(stranger, hill)

    page = desk.get(f"{here}{hill.pk}/")

    shown = [(one.name, one.sign_up.state) for one in page.context["page"].people]
    assert shown == [("林小港", "seated"), ("罗*", "waiting")]
    assert "罗宿城" not in told(page)


def test_minors_are_masked_for_who_does_not_run_it(
    client, here, hill, association, wang
):
    child = make_youth(name="许小江")
    signed_at_a_desk(child, at=timezone.now())
    Membership.objects.create(
        volunteer=child, organization=association, joined_on=timezone.localdate()
    )
    sign_up(child, hill)
    client.force_login(wang)

    page = told(client.get(f"{here}{hill.pk}/"))

    assert "许*" in page
    assert "许小江" not in page
    assert "set-seats" not in page  # the city reads, and does nothing


def test_cancelling_asks_why(desk, here, hill):
    answer = send(desk, here, hill, "cancel", reason="")
    assert 'id="id_reason_error" role="alert"' in told(answer, 422)

    send(desk, here, hill, "cancel", reason="台风")

    hill.refresh_from_db()
    assert hill.is_cancelled
    assert "台风" in told(desk.get(f"{here}{hill.pk}/"))


def test_sign_up_is_closed_and_opened(desk, here, hill):
    send(desk, here, hill, "close")
    hill.refresh_from_db()
    assert hill.is_closed
    send(desk, here, hill, "reopen")
    hill.refresh_from_db()
    assert hill.is_published


def test_more_people_let_in_who_waits(desk, here, hill, lin, mei):
    sign_up(lin, hill)
    waits = sign_up(mei, hill)
    shift = hill.shifts.in_order()[0]

    answer = send(desk, here, hill, "set-seats", shift=shift.pk, seats="0")
    assert 'role="alert"' in told(answer, 422)
    send(desk, here, hill, "set-seats", shift=shift.pk, seats="2")

    waits.refresh_from_db()
    assert waits.is_offered


def test_a_time_is_added_and_taken_away(desk, here, hill):
    day = f"{days_from_now(6):%Y-%m-%d}"
    said = {"date": day, "start": "09:00", "end": "11:00", "seats": "5"}
    send(desk, here, hill, "add-shift", **said)
    assert hill.shifts.count() == 3

    last = hill.shifts.in_order()[2]
    send(desk, here, hill, "take-away", shift=last.pk)
    assert hill.shifts.count() == 2


def test_it_is_repeated_week_by_week(desk, here, hill):
    until = f"{days_from_now(4 + 14):%Y-%m-%d}"
    answer = send(desk, here, hill, "repeat", until=until)

    assert hill.shifts.count() == 2 + 4
    assert "4 times were added" in told(answer)
    answer = send(desk, here, hill, "repeat", until=f"{days_from_now(1):%Y-%m-%d}")
    assert "No week fits in" in told(answer, 422)


def test_a_copy_is_a_draft(desk, here, hill):
    day = days_from_now(30)
    send(desk, here, hill, "copy", first_day=f"{day:%Y-%m-%d}")

    copied = Activity.objects.exclude(pk=hill.pk).get()
    assert copied.is_draft
    assert [one.starts_at for one in copied.shifts.in_order()] == [
        day,
        day + timedelta(days=2),
    ]


def test_a_draft_is_thrown_away(desk, here, association, zhao, hill):
    one = draft(association, zhao)
    send(desk, here, one, "discard")
    assert not Activity.objects.filter(pk=one.pk).exists()
    assert "The activity is" in told(send(desk, here, hill, "discard"), 409)


def test_others_do_nothing_here(client, here, hill, lin, hu, wang):
    shift = hill.shifts.first()
    for account in (lin.account, hu, wang):
        client.force_login(account)
        for act in ("publish", "cancel", "close", "copy", "repeat", "set-seats"):
            answer = send(client, here, hill, act, reason="x", shift=shift.pk)
            assert answer.status_code == 404


def test_its_ways_stand_where_people_look(desk, association, here, beach_cleaning):
    for page in (f"/organizations/{association.pk}/", "/desk/", "/me/"):
        assert f'href="{here}"' in told(desk.get(page))
    assert 'href="/activities/"' in told(desk.get("/"))


@pytest.mark.parametrize("count", [1, 30])
def test_1_and_30_take_as_many_queries(
    desk, here, association, zhao, hill, count, django_assert_num_queries
):
    for n in range(count):
        published(association, zhao, times(2), title=f"活动{n}")
        sign_up(make_volunteer(f"v{n}"), hill, 1)

    with django_assert_num_queries(8):
        desk.get(here)
    with django_assert_num_queries(16):
        desk.get(f"{here}{hill.pk}/?shift={hill.shifts.in_order()[1].pk}")
