"""Asking, joining, leaving and being removed: nobody is a member without a yes."""

import pytest
from django.utils import timezone

from tests.behind_the_back import refused_by
from tests.factories import (
    EVENING,
    NOON,
    appoint,
    log_session,
    make_organization,
    make_volunteer,
)
from volunteers import errors, member_errors, rules
from volunteers.models import (
    Appointment,
    Ending,
    JoinRequest,
    Membership,
    OrganizationStep,
    Way,
)
from volunteers.rules import members
from volunteers.rules.join import let_go

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def ask(volunteer, organization, **more):
    return members.ask_to_join(
        **{
            "volunteer": volunteer,
            "organization": organization,
            "by": volunteer.account,
            "at": NOON,
        }
        | more
    )


def choose(organization, joining, by):
    members.choose_joining(organization=organization, joining=joining, by=by, at=NOON)


def decide(request, by):
    return members.accept_request(request=request, by=by, at=EVENING)


def is_member(volunteer, organization):
    return (
        Membership.objects.current()
        .filter(volunteer=volunteer, organization=organization)
        .exists()
    )


def test_lin_asks_and_zhao_lets_her_in(lin, zhao, association):
    asked = ask(lin, association, words="Saturdays are best")
    assert not is_member(lin, association)

    member = decide(asked, zhao)

    assert (member.way, member.entered_by, member.joined_on) == (
        Way.REQUEST,
        zhao,
        TODAY,
    )
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == ("accepted", zhao)


def test_asking_twice_is_asking_once(lin, association):
    assert ask(lin, association) == ask(lin, association, at=EVENING)
    assert JoinRequest.objects.count() == 1


def test_where_it_is_open_one_joins_at_once(lin, zhao, association):
    choose(association, "open", zhao)

    member = ask(lin, association)

    assert (member.way, member.entered_by) == (Way.OPEN, lin.account)
    assert ask(lin, association) == member
    assert OrganizationStep.objects.get().act == "joining"


def test_where_it_is_closed_nobody_asks(lin, zhao, association):
    choose(association, "closed", zhao)

    with pytest.raises(member_errors.InvitationOnly):
        ask(lin, association)


def test_only_its_administrator_says_how_people_join(hu, association):
    with pytest.raises(errors.NotItsAdministrator):
        choose(association, "open", hu)


def test_nobody_asks_for_somebody_else(lin, mei, association):
    with pytest.raises(member_errors.NotYourOwn):
        ask(lin, association, by=mei.account)


def test_a_guardian_asks_for_a_child_who_signs_in_nowhere(lin, mei, association):
    today = timezone.localdate()
    born = today.replace(year=today.year - 10, day=1)
    child = make_volunteer(birth_date=born)
    for ward in (child, lin):
        Appointment.objects.create(
            account=mei.account, role="guardian", ward=ward, starts_on=TODAY
        )

    assert ask(child, association, by=mei.account).is_waiting
    with pytest.raises(member_errors.NotYourOwn):
        ask(lin, association, by=mei.account)


def test_one_asks_so_many_at_a_time(lin):
    for n in range(20):
        ask(lin, make_organization(f"队{n}"))

    with pytest.raises(member_errors.TooManyRequests):
        ask(lin, make_organization("再一队"))


@pytest.mark.parametrize("status", ["suspended", "dissolved", "pending"])
def test_who_does_not_serve_takes_nobody(lin, status):
    with pytest.raises(errors.OrganizationNotActive):
        ask(lin, make_organization("新队", status=status))


def test_who_is_suspended_lets_nobody_in_that_asked_before(lin, zhao, association):
    asked = ask(lin, association)
    type(association).objects.update(status="suspended")

    with pytest.raises(errors.OrganizationNotActive):
        decide(asked, zhao)
    asked.refresh_from_db()
    assert asked.is_waiting


def test_who_is_not_registered_any_more_joins_nowhere(lin, zhao, association):
    asked = ask(lin, association)
    type(lin).objects.filter(pk=lin.pk).update(status="closed")

    with pytest.raises(member_errors.VolunteerCannotJoin):
        decide(asked, zhao)
    with pytest.raises(member_errors.VolunteerCannotJoin):
        ask(lin, association)


def test_another_organization_decides_nothing(lin, stranger, hu, association):
    asked = ask(lin, association)
    for account in (stranger, hu):
        with pytest.raises(errors.NotItsAdministrator):
            decide(asked, account)
        with pytest.raises(errors.NotItsAdministrator):
            members.decline_request(request=asked, words="No", by=account, at=NOON)


def test_who_is_declined_reads_why_and_may_ask_again(lin, zhao, association):
    asked = ask(lin, association)
    with pytest.raises(errors.WordsNeeded):
        members.decline_request(request=asked, words="  ", by=zhao, at=EVENING)

    members.decline_request(request=asked, words="We are full", by=zhao, at=EVENING)

    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("declined", "We are full")
    with pytest.raises(member_errors.RequestDecided):
        decide(asked, zhao)
    assert ask(lin, association, at=EVENING) != asked


def test_lin_takes_her_request_back(lin, mei, zhao, association):
    asked = ask(lin, association)
    with pytest.raises(member_errors.NotYourOwn):
        members.take_back_request(request=asked, by=mei.account, at=NOON)

    members.take_back_request(request=asked, by=lin.account, at=NOON)
    members.take_back_request(request=asked, by=lin.account, at=EVENING)

    with pytest.raises(member_errors.RequestDecided):
        decide(asked, zhao)
    assert not is_member(lin, association)


def test_lin_leaves_and_her_hours_stay(lin, association):
    rules.join(volunteer=lin, organization=association, at=NOON)
    session = log_session(volunteer=lin, organization=association)

    left = members.leave(
        volunteer=lin, organization=association, by=lin.account, at=EVENING
    )

    assert (left.left_on, left.ending, left.ended_by) == (
        TODAY,
        Ending.LEFT,
        lin.account,
    )
    session.refresh_from_db()
    assert (session.status, session.organization) == ("submitted", association)
    with pytest.raises(member_errors.NotAMember):
        members.leave(
            volunteer=lin, organization=association, by=lin.account, at=EVENING
        )


def test_one_leaves_a_suspended_organization_too(lin, association):
    rules.join(volunteer=lin, organization=association, at=NOON)
    type(association).objects.update(status="suspended")

    members.leave(volunteer=lin, organization=association, by=lin.account, at=NOON)

    assert not is_member(lin, association)


def test_nobody_leaves_for_somebody_else(lin, zhao, association):
    rules.join(volunteer=lin, organization=association, at=NOON)
    with pytest.raises(member_errors.NotYourOwn):
        members.leave(volunteer=lin, organization=association, by=zhao, at=NOON)


def test_who_is_removed_reads_why_and_history_stays(lin, zhao, hu, association):
    first = rules.join(volunteer=lin, organization=association, at=NOON)
    about = {"volunteer": lin, "organization": association, "at": EVENING}
    with pytest.raises(errors.NotItsAdministrator):
        members.remove(**about, words="Never came", by=hu)
    with pytest.raises(errors.WordsNeeded):
        members.remove(**about, words=" ", by=zhao)

    members.remove(**about, words="Never came", by=zhao)

    first.refresh_from_db()
    assert (first.ending, first.ended_by, first.ending_reason) == (
        Ending.REMOVED,
        zhao,
        "Never came",
    )
    again = rules.join(volunteer=lin, organization=association, at=EVENING)
    assert {*Membership.objects.of(lin)} == {first, again}


@pytest.mark.database
def test_the_database_keeps_memberships_and_decisions(lin, zhao, association):
    rules.join(volunteer=lin, organization=association, at=NOON)
    with refused_by("membership_is_never_deleted"):
        Membership.objects.all()._raw_delete("default")
    with refused_by("member_reads_why_a_membership_was_ended"):
        Membership.objects.update(left_on=TODAY, ending="removed")
    with refused_by("member_on_paper_has_a_date_and_an_author"):
        Membership.objects.update(way="paper")
    asked = ask(lin, make_organization("二队"))
    members.take_back_request(request=asked, by=lin.account, at=NOON)
    with refused_by("join_request_is_decided_once"):
        JoinRequest.objects.update(state="waiting", decided_at=None)


def test_joining_settles_what_was_asked(lin, zhao, association):
    asked = ask(lin, association)

    rules.join(volunteer=lin, organization=association, at=NOON, by=zhao)

    asked.refresh_from_db()
    assert asked.state == "accepted"


def test_an_appointment_does_not_end_with_the_membership(lin, association):
    rules.join(volunteer=lin, organization=association, at=NOON)
    appoint(lin.account, "recorder", association)

    members.leave(volunteer=lin, organization=association, by=lin.account, at=NOON)

    assert Appointment.objects.filter(account=lin.account, ends_on=None).exists()


def test_who_is_closed_asks_nothing_any_more(lin, association):
    asked = ask(lin, association, words="Saturdays")

    let_go(lin, by=lin.account, at=EVENING)

    asked.refresh_from_db()
    assert (asked.state, asked.words) == ("withdrawn", "")
