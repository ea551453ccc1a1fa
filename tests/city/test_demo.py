"""`make demo` begins only where it can go on."""

import pytest
from django.core.management import CommandError, call_command

from city.demo.accounts import ensure_second_factors
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


def test_the_code_of_the_moment_lets_director_wang_in(wang, client, capsys):
    wang.set_password("harbour-at-dawn")
    wang.save()
    ensure_second_factors()
    ensure_second_factors()  # begun again: the app stays as it is
    call_command("demo_code", "wang")
    code = capsys.readouterr().out.strip()

    client.post("/login/", {"username": "wang", "password": "harbour-at-dawn"})
    assert client.post("/login/second-factor/", {"code": code}).url == "/me/"

    with pytest.raises(CommandError, match="wang, he, admin"):
        call_command("demo_code", "lin")
