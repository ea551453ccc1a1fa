"""One activity: anyone reads it, one button signs up, and one's own place is told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities import rules
from activities.models import SignUp
from tests.activities.published import draft, published, sign_up, times
from tests.factories import make_volunteer
from tests.families import born, register_child
from volunteers.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["django_language"] = "en"


@pytest.fixture
def hill(association, zhao):
    return published(association, zhao, times(2, seats=1), times(4, seats=3))


def page_of(activity):
    return f"/activities/{activity.pk}/"


def send(client, activity, act, nth=0, **more):
    shift = activity.shifts.in_order()[nth]
    return client.post(
        f"{page_of(activity)}{act}/", {"shift": shift.pk} | more, follow=True
    )


def told(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def test_anybody_reads_what_it_is(client, hill, settings):
    settings.SITE_URL = "https://hours.example.cn/"

    page = told(client.get(page_of(hill)))

    assert "台阶多" in page
    assert "王老师" in page
    assert "1 person needed" in page
    assert "You sign in or register first" in page
    # What other programs show of a link to it
    here = f"https://hours.example.cn{page_of(hill)}"
    assert f'<meta property="og:url" content="{here}">' in page
    assert '<meta property="og:title" content="Huaguo Hill guide">' in page
    assert 'og:image" content="http' in page
    assert "南大门游客中心" in page.partition('og:description" content="')[2][:100]


def test_a_draft_is_its_organizers_alone(client, association, zhao, lin):
    one = draft(association, zhao)

    assert client.get(page_of(one)).status_code == 404
    client.force_login(lin.account)
    assert client.get(page_of(one)).status_code == 404
    client.force_login(zhao)
    assert "A draft" in told(client.get(page_of(one)))


def test_who_is_signed_out_comes_back_with_the_time_ticked(client, hill, lin):
    shift = hill.shifts.in_order()[1]

    sent = client.post(f"{page_of(hill)}sign-up/", {"shift": shift.pk})

    assert sent.status_code == 302
    assert sent.url.startswith("/login/?next=/activities/")
    client.force_login(lin.account)
    back = client.get(f"{page_of(hill)}?shift={shift.pk}")
    chosen = [line.shift for line in back.context["page"].shifts if line.is_chosen]
    assert chosen == [shift]


def test_who_registers_first_finds_the_way_back(client, hill, lin):
    shift = hill.shifts.in_order()[0]
    client.post(f"{page_of(hill)}sign-up/", {"shift": shift.pk})
    session = dict(client.session)
    client.force_login(lin.account)
    kept = client.session
    kept.update({"going_to": session["going_to"]})
    kept.save()

    assert f'href="{page_of(hill)}?shift={shift.pk}"' in told(
        client.get("/registered/")
    )


def test_a_seat_a_place_in_the_queue_an_offer(client, hill, lin, mei):
    client.force_login(lin.account)
    assert "You are signed up" in told(send(client, hill, "sign-up"))

    client.force_login(mei.account)
    page = told(send(client, hill, "sign-up"))
    assert "On the waiting list, number 1" in page

    client.force_login(lin.account)
    told(send(client, hill, "give-up"))
    client.force_login(mei.account)
    assert "it is kept for you until" in told(client.get(page_of(hill)))
    assert "You are signed up" in told(send(client, hill, "take-offer"))
    assert [one.state for one in SignUp.objects.in_order()] == ["given_up", "seated"]


def test_the_phone_is_for_who_has_signed_up(client, hill, lin):
    client.force_login(lin.account)
    assert "0518-85800000" not in told(client.get(page_of(hill)))
    send(client, hill, "sign-up")
    assert "0518-85800000" in told(client.get(page_of(hill)))


def test_a_refusal_stands_on_the_page_and_the_choice_stays(
    client, association, zhao, hill, lin
):
    other = published(association, zhao, times(2), title="图书馆借阅引导", title_en="")
    sign_up(lin, other)
    client.force_login(lin.account)

    answer = send(client, hill, "sign-up")

    assert "图书馆借阅引导" in told(answer, 409)
    assert [line.is_chosen for line in answer.context["page"].shifts] == [True, False]


def test_without_a_time_it_asks_for_one(client, hill, lin):
    client.force_login(lin.account)
    for shift in ("", "x", "\0"):
        answer = client.post(f"{page_of(hill)}sign-up/", {"shift": shift})
        assert "Please choose a time first" in told(answer, 422)
    assert not SignUp.objects.exists()


def test_giving_up_what_one_never_had_is_not_there(client, hill, lin):
    client.force_login(lin.account)
    assert send(client, hill, "give-up").status_code == 404
    assert send(client, hill, "take-offer").status_code == 404


def test_looking_changes_nothing(client, hill, lin):
    client.force_login(lin.account)
    for act in ("sign-up", "give-up", "take-offer"):
        assert client.get(f"{page_of(hill)}{act}/").status_code == 405


def test_for_members_one_joins_first(client, association, zhao, lin):
    one = published(association, zhao, audience="members")
    client.force_login(lin.account)
    page = told(client.get(page_of(one)))
    assert "Join it first" in page
    assert 'id="sign-up"' not in page

    Membership.objects.create(
        volunteer=lin, organization=association, joined_on=timezone.localdate()
    )
    assert 'id="sign-up"' in told(client.get(page_of(one)))


def test_a_guardian_signs_a_child_up(client, hill, lin):
    child = register_child(lin.account)
    client.force_login(lin.account)

    page = told(client.get(page_of(hill)))
    assert f"?for={child.number}" in page
    answer = send(client, hill, "sign-up", **{"for": child.number})

    assert "You are signed up" in told(answer)
    assert SignUp.objects.get().volunteer == child
    own = client.get(page_of(hill)).context["page"]
    assert [line.seat for line in own.shifts] == [None, None]


def test_nobody_signs_up_somebody_elses_child(client, hill, lin):
    child = make_volunteer(birth_date=born(10))
    client.force_login(lin.account)

    answer = send(client, hill, "sign-up", **{"for": child.number})

    assert answer.status_code == 404
    assert not SignUp.objects.exists()


def test_cancelled_it_says_why(client, hill, zhao, lin):
    sign_up(lin, hill)
    rules.cancel(activity=hill, reason="台风", by=zhao, at=timezone.now())
    client.force_login(lin.account)

    page = told(client.get(page_of(hill)))

    assert "This activity does not take place" in page
    assert "台风" in page
    assert 'id="sign-up"' not in page


def test_before_and_after_its_time_nobody_signs_up(client, association, zhao):
    now = timezone.now()
    later = published(association, zhao, recruits_from=now + timedelta(hours=5))
    closed = published(association, zhao)
    rules.close(activity=closed, by=zhao, at=now)

    assert "Sign-up opens on" in told(client.get(page_of(later)))
    assert "Nobody new can sign up" in told(client.get(page_of(closed)))


@pytest.mark.parametrize("people", [1, 30])
def test_1_and_30_people_take_as_many_queries(
    client, association, zhao, lin, people, django_assert_num_queries
):
    one = published(association, zhao, times(2, seats=1), times(3, seats=20), times(4))
    for _ in range(people):
        sign_up(make_volunteer(f"v{SignUp.objects.count()}"), one)
        sign_up(make_volunteer(f"v{SignUp.objects.count()}"), one, 1)
    sign_up(lin, one)
    client.force_login(lin.account)

    with django_assert_num_queries(12):
        client.get(page_of(one))
