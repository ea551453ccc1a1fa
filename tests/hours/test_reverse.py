from hours import rules
from hours.models import VolunteerYear
from hours.reconcile import reconcile
from tests.factories import EVENING, NOON, log_session


def test_a_reversed_hour_leaves_no_trace_in_the_year(lin, association, zhao):
    # Lin cleans the beach for two hours, and Captain Zhao approves.
    session = log_session(volunteer=lin, organization=association, minutes=120)
    outcome = rules.approve(sessions=[session], by=zhao, at=NOON)
    assert (outcome.decided, outcome.minutes) == (1, 120)
    assert VolunteerYear.objects.get(volunteer=lin, year=2020).minutes == 120

    # It turns out the beach was closed that day.
    rules.reverse(sessions=[session], by=zhao, reason="Beach closed", at=EVENING)

    assert VolunteerYear.objects.get(volunteer=lin, year=2020).minutes == 0
    assert list(session.entries.order_by("id").values_list("kind", "minutes")) == [
        ("approve", 120),
        ("reverse", -120),
    ]


def test_reversing_twice_takes_back_once(lin, association, zhao, hu):
    session = log_session(volunteer=lin, organization=association)
    rules.approve(sessions=[session], by=zhao, at=NOON)
    rules.reverse(sessions=[session], by=zhao, reason="Beach closed", at=EVENING)

    again = rules.reverse(sessions=[session], by=hu, reason="Again", at=EVENING)

    assert again.refused_by_code == {"not_approved": 1}
    assert VolunteerYear.objects.get(volunteer=lin, year=2020).minutes == 0
    assert session.entries.count() == 2
    assert reconcile() == []


def test_only_what_counts_is_reversed(lin, association, zhao):
    session = log_session(volunteer=lin, organization=association)
    outcome = rules.reverse(sessions=[session], by=zhao, reason="Closed", at=NOON)
    assert outcome.refused_by_code == {"not_approved": 1}


def test_nobody_reverses_their_own_or_another_s_business(
    lin, association, zhao, hu, stranger, he
):
    own = log_session(volunteer=zhao.volunteer, organization=association)
    rules.approve(sessions=[own], by=hu, at=NOON)
    codes = {}
    for other in (zhao, lin.account, stranger, he):
        outcome = rules.reverse(sessions=[own], by=other, reason="No", at=EVENING)
        codes[other.username] = outcome.refused[0].code
    assert codes == {
        "zhao": "own_session",
        "lin": "not_found",
        "stranger": "not_found",
        "he": "not_found",
    }


def test_reversed_time_can_be_logged_right(lin, association, zhao):
    wrong = log_session(volunteer=lin, organization=association, minutes=120)
    rules.approve(sessions=[wrong], by=zhao, at=NOON)
    rules.reverse(sessions=[wrong], by=zhao, reason_code="time_differs", at=EVENING)

    right = log_session(
        volunteer=lin, organization=association, minutes=90, replaces=wrong
    )
    rules.approve(sessions=[right], by=zhao, at=EVENING)

    assert VolunteerYear.objects.get(volunteer=lin, year=2020).minutes == 90
    assert reconcile() == []
