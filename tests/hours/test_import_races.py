"""Two hands at one import: it comes in once."""

from uuid import uuid4

import pytest
from django.db import transaction

from config.models import Job
from hours.import_page import steps
from hours.models import Import, Session, Upload
from hours.views import imports as page
from tests.hours.at_the_desk import signed_in
from tests.hours.at_the_import import as_csv, row, send
from tests.racing import in_background

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def twice_at_once(act):
    """Both begin before either has ended."""
    first, second = in_background(act), in_background(act)
    return first.result(), second.result()


@pytest.mark.parametrize("read_at_once", [100_000, 0])
def test_a_form_sent_twice_at_once_is_one_import(
    read_at_once, qian, association, lin, monkeypatch
):
    monkeypatch.setattr(page, "READ_AT_ONCE", read_at_once)
    form, content = uuid4(), as_csv([row(lin)])

    def press():
        return send(signed_in(qian), association, content, form=form, follow=False).url

    assert len(set(twice_at_once(press))) == 1
    assert Import.objects.count() + Upload.objects.count() == 1


@pytest.mark.parametrize("at_once", [1_000, 0])
def test_two_who_import_one_file_add_it_once(
    at_once, qian, zhao, association, lin, monkeypatch
):
    there = send(signed_in(qian), association, as_csv([row(lin)])).redirect_chain[-1][0]
    monkeypatch.setattr(steps, "AT_ONCE", at_once)
    with transaction.atomic():
        Import.objects.select_for_update().get()
        both = [
            in_background(lambda who=who: signed_in(who).post(f"{there}load/"))
            for who in (qian, zhao)
        ]
        assert all(one.waits() for one in both)
    assert [one.result().status_code for one in both] == [302, 302]
    # At once one session; later one job.
    assert Session.objects.count() + Job.objects.count() == 1


def test_whoever_discards_waits_for_whoever_imports(qian, zhao, association, lin):
    there = send(signed_in(qian), association, as_csv([row(lin)])).redirect_chain[-1][0]
    with transaction.atomic():
        signed_in(qian).post(f"{there}load/")
        gone = in_background(lambda: signed_in(zhao).post(f"{there}discard/"))
        assert gone.waits()
    gone.result()
    assert Import.objects.get().is_loaded
