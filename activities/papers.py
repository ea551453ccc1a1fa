"""Which papers a day of service at an activity asks for, and who has none (L25)."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils import timezone

from activities.models import Activity, Post, Seat, SignUp
from volunteers.credentials import held_by
from volunteers.models import CredentialKind

Whose = tuple[int, date]  # a person by key, and a local date


def lacking(
    activity: Activity, whose: Collection[Whose]
) -> dict[Whose, CredentialKind]:
    """
    Who could not serve there on a local date for want of a paper, and of which.

    Whoever has signed up for that day holds what their post asks for; of anybody else
    nobody knows the post, so what one of them asks for will do. As many queries for
    many people as for one; none more where no post asks for anything.
    """
    posts = {post.pk: post for post in activity.posts.all()}
    kinds = {post.credential_id for post in posts.values() if post.credential_id}
    if not kinds:
        return {}
    people = {person for person, _day in whose}
    chosen = _posts_chosen(activity, people)
    held = held_by(people, kinds)
    lacks = {}
    for person, day in whose:
        own = [posts[pk] for pk in chosen.get((person, day), posts)]
        asks = [post.credential_id for post in own]
        if any(kind is None or held.holds(person, kind, day) for kind in asks):
            continue
        lacks[person, day] = _kind(own)
    return lacks


def _kind(posts: list[Post]) -> CredentialKind:
    return next(post.credential for post in posts if post.credential)


def _posts_chosen(
    activity: Activity, people: Collection[int]
) -> dict[Whose, set[UUID]]:
    """For which posts these people have a seat, by the local date."""
    seated = SignUp.objects.filter(
        shift__activity=activity, volunteer__in=people, state=Seat.SEATED
    )
    chosen = defaultdict(set)
    for person, starts_at, post in seated.values_list(
        "volunteer", "starts_at", "shift__post"
    ):
        chosen[person, timezone.localdate(starts_at)].add(post)
    return chosen
