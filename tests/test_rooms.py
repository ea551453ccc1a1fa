"""The contract of imports is about every room there is."""

import tomllib
from pathlib import Path

from django.apps import apps
from django.conf import settings

TOOLS = tomllib.loads((Path(settings.BASE_DIR) / "pyproject.toml").read_text())["tool"]


def test_every_room_is_in_the_contract_of_imports():
    rooms = {
        app.name
        for app in apps.get_app_configs()
        if Path(app.path).parent == settings.BASE_DIR
    }
    (contract,) = TOOLS["importlinter"]["contracts"]

    # What measures the rooms stands above them all.
    assert contract["layers"][0] == "benchmarks"
    assert set(contract["layers"]) == {*rooms, "benchmarks"}
    assert set(TOOLS["importlinter"]["root_packages"]) == {*rooms, "benchmarks"}
    isort = TOOLS["ruff"]["lint"]["isort"]
    assert {*rooms, "benchmarks", "tests"} == set(isort["known-first-party"])
