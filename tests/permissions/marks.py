"""
Words that nobody else has, in what is private to people and to organizations.

All is there twice, here and elsewhere: whoever holds a role over the one reads no word
of the other.
"""

from datetime import timedelta
from itertools import product

from django.utils import timezone

from hours.models import Upload
from tests.factories import (
    BEGINNING,
    NOON,
    appoint,
    log_session,
    make_account,
    make_activity,
    make_volunteer,
)
from tests.hours.brought import row, staged
from volunteers.models import (
    Account,
    Guardian,
    Invitation,
    InvitationLink,
    JoinRequest,
    MemberList,
    Membership,
    Organization,
    OrganizationStep,
    Profile,
    Team,
    Volunteer,
)

PERSON, CHILD, ORGANIZATION = "person", "child", "organization"
WORDS = {
    (PERSON, True): "暗礁鹭",
    (CHILD, True): "暗礁雏",
    (ORGANIZATION, True): "暗礁社",
    (PERSON, False): "远滩鸥",
    (CHILD, False): "远滩雀",
    (ORGANIZATION, False): "远滩盟",
}
# Whose words a role reads in its own scope; the city reads all, and shows no operator.
READ = {
    "volunteer": {PERSON},
    "guardian": {CHILD},
    "recorder": {PERSON, ORGANIZATION},
    "approver": {PERSON, ORGANIZATION},
    "admin": {PERSON, ORGANIZATION},
    "clerk": {PERSON},
    "dispatcher": {PERSON},
}
OF_THE_CITY = ("staff", "auditor")
# Their other is somebody else again, to whom nothing here or elsewhere belongs.
OF_ONESELF = ("volunteer", "guardian")


def foreign_to(role: str, *, own: bool) -> list[str]:
    """The words somebody in that role never reads, in their scope or another's."""
    if role in OF_THE_CITY:
        return []
    nothing = role in OF_ONESELF and not own
    read = set(product(set() if nothing else READ.get(role, set()), [own]))
    return [word for whose, word in WORDS.items() if whose not in read]


def leave_marks(
    organization: Organization, person: Volunteer, child: Volunteer, *, own: bool
) -> None:
    """Write the words of one side wherever something private is kept."""
    keeper = make_account(f"keeper_{'here' if own else 'elsewhere'}")
    for role in ("recorder", "admin"):
        appoint(keeper, role, organization)
    _mark_people(organization, person, child, own=own)
    _mark_organization(organization, person, keeper, WORDS[ORGANIZATION, own])


def _mark_people(
    organization: Organization, person: Volunteer, child: Volunteer, *, own: bool
) -> None:
    for one, owner in ((person, PERSON), (child, CHILD)):
        one.name = WORDS[owner, own]
        one.save()
    Guardian.objects.create(ward=child, name=WORDS[CHILD, own] * 2, named_at=NOON)
    Membership.objects.get_or_create(
        volunteer=person,
        organization=organization,
        defaults={"joined_on": BEGINNING.date()},
    )
    log_session(
        volunteer=person,
        organization=organization,
        start="2020-03-04 09:00",
        note=WORDS[PERSON, own],
        by=person.account,
    )


def _mark_organization(
    organization: Organization, person: Volunteer, keeper: Account, word: str
) -> None:
    now = timezone.now()
    made = {"organization": organization}
    Profile.objects.create(**made, contact_name=word, person_in_charge=word)
    OrganizationStep.objects.create(
        **made, act="asked", new="active", words=word, by=keeper, at=NOON
    )
    Team.objects.create(**made, name=word, about=word, made_by=keeper, made_at=NOON)
    make_activity(organization, title=word, state="draft")  # a draft is theirs alone
    lasting = made | {"expires_at": now + timedelta(days=1)}
    InvitationLink.objects.create(
        **lasting, name=word, most=9, made_by=keeper, made_at=NOON
    )
    Invitation.objects.create(
        **lasting,
        volunteer=make_volunteer(),
        words=word,
        invited_by=keeper,
        invited_at=NOON,
    )
    JoinRequest.objects.create(
        **made, volunteer=make_volunteer(), words=word, asked_by=keeper, asked_at=NOON
    )
    listed = MemberList(
        **made, name=f"{word}.csv", good=0, bad=1, brought_by=keeper, brought_at=now
    )
    listed.rows = [{"line": 2, "number": word, "name": word, "code": "malformed"}]
    listed.save()
    Upload.objects.create(**made, name=f"{word}.csv", account=keeper, created_at=NOON)
    staged(row(word), organization=organization, by=keeper)
