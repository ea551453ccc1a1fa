"""`make demo` begins only where it can go on."""

import pytest
from django.core.management import CommandError, call_command

from city.management.commands import demo
from tests.factories import make_volunteer

pytestmark = pytest.mark.django_db


def test_it_refuses_what_an_earlier_checkout_left_behind(monkeypatch):
    for name in ("_refuse_taken_port", "_stop_database"):
        monkeypatch.setattr(demo, name, lambda *_: None)
    monkeypatch.setattr(demo, "_start", lambda *_: pytest.fail("it served"))
    someone = make_volunteer()
    someone.document_sealed = b"\x01" + bytes(40)
    someone.save()

    with pytest.raises(CommandError, match="other keys"):
        call_command("demo")
