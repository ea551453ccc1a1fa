"""
The Chinese catalog, kept with Babel: a fresh machine has no gettext.

Source strings are English. The .po file is sorted and names no lines of code, so
that it only changes where a sentence does.
"""

import os
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

LOCALE = "zh_Hans_CN"
PO = Path(settings.BASE_DIR) / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
SKIPPED = {"tests", "benchmarks", "node_modules", "var", "migrations", "static"}
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}


def collect() -> Catalog:
    """Every sentence of the source, untranslated."""
    found = Catalog(locale=LOCALE, charset="utf-8")
    for path in _sources():
        text = path.read_text()
        if path.suffix != ".py":
            # A template becomes calls among filler; its indentation is no Python's.
            lines = templatize(text, origin=str(path)).splitlines()
            text = "\n".join(line.strip() for line in lines)
        content = BytesIO(text.encode())
        for _, message, _, context in extract("python", content, KEYWORDS):
            found.add(message, context=context)
    return found


def _sources() -> Iterator[Path]:
    for folder, folders, files in os.walk(settings.BASE_DIR):
        folders[:] = sorted(
            name for name in folders if name not in SKIPPED and not name.startswith(".")
        )
        for name in sorted(files):
            if name.endswith((".py", ".html", ".txt")):
                path = Path(folder) / name
                if path.suffix == ".py" or "templates" in path.parts:
                    yield path


def read() -> Catalog:
    """The catalog as it stands in the repository."""
    if not PO.exists():
        return Catalog(locale=LOCALE, charset="utf-8")
    with PO.open("rb") as file:
        return read_po(file, locale=LOCALE)


def update() -> Catalog:
    """Add new sentences to the file and take out those no longer said."""
    kept = read()
    created_at = kept.creation_date
    kept.update(collect(), no_fuzzy_matching=True)
    kept.creation_date = created_at  # else each run would change the file
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(
            file,
            kept,
            width=88,
            sort_output=True,
            no_location=True,
            ignore_obsolete=True,
        )
    return kept


def compile_catalog() -> None:
    """Write the .mo file that Django reads; at once, as others may be reading."""
    draft = PO.with_suffix(f".{os.getpid()}")
    with draft.open("wb") as file:
        write_mo(file, read())
    draft.rename(PO.with_suffix(".mo"))


def complaints() -> list[str]:
    """What is missing, fuzzy, no longer said, or broken; empty when all is well."""
    kept, said = read(), collect()
    keys = {_key(message) for message in kept if message.id}
    needed = {_key(message) for message in said if message.id}
    found = [f"missing: {key}" for key in sorted(needed - keys, key=str)]
    found += [f"no longer said: {key}" for key in sorted(keys - needed, key=str)]
    for message in kept:
        if message.id and _key(message) in needed:
            found += [f"{wrong}: {message.id}" for wrong in _wrongs(message)]
    return found


def _key(message: Message) -> tuple[object, object]:
    return message.context, message.id


def _wrongs(message: Message) -> Iterator[str]:
    strings, ids = _as_list(message.string), _as_list(message.id)
    if not strings or not all(strings):
        yield "not translated"
    elif any(_places(text) != _places(ids[-1]) for text in strings):
        yield "other place holders"
    if message.fuzzy:
        yield "fuzzy"


def _as_list(text: object) -> list[str]:
    return [*text] if isinstance(text, list | tuple) else [str(text or "")]


def _places(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)", text))
