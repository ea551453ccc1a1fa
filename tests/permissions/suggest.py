"""The line that is missing in the table, with what each role meets today."""

from collections.abc import Iterable

from tests.permissions.table import DOCUMENT, NO, OWN, ROLES, YES
from tests.permissions.walk import Caller, undone
from tests.permissions.world import World, somebody, url_of

# Where a line belongs, by how its URL begins; the first that fits.
SECTIONS = (
    ("api/", "The API"),
    ("admin/", "The operator's admin"),
    ("city/", "The city"),
    ("desk/", "The desk and files"),
    ("exports/", "The desk and files"),
    ("login/", "Signing in, and one's own account"),
    ("account/", "Signing in, and one's own account"),
    ("me/", "One's own"),
    ("sessions/", "One's own"),
    ("organizations/<", "An organization"),
    ("sites/<", "A site"),
    ("people/", "A site"),
    ("", "For everyone"),
)


def missing(unlisted: Iterable[tuple[str, str]], world: World) -> str:
    """What to add to the document, to be judged by a person before it is pasted."""
    lines: dict[tuple[str, str], list[str]] = {}
    for route, method in sorted(unlisted):
        lines.setdefault((route, _cells(route, method, world)), []).append(method)
    told = "\n".join(
        f"under “{_section(route)}”:\n| `{' '.join(methods)} /{route}` | {cells} |"
        for (route, cells), methods in lines.items()
    )
    return (
        f"\nAdd to {DOCUMENT} what has no line yet. The cells below are what each role"
        f" meets today:\npaste the line only if that is what it should meet.\n\n{told}"
    )


def _section(route: str) -> str:
    return next(name for start, name in SECTIONS if route.startswith(start))


def _cells(route: str, method: str, world: World) -> str:
    return " | ".join(_cell(role, route, method, world) for role in ROLES)


def _cell(role: str, route: str, method: str, world: World) -> str:
    here, elsewhere = (
        _met(role, route, method, world, own=own) for own in (True, False)
    )
    if here == elsewhere:
        return here
    return OWN if (here, elsewhere) == (YES, NO) else f"{here}/{elsewhere}"


def _met(role: str, route: str, method: str, world: World, *, own: bool) -> str:
    with undone():
        world.made.clear()
        account = somebody(role, world, own=own)
        owner = account if own else somebody(role, world, own=True)
        url = url_of(route, world, owner or world.lin.account)
        return Caller(account).ask(method, url)
