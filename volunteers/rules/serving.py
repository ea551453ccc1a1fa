"""Whether an organization may begin anything new."""

from django.db import connection

from volunteers.errors import OrganizationNotActive
from volunteers.models import Organization

# Whoever suspends or dissolves it at this moment waits until this act is done.
STATUS = """
SELECT status FROM volunteers_organization WHERE id = %s FOR SHARE
"""


def require_active(organization: Organization) -> None:
    """
    Let only an active organization begin something, as it stands at this moment.

    What logs and imports hours looks at the same ``Organization.is_active``, in
    statements of its own.

    :raises OrganizationNotActive: if it is applying, suspended, dissolved or refused
    """
    with connection.cursor() as cursor:
        cursor.execute(STATUS, [organization.pk])
        (status,) = cursor.fetchone()
    if not Organization(status=status).is_active:
        raise OrganizationNotActive
