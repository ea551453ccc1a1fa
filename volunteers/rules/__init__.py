"""Every act that changes who is who. One verb, one function, one transaction."""

from volunteers.rules.appoint import appoint
from volunteers.rules.ask_to_register import (
    amend_registration,
    ask_to_register,
    registration_of,
    send_again,
)
from volunteers.rules.change_login import (
    change_login,
    change_password,
    send_change_code,
)
from volunteers.rules.choose_language import choose_language
from volunteers.rules.claim import Claimant, claim, send_claim_code
from volunteers.rules.close import close_record
from volunteers.rules.consent import give_consent, withdraw_consent
from volunteers.rules.credential_kinds import add_kind, change_kind
from volunteers.rules.credentials import (
    confirm_credential,
    state_credential,
    take_credential_back,
)
from volunteers.rules.delegate import delegate
from volunteers.rules.end_office import end_office
from volunteers.rules.end_sign_in import end_sign_in
from volunteers.rules.erase_history import erase_history
from volunteers.rules.guardians import (
    Beside,
    Signature,
    Ward,
    agree,
    agree_at_desk,
    agree_by_phone,
    name_guardian,
    register_ward,
    take_back,
    take_on,
)
from volunteers.rules.join import join
from volunteers.rules.let_sign_in import let_sign_in, offer_sign_in
from volunteers.rules.note_search import note_search
from volunteers.rules.organizations import Application, apply
from volunteers.rules.prove import prove
from volunteers.rules.receive import Visit, receive
from volunteers.rules.register import Registration, make_volunteer, register
from volunteers.rules.restrict import lift, restrict
from volunteers.rules.reveal import needs_words, reveal
from volunteers.rules.second_factor import require_second_factor, take_otp
from volunteers.rules.sign_in import send_sign_in_code, sign_in, sign_in_by_code
from volunteers.rules.verify import verify_on_sight

__all__ = [
    "Application",
    "Beside",
    "Claimant",
    "Registration",
    "Signature",
    "Visit",
    "Ward",
    "add_kind",
    "agree",
    "agree_at_desk",
    "agree_by_phone",
    "amend_registration",
    "apply",
    "appoint",
    "ask_to_register",
    "change_kind",
    "change_login",
    "change_password",
    "choose_language",
    "claim",
    "close_record",
    "confirm_credential",
    "delegate",
    "end_office",
    "end_sign_in",
    "erase_history",
    "give_consent",
    "join",
    "let_sign_in",
    "lift",
    "make_volunteer",
    "name_guardian",
    "needs_words",
    "note_search",
    "offer_sign_in",
    "prove",
    "receive",
    "register",
    "register_ward",
    "registration_of",
    "require_second_factor",
    "restrict",
    "reveal",
    "send_again",
    "send_change_code",
    "send_claim_code",
    "send_sign_in_code",
    "sign_in",
    "sign_in_by_code",
    "state_credential",
    "take_back",
    "take_credential_back",
    "take_on",
    "take_otp",
    "verify_on_sight",
    "withdraw_consent",
]
