"""Who was there: by the roster, looked through, and confirmed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities import rules as activities
from hours.models import Presence, RosterConfirmed, Session
from hours.presence import rules
from hours.presence.pages.roster import RosterPage
from tests.activities.making import shift_of
from tests.hours.presence.pages.asking import lin_came, told
from tests.hours.presence.under_way import code_of, minutes_ago, under_way

pytestmark = pytest.mark.django_db


def test_without_a_phone_by_the_roster(zhao_here, screen, activity, lin):
    shift = {"shift": f"{shift_of(activity).pk}"}
    page = told(
        zhao_here.post(
            f"{screen}people/sign-in/", shift | {"number": lin.number}, follow=True
        )
    )
    assert "Checked in by the roster" in page
    presence = Presence.objects.get()
    assert presence.session.evidence == "witnessed"
    early = zhao_here.post(
        f"{screen}people/sign-out/", shift | {"presence": f"{presence.pk}"}
    )
    assert "not a whole minute" in told(early, 409)


def test_only_who_signed_up_is_signed_in_by_the_roster(
    zhao_here, screen, activity, mei
):
    said = {"shift": f"{shift_of(activity).pk}", "number": mei.number}
    assert zhao_here.post(f"{screen}people/sign-in/", said).status_code == 404


def test_afterwards_one_act_confirms_all(
    zhao_here, screen, activity, lin, mei, association, zhao
):
    # Lin forgot to check out; Mei, who had a seat, had no phone with her.
    shift = shift_of(activity)
    activities.sign_up(
        shift=shift, volunteer=mei, by=mei.account, at=minutes_ago(24 * 60)
    )
    presence = lin_came(activity, lin)
    over = shift.ends_at + timedelta(hours=1)
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
    now = timezone.localtime()
    if now.hour < 4:
        pytest.skip("Nothing was over today that early")
    activity = under_way(
        association,
        zhao,
        lin,
        mei,
        began=timedelta(minutes=150),
        lasts=timedelta(minutes=120),
    )
    presence = lin_came(activity, lin, minutes=140)
    screen = f"/organizations/{association.pk}/activities/{activity.pk}/check-in/"
    page = told(zhao_here.get(f"{screen}people/"))
    assert "Otherwise than planned" in page
    assert f'name="stayed" value="{presence.pk}" checked' in page
    assert f'name="was_there" value="{mei.number}"' in page
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
