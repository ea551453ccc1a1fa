"""Names of people under 18 are masked in files, and whole in lists for admins only."""

import pytest
from django.test import Client

from hours.exports import sessions as exported
from hours.exports.sessions import Wanted
from hours.rules import approve
from tests.api.calls import V1, signed_in
from tests.factories import NOON, log_session, make_volunteer
from tests.families import born, signed_at_a_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def child_and_adult(association, zhao):
    """Both have served with the association when the child was somewhat younger."""
    child = make_volunteer("xiaohai", name="许小海", birth_date=born(16))
    adult = make_volunteer("yun", name="云大山", birth_date=born(30))
    signed_at_a_desk(child, NOON.replace(hour=1))
    sessions = [
        log_session(volunteer=one, organization=association, start="2020-03-06 09:00")
        for one in (child, adult)
    ]
    approve(sessions=sessions, by=zhao, at=NOON)


def read(account, url):
    browser = Client()
    browser.force_login(account)
    answer = browser.get(url)
    assert answer.status_code == 200
    if answer.streaming:
        return b"".join(answer.streaming_content).decode()
    return answer.content.decode()


@pytest.mark.parametrize("who", ["zhao", "hu"])
def test_files_mask_them_for_everybody(who, child_and_adult, association, request):
    account = request.getfixturevalue(who)
    url = f"/organizations/{association.pk}/members.csv?year=2020"
    text = read(account, url)

    assert "云大山" in text
    assert "许*" in text
    assert "许小海" not in text


def test_programs_get_no_more_than_files(child_and_adult, zhao, association):
    url = f"{V1}/totals/volunteers/?year=2020&organization={association.pk}"
    names = {
        one["volunteer"]["name"] for one in signed_in(zhao).get(url).json()["results"]
    }
    assert names == {"云大山", "许*"}


@pytest.mark.parametrize(("who", "whole"), [("zhao", True), ("hu", False)])
def test_lists_give_them_to_admins(who, whole, child_and_adult, association, request):
    account = request.getfixturevalue(who)
    for url in ("", "members/"):
        text = read(account, f"/organizations/{association.pk}/{url}?year=2020")
        assert "云大山" in text
        assert ("许小海" in text) is whole


def test_files_of_sessions_mask_them_too(child_and_adult, association):
    from django.db import connection

    wanted = Wanted(year=2020, organization=association.pk, names=True)
    with connection.cursor() as cursor:
        cursor.execute(exported.statement(wanted))
        names = {row[1] for row in cursor.fetchall()}
    assert names == {"云大山", "许*"}
