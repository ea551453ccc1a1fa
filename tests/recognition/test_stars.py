"""From counted hours to a star, and what becomes of it when they do not stay."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from city.rules import merge
from hours import rules as hours_rules
from hours.errors import ReasonNeeded
from hours.integrity import cases, consequences
from hours.models import FindingState
from notices.models import Notice
from recognition import rules
from recognition.errors import (
    NobodyFound,
    NothingToReview,
    NoticeIsOver,
    OnlyTheCityAwards,
)
from recognition.models import ReviewOutcome, StarAward, StarNotice, StarReview
from recognition.rating.finding import find
from recognition.rating.upkeep import look_if_due
from tests.behind_the_back import refused_by
from tests.city.test_integrity_pages import found as finding
from tests.factories import EVENING, NOON, make_volunteer
from tests.families import register_child
from tests.racing import all_at_once
from tests.recognition.conftest import counted
from tests.recognition.starred import (
    AFTER,
    DAY,
    announced_star,
    found_star,
    held_by,
    reviews_of,
    set_numbers,
    small_stars,
    stars_of,
)
from volunteers.models import RestrictionKind

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def two_hours_are_a_star(db):
    small_stars()


@pytest.fixture
def reached(lin, association, zhao):
    """Two hours of Lin, exactly enough."""
    return counted(lin, association, zhao, "2020-03-03")


def announce(wang, level=1, at=NOON):
    return rules.announce_stars(level=level, by=wang, at=at)


def told(account):
    return list(
        Notice.objects.filter(recipient=account).values_list("event", flat=True)
    )


def test_exactly_enough_is_found_and_twice_is_once(
    reached, lin, mei, association, zhao
):
    counted(mei, association, zhao, "2020-03-03", minutes=119)
    find(at=NOON)
    find(at=EVENING)

    award = StarAward.objects.get()
    assert (award.volunteer, award.level, award.minutes) == (lin, 1, 120)
    assert (award.state, award.needed, award.found_at) == ("found", 120, NOON)


def test_only_the_highest_is_found_and_it_follows_the_hours(
    reached, lin, association, zhao, wang
):
    find(at=NOON)
    more = counted(lin, association, zhao, "2020-03-04", minutes=300)
    find(at=NOON)
    assert stars_of(lin) == [(3, "found")]

    hours_rules.reverse(sessions=[more], reason="No", by=wang, at=NOON)
    find(at=NOON)
    assert stars_of(lin) == [(1, "found")]


def test_what_is_disputed_counts_for_nothing_meanwhile(reached, lin, zhao):
    find(at=NOON)
    said, _ = hours_rules.object_to(
        session=reached, words="Shorter", by=lin.account, at=NOON
    )
    find(at=NOON)
    assert stars_of(lin) == []

    hours_rules.settle_objection(
        objection=said, upheld=False, words="No", by=zhao, at=NOON
    )
    find(at=NOON)
    assert stars_of(lin) == [(1, "found")]


def test_the_city_says_which_evidence_counts_and_of_which_years(
    reached, lin, association, zhao
):
    set_numbers(star_declared=0)
    find(at=NOON)
    assert stars_of(lin) == []

    set_numbers(star_declared=1, star_yearly=1)
    # In January of the year after it is still found, and then no more.
    for days, expected in ((0, [2020]), (310, [2020]), (700, [])):
        find(at=NOON + days * DAY)
        years = StarAward.objects.values_list("of_year", flat=True)
        assert list(years) == expected


def test_a_star_is_announced_and_held_when_the_notice_is_over(reached, lin, zhao, wang):
    find(at=NOON)
    with pytest.raises(OnlyTheCityAwards):
        announce(zhao)
    notice = announce(wang)
    assert (notice.people, notice.last_day) == (1, date(2020, 3, 13))

    look_if_due(at=AFTER - DAY)  # on the last day
    assert stars_of(lin) == [(1, "announced")]
    look_if_due(at=AFTER)
    rules.hold_due(at=AFTER)
    assert stars_of(lin) == [(1, "held")]
    assert told(lin.account).count("star_announced") == 1
    assert told(lin.account).count("star_held") == 1


def test_nobody_announces_their_own(wang, association, zhao):
    counted(wang.volunteer, association, zhao, "2020-03-03")
    find(at=NOON)
    with pytest.raises(NobodyFound):
        announce(wang)


@pytest.mark.django_db(transaction=True)
def test_two_of_the_staff_at_once_award_it_once(reached, mei, association, zhao, wang):
    counted(mei, association, zhao, "2020-03-03")
    find(at=NOON)

    def try_it():
        try:
            return announce(wang).people
        except NobodyFound:
            return 0

    assert sorted(all_at_once(try_it, try_it, lambda: find(at=NOON))[:2]) == [0, 2]
    assert StarNotice.objects.count() == 1
    states = StarAward.objects.values_list("state", "notice")
    assert list(states) == [("announced", StarNotice.objects.get().pk)] * 2


def test_a_reversal_flags_it_and_takes_nothing_away(
    reached, lin, association, zhao, wang
):
    award = held_by(lin, wang)
    hours_rules.reverse(sessions=[reached], reason="No", by=wang, at=AFTER)
    find(at=AFTER)
    find(at=AFTER)
    assert stars_of(lin) == [(1, "held")]
    assert reviews_of(lin) == [("fell", "")]

    # Kept, it is not asked about again.
    decide(award, ReviewOutcome.KEPT, wang)
    find(at=AFTER)
    assert reviews_of(lin) == [("fell", "kept")]
    with pytest.raises(NothingToReview):
        decide(award, ReviewOutcome.WITHDRAWN, wang)


def decide(award, outcome, by):
    return rules.decide_star(
        award=award, outcome=outcome, words="Looked at", by=by, at=AFTER
    )


def test_kept_it_is_asked_about_again_if_it_falls_further(lin, association, zhao, wang):
    sessions = [
        counted(lin, association, zhao, f"2020-03-0{day}", minutes=60) for day in (3, 4)
    ]
    award = held_by(lin, wang)
    for days, session in enumerate(sessions):
        hours_rules.reverse(sessions=[session], reason="No", by=wang, at=AFTER)
        find(at=AFTER + days * DAY)
        if session == sessions[0]:
            decide(award, ReviewOutcome.KEPT, wang)
    assert reviews_of(lin) == [("fell", "kept"), ("fell", "")]
    assert list(StarReview.objects.values_list("minutes", flat=True)) == [60, 0]


def test_withdrawn_it_is_told_and_found_again_by_other_hours(
    reached, lin, association, zhao, wang
):
    award = held_by(lin, wang)
    hours_rules.reverse(sessions=[reached], reason="No", by=wang, at=AFTER)
    find(at=AFTER)
    with pytest.raises(ReasonNeeded):
        rules.decide_star(
            award=award, outcome=ReviewOutcome.WITHDRAWN, words=" ", by=wang, at=AFTER
        )
    decide(award, ReviewOutcome.WITHDRAWN, wang)
    find(at=AFTER)
    assert stars_of(lin) == [(1, "withdrawn")]
    assert "star_withdrawn" in told(lin.account)

    counted(lin, association, zhao, "2020-03-04")
    find(at=AFTER)
    assert stars_of(lin) == [(1, "withdrawn"), (1, "found")]


def test_a_number_changed_later_leaves_stars_as_they_are(reached, lin, wang):
    held_by(lin, wang)
    set_numbers(star_1_minutes=121)
    find(at=AFTER)
    assert reviews_of(lin) == []


def object_to(award, by, at=EVENING):
    return rules.object_to_star(award=award, words="Not there", by=by, at=at)


def test_an_objection_holds_it_up_until_it_is_decided(reached, lin, mei, he, wang):
    find(at=NOON)
    announce(wang)
    award = StarAward.objects.get()
    for _ in range(2):
        object_to(award, mei.account)
    assert reviews_of(lin) == [("objection", "")]
    rules.hold_due(at=AFTER)
    assert stars_of(lin) == [(1, "announced")]
    with pytest.raises(NoticeIsOver):
        object_to(award, he, at=AFTER)
    with pytest.raises(OnlyTheCityAwards):
        decide(award, ReviewOutcome.KEPT, he)

    decide(award, ReviewOutcome.KEPT, wang)
    rules.hold_due(at=AFTER)
    assert stars_of(lin) == [(1, "held")]
    # The office notes later ones, whoever tells it.
    object_to(award, wang, at=AFTER)
    assert reviews_of(lin) == [("objection", "kept"), ("objection", "")]


def test_upheld_it_is_withdrawn_and_not_found_by_the_same_hours(
    reached, lin, mei, wang
):
    find(at=NOON)
    announce(wang)
    award = StarAward.objects.get()
    object_to(award, mei.account)
    decide(award, ReviewOutcome.WITHDRAWN, wang)
    find(at=AFTER)
    assert stars_of(lin) == [(1, "withdrawn")]


def restrict(person, wang, association, until):
    case = finding(association, people=[person.pk])
    cases.decide(
        finding=case, new=FindingState.CONFIRMED, words="Proved", by=wang, at=NOON
    )
    consequences.restrict(
        finding=case,
        kind=RestrictionKind.STARS,
        whom=[person],
        until=until,
        words="Proved",
        by=wang,
        at=NOON,
    )


def test_a_proved_case_withholds_stars_and_says_why(reached, lin, wang, association):
    find(at=NOON)
    until = timezone.localdate(NOON + 30 * DAY)
    restrict(lin, wang, association, until)
    find(at=NOON)

    award = StarAward.objects.get()
    assert award.state == "withheld"
    assert award.withheld_for.words == "Proved"
    with pytest.raises(NobodyFound):
        announce(wang)
    find(at=NOON + 30 * DAY)
    assert stars_of(lin) == [(1, "withheld")]
    find(at=NOON + 31 * DAY)
    assert stars_of(lin) == [(1, "found")]


def test_proved_during_the_notice_somebody_looks_again(reached, lin, wang, association):
    find(at=NOON)
    announce(wang)
    restrict(lin, wang, association, timezone.localdate(AFTER + timedelta(days=60)))
    look_if_due(at=NOON)
    find(at=AFTER)
    rules.hold_due(at=AFTER)
    assert stars_of(lin) == [(1, "announced")]
    assert reviews_of(lin) == [("withheld", "")]


def test_records_put_together_keep_the_star_once(
    reached, lin, mei, association, zhao, wang
):
    lin2 = make_volunteer("lin2", name="林小港")
    counted(lin2, association, zhao, "2020-03-04", minutes=240)
    counted(mei, association, zhao, "2020-03-05", minutes=240)
    find(at=NOON)
    announce(wang, level=2)
    rules.hold_due(at=AFTER)
    put = {"choices": {}, "sign_in": "kept", "reason": "One", "by": wang, "at": AFTER}
    merge(given=lin2, kept=lin, **put)
    find(at=AFTER)
    # The second star came over; the hours of both make a third.
    assert stars_of(lin) == [(2, "held"), (3, "found")]

    merge(given=mei, kept=lin, **put)
    find(at=AFTER)
    assert stars_of(mei) == [(2, "merged")]
    assert stars_of(lin)[0] == (2, "held")


@pytest.mark.parametrize(
    ("change", "guard"),
    [
        ({"state": "held"}, "star_moves_as_the_table_allows"),
        ({"level": 2}, "star_is_never_changed"),
        ({"minutes": 900}, "star_is_never_changed"),
    ],
)
def test_the_database_lets_nobody_change_it(reached, change, guard):
    find(at=NOON)
    with refused_by(guard):
        StarAward.objects.update(**change)


def test_what_was_announced_stays_on_record(reached, mei, wang):
    find(at=NOON)
    announce(wang)
    with refused_by("star_announced_is_never_deleted"):
        StarAward.objects.all()._raw_delete("default")
    with refused_by("star_follows_its_person"):
        StarAward.objects.update(volunteer=mei)
    with refused_by("star_notice_is_never_changed"):
        StarNotice.objects.update(last_day=date(2020, 3, 7))


def test_nobody_awards_or_decides_for_their_own_child(wang, mei, he):
    child = register_child(wang)
    award = announced_star(child, by=he)
    found_star(child, level=2)
    with pytest.raises(NobodyFound):
        announce(wang, level=2)

    with pytest.raises(OnlyTheCityAwards):
        decide(award, ReviewOutcome.KEPT, wang)


def test_whose_hours_fell_since_is_not_announced(reached, wang):
    find(at=NOON)
    hours_rules.reverse(sessions=[reached], reason="No", by=wang, at=NOON)
    with pytest.raises(NobodyFound):
        announce(wang)


def test_upkeep_looks_before_it_lets_hold(reached, lin, wang):
    find(at=NOON)
    announce(wang)
    hours_rules.reverse(sessions=[reached], reason="No", by=wang, at=EVENING)
    look_if_due(at=AFTER)
    assert stars_of(lin) == [(1, "announced")]
    assert reviews_of(lin) == [("fell", "")]


def test_withdrawn_during_the_notice_it_keeps_what_was_not_disputed(
    reached, lin, association, zhao, mei, wang
):
    counted(lin, association, zhao, "2020-03-04", minutes=60)
    find(at=NOON)
    announce(wang)
    hours_rules.object_to(session=reached, words="Shorter", by=lin.account, at=NOON)
    award = StarAward.objects.get()
    object_to(award, mei.account)
    decide(award, ReviewOutcome.WITHDRAWN, wang)
    assert StarReview.objects.get().minutes == 60
    assert StarAward.objects.get(state="withdrawn").minutes == 60


def test_of_two_records_the_awarded_star_stays_with_what_is_asked(
    lin, mei, association, zhao, wang, he
):
    lin2 = make_volunteer("lin2", name="林小港")
    counted(lin2, association, zhao, "2020-03-03")
    old = held_by(lin2, wang)
    counted(lin, association, zhao, "2020-03-04")
    find(at=AFTER)
    announce(wang, at=AFTER)
    object_to(lin.stars.get(), mei.account, at=AFTER)
    put = {"choices": {}, "sign_in": "kept", "reason": "One", "by": wang, "at": AFTER}
    merge(given=lin2, kept=lin, **put)

    stays = StarAward.objects.get(state="held")
    assert (stays.pk, stays.volunteer) == (old.pk, lin)
    assert stays.reviews.open().get().words == "Not there"
