"""Who may see and decide whose hours."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from activities.models import Activity
from activities.models.activity import ActivityQuerySet
from activities.permissions import may_organize, organized_by
from hours.models import Session
from hours.models.office import office_of
from volunteers.masking import mask_name
from volunteers.models import (
    Account,
    Organization,
    Restriction,
    TeamPlace,
    Volunteer,
)
from volunteers.models.organization import OrganizationQuerySet
from volunteers.models.restriction import RestrictionQuerySet
from volunteers.models.volunteer import VolunteerQuerySet
from volunteers.permissions import (
    acts_for,
    administered_organizations,
    answered_organizations,
    approves,
    is_staff,
    keeps_a_site,
    people_of,
    read_organizations,
    read_sites,
    reads_the_city,
    recorded_organizations,
)


def attends(account: Account, session: Session) -> bool:
    """Whether the session stands at the account's desk, be it for those above."""
    return office_of(account, at=timezone.now()).sees(session)


def decides(account: Account, session: Session, *, at: datetime) -> bool:
    """Whether the account has the office to decide the session, by its level."""
    return office_of(account, at=at).decides(session)


def rostered_organizations(account: Account) -> set[UUID]:
    """Those whose recorder or administrator enters who served there together."""
    return {*recorded_organizations(account), *administered_organizations(account)}


def may_record(account: Account, organization: Organization) -> bool:
    """An organization's recorders and administrators enter who served together."""
    return organization.pk in rostered_organizations(account)


def runs_check_in(account: Account, activity: Activity) -> bool:
    """Who organizes the activity shows its codes, and so do its recorders."""
    organization = activity.organization
    return may_organize(account, organization) or may_record(account, organization)


def check_in_activities(account: Account) -> ActivityQuerySet:
    """Those whose check-in the account runs: all it may show a code of."""
    runs = Q(organization__in=organized_by(account))
    recorded = Q(organization__in=rostered_organizations(account))
    published = Activity.objects.exclude(state=Activity.State.DRAFT)
    return published.filter(runs | recorded)


def led_people(account: Account, organization: Organization) -> VolunteerQuerySet:
    """Whose service the account enters as a leader: the people of its teams there."""
    people = Volunteer.objects.all()
    return people.led_by(account.as_volunteer, organization=organization)


def recorded_by(account: Account) -> OrganizationQuerySet:
    """Where the account enters who served together: for anybody, or for its teams."""
    led = TeamPlace.objects.leading(account.as_volunteer)
    return Organization.objects.filter(
        Q(pk__in=rostered_organizations(account))
        | Q(pk__in=led.values("team__organization"))
    )


def may_record_some(account: Account, organization: Organization) -> bool:
    """Whoever records there for all, or leads a team and records for its people."""
    return may_record(account, organization) or (
        led_people(account, organization).exists()
    )


def may_import(account: Account, organization: Organization) -> bool:
    """Its recorders and administrators bring an organization's hours, and the city."""
    return is_staff(account) or may_record(account, organization)


def may_make_rules(account: Account, organization: Organization) -> bool:
    """Who decides an organization's hours says by which rule they are approved."""
    return approves(account, organization)


def may_stop_rules(account: Account, organization: Organization) -> bool:
    """Its approvers and administrators, and the city."""
    return is_staff(account) or organization.pk in answered_organizations(account)


def may_read_rules(account: Account, organization: Organization) -> bool:
    """The same, and those who read for the city."""
    return may_stop_rules(account, organization) or reads_the_city(account)


def restrictions_about(account: Account) -> RestrictionQuerySet:
    """What was withheld from oneself, a child, or an organization one answers for."""
    return Restriction.objects.filter(
        Q(volunteer__in=people_of(account))
        | Q(organization__in=answered_organizations(account))
    )


def restrictions_for(account: Account) -> RestrictionQuerySet:
    """Those, and for whoever reads for the city all of them."""
    if reads_the_city(account):
        return Restriction.objects.all()
    return restrictions_about(account)


def may_act(account: Account, session: Session) -> bool:
    """Whether the account answers and withdraws: one's own, or for a child."""
    person = session.volunteer
    return person.account_id == account.pk or acts_for(account, person)


def may_ask_to_correct(account: Account, session: Session) -> bool:
    """Whom a session concerns: the person, a guardian, the organization's people."""
    return session.is_of(account) or (
        session.organization_id in read_organizations(account)
    )


def may_object(account: Account, session: Session) -> bool:
    """Whoever may see the session, but for those who only read for the city."""
    return (
        may_ask_to_correct(account, session)
        or attends(account, session)
        or (
            session.site_id is not None
            and keeps_a_site(account)
            and read_sites(account).filter(pk=session.site_id).exists()
        )
    )


def may_see_names(account: Account, session: Session) -> bool:
    """The person and who has it at their desk see the name, others a masked one."""
    return session.is_of(account) or attends(account, session)


def name_of_volunteer(session: Session, *, reader: Account) -> str:
    """The name of whoever served, as far as the reader may know it."""
    person = session.volunteer
    return person.name if may_see_names(reader, session) else person.masked_name


def name_of_actor(actor: Account, *, reader: Account, in_office: bool) -> str:
    """
    The name of whoever did something to a session, as far as the reader may know it.

    :param in_office: whether that session stands at the reader's desk
    """
    name = actor.display_name
    seen = in_office or actor.pk == reader.pk or actor.as_volunteer is None
    return name if seen else mask_name(name)


def exports_anything(account: Account) -> bool:
    """Whether there are sessions that the account may take away in a file."""
    return reads_the_city(account) or bool(answered_organizations(account))


def may_export(account: Account, organization: UUID | None) -> bool:
    """The city exports all (None), an organization's approvers and admins its own."""
    return reads_the_city(account) or organization in answered_organizations(account)


def sees_names_of(account: Account, organization: UUID | None) -> bool:
    """Names stay with the organization's people; others' files have masked ones."""
    return organization in answered_organizations(account)
