"""What a person learns of records that were put together with their own."""

import pytest
from django.test import Client

from city.looks import looks_at
from city.models import Merge
from city.rules import merge
from hours import rules
from tests.api.calls import signed_in
from tests.city.test_own_data import archive_of, json_of, table
from tests.factories import EVENING, NOON, log_session, make_volunteer
from volunteers.models import Consent, Membership, Volunteer
from volunteers.rules import reveal

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def lin2(lin, association, qian, wang):
    """Lin once more, with an hour, a look, a consent and a membership that ended."""
    second = make_volunteer(name=lin.name)
    session = log_session(volunteer=second, organization=association, by=qian)
    rules.approve(sessions=[session], by=wang, at=NOON)
    refused = log_session(
        volunteer=second, organization=association, by=qian, start="2020-03-03 09:00"
    )
    rules.reject(sessions=[refused], by=wang, at=NOON, reason="Not there")
    reveal(volunteer=second, kinds=["phone"], reason="contact", by=wang, at=NOON)
    Consent.objects.create(
        volunteer=second, purpose="location", version="1", given_at=NOON
    )
    Membership.objects.create(
        volunteer=second,
        organization=association,
        joined_on="2019-01-01",
        left_on="2019-12-31",
    )
    return second


@pytest.fixture
def put_together(wang, lin, lin2):
    def _merge(given=lin2, kept=lin, at=EVENING, reason="One person"):
        return merge(given=given, kept=kept, choices={}, reason=reason, by=wang, at=at)

    return _merge


def read(account, url):
    browser = Client()
    browser.force_login(account)
    browser.cookies["django_language"] = "en"
    return browser.get(url).text


def test_my_data_says_what_was_put_together_with_mine(lin, lin2, put_together):
    assert "You were registered twice" not in read(lin.account, "/me/data/")
    put_together()

    for page in ("/me/data/", "/me/sessions/"):
        told = read(lin.account, page)
        assert f"the record {lin2.number} was put together with this one" in told
        assert "1 session taken over, 2.00 hours" in told
        assert "One person" in told


def test_the_archive_has_it_with_all_that_was_of_the_other_record(
    lin, lin2, put_together
):
    done = put_together()
    data = json_of(lin.account)

    (line,) = data["merges"]
    assert (line["given"], line["kept"]) == (lin2.number, lin.number)
    assert (line["sessions"], line["minutes"], line["left_out"]) == (1, 120, 0)
    assert (line["reason"], line["finished_at"]) == ("One person", line["at"])
    assert done.is_finished
    assert [(one["record"], one["status"]) for one in data["sessions"]] == [
        (lin2.number, "rejected"),
        (lin2.number, "reversed"),
        (lin.number, "approved"),
    ]
    assert [one["minutes"] for one in data["history"] if one["minutes"]] == [
        *(120, -120, 120),
    ]
    assert [one["kinds"] for one in data["reveals"]] == [["phone"]]
    assert {one["purpose"] for one in data["consents"]} == {"location"}
    assert [one["left_on"] for one in data["memberships"]] == ["2019-12-31"]
    csv = table(archive_of(lin.account, "zh-hans"), "档案合并")
    assert csv[0][:3] == ["时间", "停用的编号", "保留的编号"]
    assert csv[1][1:3] == [lin2.number, lin.number]


def test_who_looked_at_the_other_record_looked_at_me(lin, put_together):
    put_together()
    assert len(looks_at(lin)) == 1


def test_what_was_put_together_one_by_one_leads_to_the_last(lin, lin2, put_together):
    third = make_volunteer("lin3", name=lin.name)
    put_together()
    lin.refresh_from_db()
    Merge.objects.get()
    merge_again = {"given": lin, "kept": third}
    with pytest.raises(Exception):  # noqa: B017,PT011 - both sign in
        put_together(**merge_again)
    Volunteer.objects.filter(pk=third.pk).update(account=None)
    put_together(**merge_again)
    third.refresh_from_db()

    assert third.all_records == [third.pk, lin.pk, lin2.pk]
    told = [(one["given"], one["kept"]) for one in json_of(third.account)["merges"]]
    assert told == [(lin.number, third.number), (lin2.number, lin.number)]


def test_without_another_record_there_is_nothing(lin):
    assert json_of(lin.account)["merges"] == []
    assert signed_in(lin.account).get("/api/v1/me/export/").status_code == 200
