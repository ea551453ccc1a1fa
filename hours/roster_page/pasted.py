"""Who is meant by a pasted list: numbers and names, in whatever order they came."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Collate

from hours.models import VolunteerOrganizationYear
from volunteers.identifiers import fold, is_volunteer_number
from volunteers.models import Organization, Volunteer
from volunteers.models.volunteer import VolunteerQuerySet

MOST_WORDS = 5_000  # of which names and numbers are looked up
SEPARATORS = re.compile(r"[,，、;；|/\t]+")
# "1.", "2" and "(3)" before a name in a list.
ORDINAL = re.compile(r"^[(]?\d{1,3}(?!\d)[).、:]?\s*")
NUMBER = re.compile(r"V[0-9A-Z]{10,}")

# What is asked of a person here, and no more.
READ = ("id", "number", "name", "birth_date", "status", "account_id", "counts_from")


@dataclass(frozen=True, slots=True)
class Several:
    """A name that several people of the organization have."""

    words: str
    people: list[Volunteer]


@dataclass(frozen=True, slots=True)
class Meant:
    """
    The people a text means, each once and in its order; and what it leaves open.

    ``strangers`` are those of them who neither belong to the organization nor have
    served with it: they were named by number.
    """

    people: list[Volunteer]
    several: list[Several]
    unknown: list[str]
    strangers: set[int]


def read(
    text: str, *, organization: Organization, led: VolunteerQuerySet | None = None
) -> Meant:
    """
    Look up everybody the text names: any number, and names of the organization.

    :param led: those whose names alone are looked up; None: all of the organization
    """
    lines = [_pieces(line) for line in text.splitlines()]
    words = {word for pieces in lines for piece in pieces for word in _ways(piece)}
    numbers = {fold(word) for word in words if _is_number(word)}
    by_number = {one.number: one for one in _numbered(numbers)}
    known: list[QuerySet[Volunteer]] = (
        _of_organization(organization) if led is None else [led.only(*READ)]
    )
    by_name: dict[str, dict[int, Volunteer]] = defaultdict(dict)
    for one in _named(known, {word for word in words if not _is_number(word)}):
        by_name[one.name][one.pk] = one
    return _Reading(by_number, by_name).read(lines, known)


def count(text: str) -> int:
    """How many names and numbers there are at most."""
    pieces = (piece for line in text.splitlines() for piece in _pieces(line))
    return sum(len(piece.split()) for piece in pieces)


class _Reading:
    def __init__(
        self, by_number: dict[str, Volunteer], by_name: dict[str, dict[int, Volunteer]]
    ) -> None:
        self._by_number = by_number
        self._by_name = by_name
        self._people: dict[int, Volunteer] = {}
        self._several: dict[str, Several] = {}
        self._unknown: dict[str, None] = {}

    def read(self, lines: list[list[str]], known: list[QuerySet[Volunteer]]) -> Meant:
        for pieces in lines:
            self._line(pieces)
        return Meant(
            people=list(self._people.values()),
            # Who is named by number as well is the one that was meant.
            several=[
                one
                for one in self._several.values()
                if not any(person.pk in self._people for person in one.people)
            ],
            unknown=list(self._unknown),
            strangers=_strangers(self._people, known),
        )

    def _line(self, pieces: list[str]) -> None:
        words = [word for piece in pieces for word in self._words(piece)]
        numbered = [
            person
            for word in words
            if (person := self._by_number.get(fold(word))) is not None
        ]
        # "V320706… 林小港" is one person, not two.
        told = {person.name for person in numbered}
        for word in words:
            if word not in told:
                self._take(word)

    def _words(self, piece: str) -> list[str]:
        """A name with a space in it is one word, if anybody is called so."""
        if is_volunteer_number(piece):
            return [piece]
        parts = piece.split()
        for whole in (piece, "".join(parts)):
            if whole in self._by_name:
                return [whole]
        known = any(self._knows(part) for part in parts)
        return parts if known else [piece]

    def _knows(self, word: str) -> bool:
        return word in self._by_name or _is_number(word)

    def _take(self, word: str) -> None:
        if _is_number(word):
            found = self._by_number.get(fold(word))
            people = [found] if found else []
        else:
            people = list(self._by_name.get(word, {}).values())
        if not people:
            self._unknown[word] = None
        elif len(people) == 1:
            self._people[people[0].pk] = people[0]
        else:
            self._several[word] = Several(word, people)


def _pieces(line: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", line)
    found = (" ".join(piece.split()) for piece in SEPARATORS.split(plain))
    bare = (ORDINAL.sub("", piece, count=1) for piece in found if piece)
    return [piece for piece in bare if piece]


def _ways(piece: str) -> Iterable[str]:
    """The words a piece may be: all of it, without its spaces, or each part."""
    parts = piece.split()
    return {piece, "".join(parts), *parts}


def _is_number(word: str) -> bool:
    return bool(NUMBER.fullmatch(fold(word)))


def _numbered(numbers: set[str]) -> QuerySet[Volunteer]:
    right = [one for one in numbers if is_volunteer_number(one)]
    return Volunteer.objects.filter(number__in=right).only(*READ)


def _of_organization(organization: Organization) -> list[QuerySet[Volunteer]]:
    """Its members, and whoever has counted hours with it."""
    served = VolunteerOrganizationYear.objects.filter(
        organization=organization, volunteer=OuterRef("pk")
    )
    people = Volunteer.objects.only(*READ)
    return [people.members_of(organization), people.filter(Exists(served))]


def _named(known: list[QuerySet[Volunteer]], names: set[str]) -> list[Volunteer]:
    if not names:
        return []
    # As the index of names compares them.
    return [
        one
        for people in known
        for one in people.alias(key=Collate("name", "C")).filter(key__in=names)
    ]


def _strangers(
    people: dict[int, Volunteer], known: list[QuerySet[Volunteer]]
) -> set[int]:
    theirs: set[int] = set()
    for some in known:
        theirs.update(some.filter(pk__in=people).values_list("pk", flat=True))
    return people.keys() - theirs
