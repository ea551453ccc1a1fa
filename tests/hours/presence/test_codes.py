"""Eight letters, others every minute, worth nothing to whoever reads the database."""

import pytest

from hours.presence import codes, rules
from tests.activities.making import publish, times
from tests.factories import NOON
from tests.hours.presence.on_site import at, code_at

pytestmark = pytest.mark.django_db


def test_a_code_is_eight_letters_without_vowels(activity):
    letters = code_at(activity, "09:00")
    assert len(letters) == 8
    assert set(letters) <= set("BCDFGHJKLMNPQRSTVWXZ")


def test_every_minute_has_another_code_and_every_activity(activity, association, zhao):
    other = publish(association, zhao, times(), title="另一场")
    shown = {
        code_at(one, f"09:{minute:02}")
        for one in (activity, other)
        for minute in range(60)
    }
    assert len(shown) == 120


def test_within_a_minute_it_stays(activity):
    assert code_at(activity, "09:00:00") == code_at(activity, "09:00:59")


@pytest.mark.parametrize(
    ("clock", "live"),
    [
        ("09:00:00", True),
        ("09:01:59", True),
        ("09:02:00", False),
        ("08:59:59", False),
        ("11:59:00", False),
    ],
)
def test_a_code_is_good_for_its_minute_and_the_next(activity, clock, live):
    found = codes.read(code_at(activity, "09:00"), at=at(clock))
    assert (found is not None and found.is_live(at(clock))) == live


def test_whose_it_was_is_known_for_three_hours(activity):
    old = codes.read(code_at(activity, "09:00"), at=at("11:59"))
    assert (old.activity, old.is_live(at("11:59"))) == (activity, False)
    assert codes.read(code_at(activity, "09:00"), at=at("12:01")) is None


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}-", "{}\n"])
def test_it_may_be_typed_as_one_likes(activity, typed):
    letters = code_at(activity, "09:00")
    spoken = f"{letters[:4]} - {letters[4:]}".lower()
    for written in (letters, spoken, codes.shown(letters)):
        found = codes.read(typed.format(written), at=at("09:00"))
        assert found.activity == activity


@pytest.mark.parametrize(
    "typed", ["", "BCDF", "BCDFGHJK", "AEIOUAEI", "签到签到签到签到"]
)
def test_what_is_no_code_is_nobodys(activity, typed):
    assert codes.read(typed, at=at("09:00")) is None


def test_long_before_and_after_the_shift_there_are_none(activity):
    assert codes.read(code_at(activity, "07:59"), at=at("07:59")) is None
    assert codes.read(code_at(activity, "14:01"), at=at("14:01")) is None


def test_the_database_alone_tells_no_code(activity, settings):
    before = code_at(activity, "09:00")
    settings.SECRET_KEY = "another program with the same database"
    assert code_at(activity, "09:00") != before


def test_another_secret_ends_all_codes_before(activity, zhao):
    old = code_at(activity, "09:00")
    rules.renew_codes(activity=activity, by=zhao, at=at("09:00"))
    assert codes.read(old, at=at("09:00")) is None


def test_a_printed_code_is_good_while_there_are_shifts_once_it_is_wanted(
    activity, zhao
):
    poster = codes.poster_code(codes.point_of(activity)).letters
    assert codes.read(poster, at=at("10:00")) is None

    rules.print_code(activity=activity, by=zhao, at=NOON)

    found = codes.read(poster, at=at("10:00"))
    assert (found.is_printed, found.is_live(at("10:00"))) == (True, True)
    assert codes.read(poster, at=at("15:00")) is None

    rules.take_poster_down(activity=activity, by=zhao, at=NOON)
    assert codes.read(poster, at=at("10:00")) is None
