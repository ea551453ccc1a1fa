"""What has just been logged: shown, taken back, logged again."""

from uuid import uuid4

import pytest
from django.utils import timezone

from hours import rules
from hours.models import Session, Status
from tests.factories import make_organization
from tests.hours.at_the_form import DAY_BEFORE, YESTERDAY, log, told

pytestmark = pytest.mark.django_db


def test_the_done_page_withdraws_and_comes_back_filled_in(lin_here, typed):
    log(lin_here, typed)
    session = Session.objects.get()

    page = lin_here.post("/sessions/log/withdraw/", {"id": str(session.pk)})
    form = lin_here.get(page.url).context["page"].form

    session.refresh_from_db()
    assert session.status == Status.WITHDRAWN
    assert form["days"].value() == [str(YESTERDAY)]
    assert form["replaces"].value() == str(session.pk)
    assert form["note"].value() == "three bags of plastic"


@pytest.mark.parametrize(
    ("length", "who"),
    [
        ("120", "the association"),
        ("540", "Haizhou Youth Federation"),
        ("780", "The city"),
    ],
)
def test_it_says_who_decides(lin_here, typed, association, length, who):
    above = make_organization("海州青年联合会", name_en="Haizhou Youth Federation")
    association.parent = above
    association.save()
    page = told(lin_here.get(log(lin_here, typed, length=length, start="06:00").url))
    decides = association.label if who == "the association" else who
    row = page.partition("Handed to whoever decides")[2].partition("</li>")[0]
    assert decides in row
    assert ("the organization does not decide alone" in row) == (length != "120")


def test_what_is_logged_again_remembers_what_it_replaces(lin_here, typed):
    log(lin_here, typed)
    first = Session.objects.get()
    lin_here.post(f"/sessions/{first.pk}/withdraw/")

    log(lin_here, typed, form=str(uuid4()), length="60", replaces=str(first.pk))

    assert Session.objects.exclude(pk=first.pk).get().replaces == first


def test_what_others_logged_is_not_there(lin_here, typed, client, mei):
    log(lin_here, typed)
    session = Session.objects.get()
    client.force_login(mei.account)

    done = client.get("/sessions/log/done/", {"id": str(session.pk)})
    withdrawn = client.post("/sessions/log/withdraw/", {"id": str(session.pk)})
    again = client.get("/sessions/log/", {"again": str(session.pk)})

    assert (done.status_code, withdrawn.status_code) == (404, 404)
    assert "three bags" not in told(again)
    session.refresh_from_db()
    assert session.status == Status.SUBMITTED


def test_what_was_decided_meanwhile_is_not_said_to_be_taken_back(lin_here, zhao, typed):
    log(lin_here, typed, days=[str(DAY_BEFORE), str(YESTERDAY)])
    first, second = Session.objects.order_by("started_at")
    ids = [str(first.pk), str(second.pk)]

    def words():
        page = lin_here.post("/sessions/log/withdraw/", {"id": ids}, follow=True)
        return [str(message) for message in page.context["messages"]]

    rules.approve(sessions=[first], by=zhao, at=timezone.now())
    assert words() == [
        "This has already been decided.",
        "Withdrawn. You can change it and log it again.",
    ]
    ids.remove(str(second.pk))
    assert words() == ["This has already been decided."]
