from config.database.acts import Act
from volunteers.models import Account, Volunteer

# The program has no right to change history: the owner does this, and only this.
_erase = Act(
    "volunteers_erase_history",
    sql="volunteers/sql/acts/erase_history.sql",
    takes={"person": "bigint", "login": "bigint"},
)
ACTS = [_erase]


def erase_history(
    *, volunteer: Volunteer | None = None, account: Account | None = None
) -> None:
    """
    Take the values out of somebody's history once they have left.

    That there was a change, when, of what and by whom, stays. For the last step of
    closing an account, in its transaction: what is erased from the rows themselves is
    written down as a change first.

    :raises ProgrammingError: if the volunteer is not closed, or the account active
    """
    _erase(volunteer and volunteer.pk, account and account.pk)
