import re
from pathlib import Path

from django.conf import settings


def test_the_example_lists_every_setting():
    source = (Path(settings.BASE_DIR) / "config" / "settings.py").read_text()
    example = (Path(settings.BASE_DIR) / ".env.example").read_text()
    names = re.findall(r'env\.\w+\(\s*"(\w+)"', source)

    assert len(names) > 10
    assert [name for name in names if name not in example] == []
