"""How long is kept what looks across rooms: who left, and what programs sent."""

from django.utils.translation import gettext_lazy as _

from city.rules.erase_closed import erase_closed
from config import answers, upkeep
from policies.retention import Term

SHORTEST = _("个人信息保护法 art. 19: the shortest time the purpose needs")

TERMS = (
    Term(
        code="closed_identity_days",
        what=_("Who somebody was whose account is closed, and their own words"),
        purpose=_("Claims and doubts about hours that go on counting"),
        basis=_("个人信息保护法 art. 47; 民法典 art. 188: claims end in three years"),
        after=_("after the account was closed"),
        forget=erase_closed,
    ),
    Term(
        code="jobs",
        what=_("Long acts in the background: who began them, and what came of it"),
        purpose=_("To read the result"),
        basis=SHORTEST,
        after=_("after they are done"),
        lasts=upkeep.RESULTS_KEPT,
    ),
    Term(
        code="idempotency_keys",
        what=_("Answers to programs, sealed with a key only they know"),
        purpose=_("To answer the same when they ask again"),
        basis=SHORTEST,
        after=_("after the answer"),
        lasts=answers.KEPT,
    ),
    Term(
        code="allowances",
        what=_("How often an address or a login tried, as hashes"),
        purpose=_("To stop guessing"),
        basis=SHORTEST,
        after=_("after the try"),
        lasts=upkeep.ALLOWANCES_KEPT,
    ),
)
