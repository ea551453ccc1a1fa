from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from volunteers.masking import CLOSED_NAME
from volunteers.models import (
    Account,
    Appointment,
    ClosedRecord,
    Draft,
    Ending,
    Guardian,
    Volunteer,
)
from volunteers.rules.end_sign_in import end_sign_in
from volunteers.rules.erase_history import erase_history
from volunteers.rules.join import let_go


@transaction.atomic
def close_record(
    *, account: Account | None, volunteer: Volunteer | None, by: Account, at: datetime
) -> ClosedRecord:
    """
    Take away whatever says who an account or a person's record is of.

    What identified the person waits sealed for the end of the legal term
    (个人信息保护法 art. 47); the number, the home and the year of birth stay, and with
    them every hour. Offices, memberships and consents end, and every way to sign in.

    :raises IntegrityError: if it is closed already
    """
    record = ClosedRecord(
        account=account, volunteer=volunteer, closed_by=by, closed_at=at
    )
    record.said = _who(account, volunteer)
    if volunteer:
        record.document_type = volunteer.document_type
        record.document_hash = volunteer.document_hash
    record.save(force_insert=True)
    if volunteer:
        _forget_person(volunteer, by=by, at=at)
    if account:
        _forget_account(account, by=by, at=at)
    erase_history(volunteer=volunteer, account=account)
    return record


def _who(account: Account | None, volunteer: Volunteer | None) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if account:
        said |= {
            "user_name": account.username,
            "email": account.email,
            "phone": account.phone,
        }
    if volunteer:
        said |= {
            "name": volunteer.name,
            "document_number": volunteer.document_number,
            "birth_date": volunteer.birth_date.isoformat(),
            "phone": volunteer.phone or said.get("phone", ""),
            "guardians": [
                {"name": one.name, "phone": one.phone}
                for one in volunteer.guardians.order_by("pk")
            ],
        }
    return said


def _forget_person(volunteer: Volunteer, *, by: Account, at: datetime) -> None:
    today = timezone.localdate(at)
    volunteer.name = CLOSED_NAME
    volunteer.initials = ""
    volunteer.document_sealed = volunteer.document_hash = None
    volunteer.document_hash_next = None
    volunteer.document_last4 = ""
    volunteer.phone_sealed = volunteer.phone_hash = None
    volunteer.phone_last4 = ""
    volunteer.birth_date = volunteer.birth_date.replace(month=1, day=1)
    volunteer.status = Volunteer.Status.CLOSED
    volunteer.save()
    volunteer.memberships.filter(left_on=None).update(
        left_on=today, ending=Ending.LEFT, ended_by=by
    )
    let_go(volunteer, by=by, at=at)
    volunteer.consents.in_force().update(withdrawn_at=at)
    volunteer.credentials.all().delete()
    end_offices(volunteer.guardianships.all(), by=by, at=at)
    _forget_guardians(volunteer.guardians.all())


def _forget_account(account: Account, *, by: Account, at: datetime) -> None:
    end_offices(account.appointments.all(), by=by, at=at)
    _forget_guardians(Guardian.objects.filter(account=account))
    end_sign_in(account=account)
    for model in (Authenticator, SocialAccount, EmailAddress):
        model.objects.filter(user_id=account.pk).delete()
    Draft.objects.filter(account=account).delete()
    LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Account), object_id=account.pk
    ).update(object_repr=f"closed-{account.pk}")
    account.groups.clear()
    account.user_permissions.clear()
    account.username = f"closed-{account.pk}"
    account.email = account.phone_sealed = account.phone_hash = None
    account.phone_hash_next = None
    account.phone_last4 = account.language = ""
    account.is_active = account.is_staff = account.is_superuser = False
    account.last_login = None
    account.closed_at = at
    account.set_unusable_password()
    account.save()


def _forget_guardians(guardians: "QuerySet[Guardian]") -> None:
    """That somebody agreed for the ward stays; who it was and where reached goes."""
    guardians.update(
        name="", phone_sealed=None, phone_hash=None, phone_last4="", relation=""
    )


def end_offices(appointments: Any, *, by: Account, at: datetime) -> None:
    """End appointments that hold or would: yesterday was the last day of them."""
    today = timezone.localdate(at)
    open_ones = appointments.in_force(today) | appointments.filter(starts_on__gt=today)
    for one in Appointment.objects.filter(pk__in=open_ones.values("pk")):
        # One of today has to end today; nobody signs in with it any more.
        one.ends_on = max(one.starts_on, today - timedelta(days=1))
        one.ended_at, one.ended_by = at, by
        one.save(update_fields=["ends_on", "ended_at", "ended_by"])
