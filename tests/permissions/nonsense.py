"""Typing something wrong into a form, and what is wrong with how that is answered."""

import itertools
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.contrib.messages import WARNING

from tests.permissions.crawl import kind_of
from tests.permissions.pages import Complaint, Form, Given, Page, read

SCRIPT = "<script>alert(1)</script>"
BAD = (
    "\x00",
    "9" * 10_000,
    "１３８００１３８０００",
    "\u202e\u200f\u200b",
    "𠮷😀\ue000",
    "2026-02-30",
    SCRIPT,
    "-1",
    "1e999",
    "'; DROP TABLE x; --",
    "٣٤",
    "林" * 10_000,
    "99999999999999999999",
    "\ufffd\x1b\x7f",
    "%s{{ 7 }}{0}",
    "00000000-0000-0000-0000-000000000000",
    " ",
)
# What somebody might type into the fields around it.
GOOD = {
    "date": "2020-03-05",
    "time": "09:00",
    "datetime-local": "2020-03-05T09:00",
    "number": "3",
    "email": "lin@example.cn",
    "tel": "13800138000",
    "password": "harbour-at-dawn",
}
WORD = "远岸"  # of which nothing here has its name
REFUSED = (400, 409, 422)
# Typed into a page, or chosen there; secrets are typed anew.
KEPT = {"select", "textarea", "checkbox", "radio"}
SECRET = {"password", "hidden"}

# What is sent, and the fields in which it is wrong: none if no page would send it.
Try = tuple[Given, set[str]]


def forms_of(led: Iterator[tuple[str, str, Any]], known: set[Any]) -> Iterator[Form]:
    """
    Every form that was found, once; an address with questions counts as one.

    :param known: those of others, which are not tried again; these come to them
    """
    for url, _, answer in led:
        found = [asking(url)]
        if "html" in answer.get("Content-Type", ""):
            found += read(answer.content.decode(), url).forms
        for form in found:
            names = tuple(sorted(names_of(form)))
            key = kind_of(form.action), form.method, names
            if names and form.method in ("get", "post") and key not in known:
                known.add(key)
                yield form


def asking(url: str) -> Form:
    """An address that asks something, as a form nobody is shown."""
    address = urlsplit(url)
    asked = {name: several[0] for name, several in parse_qs(address.query).items()}
    return Form(address.path, "get", asked, [*asked])


def names_of(form: Form) -> set[str]:
    return {*form.values, *form.ticks}.union(*form.buttons)


def filled_in(form: Form) -> Given:
    """The form with something in every field, and every box ticked."""
    typed = {
        name: form.values[name] or GOOD.get(form.kinds.get(name, ""), WORD)
        for name in form.typed
    }
    return form.ticks | form.values | typed


def tries(form: Form, words: Iterator[str]) -> Iterator[Try]:
    """
    All of it wrong, as no page sends it; then what is typed, by each button.

    One half of the fields is wrong and the other is not, and the other way round: so
    many are tried in few requests, and what is said elsewhere than at a wrong field is
    seen.
    """
    yield dict.fromkeys(sorted(names_of(form)), next(words)), set()
    if not form.typed:
        return
    fields = list(dict.fromkeys(form.typed))
    halves = [fields[::2], fields[1::2] or fields]
    for number, pressed in enumerate(presses(form)):
        for half in halves if number == 0 else [fields]:
            wrong = {name: next(words) for name in half}
            yield filled_in(form) | wrong | pressed, {*half}


def presses(form: Form) -> list[Given]:
    """What the buttons add, those of one name twice at most; at least one of them."""
    found: list[Given] = []
    for one in form.buttons:
        alike = [other for other in found if other.keys() == one.keys()]
        if len(alike) < (2 if one else 1):
            found.append(one)
    return found or [{}]


class Judge:
    """Looks at every answer to one form."""

    def __init__(self, form: Form, ask: Any) -> None:
        """:param ask: sends the form, and is answered"""
        self.form = form
        self._ask = ask
        self._usual: set[tuple[frozenset[str], str]] | None = None

    def fault(self, answer: Any, sent: Given, wrong: set[str]) -> str:
        """What is wrong with the answer, if anything is."""
        text = text_of(answer)
        if answer.status_code >= 500:
            return f"broke with {answer.status_code}"
        if SCRIPT in text:
            return "runs what was typed"
        page = self._page(answer)
        if answer.status_code == 422 and not (page.complaints or page.alerts):
            return "does not say why not"
        if not self.form.kinds or not wrong:  # no page sends such a form
            return ""
        if lost := self._lost(answer, page, sent):
            return f"loses what was typed: {lost}"
        return self._misplaced(page, wrong)

    def _page(self, answer: Any) -> Page:
        """The page, where it complains of something; reading it takes time."""
        text = text_of(answer)
        complains = answer.status_code in REFUSED or "hh-error" in text
        return Page(text if complains else "", self.form.action)

    def _lost(self, answer: Any, page: Page, sent: Given) -> list[str]:
        """The fields that were filled in, and are not any more."""
        if answer.status_code in (301, 302):
            told = getattr(answer.wsgi_request, "_messages", ())
            said = getattr(told, "_queued_messages", ())
            return self.form.typed if any(one.level >= WARNING for one in said) else []
        if answer.status_code not in REFUSED and not page.complaints:
            return []
        shown = shown_again(self.form, page, sent)
        if shown is None:
            return self.form.typed
        return [
            name
            for name, value in sent.items()
            if self._is_kept(name)
            and shown.values.get(name) != value
            and not self._is_among_several(shown, name, value)
        ]

    def _is_kept(self, name: str) -> bool:
        kind = self.form.kinds.get(name, "hidden")
        return kind in KEPT or (name in self.form.typed and kind not in SECRET)

    def _is_among_several(self, shown: Form, name: str, value: str) -> bool:
        """
        Whether it is one of those ticked, as a day that was typed is by now; or
        somebody who was ticked, and stands in a text of the form.
        """
        kind = self.form.kinds.get(name)
        if (name, value) in shown.several:
            return True
        if kind == "date":
            return value in {one for _, one in shown.several}
        if kind == "textarea":  # after which who was ticked stands
            return shown.values.get(name, "").startswith(value.rstrip())
        texts = [shown.values[one] for one in shown.typed]
        return kind == "checkbox" and len(value) > 1 and value in "".join(texts)

    def _misplaced(self, page: Page, wrong: set[str]) -> str:
        """Where it complains of what was typed elsewhere than at those fields."""
        for one in page.complaints:
            if not fields_of(page, one):
                return f"says of no field: {one.text}"
            if not any(form.marked & form.described_by(one.ids) for form in page.forms):
                return f"does not mark the field: {one.text}"
        said = said_on(page)
        if said and not any(wrong & fields for fields, _ in said):
            said -= self._said_usually
            if said:
                return f"says elsewhere: {sorted(text for _, text in said)}"
        return ""

    @property
    def _said_usually(self) -> set[tuple[frozenset[str], str]]:
        """What the form is answered with nothing wrong in it; asked only now."""
        if self._usual is None:
            self._usual = set().union(
                *(
                    said_on(self._page(self._ask(filled_in(self.form) | pressed)))
                    for pressed in presses(self.form)
                )
            )
        return self._usual


def said_on(page: Page) -> set[tuple[frozenset[str], str]]:
    return {(fields_of(page, one), one.text) for one in page.complaints + page.alerts}


def text_of(answer: Any) -> str:
    return "" if answer.streaming else answer.content.decode(errors="ignore")


def fields_of(page: Page, complaint: Complaint) -> frozenset[str]:
    """The fields that a complaint is tied to, for whoever cannot see where it is."""
    return frozenset().union(*(form.described_by(complaint.ids) for form in page.forms))


def shown_again(form: Form, page: Page, sent: Given) -> Form | None:
    """The same form in the answer: of several alike, the one with most of it."""
    alike = [one for one in page.forms if {*form.typed} <= one.values.keys()]
    return max(
        alike,
        key=lambda one: len(one.values.items() & sent.items()),
        default=None,
    )


def nonsense() -> Iterator[str]:
    """Bad words, one after the other, for ever."""
    return itertools.cycle(BAD)
