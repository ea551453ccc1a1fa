"""The list of papers: kept by the city's staff, read by the city."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.hours.at_the_desk import signed_in, text
from volunteers.models import CredentialKind

pytestmark = pytest.mark.django_db

KINDS = "/city/credential-kinds/"
NURSE = f"{KINDS}nurse/"
SAID = {"code": "diver", "name": "潜水证", "name_en": "Diver's licence", "place": "200"}


@pytest.fixture
def staff(wang):
    return signed_in(wang)


def offered(client):
    """What somebody may state, by code."""
    form = client.get("/me/credentials/").context["form"]
    return [one.pk for one in form.fields["kind"].queryset]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Kinds of papers"), ("zh-hans", "证书种类")],
)
def test_staff_add_one_that_people_then_state(wang, lin, language, words):
    client = signed_in(wang, language)
    assert KINDS in client.get("/city/").content.decode()
    page = text(client.get(KINDS))
    assert words in page
    assert "护士执业证书" in page
    assert "diver" not in offered(signed_in(lin.account))

    page = text(client.post(KINDS, SAID, follow=True))
    assert "Diver's licence" in page.replace("&#x27;", "'")
    assert "diver" in offered(signed_in(lin.account))
    assert text(client.get("/city/changes/")).count("潜水证") >= 1


def test_it_is_called_otherwise_retired_and_offered_again(staff, lin):
    said = {"name": "护士证", "name_en": "Nurse", "place": "5"}
    staff.post(NURSE, said)
    one = CredentialKind.objects.get(pk="nurse")
    assert (one.name, one.place, one.retired_on) == ("护士证", 5, timezone.localdate())
    assert "nurse" not in offered(signed_in(lin.account))
    assert "Retired on" in text(staff.get(NURSE))

    CredentialKind.objects.update(retired_on=one.retired_on - timedelta(days=9))
    staff.post(NURSE, said)
    one.refresh_from_db()
    assert one.retired_on == timezone.localdate() - timedelta(days=9)
    staff.post(NURSE, said | {"is_offered": "on"})
    assert "nurse" in offered(signed_in(lin.account))


@pytest.mark.parametrize(
    ("wrong", "status", "why"),
    [
        ({"code": "nurse"}, 409, "There is or was a kind of paper with this code."),
        ({"code": "Diver!"}, 422, "Please use small letters"),
        ({"name": ""}, 422, "Please complete this."),
        ({"place": "0"}, 422, "greater than or equal to 1"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(staff, wrong, status, why):
    before = CredentialKind.objects.count()
    answer = staff.post(KINDS, SAID | wrong)
    assert answer.status_code == status
    page = text(answer)
    assert why in page
    assert "licence" in page
    assert CredentialKind.objects.count() == before


def test_others_only_read_or_find_no_such_page(he, zhao, lin):
    for account, reads in ((he, 200), (zhao, 404), (lin.account, 404)):
        client = signed_in(account)
        for page in (KINDS, NURSE):
            answer = client.get(page)
            assert answer.status_code == reads
            assert "Save</button>" not in text(answer)
            assert "Add the kind" not in text(answer)
            assert client.post(page, SAID).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_asks_as_often_for_many_as_for_one(
    staff, count, django_assert_num_queries
):
    CredentialKind.objects.all().delete()
    for n in range(count):
        CredentialKind.objects.create(code=f"kind{n}", name=f"证书{n}", place=n)
    staff.get(KINDS)
    with django_assert_num_queries(5):
        staff.get(KINDS)
