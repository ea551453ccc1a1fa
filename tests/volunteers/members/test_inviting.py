"""Invitations by number, by phone and by link: the person says yes, or nothing."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.utils import timezone

from config.sms import memory
from tests.behind_the_back import refused_by
from tests.factories import EVENING, NOON, make_account, make_volunteer
from volunteers import errors, member_errors, rules
from volunteers.models import Appointment, Invitation, InvitationLink, Membership, Way
from volunteers.rules import members
from volunteers.sealing import fingerprint

pytestmark = pytest.mark.django_db
PHONE = "+8613912345678"


def invite(volunteer, organization, by, **more):
    about = {"volunteer": volunteer, "organization": organization, "by": by}
    return members.invite(**about, **{"at": NOON} | more)


def invite_phone(organization, by, phone=PHONE, **more):
    about = {"phone": phone, "organization": organization, "by": by}
    return members.invite_phone(**about, **{"at": NOON} | more)


def accept(invitation, by, at=EVENING):
    return members.accept_invitation(invitation=invitation, by=by, at=at)


def make_link(organization, by, most=2):
    return members.make_link(
        organization=organization, name="三年级二班", most=most, by=by, at=NOON
    )


def join_by(link, volunteer, at=EVENING):
    return members.join_by_link(
        link=link, volunteer=volunteer, by=volunteer.account, at=at
    )


@pytest.fixture
def proven(lin):
    """Lin, whose account has proved the phone."""
    lin.account.phone = PHONE
    lin.account.save()
    return lin


def test_zhao_invites_and_lin_says_yes(lin, zhao, association):
    invitation = invite(lin, association, zhao, words="Join us")
    assert not Membership.objects.exists()

    member = accept(invitation, lin.account)

    assert (member.way, member.entered_by) == (Way.INVITATION, zhao)
    invitation.refresh_from_db()
    assert (invitation.state, invitation.answered_by) == ("accepted", lin.account)
    assert accept(invitation, lin.account) == member


def test_lin_says_no_and_nothing_happens(lin, zhao, association):
    invitation = invite(lin, association, zhao)

    members.decline_invitation(invitation=invitation, by=lin.account, at=EVENING)
    members.decline_invitation(invitation=invitation, by=lin.account, at=EVENING)

    with pytest.raises(member_errors.InvitationOver):
        accept(invitation, lin.account)
    assert not Membership.objects.exists()


def test_nobody_answers_for_another(lin, mei, zhao, association):
    invitation = invite(lin, association, zhao)
    for account in (mei.account, zhao):
        with pytest.raises(member_errors.NotYourOwn):
            accept(invitation, account)
        with pytest.raises(member_errors.NotYourOwn):
            members.decline_invitation(invitation=invitation, by=account, at=NOON)


def test_an_invitation_ends_after_its_days(lin, zhao, association):
    invitation = invite(lin, association, zhao)

    with pytest.raises(member_errors.InvitationOver):
        accept(invitation, lin.account, at=NOON + timedelta(days=30))

    again = invite(lin, association, zhao, at=NOON + timedelta(days=31))
    assert again == invitation
    assert accept(again, lin.account, at=NOON + timedelta(days=32))


def test_what_is_taken_back_cannot_be_accepted(lin, zhao, stranger, association):
    invitation = invite(lin, association, zhao)
    with pytest.raises(errors.NotItsAdministrator):
        members.revoke(invitation=invitation, by=stranger, at=NOON)

    members.revoke(invitation=invitation, by=zhao, at=NOON)
    members.revoke(invitation=invitation, by=zhao, at=EVENING)

    with pytest.raises(member_errors.InvitationOver):
        accept(invitation, lin.account)


def test_what_was_answered_is_not_taken_back(lin, zhao, association):
    invitation = invite(lin, association, zhao)
    accept(invitation, lin.account)

    with pytest.raises(member_errors.InvitationOver):
        members.revoke(invitation=invitation, by=zhao, at=EVENING)


def test_whoever_asks_while_invited_is_in(lin, zhao, association):
    members.choose_joining(organization=association, joining="closed", by=zhao, at=NOON)
    invitation = invite(lin, association, zhao)

    member = members.ask_to_join(
        volunteer=lin, organization=association, by=lin.account, at=EVENING
    )

    assert member.way == Way.INVITATION
    invitation.refresh_from_db()
    assert invitation.state == "accepted"


def test_only_its_administrator_invites(lin, hu, qian, stranger, association):
    for account in (hu, qian, stranger, lin.account):
        with pytest.raises(errors.NotItsAdministrator):
            invite(lin, association, account)
        with pytest.raises(errors.NotItsAdministrator):
            invite_phone(association, account)
        with pytest.raises(errors.NotItsAdministrator):
            make_link(association, account)
        with pytest.raises(errors.NotItsAdministrator):
            members.enter_on_paper(
                volunteer=lin,
                organization=association,
                agreed_on=NOON.date(),
                by=account,
                at=NOON,
            )


def test_who_is_suspended_invites_nobody(lin, zhao, association):
    waiting, link = invite(lin, association, zhao), make_link(association, zhao)
    type(association).objects.update(status="suspended")

    for act in (
        lambda: invite(make_volunteer("other"), association, zhao),
        lambda: invite_phone(association, zhao),
        lambda: make_link(association, zhao),
        lambda: accept(waiting, lin.account),
        lambda: join_by(link, lin),
    ):
        with pytest.raises(errors.OrganizationNotActive):
            act()
    assert InvitationLink.objects.get().used == 0
    assert memory.outbox == []


def test_a_member_and_who_signs_in_nowhere_are_not_invited(lin, zhao, association):
    rules.join(volunteer=lin, organization=association, at=NOON)
    with pytest.raises(member_errors.MemberAlready):
        invite(lin, association, zhao)
    with pytest.raises(member_errors.NobodySignsIn):
        invite(make_volunteer(), association, zhao)


def test_a_guardian_accepts_for_a_child(mei, zhao, association):
    today = timezone.localdate()
    child = make_volunteer(birth_date=today.replace(year=today.year - 10, day=1))
    Appointment.objects.create(
        account=mei.account, role="guardian", ward=child, starts_on=NOON.date()
    )

    invitation = invite(child, association, zhao)

    assert list(Invitation.objects.for_account(mei.account)) == [invitation]
    assert accept(invitation, mei.account).volunteer == child


# By phone


def test_a_phone_is_invited_and_its_owner_answers(proven, zhao, association):
    invitation = invite_phone(association, zhao)

    assert bytes(invitation.phone_hash) == fingerprint(PHONE)
    assert accept(invitation, proven.account).volunteer == proven


def test_known_or_not_the_same_happens(proven, zhao, association):
    known = invite_phone(association, zhao)
    unknown = invite_phone(association, zhao, phone="+8613912345679")

    texts = [text for _to, text in map(_parts, memory.outbox)]
    assert len(texts) == 2
    assert texts[0] == texts[1]
    assert (known.state, known.volunteer) == (unknown.state, unknown.volunteer)


def _parts(message):
    return message.to, message.text


def test_who_registers_later_finds_the_invitation(zhao, association):
    invitation = invite_phone(association, zhao)
    account = make_account("later")
    account.phone = PHONE
    account.save()
    assert list(Invitation.objects.for_account(account)) == [invitation]
    with pytest.raises(errors.NotAVolunteer):
        accept(invitation, account)

    person = make_volunteer()
    person.account = account
    person.save()
    assert accept(invitation, type(account).objects.get(pk=account.pk))


def test_a_phone_in_a_record_proves_nothing(mei, zhao, association):
    mei.phone = PHONE  # written down at a desk; her account never proved it
    mei.save()
    invitation = invite_phone(association, zhao)

    assert not Invitation.objects.for_account(mei.account).exists()
    with pytest.raises(member_errors.NotYourOwn):
        accept(invitation, mei.account)


def test_a_phone_gets_one_message_a_day(zhao, association):
    first = invite_phone(association, zhao)
    assert invite_phone(association, zhao) == first
    assert len(memory.outbox) == 1


def test_so_many_phones_a_day(zhao, association, monkeypatch):
    monkeypatch.setattr(
        import_module("volunteers.rules.members.invite"), "PHONES_A_DAY", 3
    )
    for n in range(3):
        invite_phone(association, zhao, phone=f"+861391234567{n}")
    with pytest.raises(member_errors.TooManyInvitations):
        invite_phone(association, zhao, phone="+8613912345674")


# By link


def test_a_class_joins_by_a_link_until_it_is_full(lin, mei, hu, zhao, association):
    link = make_link(association, zhao)

    assert join_by(link, lin).way == Way.LINK
    assert join_by(link, lin) == lin.memberships.get()
    join_by(link, mei)

    with pytest.raises(member_errors.InvitationOver):
        join_by(link, hu.volunteer)
    link.refresh_from_db()
    assert link.used == 2


def test_a_link_ends_by_its_days_or_is_closed(lin, mei, zhao, association):
    link = make_link(association, zhao)
    with pytest.raises(member_errors.InvitationOver):
        join_by(link, lin, at=NOON + timedelta(days=30))
    join_by(link, mei)

    members.revoke_link(link=link, by=zhao, at=EVENING)

    with pytest.raises(member_errors.InvitationOver):
        join_by(link, lin)
    assert mei.memberships.filter(left_on=None).exists()


def test_codes_are_long_and_differ(zhao, association):
    codes = {make_link(association, zhao).code for _ in range(20)}
    assert {len(code) for code in codes} == {20}
    assert len(codes) == 20


def test_nobody_joins_by_a_link_for_another(lin, mei, zhao, association):
    link = make_link(association, zhao)
    with pytest.raises(member_errors.NotYourOwn):
        members.join_by_link(link=link, volunteer=lin, by=mei.account, at=NOON)


# On paper


def test_who_agreed_on_paper_is_a_member_with_its_date(zhao, association):
    managed = make_volunteer()
    about = {"volunteer": managed, "organization": association, "by": zhao}

    member = members.enter_on_paper(**about, agreed_on=date(2020, 3, 1), at=NOON)

    assert (member.way, member.agreed_on, member.entered_by) == (
        Way.PAPER,
        date(2020, 3, 1),
        zhao,
    )
    with pytest.raises(member_errors.PaperFromTheFuture):
        members.enter_on_paper(**about, agreed_on=date(2020, 3, 7), at=NOON)


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("V3207062001000005A", "林小港"),
        ("", ""),
        ("lin", "林小港"),
        ("{lin}", "林小"),
        ("{lin}", "\0"),
        ("\0" * 18, "林小港"),
        ("{mei}", "林小港"),
    ],
)
def test_a_number_and_another_name_find_nobody(lin, mei, zhao, number, name):
    number = number.format(lin=lin.number, mei=mei.number)
    with pytest.raises(member_errors.NumberAndNameDiffer):
        members.named_person(number=number, name=name, by=zhao)


def test_as_people_type_it(lin, zhao):
    typed = f"\u202e {lin.number[:7].lower()} {lin.number[7:]}"
    assert members.named_person(number=typed, name="林 小港", by=zhao) == lin


def test_names_are_not_tried_out(lin, zhao, monkeypatch):
    monkeypatch.setattr("volunteers.rules.members.enter.WRONG_AN_HOUR", 2)
    for name in ("林一", "林二"):
        with pytest.raises(member_errors.NumberAndNameDiffer):
            members.named_person(number=lin.number, name=name, by=zhao)
    with pytest.raises(errors.TooManyTries):
        members.named_person(number=lin.number, name="林三", by=zhao)


def test_closed_people_are_found_by_nobody(lin, zhao):
    type(lin).objects.filter(pk=lin.pk).update(status="closed")
    with pytest.raises(member_errors.NumberAndNameDiffer):
        members.named_person(number=lin.number, name=lin.name, by=zhao)


@pytest.mark.database
def test_the_database_keeps_answers(lin, zhao, association):
    invitation = invite(lin, association, zhao)
    members.revoke(invitation=invitation, by=zhao, at=NOON)
    with refused_by("invitation_is_answered_once"):
        Invitation.objects.update(state="waiting", answered_at=None)
    with refused_by("invitation_is_for_one_person_or_phone"):
        Invitation.objects.update(volunteer=None)
    make_link(association, zhao)
    with refused_by("link_is_used_as_often_as_it_says"):
        InvitationLink.objects.update(used=3)
