"""Somebody whom a desk has registered a second time, with another document."""

from datetime import datetime, time, timedelta

from city import likeness
from city.demo.plan import CITY_TIME, Plan
from city.demo.teams import HU, QIAN
from hours import rules
from hours.models import Session, Status
from hours.rules import Claim
from volunteers.models import Account, DocumentType, Volunteer
from volunteers.rules import Registration
from volunteers.rules.change_login import PHONE
from volunteers.rules.register import make_volunteer

GAO = 24
HALF, EARLIER = timedelta(minutes=30), timedelta(days=5)
BEFORE = timedelta(days=20)
EVENING, MORNING = time(20, 15), time(10, 20)


def register(plan: Plan) -> None:
    """
    Let Gao have two records, and hours of both at one time.

    The phone was added later: that is how the desk did not see it.
    """
    own = Session.objects.filter(volunteer=GAO, status=Status.APPROVED)
    session = own.with_names().newest_first().first()
    if not plan.running_year or session is None:
        return
    second = _again(session.volunteer, at=session.started_at - BEFORE)
    recorded = [
        _record(second, session, session.started_at + HALF),
        _record(second, session, session.started_at - EARLIER),
    ]
    after = session.service_date + timedelta(days=1)
    rules.approve(
        sessions=recorded,
        by=Account.objects.get(pk=HU),
        at=datetime.combine(after, MORNING, CITY_TIME),
    )
    likeness.find()


def _again(person: Volunteer, *, at: datetime) -> Volunteer:
    second = make_volunteer(
        registration=Registration(
            name=person.name,
            document_type=DocumentType.PASSPORT,
            document_number="EB7654321",
            birth_date=person.birth_date,
            district=person.district,
            home_site=person.home_site,
            consents={},
        ),
        account=None,
        at=at,
    )
    second.phone = person.phone
    second.save(update_fields=PHONE)
    return second


def _record(second: Volunteer, like: Session, start: datetime) -> Session:
    """Two hours at the same place, recorded on the day."""
    day = start.astimezone(CITY_TIME).date()
    session, _is_new = rules.log(
        claim=Claim(
            volunteer=second,
            organization=like.organization,
            service_field=like.service_field,
            started_at=start,
            ended_at=start + timedelta(hours=2),
        ),
        by=Account.objects.get(pk=QIAN),
        at=datetime.combine(day, EVENING, CITY_TIME),
    )
    return session
