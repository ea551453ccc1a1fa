"""Hours bands of a year, as the active counts know them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    """From ``least`` to under ``below`` minutes; the last band has no end."""

    number: int
    least: int
    below: int | None

    @property
    def most(self) -> int:
        """The most minutes that still belong to it."""
        return self.below - 1 if self.below else 2**31


EDGES = (1, 300, 1_200, 3_000, 6_000)
BANDS = tuple(
    Band(number, least, below)
    for number, (least, below) in enumerate(
        zip(EDGES, (*EDGES[1:], None), strict=True), start=1
    )
)
ANY = Band(0, 1, None)


def band_of(number: int | None) -> Band:
    """The band of that number; any minutes at all if there is none."""
    return next((band for band in BANDS if band.number == number), ANY)
