"""How long this room keeps what it knows of people."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from policies.retention import Term
from volunteers import codes
from volunteers.rules import forget
from volunteers.rules.ask_to_register import KEPT as PENDING_KEPT
from volunteers.rules.guardians.forget import forget_phones
from volunteers.rules.members.lists import KEPT as LISTS_KEPT

SHORTEST = _("个人信息保护法 art. 19: the shortest time the purpose needs")
LOOKS = _("个人信息保护法 art. 54–56: records of what was done with sensitive data")

TERMS = (
    Term(
        code="pending_registration",
        what=_("What somebody said to register, before proving the phone"),
        purpose=_("To register whoever proves it"),
        basis=SHORTEST,
        after=_("after it was sent"),
        lasts=PENDING_KEPT,
    ),
    Term(
        code="codes",
        what=_("Codes sent to phones and mail, as hashes"),
        purpose=_("To prove a phone or an address, and to stop guessing"),
        basis=SHORTEST,
        after=_("after they end"),
        lasts=codes.FORGOTTEN_AFTER,
    ),
    Term(
        code="browsers",
        what=_("Where somebody is signed in: address, browser, last seen"),
        purpose=_("To let them see and end it"),
        basis=SHORTEST,
        after=_("after it was last used"),
        lasts=timedelta(weeks=2),
    ),
    Term(
        code="guardian_phone",
        what=_("The phone of a minor's parent or guardian"),
        purpose=_("To let them agree, and take it back"),
        basis=SHORTEST,
        after=_("after the young person is 18"),
        lasts=timedelta(0),
        forget=forget_phones,
    ),
    Term(
        code="draft_days",
        what=_("Applications begun and not sent"),
        purpose=_("To go on another day"),
        basis=SHORTEST,
        after=_("after they were last saved"),
        forget=forget.forget_drafts,
    ),
    Term(
        code="join_request_days",
        what=_("Requests to join that were decided, and invitations that are over"),
        purpose=_("To answer why somebody was let in or not"),
        basis=SHORTEST,
        after=_("after they were decided or ended"),
        forget=forget.forget_requests,
    ),
    Term(
        code="member_lists",
        what=_("Members whose list was brought and not carried out"),
        purpose=_("To look at every row before anybody is asked"),
        basis=SHORTEST,
        after=_("after it was brought"),
        lasts=LISTS_KEPT,
        forget=forget.forget_member_lists,
    ),
    Term(
        code="filing_days",
        what=_("What organizations stated anew: contact and person in charge"),
        purpose=_("To answer why the city decided as it did"),
        basis=_("行政处罚法 art. 36 and 民法典 art. 188: claims end by then"),
        after=_("after the decision"),
        forget=forget.forget_filings,
    ),
    Term(
        code="intake_days",
        what=_("Which files of people were loaded, and who vouched for their consent"),
        purpose=_("To prove that people agreed on paper"),
        basis=_("个人信息保护法 art. 14 and 69; 民法典 art. 188"),
        after=_("after they were loaded"),
        forget=forget.forget_intakes,
    ),
    Term(
        code="reveal_days",
        what=_("Who looked at whose data, and why"),
        purpose=_("So that everybody can see it, and misuse is found"),
        basis=LOOKS,
        after=_("after the look"),
        forget=forget.forget_reveals,
    ),
    Term(
        code="people_search_days",
        what=_("Searches for people, what was typed as a hash"),
        purpose=_("So that everybody can see it, and misuse is found"),
        basis=LOOKS,
        after=_("after the search"),
        forget=forget.forget_searches,
    ),
)
