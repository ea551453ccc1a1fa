"""The catalog is read from the source as Django reads it."""

import pytest

from config import catalog


@pytest.fixture
def source(tmp_path, monkeypatch, settings):
    """A small program with its catalog."""
    settings.BASE_DIR = tmp_path
    po = tmp_path / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    monkeypatch.setattr(catalog, "PO", po)
    (tmp_path / "templates").mkdir()
    (tmp_path / "views.py").write_text(
        "_('Hours')\n"
        "ngettext('%(n)s hour', '%(n)s hours', n)\npgettext('verb', 'Log')\n"
    )
    (tmp_path / "templates" / "page.html").write_text(
        "{% load i18n %}<p title=\"it's\">{% translate 'Log in' %}</p>\n"
        "    {% blocktranslate count n=n trimmed %}\n  one (day\n"
        "  {% plural %}\n  {{ n }} days\n  {% endblocktranslate %}\n"
        ' {% include "x.html" with title=_("Board") %}'
    )
    return tmp_path


def translate(ids):
    kept = catalog.read()
    for message in kept:
        if message.id in ids:
            message.string = ids[message.id]
    with catalog.PO.open("wb") as file:
        catalog.write_po(file, kept)


def test_sentences_are_found_in_python_and_in_templates(source):
    found = {(m.context, m.id) for m in catalog.collect() if m.id}

    assert found == {
        (None, "Hours"),
        (None, ("%(n)s hour", "%(n)s hours")),
        ("verb", "Log"),
        (None, "Log in"),
        (None, ("one (day", "%(n)s days")),
        (None, "Board"),
    }


def test_what_is_missing_untranslated_or_no_longer_said_is_a_complaint(source):
    assert len([c for c in catalog.complaints() if c.startswith("missing")]) == 6

    catalog.update()
    assert "not translated: Hours" in catalog.complaints()

    translate({"Hours": "时长"})
    assert "not translated: Hours" not in catalog.complaints()

    (source / "views.py").write_text("")
    assert "no longer said: (None, 'Hours')" in catalog.complaints()


def test_an_update_changes_nothing_where_no_sentence_changed(source):
    catalog.update()
    first = catalog.PO.read_bytes()

    catalog.update()

    assert catalog.PO.read_bytes() == first


def test_a_translation_that_lost_its_place_holder_is_a_complaint(source):
    catalog.update()
    translate({("%(n)s hour", "%(n)s hours"): ("小时",)})

    assert any("other place" in c for c in catalog.complaints())


def test_the_compiled_catalog_is_what_django_reads(source):
    catalog.update()
    catalog.compile_catalog()

    assert catalog.PO.with_suffix(".mo").exists()
