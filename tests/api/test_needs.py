"""A need from its report to its rating, as programs see it."""

import pytest

from needs.models import Need
from tests.api.calls import V1, client, problem, signed_in
from tests.codes import code_sent_to
from tests.factories import appoint, make_account
from volunteers.models import Account, Site

pytestmark = pytest.mark.django_db

PHONE = "13900139001"
BODY = {
    "category": "daily_help",
    "text": "老人想在家理个发",
    "site": "320706",
    "contact_name": "许海燕",
    "contact_phone": PHONE,
}


@pytest.fixture
def sun(db):
    site = Site.objects.create(
        code="320706", kind="center", name="海州区中心", district_id="320706"
    )
    return signed_in(appoint(make_account("sun"), "clerk", site=site))


def code():
    nobody = client()
    asked = {"phone": PHONE, "purpose": "need"}
    assert nobody.post(f"{V1}/codes/", asked).status_code == 202
    return code_sent_to(f"+86{PHONE}")


def act(caller, need, name, **body):
    return caller.post(f"{V1}/needs/{need['reference']}/{name}/", body)


def test_from_report_to_rating(sun, zhao, association):
    # Without a code nobody reports from a phone.
    nobody, captain = client(), signed_in(zhao)
    assert problem(nobody.post(f"{V1}/needs/", BODY)) == (422, "code_needed")
    answer = nobody.post(f"{V1}/needs/", BODY | {"code": code()})
    need = answer.json()
    assert (answer.status_code, need["state"]) == (201, "submitted")

    # Who keeps the site dispatches; whose it is not, finds nothing.
    assert act(captain, need, "claim").status_code == 404
    assert act(sun, need, "accept").json()["state"] == "accepted"
    asked = {"organization": f"{association.pk}"}
    assert act(sun, need, "dispatch", **asked).json()["state"] == "dispatched"
    assert problem(act(sun, need, "accept")) == (409, "wrong_moment")
    assert act(captain, need, "claim").json()["state"] == "claimed"
    assert act(captain, need, "start").json()["state"] == "in_service"
    done = [{"problem": "理发", "count": 2}, {"problem": "修灯", "solved": False}]
    assert act(captain, need, "deliver", outcomes=done).json()["state"] == "delivered"

    # Anybody follows it, and reads nothing of a person.
    told = nobody.get(f"{V1}/needs/{need['reference']}/").json()
    assert [one["count"] for one in told["outcomes"]] == [2, 1]
    assert "理个发" not in f"{told}"
    (listed,) = captain.get(f"{V1}/needs/?state=delivered").json()["results"]
    assert listed["text"] == BODY["text"]

    # She rates it by a code; the site may not in her name without one of its own.
    assert act(nobody, need, "rate", stars=5).status_code == 401
    assert act(captain, need, "rate", stars=5).status_code == 404
    told = act(sun, need, "rate", stars=5, words="手艺好").json()
    assert told["state"] == "rated"
    assert act(sun, need, "close").json()["state"] == "closed"


def test_a_clerk_reports_at_the_counter_and_whoever_asked_calls_it_off(sun):
    need = sun.post(f"{V1}/needs/", BODY | {"channel": "counter"}).json()
    assert Need.objects.get().taken_by.username == "sun"
    told = act(client(), need, "cancel", code=code()).json()
    assert told["state"] == "cancelled"
    for channel in ("counter", "phone"):
        refused = client().post(f"{V1}/needs/", BODY | {"channel": channel})
        assert problem(refused) == (403, "not_your_site")


def test_one_key_reports_once(sun):
    body, key = BODY | {"channel": "counter"}, {"HTTP_IDEMPOTENCY_KEY": "a"}
    answers = [sun.post(f"{V1}/needs/", body, **key).json() for _n in range(2)]
    assert answers[0] == answers[1]
    assert Need.objects.count() == 1


def test_a_token_that_only_logs_does_no_acts_of_an_office(sun):
    need = sun.post(f"{V1}/needs/", BODY | {"channel": "counter"}).json()
    clerk = Account.objects.get(username="sun")
    logs = signed_in(clerk, scopes=["read", "log"])
    refused = logs.post(f"{V1}/needs/", BODY | {"channel": "counter"})
    assert problem(refused) == (403, "scope_missing")
    for answer in (
        act(logs, need, "cancel", reason="她不需要了"),
        act(logs, need, "rate", stars=5),
    ):
        assert problem(answer) == (403, "scope_missing")
    # What is anybody's own act it does.
    asked = BODY | {"code": code()}
    assert logs.post(f"{V1}/needs/", asked).status_code == 201


@pytest.mark.parametrize("day", ["9999-12-31", "2020-03-06"])
def test_a_day_is_one_of_the_coming_year(day, sun, zhao, association):
    body = BODY | {"channel": "counter"}
    far = problem(sun.post(f"{V1}/needs/", body | {"wished_on": day}))
    assert far == (422, "not_in_the_coming_year")
    need = sun.post(f"{V1}/needs/", body).json()
    act(sun, need, "accept")
    act(sun, need, "dispatch", organization=f"{association.pk}")
    far = problem(act(signed_in(zhao), need, "claim", agreed_on=day))
    assert far == (422, "not_in_the_coming_year")


def test_for_whom_it_is_is_kept_where_somebody_asks_for_another(sun):
    for proxy, kept in (("", ""), ("older", "许奶奶")):
        body = {"channel": "counter", "beneficiary": "许奶奶", "proxy": proxy}
        need = sun.post(f"{V1}/needs/", BODY | body).json()
        assert Need.objects.get(reference=need["reference"]).beneficiary == kept
