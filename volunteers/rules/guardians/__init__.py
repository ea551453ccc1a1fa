"""Acts about minors: registered by a guardian, a guardian named, agreed, taken back."""

from volunteers.rules.guardians.agree import (
    Signature,
    agree,
    agree_by_phone,
    take_back,
)
from volunteers.rules.guardians.desk import Beside, agree_at_desk
from volunteers.rules.guardians.name import name_guardian
from volunteers.rules.guardians.take_on import take_on
from volunteers.rules.guardians.ward import Ward, register_ward

__all__ = [
    "Beside",
    "Signature",
    "Ward",
    "agree",
    "agree_at_desk",
    "agree_by_phone",
    "name_guardian",
    "register_ward",
    "take_back",
    "take_on",
]
