from dataclasses import dataclass

from recognition.models import StarLevel


@dataclass(frozen=True, slots=True)
class Stars:
    """
    How many stars some minutes reach, and the way to the next.

    ``next_minutes`` is where the next star begins, None with all stars reached.
    """

    level: int
    minutes: int
    next_minutes: int | None

    @property
    def missing_minutes(self) -> int:
        return max(0, (self.next_minutes or 0) - self.minutes)


def stars(*, minutes: int) -> Stars:
    """The stars that ``minutes`` of all years reach; exactly enough is enough."""
    levels = list(StarLevel.objects.all())
    reached = [one.level for one in levels if minutes >= one.minutes]
    ahead = [one.minutes for one in levels if minutes < one.minutes]
    return Stars(
        level=max(reached, default=0),
        minutes=minutes,
        next_minutes=min(ahead, default=None),
    )
