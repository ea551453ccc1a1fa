"""What a page offers and says: its links, what its forms would send, complaints."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html.parser import HTMLParser
from urllib.parse import urldefrag

TYPED = {
    *("text", "search", "tel", "email", "url", "password", "number"),
    *("date", "time", "datetime-local"),
}
# What is sent only if it is ticked, chosen or pressed.
CHOSEN = {"checkbox", "radio"}
NOT_SENT = {"button", "image", "reset", "file"}
WITHOUT_END = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source"}

Given = dict[str, str]


@dataclass
class Form:
    """A form: where it is sent, what is in it, and into which fields one types."""

    action: str
    method: str
    values: Given = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)
    kinds: Given = field(default_factory=dict)
    # What each button adds to what is sent; nothing, if it has no name.
    buttons: list[Given] = field(default_factory=list)
    # What would be sent of the boxes that are not ticked.
    ticks: Given = field(default_factory=dict)
    # All that is ticked or stands in fields nobody sees: of one name there are several.
    several: set[tuple[str, str]] = field(default_factory=set)
    # By field: the ids of what is said about it, and whether it is marked as wrong.
    described: dict[str, set[str]] = field(default_factory=dict)
    marked: set[str] = field(default_factory=set)

    def described_by(self, ids: Iterable[str]) -> set[str]:
        return {name for name, by in self.described.items() if by & {*ids}}


@dataclass
class Complaint:
    """What a page says is wrong, and the ids under which it stands."""

    ids: list[str]
    text: str = ""


class Page(HTMLParser):
    """The links and forms of a page, as a browser without scripts sees them."""

    def __init__(self, html: str, url: str) -> None:
        super().__init__()
        self.url = url
        self.links: list[str] = []
        self.forms: list[Form] = []
        # At a field, and about a form as a whole.
        self.complaints: list[Complaint] = []
        self.alerts: list[Complaint] = []
        self._by_id: dict[str, Form] = {}
        self._open: Form | None = None
        self._select: tuple[Form, str] | None = None
        self._inside: list[tuple[str, Given]] = []
        self._hearing: tuple[int, Complaint] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in WITHOUT_END:
            self._inside.append((tag, given))
            self._listen(given)
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "form":
            self._open = Form(
                given.get("action") or self.url, given.get("method", "get").lower()
            )
            self.forms.append(self._open)
            self._by_id[given.get("id", "")] = self._open
        elif tag == "option" and self._select:
            form, name = self._select
            if "selected" in given or name not in form.values:
                form.values[name] = given.get("value", "")
        elif tag == "button" or given.get("name"):
            self._take(tag, given)

    def _listen(self, given: Given) -> None:
        """What is said from here to the end of the element is a complaint."""
        if "hidden" in given or self._hearing:
            return
        said = Complaint([one["id"] for _, one in self._inside if "id" in one])
        if "hh-error" in given.get("class", "").split():
            self.complaints.append(said)
        elif given.get("role") == "alert" and "hh-note" in given.get("class", ""):
            self.alerts.append(said)
        else:
            return
        self._hearing = len(self._inside), said

    def _take(self, tag: str, given: Given) -> None:
        form = self._by_id.get(given["form"]) if "form" in given else self._open
        if form is None or "disabled" in given:
            return
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "button":
            self._take_button(form, given)
            return
        if tag == "select":
            self._select = form, name
        elif tag == "textarea":
            form.values[name] = ""
            form.typed.append(name)
        elif tag == "input" and kind not in NOT_SENT:
            self._take_input(form, name, kind, given)
        form.kinds[name] = kind if tag == "input" else tag
        around = [one for held, one in self._inside if held == "fieldset"]
        by = " ".join(one.get("aria-describedby", "") for one in [*around, given])
        form.described.setdefault(name, set()).update(by.split())
        if "aria-invalid" in given:
            form.marked.add(name)

    def _take_button(self, form: Form, given: Given) -> None:
        """What pressing it adds; where that is sent elsewhere, it is another form."""
        if given.get("type", "submit") != "submit":
            return
        action = urldefrag(given.get("formaction") or form.action).url
        if action != form.action:
            form = replace(form, action=action, buttons=[])
            self.forms.append(form)
        name = given.get("name", "")
        form.buttons.append({name: given.get("value", "")} if name else {})

    def _take_input(self, form: Form, name: str, kind: str, given: Given) -> None:
        sent = given.get("value", "on" if kind in CHOSEN else "")
        if kind == "hidden" or "checked" in given:
            form.several.add((name, sent))
        if kind in CHOSEN and "checked" in given:
            form.values[name] = sent
        elif kind == "checkbox":
            form.ticks.setdefault(name, sent)
        elif kind in TYPED:
            form.values[name] = given.get("value", "")
            form.typed.append(name)
        else:  # hidden, or the first of several to choose from
            form.values.setdefault(name, sent)

    def handle_data(self, data: str) -> None:
        if self._hearing:
            self._hearing[1].text += data.strip()
        tag, given = self._inside[-1] if self._inside else ("", {})
        if tag == "textarea" and self._open and given.get("name"):
            self._open.values[given["name"]] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._open and self._inside[-1][0] == tag:
            name = self._inside[-1][1].get("name", "")
            # A browser drops the line break that a text may begin with.
            self._open.values[name] = self._open.values[name].removeprefix("\n")
        if any(held == tag for held, _ in self._inside):
            while self._inside.pop()[0] != tag:
                pass
        if self._hearing and len(self._inside) < self._hearing[0]:
            self._hearing = None


@lru_cache(maxsize=1)
def read(html: str, url: str) -> Page:
    """The page: its forms are wanted, and then its links."""
    return Page(html, url)
