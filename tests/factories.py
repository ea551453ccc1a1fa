"""The cast: Lin and Mei volunteer, Zhao and Hu approve, Qian records, Wang watches."""

import itertools
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from activities.models import Activity, ServiceField
from hours import rules
from hours.models import Session
from volunteers.identifiers import volunteer_number
from volunteers.models import Account, Appointment, Organization, Volunteer
from volunteers.pinyin import initials

CITY_TIME = ZoneInfo("Asia/Shanghai")
_serials = itertools.count(1)


def moment(text: str) -> datetime:
    """``2020-03-05 09:00`` in the city's time."""
    return datetime.fromisoformat(text).replace(tzinfo=CITY_TIME)


NOON = moment("2020-03-06 12:00")
EVENING = moment("2020-03-06 20:00")
BEGINNING = moment("2020-01-01 08:00")


def make_account(username: str, **fields: Any) -> Account:
    account = Account(username=username, **fields)
    account.set_unusable_password()
    account.save()
    return account


def make_volunteer(username: str = "", **fields: Any) -> Volunteer:
    serial = next(_serials)
    account = make_account(username) if username else None
    volunteer = Volunteer(
        **{
            "number": volunteer_number(area="320706", month="2001", serial=serial),
            "account": account,
            "name": f"林{serial}",
            "document_type": "passport",
            "birth_date": datetime(1990, 5, 1, tzinfo=CITY_TIME).date(),
            "district_id": "320706",
            "registered_at": BEGINNING,
        }
        | fields
    )
    volunteer.document_number = f"E{serial:08d}"
    volunteer.phone = f"+8613800{serial:06d}"
    volunteer.initials = initials(volunteer.name)
    volunteer.save()
    return volunteer


def make_organization(name: str = "海州青年志愿者协会", **fields: Any) -> Organization:
    return Organization.objects.create(
        **{
            "name": name,
            "kind": "group",
            "sponsor": "海州区团委",
            "status": "active",
            "district_id": "320706",
        }
        | fields
    )


def make_activity(organization: Organization, **fields: Any) -> Activity:
    return Activity.objects.create(
        **{
            "title": "连岛海岸净滩",
            "title_en": "Liandao beach clean-up",
            "organization": organization,
            "district_id": "320703",
            "service_field_id": "0006",
            "starts_on": BEGINNING.date(),
            "ends_on": BEGINNING.date() + timedelta(days=3650),
            "state": Activity.State.PUBLISHED,
        }
        | fields
    )


def appoint(
    account: Account, role: str, organization: Organization | None = None, **fields: Any
) -> Account:
    """The account, in office since the beginning."""
    Appointment.objects.create(
        account=account,
        role=role,
        organization=organization,
        starts_on=BEGINNING.date(),
        **fields,
    )
    account.appointments_today = None
    return account


def log_session(
    *,
    volunteer: Volunteer,
    organization: Organization,
    start: str = "2020-03-05 09:00",
    minutes: int = 120,
    by: Account | None = None,
    at: datetime = NOON,
    **fields: Any,
) -> Session:
    """A session logged by the volunteer, unless ``by`` records it."""
    started_at = moment(start)
    if "activity" not in fields:
        fields.setdefault("service_field", ServiceField.objects.get(pk="0006"))
    claim = rules.Claim(
        volunteer=volunteer,
        organization=organization,
        started_at=started_at,
        ended_at=started_at + timedelta(minutes=minutes),
        **fields,
    )
    session, _ = rules.log(claim=claim, by=by or volunteer.account, at=at)
    return session
