"""Inviting and answering, as administrators and people do it on their pages."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from config.sms import memory
from tests.api.calls import V1, problem
from tests.api.calls import signed_in as program_of
from tests.city.test_joining_pages import MINE, NASTY, read, signed_in
from tests.factories import make_volunteer
from volunteers.models import Invitation, InvitationLink, Membership
from volunteers.rules import members


@pytest.fixture
def as_lin(lin):
    return signed_in(lin.account)


@pytest.fixture
def as_zhao(zhao):
    return signed_in(zhao)


@pytest.fixture
def there(association):
    return f"/organizations/{association.pk}/invitations/"


def said(person, **more):
    return {"act": "invite", "number": person.number, "name": person.name} | more


def test_lin_is_invited_sees_who_and_accepts(as_lin, as_zhao, lin, association, there):
    sent = as_zhao.post(there, said(lin, words="Join us"), follow=True)
    assert "Invited." in sent.content.decode()
    assert lin.name not in sent.content.decode()

    assert "invites you" in read(as_lin, "/me/")
    mine = read(as_lin, MINE)
    assert "赵*, its administrator" in mine
    assert "Join us" in mine
    invitation = Invitation.objects.get()
    as_lin.post(MINE, {"act": "accept", "one": invitation.pk})

    assert Membership.objects.current().get().volunteer == lin
    assert "invites you" not in read(as_lin, "/me/")
    assert "Accepted ·" in read(as_zhao, there)


def test_mei_declines(as_zhao, mei, there):
    as_zhao.post(there, said(mei))
    browser = signed_in(mei.account)

    done = browser.post(
        MINE, {"act": "decline", "one": Invitation.objects.get().pk}, follow=True
    )

    assert "The organization sees that, and nothing more" in done.content.decode()
    assert not Membership.objects.exists()


def test_a_stranger_cannot_answer(as_zhao, lin, mei, there):
    as_zhao.post(there, said(lin))
    act = {"act": "accept", "one": Invitation.objects.get().pk}

    assert signed_in(mei.account).post(MINE, act).status_code == 404


def test_a_wrong_name_is_said_at_the_number(as_zhao, lin, there):
    wrong = as_zhao.post(there, said(lin, name="林大港"))

    assert wrong.status_code == 422
    assert 'id="invite-number_error"' in wrong.content.decode()
    assert 'value="林大港"' in wrong.content.decode()


def test_on_paper_makes_a_member_who_reads_of_it(as_lin, as_zhao, lin, there):
    as_zhao.post(there, said(lin, agreed_on="2026-01-05"))

    assert Membership.objects.get().way == "paper"
    assert "Agreed on paper" in read(as_lin, MINE)


@pytest.mark.parametrize("day", ["2999-01-01", "0001-01-01", "yesterday", "２０２６"])
def test_a_paper_has_a_real_date(as_zhao, lin, there, day):
    assert as_zhao.post(there, said(lin, agreed_on=day)).status_code == 422
    assert not Membership.objects.exists()


def test_the_page_answers_the_same_for_every_phone(as_zhao, lin, there):
    lin.account.phone = "+8613912345678"
    lin.account.save()

    def shown(phone):
        answer = as_zhao.post(there, {"act": "phone", "phone": phone}, follow=True)
        assert answer.status_code == 200
        Invitation.objects.all().delete()
        # But for ids and tokens, new on every page.
        text = re.sub(r"[\w-]{30,}", "", answer.content.decode())
        return text.replace(phone[-4:], "")

    assert shown("13912345678") == shown("13912345679")
    assert len(memory.outbox) == 2


def test_a_village_joins_by_a_link(as_lin, as_zhao, lin, mei, there):
    as_zhao.post(there, {"act": "link", "name": "朝阳村", "most": "1"})
    link = InvitationLink.objects.get()
    way = f"/join/{link.code}/"
    assert way in read(as_zhao, there)

    nobody = Client(headers={"Accept-Language": "en"})
    assert f"/login/?next={way}" in read(nobody, way)
    assert nobody.post(way)["Location"] == f"/login/?next={way}"
    assert "Become a member" in read(as_lin, way)
    assert not Membership.objects.exists()  # looking at it is no yes

    assert "You are a member now" in as_lin.post(way, follow=True).content.decode()
    late = signed_in(mei.account)
    assert "does not hold any more" in read(late, way)
    assert late.post(way).status_code == 409


def test_a_closed_link_and_a_guessed_one(as_lin, as_zhao, there):
    as_zhao.post(there, {"act": "link", "name": "朝阳村", "most": "1"})
    link = InvitationLink.objects.get()
    as_zhao.post(there, {"act": "revoke_link", "one": link.pk})

    assert "does not hold any more" in read(as_lin, f"/join/{link.code}/")
    assert as_lin.get("/join/abcdefghjkmnpqrstuvw/").status_code == 404
    assert as_lin.get("/join/%00/").status_code == 404


def test_zhao_takes_an_invitation_back(as_lin, as_zhao, lin, stranger, there):
    as_zhao.post(there, said(lin))
    act = {"act": "revoke", "one": Invitation.objects.get().pk}

    assert signed_in(stranger).post(there, act).status_code == 404
    as_zhao.post(there, act)

    assert "invites you" not in read(as_lin, "/me/")


def test_another_ones_lines_are_not_taken_back(as_zhao, lin, beach_team, there):
    other = Invitation.objects.create(
        organization=beach_team,
        volunteer=lin,
        invited_by=lin.account,
        invited_at=timezone.now(),
        expires_at=timezone.now(),
    )
    for act in ("revoke", "revoke_link"):
        assert as_zhao.post(there, {"act": act, "one": other.pk}).status_code == 404


@pytest.mark.parametrize(
    "sent", [{}, {"act": "?"}, {"act": "revoke"}, {"act": "revoke_link", "one": "\0"}]
)
def test_what_no_page_sends_is_refused(as_zhao, there, sent):
    assert as_zhao.post(there, sent).status_code == 400


@pytest.mark.parametrize("text", [*NASTY.values(), "", "-1", "9" * 30], ids=repr)
@pytest.mark.parametrize(
    ("act", "field"),
    [("invite", "number"), ("invite", "name"), ("phone", "phone"), ("link", "most")],
)
def test_bad_input_is_said_at_the_field(as_zhao, lin, there, act, field, text):
    good = said(lin) | {"phone": "13912345678", "most": "5", "act": act}

    if (field, text) == ("most", NASTY["full_width"]):
        return  # a number as some keyboards type it

    answer = as_zhao.post(there, good | {field: text})

    assert answer.status_code == 422
    assert "_error" in answer.content.decode()


@pytest.mark.parametrize("name", NASTY.values(), ids=NASTY)
def test_a_link_is_named_in_plain_words(as_zhao, there, name):
    answer = as_zhao.post(there, {"act": "link", "name": name, "most": "5"})

    assert answer.status_code in (302, 422)
    if answer.status_code == 302:
        assert "\u202e" not in InvitationLink.objects.get().name
        assert "<script>alert" not in read(as_zhao, there)


def test_the_page_asks_as_often_for_thirty_as_for_one(
    as_zhao, zhao, association, there
):
    def invite(n):
        members.invite(
            volunteer=make_volunteer(f"v{n}"),
            organization=association,
            by=zhao,
            at=timezone.now(),
        )
        members.make_link(
            organization=association, name="班", most=3, by=zhao, at=timezone.now()
        )

    def queries():
        with CaptureQueriesContext(connection) as found:
            assert as_zhao.get(there).status_code == 200
        return len(found)

    invite(0)
    queries()
    few = queries()
    for n in range(1, 35):
        invite(n)
    assert (queries(), few) == (8, 8)


# Over the API


def test_a_program_invites_and_another_answers(zhao, lin, association):
    of = f"{V1}/organizations/{association.pk}/"
    captain, volunteer = program_of(zhao), program_of(lin.account)

    made = captain.post(
        f"{of}invitations/", {"number": lin.number, "name": lin.name, "words": "Hi"}
    )
    assert (made.status_code, made.json()["state"]) == (201, "waiting")
    (mine,) = volunteer.get(f"{V1}/me/invitations/").json()["results"]
    assert (mine["invited_by"], mine["words"]) == ("赵*", "Hi")
    accepted = volunteer.post(f"{V1}/me/invitations/{mine['id']}/accept/")

    assert accepted.json()["state"] == "member"
    assert volunteer.get(f"{V1}/me/invitations/").json()["results"] == []
    (line,) = captain.get(f"{of}members/").json()["results"]
    assert (line["number"], line["name"], line["way"]) == (
        lin.number,
        "林小港",
        "invite",
    )
    revoked = captain.post(f"{V1}/invitations/{mine['id']}/revoke/")
    assert problem(revoked) == (409, "invitation_over")
    ended = captain.post(f"{of}members/{lin.number}/end/", {"reason": "Moved"})
    assert ended.status_code == 204
    (told,) = volunteer.get(f"{V1}/me/organizations/").json()["results"]
    assert (told["ending"], told["reason"]) == ("removed", "Moved")


def test_a_program_asks_and_another_decides(zhao, lin, association):
    of = f"{V1}/organizations/{association.pk}/"
    captain, volunteer = program_of(zhao), program_of(lin.account)

    asked = volunteer.post(f"{of}join-requests/", {"words": "Saturdays"})
    assert (asked.status_code, asked.json()["state"]) == (201, "waiting")
    assert volunteer.post(f"{of}join-requests/", {}).status_code == 200
    (line,) = captain.get(f"{of}join-requests/").json()["results"]
    assert (line["name"], line["words"]) == ("林小港", "Saturdays")
    accepted = captain.post(f"{V1}/join-requests/{line['id']}/accept/")
    assert accepted.json()["state"] == "member"
    again = captain.post(f"{V1}/join-requests/{line['id']}/decline/", {"reason": "No"})
    assert problem(again) == (409, "request_decided")
    assert volunteer.delete(f"{of}members/current/").status_code == 204
    assert problem(volunteer.delete(f"{of}members/current/")) == (409, "not_a_member")


def test_a_token_for_ones_own_acts_invites_nobody(zhao, lin, association):
    of = f"{V1}/organizations/{association.pk}/"
    narrow = program_of(zhao, scopes=["read", "log"])
    sent = {"number": lin.number, "name": lin.name}

    for path in ("invitations/", "members/"):
        assert problem(narrow.post(f"{of}{path}", sent)) == (403, "scope_missing")


@pytest.mark.parametrize("text", [*NASTY.values(), "", "-1"], ids=repr)
def test_a_program_is_told_by_field_too(zhao, lin, association, text):
    of = f"{V1}/organizations/{association.pk}/"
    captain = program_of(zhao)
    for sent in (
        {"number": text, "name": lin.name},
        {"number": lin.number, "name": text},
        {"phone": text},
    ):
        answer = captain.post(f"{of}invitations/", sent)
        assert answer.status_code in (400, 422), (sent, answer.content)
    paper = {"number": lin.number, "name": lin.name, "agreed_on": text}
    assert captain.post(f"{of}members/", paper).status_code == 400
