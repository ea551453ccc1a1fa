"""An installation that sets no keys gets its own, once."""

from multiprocessing import get_context

from config import keys


def test_keys_are_made_once_and_stay(tmp_path):
    file = tmp_path / "var" / "keys.env"

    first = keys.load(file)

    assert set(first) == {"SECRET_KEY", "FIELD_KEYS", "FIELD_HASH_KEY"}
    assert keys.load(file) == first


def test_only_their_owner_may_read_them(tmp_path):
    keys.load(tmp_path / "keys.env")

    assert (tmp_path / "keys.env").stat().st_mode & 0o777 == 0o600


def test_processes_that_start_together_agree(tmp_path):
    with get_context("spawn").Pool(3) as pool:
        loaded = pool.map(keys.load, [tmp_path / "keys.env"] * 3)

    assert loaded[0] == loaded[1] == loaded[2]
    assert [file.name for file in tmp_path.iterdir()] == ["keys.env"]


def test_field_keys_are_numbered_newest_first():
    assert list(keys.numbered("2:new=,1:old=").items()) == [(2, "new="), (1, "old=")]
