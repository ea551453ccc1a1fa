"""A guardian's pages: children registered, acted for, and agreed for."""

import pytest
from django.utils import timezone

from activities.models import ServiceField
from hours.models import Session
from tests.api.calls import V1, signed_in
from tests.api.calls import problem as problem_of
from tests.codes import a_while_later
from tests.factories import make_account, make_volunteer
from tests.families import (
    MOTHERS_PHONE,
    VERSION,
    born,
    days_ago,
    make_youth,
    register_child,
)
from volunteers.models import Consent, Guardian, Volunteer
from volunteers.permissions import acts_for

pytestmark = pytest.mark.django_db

CHILD = {
    "name": "许小小",
    "document_type": "passport",
    "document_number": "E 5555 6666",
    "district": "320706",
    "home_site": "",
    "relation": "parent",
    "consent": "on",
    "guardian_consent": "on",
}
URL = "/me/family/register/"


def send(client, **changes):
    return client.post(URL, CHILD | {"birth_date": born(13).isoformat()} | changes)


@pytest.fixture
def lins(client, lin):
    client.force_login(lin.account)
    return client


def test_a_child_of_thirteen_is_registered_and_logged_for(lins, lin, association):
    page = send(lins)

    child = Volunteer.objects.get(name="许小小")
    assert page["Location"] == f"/me/family/{child.number}/"
    # As though some days had gone by.
    Consent.objects.update(given_at=days_ago(5))
    shown = lins.get(page["Location"]).content.decode()
    assert f"/sessions/log/?for={child.number}" in shown

    form = lins.get(f"/sessions/log/?for={child.number}")
    typed = {
        "form": form.context["page"].form["form"].value(),
        "organization": "other",
        "other": str(association.pk),
        "service_field": ServiceField.objects.get(pk="0006").pk,
        "days": timezone.localdate(days_ago(1)).isoformat(),
        "start": "09:00",
        "how": "length",
        "length": "120",
    }
    done = lins.post(f"/sessions/log/?for={child.number}", typed)
    session = Session.objects.get()
    assert (session.volunteer, session.submitted_by) == (child, lin.account)
    assert done["Location"] == (
        f"/sessions/log/done/?for={child.number}&id={session.pk}"
    )
    shown = lins.get(done["Location"]).content.decode()
    assert f"/sessions/log/withdraw/?for={child.number}" in shown
    assert lins.get(f"/sessions/{session.pk}/").status_code == 200
    taken = lins.post(
        f"/sessions/log/withdraw/?for={child.number}", {"id": str(session.pk)}
    )
    session.refresh_from_db()
    assert session.status == "withdrawn"
    assert taken["Location"].startswith(f"/sessions/log/?for={child.number}&again=")


def test_nobody_logs_for_a_child_of_others(lins, mei):
    child = register_child(mei.account)

    for url in ("", "check/", "activities/", "done/"):
        told = lins.get(f"/sessions/log/{url}?for={child.number}")
        assert told.status_code == 404, url
    assert lins.post(f"/sessions/log/?for={child.number}", {}).status_code == 404
    assert lins.get(f"/me/family/{child.number}/").status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "\x00"}, "name"),
        ({"name": "x" * 10_000}, "name"),
        ({"document_number": "１２"}, "document_number"),
        ({"document_number": "\u202e" * 9}, "document_number"),
        ({"birth_date": ""}, "birth_date"),
        ({"birth_date": "2999-01-01"}, "birth_date"),
        ({"birth_date": born(7).isoformat()}, "birth_date"),
        ({"birth_date": born(14).isoformat()}, "birth_date"),
        ({"district": "x"}, "district"),
        ({"relation": "x"}, "relation"),
        ({"consent": ""}, "consent"),
        ({"guardian_consent": ""}, "guardian_consent"),
    ],
)
def test_what_is_malformed_is_said_at_the_field(changes, field, lins):
    page = send(lins, **changes)

    assert page.status_code == 422
    assert f'id="id_{field}_error"' in page.content.decode()
    assert not Volunteer.objects.filter(name="许小小").exists()


def test_a_child_known_already_ends_at_a_desk(lins, mei):
    register_child(mei.account)
    page = send(lins, document_number="E55556666")

    assert page.status_code == 409
    assert "id_document_number_error" in page.content.decode()


def test_the_young_and_who_serves_nowhere_have_no_such_page(client):
    for account in (make_youth().account, make_account("nobody")):
        client.force_login(account)
        for url in ("/me/family/", URL):
            assert client.get(url).status_code == 404


def test_a_named_account_agrees_and_acts(client, mei):
    mei.account.phone = MOTHERS_PHONE
    mei.account.save()
    child = make_volunteer(birth_date=born(10), name="许小小")
    guardian = Guardian(ward=child, named_at=timezone.now())
    guardian.phone = MOTHERS_PHONE
    guardian.save()
    client.force_login(mei.account)
    shown = client.get("/me/family/").content.decode()
    assert "许*" in shown
    assert "许小小" not in shown

    said = {"guardian": guardian.pk, "version": VERSION, "ward_name": "许小江"}
    said |= {"name": "梅云台", "relation": "parent", "consent": "on"}
    page = client.post("/me/family/", said)
    assert page.status_code == 422
    assert f'id="ward{guardian.pk}_ward_name_error"' in page.content.decode()
    client.post("/me/family/", said | {"ward_name": "许小小"})
    assert child.consents.get().agreement.by == mei.account
    took = client.post("/me/family/", {"guardian": guardian.pk, "take_on": "1"})
    assert took["Location"] == f"/me/family/{child.number}/"
    mei.account.appointments_today = None
    assert acts_for(mei.account, child)
    client.post("/me/family/", {"guardian": guardian.pk, "withdraw": "1"})
    assert not child.consents.in_force().exists()


def test_who_was_not_named_answers_for_nobody(lins, mei):
    child = register_child(mei.account)
    guardian = Guardian.objects.get(ward=child)

    for act in ("withdraw", "take_on"):
        sent = {"guardian": guardian.pk, act: "1"}
        assert lins.post("/me/family/", sent).status_code == 404
    assert lins.post("/me/family/", {"guardian": "x"}).status_code == 404


def test_lists_ask_a_fixed_number_of_questions(
    lins, lin, django_assert_max_num_queries
):
    for serial in range(1, 6):
        register_child(lin.account, document_number=f"E5555000{serial}")
        a_while_later()
    with django_assert_max_num_queries(16):
        assert len(lins.get("/me/family/").context["wards"]) == 5


# The API


def test_over_the_api_a_child_is_registered_and_listed(lin, mei):
    sent = CHILD | {"birth_date": born(13).isoformat()}
    sent |= {"consent": True, "guardian_consent": True}
    program = signed_in(lin.account)

    told = program.post(f"{V1}/me/wards/", sent)
    assert told.status_code == 201
    child = Volunteer.objects.get(name="许小小")
    assert told.json() == {
        "number": child.number,
        "name": "许小小",
        "age": 13,
        "signs_in": False,
        "guardian": "agreed",
        "minutes": 0,
    }
    lin.account.appointments_today = None
    assert signed_in(lin.account).get(f"{V1}/me/wards/").json() == {
        "next": None,
        "previous": None,
        "results": [told.json()],
    }
    assert signed_in(mei.account).get(f"{V1}/me/wards/").json()["results"] == []
    again = signed_in(mei.account).post(f"{V1}/me/wards/", sent)
    assert problem_of(again) == (409, "visit_a_desk")
    young = sent | {"birth_date": born(7).isoformat(), "document_number": "E77778888"}
    assert problem_of(program.post(f"{V1}/me/wards/", young)) == (422, "too_young")
    bad = program.post(f"{V1}/me/wards/", sent | {"guardian_consent": False, "name": 7})
    assert bad.status_code == 400
    assert set(bad.json()["errors"]) >= {"guardian_consent"}
