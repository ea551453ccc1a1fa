"""The table of roles and acts, as docs/permissions.md holds it."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

DOCUMENT = "docs/permissions.md"
ROLES = (
    "anonymous",
    "volunteer",
    "guardian",
    "recorder",
    "approver",
    "admin",
    "clerk",
    "dispatcher",
    "staff",
    "auditor",
    "operator",
)

YES, NO, SIGN_IN, REFUSED, OWN = "yes", "–", "sign in", "refused", "own"


@dataclass(frozen=True)
class Line:
    """One line of the table: some methods of one URL, and what each role meets."""

    methods: tuple[str, ...]
    route: str
    cells: tuple[str, ...]

    def expected(self, role: str, *, own: bool) -> str:
        """What somebody in that role meets, in their own scope or in another's."""
        cell = self.cells[ROLES.index(role)]
        if cell == OWN:
            return YES if own else NO
        here, _, elsewhere = cell.partition("/")
        return here if own or not elsewhere else elsewhere

    def allows(self, met: str, role: str, *, own: bool) -> bool:
        """Whether that is what they meet; below a tree, what is there is its own."""
        expected = self.expected(role, own=own)
        if self.is_a_tree and expected == YES:
            return met != SIGN_IN
        return met == expected

    @property
    def is_a_tree(self) -> bool:
        """Whether the line speaks of all URLs below one: ``admin/…``."""
        return self.route.endswith("…")


def lines_of(route: str) -> list[Line]:
    """What the table says of a URL: its own lines, or those of what it is below."""
    own = [line for line in lines() if line.route == route]
    above = [
        line
        for line in lines()
        if line.is_a_tree and route.startswith(line.route.removesuffix("…"))
    ]
    nearest = max((line.route for line in above), key=len, default="")
    return own or [line for line in above if line.route == nearest]


@cache
def lines() -> tuple[Line, ...]:
    """
    Every line of the document that has a cell for each role.

    :raises ValueError: if a cell holds a word that means nothing
    """
    text = (Path(settings.BASE_DIR) / DOCUMENT).read_text()
    rows = (
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("| `")
    )
    return tuple(_line(row) for row in rows)


def _line(row: list[str]) -> Line:
    asked, *cells = row
    *methods, route = asked.strip("`").split(" ")
    known = {YES, NO, SIGN_IN, REFUSED, OWN}
    if len(cells) != len(ROLES) or not all(
        part in known for cell in cells for part in cell.split("/")
    ):
        raise ValueError(f"{DOCUMENT}: {row}")
    return Line(tuple(methods), route.lstrip("/"), tuple(cells))
