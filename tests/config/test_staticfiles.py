"""Every file a page names is there, whoever brings it."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import call_command

ROOT = Path(settings.BASE_DIR)


def named_files():
    for folder in (ROOT / "templates", ROOT / "config" / "templates"):
        for template in folder.rglob("*.html"):
            yield from re.findall(
                r"""{%\s*static\s+["']([^"']+)""", template.read_text()
            )


def test_every_file_a_template_names_is_found():
    names = set(named_files())

    assert "vendor/htmx.min.js" in names
    assert [name for name in sorted(names) if not finders.find(name)] == []


def test_files_of_packages_are_served_under_vendor():
    found = finders.find("vendor/htmx.min.js")

    assert Path(found).is_relative_to(ROOT / "node_modules")
    assert finders.find("vendor/other.js") is None


def test_all_files_are_collected_under_hashed_names(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "tests.config.test_staticfiles.QuickStorage"},
    }

    call_command("collectstatic", interactive=False, verbosity=0)

    hashed = [file.name for file in (tmp_path / "vendor").iterdir()]
    assert any(re.fullmatch(r"htmx\.min\.[0-9a-f]{12}\.js", name) for name in hashed)


class QuickStorage(ManifestStaticFilesStorage):
    """The real storage without its compression, which takes long."""

    from config.staticfiles import CompressedStorage

    patterns = CompressedStorage.patterns
