"""Keys of personal data as they are changed, step by step."""

import base64

from volunteers.models import Account


def key(byte):
    return base64.urlsafe_b64encode(bytes([byte]) * 32).decode()


OLD, NEW = key(1), key(2)
# What the settings say, one after the other; every program is restarted in between.
BEFORE = {"FIELD_HASH_KEY": OLD, "FIELD_HASH_KEY_NEXT": "", "FIELD_HASH_KEYS_OLD": []}
FILLING = BEFORE | {"FIELD_HASH_KEY_NEXT": NEW}
MOVING = {
    "FIELD_HASH_KEY": NEW,
    "FIELD_HASH_KEY_NEXT": NEW,
    "FIELD_HASH_KEYS_OLD": [OLD],
}
AFTER = MOVING | {"FIELD_HASH_KEY_NEXT": ""}
PHASES = [BEFORE, FILLING, MOVING, AFTER]
# Those of which programs ever run side by side.
NEIGHBOURS = [(one, other) for one in range(4) for other in range(4)
              if abs(one - other) < 2]  # fmt: skip


def now(settings, said):
    """Let the program have these settings from here on."""
    for name, value in said.items():
        setattr(settings, name, value)


def signs_in_by(account, phone):
    """The account, with that phone and a password."""
    account.phone = phone
    account.set_password("harbour-at-dawn")
    account.save()
    return Account.objects.get(pk=account.pk)
