"""
What changed of activities, and who changed it.

Posts and shifts of a draft come and go with every saving, which is nobody's business.
"""

from activities.models.activity import Activity
from activities.models.shift import Post, Shift
from activities.models.sign_up import SignUp
from config.history import changes_of


class ActivityEvent(
    changes_of(Activity, "update", "delete"),  # type: ignore[misc]
):
    """A change of what an activity is, or where it stands."""


class PostEvent(
    changes_of(Post, "update"),  # type: ignore[misc]
):
    """A change of what is done at a post."""


class ShiftEvent(
    # How many come is counted from the sign-ups.
    changes_of(Shift, "update", untold=["seated"]),  # type: ignore[misc]
):
    """A shift that has other seats."""


class SignUpEvent(
    changes_of(SignUp, "update", untold=["reminded_at", "late_words"]),  # type: ignore[misc]
):
    """That a seat was offered, taken or given up."""
