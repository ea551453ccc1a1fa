"""How long this room keeps what people were told."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from notices import rules
from policies.retention import Term

SHORTEST = _("个人信息保护法 art. 19: the shortest time the purpose needs")

TERMS = (
    Term(
        code="notices",
        what=_("What people were told: of what, when, and whether they read it"),
        purpose=_("To let them read it"),
        basis=SHORTEST,
        after=_("after they were told"),
        lasts=timedelta(days=365),
        forget=rules.forget_notices,
    ),
    Term(
        code="attachments",
        what=_("Pictures and documents sent with questions and answers"),
        purpose=_("To decide about hours, and claims and doubts about them"),
        basis=_("民法典 art. 188: claims end in three years"),
        after=_("after they were sent"),
        lasts=timedelta(days=1095),
        forget=rules.forget_attachments,
    ),
    Term(
        code="messages_sent",
        what=_("That a message went out, by mail or SMS; not what it said"),
        purpose=_("To send nothing twice, and to find out what did not arrive"),
        basis=SHORTEST,
        after=_("after it was due"),
        lasts=timedelta(days=90),
        forget=rules.forget_messages,
    ),
)
