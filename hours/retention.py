"""How long this room keeps what people bring as files and take with them."""

from django.utils.translation import gettext_lazy as _

from config import job_files
from hours.import_page import uploads
from hours.imports import upkeep
from hours.presence import upkeep as upkeep_of_presence
from policies.retention import Term

SHORTEST = _("个人信息保护法 art. 19: the shortest time the purpose needs")

TERMS = (
    Term(
        code="uploads",
        what=_("Files of hours on their way: content until read, then the name"),
        purpose=_("To read them in the background, and to say what was wrong"),
        basis=SHORTEST,
        after=_("after they were sent"),
        lasts=uploads.KEPT,
    ),
    Term(
        code="imports_waiting",
        what=_("Files of hours that were read and never added"),
        purpose=_("To look at them before adding"),
        basis=SHORTEST,
        after=_("after they were read"),
        lasts=upkeep.WAITING_KEPT,
    ),
    Term(
        code="import_rows",
        what=_("The rows of files that were added"),
        purpose=_("To compare them, and to take them back"),
        basis=SHORTEST,
        after=_("after they were read"),
        lasts=upkeep.ROWS_KEPT,
    ),
    Term(
        code="turned_away_days",
        what=_("Who tried to check in or out and could not, or was not let in"),
        purpose=_("To tell organizers of codes that were passed on"),
        basis=SHORTEST,
        after=_("after that day"),
        forget=upkeep_of_presence.forget_turned_away,
    ),
    Term(
        code="exports",
        what=_("Files of hours made for somebody to fetch"),
        purpose=_("To fetch them"),
        basis=SHORTEST,
        after=_("after they were made"),
        lasts=job_files.KEPT,
    ),
)
