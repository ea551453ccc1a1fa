"""The roster of a shift as a PDF, in the language of who prints it."""

from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from config.templatetags.ui import full_day, span
from config.typesetting import code_on_paper, typeset
from hours.sheet.page import SheetPage

TEMPLATE = Path(__file__).with_name("sheet.typ")


def as_pdf(page: SheetPage) -> bytes:
    """Who has a seat, with a code for each line, and lines for who else comes."""
    return typeset(TEMPLATE, _said(page), at=page.at)


def _said(page: SheetPage) -> dict[str, Any]:
    shift, activity = page.shift, page.shift.activity
    places = [one for one in (shift.post.name, activity.place) if one]
    return {
        "lang": "en" if get_language() == "en" else "zh",
        "title": activity.label,
        "organization": page.organization.label,
        "when": f"{full_day(shift.starts_at)} {span(shift.starts_at, shift.ends_at)}",
        "where": "".join(f" · {one}" for one in places),
        "help": _(
            "Tick who came and note the times if they were others. Enter it on the same"
            " day: scan or type the codes under “Lists on paper”. Keep the sheet safe,"
            " and destroy it once it is entered."
        ),
        "heads": [
            *(_("Line"), _("Code"), _("Name"), _("Came")),
            *(_("From"), _("To"), _("Signature")),
        ],
        "lines": [
            {
                "number": one.number,
                "code": one.code,
                "picture": code_on_paper(one.code),
                "name": one.name,
                "person": one.person.number,
            }
            for one in page.lines
        ],
        "spare": [
            _("Others who came: name and volunteer number") if n == 0 else ""
            for n in page.spare
        ],
        "sign": _("Recorded by, at"),
    }
