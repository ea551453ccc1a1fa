from recognition.models import StarAward, StarState
from recognition.models.stars import FORGOTTEN, STANDS
from volunteers.models import Volunteer


def hand_over_stars(*, given: Volunteer, kept: Volunteer) -> None:
    """
    Let the record that goes on have the stars of the one that went into it.

    One that both have stays once. What was only found is found anew.
    """
    of_both = StarAward.objects.filter(volunteer__in=[given, kept])
    of_both.filter(state__in=FORGOTTEN).delete()
    theirs = StarAward.objects.filter(volunteer=given)
    for one in theirs.select_for_update(no_key=True).order_by("pk"):
        own = kept.stars.filter(level=one.level, of_year=one.of_year)
        if one.stands and own.filter(state__in=STANDS).exists():
            one.state = StarState.MERGED
        elif one.state != StarState.MERGED:
            one.volunteer = kept
        one.save(update_fields=["state", "volunteer"])
