"""The organizer writes down who came and left, and sends it once there is a network."""

from datetime import timedelta

import pytest

from hours import rules as hours
from hours.models import Way
from hours.presence import errors, rules
from hours.presence.differences import differences
from hours.presence.kept import Kept
from hours.reconcile import reconcile
from notices.models import Notice
from tests.activities.making import publish, shift_of, sign_up, times
from tests.factories import moment
from tests.hours.presence.on_site import at, comes, counted, leaves

pytestmark = [pytest.mark.database, pytest.mark.django_db]
EVENING = at("18:00")


@pytest.fixture
def send(shift, qian):
    """Qian presses at one time; it is sent at another, by a clock that may be wrong."""

    def _send(person, act, clock, *, sent=EVENING, wrong=timedelta(), way=Way.ROSTER):
        kept = Kept(happened_at=at(clock) + wrong, sent_at=sent + wrong)
        return rules.witness(
            shift=shift,
            volunteer=person,
            leaves=act == "out",
            way=way,
            kept=kept,
            by=qian,
            at=sent,
        )

    return _send


def test_both_ways_are_as_they_were(lin_comes, send, zhao):
    send(lin_comes, "in", "09:03")
    left = send(lin_comes, "out", "11:33")

    assert counted(lin_comes) == [("submitted", 150, "witnessed")]
    assert (left.came_at, left.left_at) == (at("09:03"), at("11:33"))
    assert (left.came_by, left.left_by) == (Way.KEPT, Way.KEPT)
    assert left.session.submitted_at == EVENING
    assert len(differences(left)) >= 1
    hours.approve(sessions=[left.session], by=zhao, at=at("19:00"))
    assert reconcile() == []


def test_sent_twice_it_is_once(lin_comes, send):
    for _ in range(2):
        send(lin_comes, "in", "09:03")
    for act, clock in (("out", "10:00"), ("in", "10:30"), ("out", "12:00")) * 2:
        send(lin_comes, act, clock)
    send(lin_comes, "in", "09:03")
    assert counted(lin_comes) == [
        ("submitted", 57, "witnessed"),
        ("submitted", 90, "witnessed"),
    ]


def test_who_checked_in_and_out_alone_has_one_session(lin_comes, activity, send):
    comes(lin_comes, activity, "09:00")
    leaves(lin_comes, activity, "12:00")
    send(lin_comes, "in", "09:01")
    send(lin_comes, "out", "11:59")
    assert counted(lin_comes) == [("submitted", 180, "timed")]


def test_a_wrong_clock_does_no_harm_and_is_flagged(lin_comes, send):
    presence = send(lin_comes, "in", "09:03", wrong=timedelta(hours=3))
    assert presence.came_at == at("09:03")
    assert presence.clock_skew == 3 * 60 * 60


def test_only_of_the_last_twelve_hours_and_not_of_those_to_come(lin_comes, send):
    with pytest.raises(errors.KeptTooLong):
        send(lin_comes, "in", "09:00", sent=at("21:01"))
    with pytest.raises(errors.NotYet):
        send(lin_comes, "in", "09:03", sent=at("09:00"))
    # Two minutes are no matter, and count from now.
    assert send(lin_comes, "in", "09:02", sent=at("09:00")).came_at == at("09:00")


def test_what_the_moment_does_not_allow_is_refused(lin_comes, send):
    with pytest.raises(errors.TooEarly):
        send(lin_comes, "in", "07:00")
    with pytest.raises(errors.ShiftOver):
        send(lin_comes, "in", "12:30")
    with pytest.raises(errors.NotCheckedIn):
        send(lin_comes, "out", "11:00")
    assert counted(lin_comes) == []


def test_a_card_is_timed_at_once_and_the_organizers_word_later(mei, lin, send):
    send(lin, "in", "09:00", sent=at("09:01"), way=Way.CARD)
    send(mei, "in", "09:00", way=Way.CARD)
    assert (counted(lin), counted(mei)) == (
        [("open", None, "timed")],
        [("open", None, "witnessed")],
    )


def test_sent_on_a_later_day_it_is_entered_and_the_person_is_told(
    association, zhao, qian, lin
):
    evening = shift_of(publish(association, zhao, times("2020-03-14 19:00")))
    sign_up(evening, lin)
    morning = moment("2020-03-15 06:00")
    # The answer to the last was lost, so it is sent again, some minutes later.
    acts = (("19:00", False, 0), ("22:00", True, 0), ("22:00", True, 5))
    for clock, leaves_, later in acts:
        rules.witness(
            shift=evening,
            volunteer=lin,
            leaves=leaves_,
            way=Way.ROSTER,
            kept=Kept(happened_at=at(clock), sent_at=morning),
            by=qian,
            at=morning + timedelta(minutes=later),
        )
    assert counted(lin) == [("submitted", 180, "entered")]
    told = Notice.objects.filter(recipient=lin.account, event="hours_entered")
    assert told.count() == 1


def test_time_was_quicker(lin_comes, send):
    send(lin_comes, "in", "09:00", sent=at("09:00"))
    rules.force_out(at=at("14:00"))
    with pytest.raises(errors.EndedByTime):
        send(lin_comes, "out", "11:30")
    assert counted(lin_comes) == [("queried", 180, "declared")]
