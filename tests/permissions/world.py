"""
Somebody in every role, twice: whose own it is, and who holds the role elsewhere.

``things`` is what the URLs name: all of it belongs to the first of the two.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from activities.models import Activity, CalendarAddress, Post, Shift
from city.models import ClosedYear, Merge, YearLine
from city.year_close.lines import FIGURES
from config.models import Job
from hours.models import (
    ApprovalRule,
    Audit,
    Finding,
    Import,
    Objection,
    Presence,
    SavedView,
    Session,
    Upload,
)
from hours.presence.cards import token_of
from hours.presence.codes import kiosk_secret, point_of
from hours.rules import reject
from needs import rules as needs
from needs.keys import rating_key
from needs.models import Category, Need, Photo, PhotoContent
from notices.models import Attachment, AttachmentContent, Message, Notice
from recognition.certifying.signing import newest_key
from recognition.models import Certificate
from recognition.portable.status import LENGTH
from tests.api.calls import NO_SUCH_ID
from tests.factories import (
    BEGINNING,
    NOON,
    appoint,
    log_session,
    make_account,
    make_organization,
    make_volunteer,
)
from tests.families import born
from tests.permissions.marks import leave_marks
from tests.recognition.starred import announced_star
from volunteers.models import (
    Account,
    Invitation,
    InvitationLink,
    JoinRequest,
    MemberList,
    Membership,
    Organization,
    Restriction,
    Site,
    Team,
    Volunteer,
)
from volunteers.permissions import reads_the_city

WITHOUT_SCOPE = {"staff", "auditor"}


@dataclass
class World:
    """The association at its station, with Lin's rejected session."""

    lin: Volunteer
    association: Organization
    beach_team: Organization
    station: Site
    elsewhere: Site
    session: Session
    child: Volunteer
    made: dict[str, Any] = field(default_factory=dict)


def make_world() -> World:
    center = _site("320706C", "center", "海州区中心", None)
    institute = _site("320706I", "institute", "海州区幸福路所", center)
    station = _site("320706S", "station", "海州区幸福路站", institute)
    elsewhere = _site("320703C", "center", "连云区中心", None, district_id="320703")
    association = make_organization(site=station)
    beach_team = make_organization("连岛净滩队", district_id="320703", site=elsewhere)
    lin = make_volunteer("lin", name="林小港")
    Membership.objects.create(
        volunteer=lin, organization=association, joined_on=BEGINNING.date()
    )
    session = log_session(volunteer=lin, organization=association)
    zhao = appoint(make_account("zhao"), "approver", association)
    reject(sessions=[session], by=zhao, reason="Not that day", at=NOON)
    child = _child("许小小")
    leave_marks(association, lin, child, own=True)
    other = make_volunteer("other", district_id="320703")
    leave_marks(beach_team, other, _child("许小江"), own=False)
    return World(lin, association, beach_team, station, elsewhere, session, child)


def _child(name: str) -> Volunteer:
    """Somebody of ten, whom a guardian acts for."""
    return make_volunteer(name=name, birth_date=born(10))


def _site(code: str, kind: str, name: str, parent: Site | None, **more: Any) -> Site:
    fields = {"district_id": "320706"} | more
    return Site.objects.create(code=code, kind=kind, name=name, parent=parent, **fields)


def somebody(role: str, world: World, *, own: bool) -> Account | None:
    """Somebody in that role, in the scope the things are of, or in another."""
    if role == "anonymous":
        return None
    if role == "volunteer" and own:
        return world.lin.account
    name = f"{role}_{'here' if own else 'elsewhere'}"
    if role == "operator":
        return make_account(name, is_staff=True, is_superuser=True)
    person = make_volunteer(name, name="梅云台")
    if role == "volunteer":
        return person.account
    return appoint(person.account, role, **_scope(role, world, person, own=own))


def _scope(
    role: str, world: World, person: Volunteer, *, own: bool
) -> dict[str, Organization | Site | Volunteer]:
    if role in WITHOUT_SCOPE:
        return {}
    if role == "guardian":
        return {"ward": world.child if own else _child("许小江")}
    if role in ("clerk", "dispatcher"):
        # A site's keeper answers for all below it: the session is two levels down.
        return {"site": world.station.parent.parent if own else world.elsewhere}
    return {"organization": world.association if own else world.beach_team}


def _job(world: World, owner: Account) -> Any:
    return Job.objects.create(
        kind="decide",
        account=owner,
        arguments={"act": {"decision": "approve"}},
        created_at=NOON,
        touched_at=NOON,
    ).pk


def _export(world: World, owner: Account) -> Any:
    asked = {"year": 2020, "language": "en", "format": "csv", "organization": None}
    if not reads_the_city(owner):
        asked["organization"] = str(world.association.pk)
    return Job.objects.create(
        kind="export_sessions",
        account=owner,
        arguments=asked,
        created_at=NOON,
        touched_at=NOON,
    ).pk


def _batch(world: World, owner: Account) -> Any:
    return Job.objects.create(
        kind="certify_many",
        account=owner,
        arguments={
            "organization": f"{world.association.pk}",
            "first": "2020-01-01",
            "last": "2020-12-31",
            "people": [],
        },
        created_at=NOON,
        touched_at=NOON,
    ).pk


def _view(world: World, owner: Account) -> Any:
    return SavedView.objects.create(
        account=owner, organization=world.association, name="Entered", query="x"
    ).pk


def _notice(world: World, owner: Account) -> Any:
    return Notice.objects.create(
        recipient=owner,
        event="hours_reversed",
        subject=world.session.pk,
        at=NOON,
    ).pk


def _attachment(world: World, owner: Account) -> Any:
    said = Message.objects.create(
        about=world.session.pk, author=owner, text="Here", said_at=NOON
    )
    kept = Attachment.objects.create(
        message=said, name="roster.png", kind="image/png", size=1, added_at=NOON
    )
    AttachmentContent.objects.create(attachment=kept, content=b"x")
    return kept.pk


def _import(world: World, owner: Account) -> Any:
    return Import.objects.create(
        organization=world.association,
        name="march.csv",
        digest=b"",
        staged_by=owner,
        staged_at=NOON,
        state="checked",
    ).pk


def _upload(world: World, owner: Account) -> Any:
    return Upload.objects.create(
        organization=world.association,
        name="march.csv",
        account=owner,
        created_at=NOON,
    ).pk


def _join_request(world: World, owner: Account) -> Any:
    return JoinRequest.objects.create(
        volunteer=make_volunteer(name="罗宿城"),
        organization=world.association,
        asked_by=owner,
        asked_at=NOON,
    ).pk


def _invitation(world: World, owner: Account) -> Any:
    return Invitation.objects.create(
        organization=world.association,
        volunteer=owner.as_volunteer or world.lin,
        invited_by=owner,
        invited_at=NOON,
        expires_at=timezone.now() + timedelta(days=1),
    ).pk


def _link(world: World, owner: Account) -> Any:
    return InvitationLink.objects.create(
        organization=world.association,
        name="三年级",
        most=50,
        made_by=owner,
        made_at=NOON,
        expires_at=timezone.now() + timedelta(days=1),
    ).code


def _team(world: World, owner: Account) -> Any:
    return Team.objects.create(
        organization=world.association, name="净滩组", made_by=owner, made_at=NOON
    ).pk


def _office(world: World, owner: Account) -> Any:
    """A recorder of the association, whom only some may end."""
    recorder = make_account("recorder_to_end")
    return appoint(recorder, "recorder", world.association).appointments.get().pk


def _member_list(world: World, owner: Account) -> Any:
    listed = MemberList(
        organization=world.association,
        name="class.csv",
        good=0,
        bad=0,
        brought_by=owner,
        brought_at=NOON,
    )
    listed.rows = []
    listed.save()
    return listed.pk


def _objection(world: World, owner: Account) -> Any:
    """Raised by Lin, of her rejected session."""
    return Objection.objects.create(
        volunteer=world.lin,
        session=world.session,
        organization=world.association,
        kind="correction",
        words="Until half past eleven",
        raised_by=world.lin.account,
        raised_at=NOON,
        due_on=NOON.date(),
    ).pk


def _closed_year(world: World, owner: Account) -> int:
    now = timezone.now()
    frozen = {"as_of": now, "restated_until": now, "at": now, "digest": "0" * 64}
    ClosedYear.objects.get_or_create(pk=2020, defaults=frozen)
    YearLine.objects.get_or_create(
        closed_id=2020,
        kind="published",
        cut="city",
        defaults={"until": now, **dict.fromkeys(FIGURES, 0)},
    )
    return 2020


def _merge(world: World, owner: Account) -> Any:
    return Merge.objects.create(
        given=make_volunteer(name="林小港", status="closed"),
        kept=world.lin,
        by=owner,
        at=NOON,
        reason="One person",
        finished_at=NOON,
    ).pk


def _finding(world: World, owner: Account) -> Any:
    return Finding.objects.create(
        id=uuid4(),
        detector="mostly_entered",
        subject="the association",
        organization=world.association,
        first_on=BEGINNING.date(),
        last_on=NOON.date(),
        sessions=1,
        minutes=120,
        people=[],
        shown=[world.session.pk],
        figures={"percent": 90},
        found_at=NOON,
        seen_at=NOON,
    ).pk


def _restriction(world: World, owner: Account) -> Any:
    return Restriction.objects.create(
        kind="publishing",
        organization=world.association,
        because_of=uuid4(),
        until=NOON.date(),
        words="Sham activities",
        by=owner,
        at=NOON,
    ).pk


def _audit(world: World, owner: Account) -> Any:
    return Audit.objects.create(
        id=uuid4(),
        seed="harbor",
        since=BEGINNING.date(),
        until=NOON.date(),
        size=10,
        drawn_by=owner,
        drawn_at=NOON,
    ).pk


def _rule(world: World, owner: Account) -> Any:
    return ApprovalRule.objects.create(
        organization=world.association,
        version=1,
        least_evidence="timed",
        most_minutes=120,
        needs_activity=False,
        share=5,
        seed="harbor",
        made_by=owner,
        made_at=NOON,
    ).version


def _shift(world: World, owner: Account) -> Any:
    """Of the association's activity next week, which anybody may sign up for."""
    at = timezone.now()
    starts_at = (at + timedelta(days=7)).replace(hour=2)
    activity = Activity.objects.create(
        title="花果山景区文明引导",
        organization=world.association,
        district_id="320706",
        service_field_id="0016",
        place="景区南大门",
        risks="台阶多",
        contact_name="王老师",
        starts_on=timezone.localdate(starts_at),
        ends_on=timezone.localdate(starts_at),
        state=Activity.State.PUBLISHED,
        declared_by=owner,
        declared_at=at,
        published_at=at,
    )
    return Shift.objects.create(
        post=Post.objects.create(activity=activity),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        seats=2,
    ).pk


def _activity(world: World, owner: Account) -> Any:
    return Activity.objects.get(shifts=_shift(world, owner)).pk


def _shift_on_now(world: World, owner: Account) -> Shift:
    """Of that activity, and it is under way."""
    shift = Shift.objects.select_related("post").get(pk=_shift(world, owner))
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return Shift.objects.create(
        post=shift.post,
        starts_at=midnight,
        ends_at=midnight + timedelta(days=1),
        seats=2,
    )


def _card(world: World, owner: Account) -> Any:
    """Of a child that nobody asked is the person of."""
    _shift_on_now(world, owner)
    return token_of(world.child)


def _waiting(world: World, owner: Account) -> Any:
    """The child came without a seat."""
    return Presence.objects.create(
        volunteer=world.child,
        shift=_shift_on_now(world, owner),
        by=owner,
        came_at=timezone.now(),
        came_by="code",
        is_walk_in=True,
    ).pk


def _kiosk(world: World, owner: Account) -> Any:
    known = world.made.get("activities") or _activity(world, owner)
    activity = Activity.objects.get(pk=known)
    return kiosk_secret(point_of(activity))


def _calendar(world: World, owner: Account) -> Any:
    return CalendarAddress.objects.create(account=owner, made_at=NOON).secret


def _list_of_certificates(world: World, owner: Account) -> int:
    """The one that a certificate of theirs stands on."""
    return Certificate.objects.get(code=_certificate(world, owner)).pk // LENGTH


def _certificate(world: World, owner: Account) -> Any:
    return Certificate.objects.create(
        volunteer=owner.as_volunteer or world.lin,
        organization=world.association,
        number=f"Z{uuid4().hex[:12]}",
        masked_name="林*",
        first_day=BEGINNING.date(),
        last_day=NOON.date(),
        minutes=120,
        sessions=1,
        last_entry=0,
        issued_at=NOON,
        issued_by=owner,
        key=newest_key(),
        signature=b"",
    ).code


def _star(world: World, owner: Account) -> Any:
    """Lin's, on public notice."""
    return announced_star(world.lin, by=owner).pk


def _need(world: World, owner: Account) -> Any:
    """Reported to the station, which asks the association to meet it."""
    asked = needs.Asked(
        category=Category.objects.get(pk="daily_help"),
        text="想在家理个发",
        site=world.station,
        name="许海燕",
        phone="+8613900139001",
        channel="online",
    )
    at, keeper = timezone.now(), Account.objects.filter(username="keeper").first()
    if keeper is None:
        keeper = appoint(make_account("keeper"), "clerk", site=world.station)
    need = needs.report(asked=asked, by=None, at=at)
    order = needs.accept(order=need.order, by=keeper, at=at)
    needs.dispatch(order=order, organization=world.association, by=keeper, at=at)
    return need.reference


# What stands where a URL has a parameter, by the word before it.
NAMED: dict[str, Callable[[World, Account], Any]] = {
    "appointments": _office,
    "organizations": lambda world, owner: world.association.pk,
    "sites": lambda world, owner: world.station.code,
    "districts": lambda world, owner: "320706",
    "volunteers": lambda world, owner: world.lin.number,
    "sessions": lambda world, owner: world.session.pk,
    "desk": lambda world, owner: world.session.pk,
    "check-in": lambda world, owner: "BCDFGHJK",
    "waiting": _waiting,
    "kiosk": _kiosk,
    "cards": _card,
    "jobs": _job,
    "exports": _export,
    "activities": _activity,
    "shifts": _shift,
    "sheets": _shift,
    "mine": _calendar,
    "applications": lambda world, owner: world.association.pk,
    "family": lambda world, owner: world.child.number,
    "people": lambda world, owner: world.lin.number,
    "passkeys": lambda world, owner: 0,
    "registrations": lambda world, owner: NO_SUCH_ID,
    "imports": _import,
    "invitations": _invitation,
    "join": _link,
    "join-requests": _join_request,
    "member-lists": _member_list,
    "teams": _team,
    "merges": _merge,
    "years": _closed_year,
    "objections": _objection,
    "integrity": _finding,
    "audits": _audit,
    "restrictions": _restriction,
    "automatic": _rule,
    "records": lambda world, owner: world.lin.number,
    "views": _view,
    "reasons": lambda world, owner: "not_present",
    "credential-kinds": lambda world, owner: "nurse",
    "policies": lambda world, owner: "undo_minutes",
    "limits": lambda world, owner: "day_minutes_organization",
    "and": lambda world, owner: world.child.number,
    "members": lambda world, owner: world.lin.number,
    "uploads": _upload,
    "notices": _notice,
    "attachments": _attachment,
    "certificate-batches": _batch,
    "certificates": _certificate,
    "verify": _certificate,
    "keys": lambda world, owner: newest_key().number,
    "status": _list_of_certificates,
    "stars": _star,
    "needs": _need,
    "own": _need,
    "orders": _need,
    "rate": lambda world, owner: rating_key(world.made["needs"]),
}


def _photo(reference: str) -> Any:
    kept = Photo.objects.create(need=Need.objects.get(reference=reference))
    PhotoContent.objects.create(photo=kept, large=b"x", small=b"x")
    return kept.pk


# What is a part of what the URL names before it.
PARTS_OF: dict[str, Callable[[str], Any]] = {"photos": _photo}


def url_of(route: str, world: World, owner: Account) -> str:
    """
    The route with the things of the world in place of its parameters.

    :raises AssertionError: if ``NAMED`` does not know what the URL names
    """
    parts = route.split("/")
    for place, part in enumerate(parts):
        if part.startswith("<"):
            kind = parts[place - 1]
            if kind in PARTS_OF:
                parts[place] = str(PARTS_OF[kind](parts[place - 2]))
                continue
            if kind not in world.made:
                world.made[kind] = _named(kind, parts)(world, owner)
            parts[place] = str(world.made[kind])
    return "/" + "/".join(parts)


def _named(kind: str, parts: list[str]) -> Callable[[World, Account], Any]:
    if parts[0] == "admin":  # every look-up there is Django's own, of any number
        return lambda world, owner: 1
    assert kind in NAMED, (
        f"Add to NAMED in tests/permissions/world.py what stands after {kind}/:"
        f' "{kind}": lambda world, owner: …'
    )
    return NAMED[kind]
