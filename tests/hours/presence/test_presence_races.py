"""Everything twice and everybody at once: one session a person."""

from contextlib import suppress
from datetime import date

import pytest

from activities.models import Seat, SignUp
from hours.models import Presence, Session, Way
from hours.presence import codes, rules
from hours.presence.errors import NotCheckedIn
from hours.presence.kept import Kept
from tests.activities.making import publish, shift_of, times
from tests.factories import BEGINNING, NOON
from tests.hours.presence.on_site import at, code_at, comes, counted, leaves
from tests.racing import all_at_once
from volunteers.identifiers import volunteer_number
from volunteers.models import Account, Volunteer

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]

CROWD = 1_000
AT_ONCE, PAIRS = 50, 2  # people in a breath, and doors, all twice


def checks_in(person, code, clock="09:00"):
    return lambda: rules.check_in(
        code=code, volunteer=person, by=person.account, at=at(clock)
    )


def test_one_person_on_two_phones_has_one_session(lin_comes, activity):
    code = code_at(activity, "09:00")
    answers = all_at_once(*[checks_in(lin_comes, code)] * 6)
    assert len({one.session_id for one, _ in answers}) == 1
    assert sum(is_new for _, is_new in answers) == 1
    assert counted(lin_comes) == [("open", None, "timed")]


def test_checked_out_twice_it_is_submitted_once(lin_comes, activity):
    comes(lin_comes, activity)
    code = code_at(activity, "12:00")
    answers = all_at_once(*[lambda: leaves(lin_comes, activity, code=code)] * 6)
    assert len({one.session_id for one in answers}) == 1
    assert counted(lin_comes) == [("submitted", 180, "timed")]


def test_the_code_and_the_card_at_the_same_moment(lin_comes, activity, shift, qian):
    by_card = lambda: rules.check_in_by(  # noqa: E731
        shift=shift, volunteer=lin_comes, way=Way.CARD, by=qian, at=at("09:00")
    )
    all_at_once(checks_in(lin_comes, code_at(activity, "09:00")), by_card)
    assert counted(lin_comes) == [("open", None, "timed")]


def test_what_a_phone_kept_sent_by_two_pages_and_the_persons_own(
    lin_comes, activity, shift, qian
):
    noted = lambda: rules.witness(  # noqa: E731
        shift=shift,
        volunteer=lin_comes,
        leaves=False,
        way=Way.ROSTER,
        kept=Kept(happened_at=at("09:00"), sent_at=at("09:10")),
        by=qian,
        at=at("09:10"),
    )
    own = checks_in(lin_comes, code_at(activity, "09:10"), "09:10")
    all_at_once(noted, noted, own)
    assert [status for status, *_ in counted(lin_comes)] == ["open"]
    assert Presence.objects.count() == 1


def test_leaving_while_time_checks_out(lin_comes, activity):
    comes(lin_comes, activity)
    code = code_at(activity, "13:59")

    def leave():
        with suppress(NotCheckedIn):  # time was quicker, and asks how long it was
            leaves(lin_comes, activity, "13:59", code=code)

    all_at_once(leave, lambda: rules.force_out(at=at("14:00")))
    (only,) = counted(lin_comes)
    assert only in [("submitted", 195, "timed"), ("queried", 180, "declared")]


def test_a_thousand_in_a_minute_each_twice(association, zhao):
    activity = publish(association, zhao, times(seats=CROWD))
    code = codes.code_now(codes.point_of(activity), at=at("09:00")).letters
    crowd = seated_crowd(shift_of(activity))

    def at_a_door(share):
        return lambda: [checks_in(person, code)() for person in share]

    for first in range(0, CROWD, AT_ONCE):
        some = crowd[first : first + AT_ONCE]
        # Everybody comes through two doors at the same time.
        doors = [some[n::PAIRS] for n in range(PAIRS)] * 2
        all_at_once(*map(at_a_door, doors))

    assert Session.objects.filter(status="open").count() == CROWD
    assert Presence.objects.values("volunteer").distinct().count() == CROWD
    assert Session.objects.count() == Presence.objects.count() == CROWD


def seated_crowd(shift):
    """A thousand people with a seat, written down at once."""
    accounts = Account.objects.bulk_create(
        Account(username=f"one{n}", password="!") for n in range(CROWD)
    )
    crowd = []
    for n, account in enumerate(accounts):
        person = Volunteer(
            number=volunteer_number(area="320706", month="2002", serial=n),
            account=account,
            name=f"林{n}",
            document_type="passport",
            birth_date=date(1990, 5, 1),
            district_id="320706",
            registered_at=BEGINNING,
        )
        person.document_number, person.phone = f"F{n:08d}", f"+8613900{n:06d}"
        crowd.append(person)
    crowd = Volunteer.objects.bulk_create(crowd)
    SignUp.objects.bulk_create(
        SignUp(
            shift=shift,
            volunteer=person,
            starts_at=shift.starts_at,
            ends_at=shift.ends_at,
            state=Seat.SEATED,
            turn=turn,
            joined_at=NOON,
            by=person.account,
        )
        for turn, person in enumerate(crowd, start=1)
    )
    return crowd
