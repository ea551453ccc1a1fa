from hours import rules
from hours.models import VolunteerYear
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
