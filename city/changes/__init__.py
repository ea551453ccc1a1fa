"""
What was changed, by whom, on which page: read from the history the database writes.

``scopes`` says whose changes a page is about, ``reading`` finds them, ``lines`` puts
them into words as far as the reader may know. Nothing here changes anything.
"""

from city.changes.lines import ChangeLine, ValueLine
from city.changes.pages import changes_page, every_change
from city.changes.scopes import (
    Scope,
    of_organization,
    of_person,
    of_site,
    of_the_city,
)

__all__ = [
    "ChangeLine",
    "Scope",
    "ValueLine",
    "changes_page",
    "every_change",
    "of_organization",
    "of_person",
    "of_site",
    "of_the_city",
]
