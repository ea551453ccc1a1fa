"""An installation that sets no keys gets its own, once."""

import subprocess
import sys

from config import keys

SCRIPT = """
import sys, pathlib
from config import keys
print(keys.load(pathlib.Path(sys.argv[1])))
"""


def test_keys_are_made_once_and_stay(tmp_path):
    file = tmp_path / "var" / "keys.env"

    first = keys.load(file)

    assert set(first) == {"SECRET_KEY", "FIELD_KEYS", "FIELD_HASH_KEY"}
    assert keys.load(file) == first


def test_only_their_owner_may_read_them(tmp_path):
    keys.load(tmp_path / "keys.env")

    assert (tmp_path / "keys.env").stat().st_mode & 0o777 == 0o600


def test_processes_that_start_together_agree(tmp_path):
    command = [sys.executable, "-c", SCRIPT, str(tmp_path / "keys.env")]
    together = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(3)]
    loaded = [process.communicate(timeout=60)[0] for process in together]

    assert [process.returncode for process in together] == [0, 0, 0]
    assert loaded[0] == loaded[1] == loaded[2]
    assert [file.name for file in tmp_path.iterdir()] == ["keys.env"]


def test_field_keys_are_numbered_newest_first():
    assert list(keys.numbered("2:new=,1:old=").items()) == [(2, "new="), (1, "old=")]
