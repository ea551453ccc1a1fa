"""Who may see and decide whose hours."""

from hours.models import Session
from volunteers.models import Account
from volunteers.permissions import approved_organizations, is_staff


def decides(account: Account, session: Session) -> bool:
    """Whether the account has the office to decide the session."""
    return is_staff(account) or (
        session.organization_id in approved_organizations(account)
    )


def may_see_names(account: Account, session: Session) -> bool:
    """The person and whoever decides see the whole name, others a masked one."""
    return session.is_of(account) or decides(account, session)
