from recognition.models import StarAward, StarReview, StarState
from recognition.models.stars import FORGOTTEN, STANDS
from volunteers.models import Volunteer


def hand_over_stars(*, given: Volunteer, kept: Volunteer) -> None:
    """
    Let the record that goes on have the stars of the one that went into it.

    Of one that both have, the awarded one stays before one on public notice, with
    what is still asked about either. What was only found is found anew.
    """
    of_both = StarAward.objects.filter(volunteer__in=[given, kept])
    of_both.filter(state__in=FORGOTTEN).delete()
    theirs = StarAward.objects.filter(volunteer=given)
    for one in theirs.select_for_update(no_key=True).order_by("pk"):
        own = _same(one, kept) if one.stands else None
        if own and (own.is_held or one.is_announced):
            _put_together(one, stays=own)
            continue
        if own:
            _put_together(own, stays=one)
        if one.state != StarState.MERGED:
            one.volunteer = kept
            one.save(update_fields=["volunteer"])


def _same(one: StarAward, kept: Volunteer) -> StarAward | None:
    own = kept.stars.filter(level=one.level, of_year=one.of_year, state__in=STANDS)
    return own.select_for_update(no_key=True).first()


def _put_together(gone: StarAward, *, stays: StarAward) -> None:
    gone.state = StarState.MERGED
    gone.save(update_fields=["state"])
    for asked in StarReview.objects.open().filter(award=gone).order_by("pk"):
        StarReview.objects.get_or_create(
            award=stays,
            why=asked.why,
            raised_by=asked.raised_by,
            decided_at=None,
            defaults={
                "words": asked.words,
                "minutes": asked.minutes,
                "raised_at": asked.raised_at,
            },
        )
