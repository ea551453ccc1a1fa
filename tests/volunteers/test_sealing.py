import base64

import pytest
from cryptography.exceptions import InvalidTag

from volunteers import sealing
from volunteers.masking import mask_name, mask_phone


@pytest.fixture
def keys(settings):
    """Two keys, the newest first, as after a change of keys."""
    old, new = (base64.urlsafe_b64encode(bytes([n]) * 32).decode() for n in (1, 2))
    settings.FIELD_KEYS = {2: new, 1: old}
    return settings


def test_what_is_sealed_opens_again_and_never_looks_the_same(keys):
    first, second = (
        sealing.seal("320706198503120042"),
        sealing.seal("320706198503120042"),
    )

    assert first != second
    assert sealing.unseal(first) == sealing.unseal(second) == "320706198503120042"


def test_a_value_under_an_older_key_stays_readable(keys):
    keys.FIELD_KEYS = {1: keys.FIELD_KEYS[1]}
    old = sealing.seal("+8613805131234")

    newer = base64.urlsafe_b64encode(bytes([2]) * 32).decode()
    keys.FIELD_KEYS = {2: newer, **keys.FIELD_KEYS}

    assert sealing.unseal(old) == "+8613805131234"
    assert sealing.seal("x")[0] == 2


def test_a_changed_byte_is_noticed(keys):
    sealed = bytearray(sealing.seal("320706198503120042"))
    sealed[-1] ^= 1

    with pytest.raises(InvalidTag):
        sealing.unseal(bytes(sealed))


def test_equal_texts_have_equal_fingerprints_and_others_do_not():
    assert sealing.fingerprint("a") == sealing.fingerprint("a")
    assert sealing.fingerprint("a") != sealing.fingerprint("b")


@pytest.mark.parametrize(
    ("name", "masked"), [("林小港", "林*"), ("欧阳海", "欧阳*"), ("张三", "张*")]
)
def test_a_name_is_masked_to_its_surname(name, masked):
    assert mask_name(name) == masked


def test_numbers_are_masked_in_the_middle():
    assert mask_phone("+8613805131234") == "138****1234"
    assert mask_phone("") == ""


def test_what_other_keys_sealed_is_told_apart(keys):
    sealed = sealing.seal("320706198503120042")
    assert sealing.can_unseal(sealed)

    other = base64.urlsafe_b64encode(bytes([3]) * 32).decode()
    for numbered in ({2: other}, {3: other}):
        keys.FIELD_KEYS = numbered
        assert not sealing.can_unseal(sealed)
