"""Whoever leads a team records who of it served together, and nobody else."""

import pytest

from hours import errors, rules
from hours.models import Session
from tests.api import calls
from tests.factories import (
    EVENING,
    NOON,
    appoint,
    make_activity,
    make_volunteer,
    moment,
)
from tests.hours.at_the_desk import signed_in, text
from tests.hours.rosters import claims, join, typed
from volunteers.models import Team, TeamPlace
from volunteers.tokens import scopes_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def chen(association):
    """Chen leads the road team, which Lin is in; Mei is a member, and in no team."""
    return make_volunteer("chen", name="陈墟沟")


@pytest.fixture
def team(association, chen, lin, mei, zhao):
    join(association, chen, lin, mei)
    team = Team.objects.create(
        organization=association, name="海棠路队", made_by=zhao, made_at=NOON
    )
    for person in (chen, lin):
        TeamPlace.objects.create(
            team=team,
            membership=person.memberships.get(),
            leads=person == chen,
            since=NOON.date(),
            placed_by=zhao,
        )
    return team


ON_THE_DAY = moment("2020-03-05 18:00")


def record(by, people, activity, at=ON_THE_DAY):
    return rules.record(claims=claims(people, activity), by=by, at=at)


def test_a_leader_records_for_the_team_alone(team, chen, lin, mei, beach_cleaning):
    sessions, refused = record(chen.account, [lin, mei], beach_cleaning)

    (session,) = sessions
    assert (session.volunteer_id, session.evidence) == (lin.pk, "witnessed")
    (left_out,) = refused
    assert (left_out.claim.volunteer, left_out.error.code) == (mei, "not_in_your_team")


@pytest.mark.parametrize(("role", "level"), [(None, "organization"), ("admin", "city")])
def test_of_the_leader_s_own_hours_others_decide(
    team, chen, lin, zhao, association, beach_cleaning, role, level
):
    if role:
        appoint(chen.account, role, association)
    sessions, _ = record(chen.account, [chen, lin], beach_cleaning)

    (own,) = [one for one in sessions if one.volunteer_id == chen.pk]
    assert (own.evidence, own.level) == ("declared", level)
    appoint(chen.account, "approver", association)
    outcome = rules.approve(sessions=[own], by=chen.account, at=EVENING)
    assert outcome.refused_by_code == {"own_session": 1}
    decided = rules.approve(sessions=[own], by=zhao, at=EVENING).decided
    assert decided == (level == "organization")


def test_sent_again_it_is_the_same_whoever_has_left_the_team(
    team, chen, lin, beach_cleaning
):
    (first,), _ = record(chen.account, [lin], beach_cleaning)
    TeamPlace.objects.filter(leads=False).update(until=NOON.date())

    (again,), refused = record(chen.account, [lin], beach_cleaning)
    assert (again.pk, refused) == (first.pk, [])


def test_who_recorded_later_does_not_approve(
    team, chen, lin, zhao, association, beach_cleaning
):
    appoint(chen.account, "approver", association)
    (session,), _ = record(chen.account, [lin], beach_cleaning, at=NOON)
    assert session.evidence == "entered"

    outcome = rules.approve(sessions=[session], by=chen.account, at=EVENING)
    assert outcome.refused_by_code == {"recorder_decides": 1}
    assert rules.approve(sessions=[session], by=zhao, at=EVENING).decided == 1


@pytest.mark.parametrize("change", ["follows", "left", "dissolved"])
def test_who_leads_no_more_records_for_nobody(team, chen, lin, beach_cleaning, change):
    if change == "follows":
        TeamPlace.objects.update(leads=False)
    elif change == "left":
        TeamPlace.objects.filter(leads=True).update(until=NOON.date())
    else:
        Team.objects.update(closed_at=NOON)

    with pytest.raises(errors.NotARecorder):
        record(chen.account, [lin], beach_cleaning)


def test_a_leader_elsewhere_records_nothing_here(team, chen, lin, beach_team):
    with pytest.raises(errors.NotARecorder):
        record(chen.account, [lin], make_activity(beach_team))


def test_a_program_of_a_leader_records_for_the_team_alone(
    team, chen, lin, mei, association, beach_team
):
    caller = calls.signed_in(chen.account)
    said = {
        "organization": str(association.pk),
        "service_field": "0006",
        "people": [lin.number, mei.number],
        "periods": [
            {
                "started_at": calls.days_ago(1, "09:00"),
                "ended_at": calls.days_ago(1, "11:00"),
            }
        ],
    }
    answer = caller.post(f"{calls.V1}/rosters/", said, format="json")
    assert answer.status_code == 201
    told = answer.json()
    assert told["recorded"] == 1
    left_out = [(one["volunteer"], one["code"]) for one in told["refused"]]
    assert left_out == [(mei.number, "not_in_your_team")]
    assert Session.objects.get().volunteer == lin

    elsewhere = said | {"organization": str(beach_team.pk)}
    answer = caller.post(f"{calls.V1}/rosters/", elsewhere, format="json")
    assert calls.problem(answer) == (403, "not_a_recorder")


def test_who_leads_nothing_has_no_token_to_record_with(team, chen, lin):
    TeamPlace.objects.filter(leads=True).update(until=NOON.date())
    for person in (chen, lin):
        assert scopes_of(person.account) == ["read", "log"]


def test_the_page_knows_the_people_of_the_team(team, chen, lin, mei, association):
    client = signed_in(chen.account)
    here = f"/organizations/{association.pk}/roster/"
    own = f"/organizations/{association.pk}/"
    for links in ("/me/organizations/", "/sessions/log/", own):
        assert here in client.get(links).content.decode()
    page = text(client.get(here))
    assert "you record for its people" in page
    assert lin.number in page
    assert mei.number not in page

    looked = text(client.post(here, typed(f"林小港、梅云台\n{mei.number}")))
    assert "梅云台 names nobody here." in looked
    assert "you record for its people only" in looked
    # Twice as it was typed, in what is said and in the form: her number tells no name.
    assert looked.count("梅云台") == 2
    done = client.post(here, typed("林小港") | {"record": "1"}, follow=True)
    assert "1 session recorded" in text(done)
    assert Session.objects.get().submitted_by == chen.account
    assert f"/organizations/{association.pk}/sessions/" not in text(done)


def test_looking_for_people_finds_those_of_the_team(team, chen, lin, mei, association):
    client = signed_in(chen.account)
    here = f"/organizations/{association.pk}/roster/"
    page = text(client.post(here, typed("", find="", q="林小港")))
    assert lin.number in page
    page = text(client.post(here, typed("", find="", q="梅云台")))
    assert mei.number not in page
    assert "Nobody of your team was found." in page


def test_a_leader_brings_no_files_and_follows_no_other_page(team, chen, association):
    client = signed_in(chen.account)
    for page in ("import", "people", "member-lists", "teams"):
        address = f"/organizations/{association.pk}/{page}/"
        assert client.get(address).status_code == 404, page


def test_whoever_only_follows_has_no_such_page(team, lin, mei, association):
    for person in (lin, mei):
        client = signed_in(person.account)
        assert client.get(f"/organizations/{association.pk}/roster/").status_code == 404
