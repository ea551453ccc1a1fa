"""Who was there: by the roster, looked through, and confirmed."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from activities import rules as activities
from hours.models import Presence, RosterConfirmed, Session
from hours.presence import cards, rules
from hours.presence.pages.roster import RosterPage
from tests.activities.making import shift_of
from tests.hours.presence.pages.asking import lin_came, told
from tests.hours.presence.under_way import code_of, minutes_ago, under_way

pytestmark = pytest.mark.django_db
A_MOMENT = timedelta(seconds=10)


def test_without_a_phone_by_the_roster(zhao_here, screen, activity, lin):
    said = {"shift": f"{shift_of(activity).pk}", "who": lin.number, "act": "in"}
    page = told(zhao_here.post(f"{screen}people/witness/", said, follow=True))
    assert "Checked in by the roster" in page
    assert Presence.objects.get().session.evidence == "witnessed"
    early = zhao_here.post(f"{screen}people/witness/", said | {"act": "out"})
    assert "not a whole minute" in told(early, 409)


def test_by_number_only_who_signed_up_and_by_card_whoever_has_one(
    zhao_here, screen, activity, mei
):
    said = {"shift": f"{shift_of(activity).pk}", "who": mei.number, "act": "in"}
    answer = zhao_here.post(f"{screen}people/witness/", said)
    assert "Nobody with this card or number" in told(answer, 422)
    assert not Presence.objects.exists()

    said |= {"who": f"{settings.SITE_URL}/cards/{cards.token_of(mei)}/"}
    page = told(zhao_here.post(f"{screen}people/witness/", said, follow=True))
    assert "Checked in by the card" in page
    assert Session.objects.get().evidence == "timed"


def test_what_a_phone_kept_is_done_or_refused_by_itself(
    zhao_here, screen, activity, lin
):
    now = timezone.now()

    def sends(act, minutes, clock=0):
        then, sent = (moment_in_ms(now, ago) for ago in (minutes - clock, -clock))
        said = {"who": lin.number, "act": act, "shift": f"{shift_of(activity).pk}"}
        return zhao_here.post(
            f"{screen}people/witness/",
            said | {"happened_at": then, "sent_at": sent},
            headers={"Accept": "application/json"},
        )

    assert sends("out", 20).json()["code"] == "not_checked_in"
    # The phone's clock is an hour ahead; how long it kept this is right all the same.
    assert sends("in", 20, clock=60.5).status_code == 200
    assert sends("out", 5).json()["detail"] == "Checked out by the roster."
    (session,) = Session.objects.all()
    assert (session.minutes, session.evidence) == (15, "witnessed")
    assert abs(session.presence.came_at - (now - timedelta(minutes=20))) < A_MOMENT
    assert sends("in", 13 * 60).json()["code"] == "kept_too_long"
    assert "sent later" in told(zhao_here.get(f"{screen}people/"))
    assert "1 h off" in told(zhao_here.get(f"{screen}people/"))


def moment_in_ms(now, minutes_ago):
    return int((now - timedelta(minutes=minutes_ago)).timestamp() * 1000)


def over_today(association, zhao, *people):
    """An activity that ended half an hour ago, of today whatever the hour."""
    if timezone.localtime().hour < 4:
        pytest.skip("Nothing was over today that early")
    began, lasts = timedelta(minutes=150), timedelta(minutes=120)
    return under_way(association, zhao, *people, began=began, lasts=lasts)


def test_afterwards_one_act_confirms_all(lin, mei, association, zhao):
    # Lin forgot to check out; Mei, who had a seat, had no phone with her.
    activity = over_today(association, zhao, lin)
    shift = shift_of(activity)
    activities.sign_up(
        shift=shift, volunteer=mei, by=mei.account, at=minutes_ago(24 * 60)
    )
    presence = lin_came(activity, lin, minutes=140)
    over = timezone.now()
    done = rules.confirm_roster(
        shift=shift,
        stayed=[presence.pk],
        were_there=[mei.pk],
        by=zhao,
        at=over,
    )
    assert (done.roster.people, done.roster.absent, done.refused) == (2, 0, [])
    sessions = Session.objects.order_by("volunteer")
    assert {(one.status, one.evidence) for one in sessions} == {
        ("submitted", "witnessed")
    }
    again = rules.confirm_roster(
        shift=shift, stayed=[presence.pk], were_there=[mei.pk], by=zhao, at=over
    )
    assert again.roster.people == 2
    # Nobody ticks anew what the page does not offer any more.
    last = rules.confirm_roster(shift=shift, stayed=[], were_there=[], by=zhao, at=over)
    assert (last.roster.people, last.roster.absent) == (2, 0)
    assert last.roster.confirmed == done.roster.confirmed == 1
    page = RosterPage(activity=activity, reader=zhao, at=over)
    assert (page.came, page.absent) == (2, 0)
    assert Session.objects.count() == 2
    assert RosterConfirmed.objects.count() == 1


def test_the_form_of_the_roster_confirms(
    zhao_here, association, zhao, lin, mei, subtests
):
    activity = over_today(association, zhao, lin, mei)
    presence = lin_came(activity, lin, minutes=140)
    screen = f"/organizations/{association.pk}/activities/{activity.pk}/check-in/"
    page = told(zhao_here.get(f"{screen}people/"))
    assert "Otherwise than planned" in page
    assert f'name="stayed" value="{presence.pk}" checked' in page
    assert f'name="was_there" value="{mei.number}"' in page
    sheet = f"/organizations/{association.pk}/sheets/{shift_of(activity).pk}/"
    assert f'href="{sheet}enter/"' in page
    said = {
        "shift": f"{shift_of(activity).pk}",
        "stayed": f"{presence.pk}",
        "was_there": mei.number,
    }
    page = told(zhao_here.post(f"{screen}people/confirm/", said, follow=True))
    assert "Confirmed: 2 people were there" in page
    minutes = list(
        Session.objects.order_by("minutes").values_list("minutes", flat=True)
    )
    assert minutes in ([109, 120], [110, 120])


def test_until_it_is_over_the_list_on_paper_is_printed(zhao_here, screen, activity):
    page = told(zhao_here.get(f"{screen}people/"))
    sheet = f"/organizations/{activity.organization_id}/sheets/{shift_of(activity).pk}/"
    assert f'href="{sheet}"' in page
    told(zhao_here.get(sheet))


def test_before_the_end_nothing_is_confirmed(zhao_here, screen, activity):
    said = {"shift": f"{shift_of(activity).pk}"}
    answer = zhao_here.post(f"{screen}people/confirm/", said)
    assert "once the shift is over" in told(answer, 409)


def test_who_could_not_stands_on_the_roster(zhao_here, screen, activity, lin_here):
    lin_here.get(f"/check-in/{code_of(activity, minutes_ago(5))}/")
    assert "a code that was 5 minutes old" in told(zhao_here.get(f"{screen}people/"))


def test_the_desk_and_the_session_say_what_was_otherwise(
    zhao_here, screen, activity, lin, lin_here
):
    lin_came(activity, lin)
    lin_here.post(f"/check-in/{code_of(activity)}/", {"act": "out"})
    session = Session.objects.get()
    for url in (
        f"/sessions/{session.pk}/",
        f"/desk/?organization={session.organization_id}",
    ):
        assert "late" in told(zhao_here.get(url))
