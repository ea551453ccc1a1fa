"""What a page offers: its links, and its forms with what they would send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TYPED = {"text", "search", "tel", "email", "url", "password", "number", "date", "time"}
# What is sent only if it is ticked, chosen or pressed.
CHOSEN = {"checkbox", "radio"}
NOT_SENT = {"submit", "button", "image", "reset", "file"}


@dataclass
class Form:
    """A form: where it is sent, what is in it, and into which fields one types."""

    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)


class Page(HTMLParser):
    """The links and forms of a page, as a browser without scripts sees them."""

    def __init__(self, html: str, url: str) -> None:
        super().__init__()
        self.url = url
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._by_id: dict[str, Form] = {}
        self._open: Form | None = None
        self._select: tuple[Form, str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
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
        elif given.get("name"):
            self._take(tag, given)

    def _take(self, tag: str, given: dict[str, str]) -> None:
        form = self._by_id.get(given["form"]) if "form" in given else self._open
        if form is None:
            return
        name, kind = given["name"], given.get("type", "text")
        if tag == "select":
            self._select = form, name
        elif tag == "textarea":
            form.values[name] = ""
            form.typed.append(name)
        elif tag == "button":
            form.values.setdefault(name, given.get("value", ""))
        elif tag == "input" and kind not in NOT_SENT:
            if kind not in CHOSEN or "checked" in given or kind == "radio":
                form.values.setdefault(name, given.get("value", "on"))
            if kind in CHOSEN and "checked" in given:
                form.values[name] = given.get("value", "on")
            if kind in TYPED:
                form.values[name] = given.get("value", "")
                form.typed.append(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = None
