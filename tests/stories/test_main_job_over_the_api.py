"""The main job, by programs: Lin logs, Zhao approves, the city's total moves."""

from django.utils import timezone

from hours.reconcile import reconcile
from tests.api.calls import V1, claim, client, days_ago, problem
from tests.second_factors import app_shows, set_up_app

PASSWORD = "harbour-at-dawn"


def signed_in_with_password(account):
    """A client that asked for its token as any program would."""
    account.set_password(PASSWORD)
    account.save()
    caller = client()
    said = {"login": account.username, "password": PASSWORD}
    if account.needs_second_factor:
        said["otp"] = app_shows(set_up_app(account))
    answer = caller.post(f"{V1}/tokens/", said)
    assert answer.status_code == 201
    caller.credentials(HTTP_AUTHORIZATION=f"Token {answer.json()['token']}")
    return caller


def minutes(caller, path):
    """The minutes that a total says of the year of yesterday."""
    answer = caller.get(f"{V1}/{path}", {"year": days_ago(1)[:4]}).json()
    return answer["minutes"] if "minutes" in answer else _sum(answer["results"])


def _sum(lines):
    return sum(line["minutes"] for line in lines)


def test_two_hours_travel_from_the_phone_to_the_city_and_back(
    lin, association, beach_cleaning, zhao, wang
):
    as_lin = signed_in_with_password(lin.account)
    as_zhao = signed_in_with_password(zhao)
    as_wang = signed_in_with_password(wang)

    def totals():
        return (
            minutes(as_lin, "me/totals/"),
            minutes(as_zhao, "totals/organizations/"),
            minutes(as_zhao, "totals/volunteers/"),
            minutes(as_wang, "totals/city/"),
        )

    # Lin logs two hours of yesterday: nothing counts yet.
    logged = as_lin.post(
        f"{V1}/sessions/", claim(association, activity=str(beach_cleaning.pk))
    )
    assert logged.status_code == 201
    session = logged.json()
    assert (session["status"], session["minutes"]) == ("submitted", 120)
    assert session["evidence"] == "declared"
    assert session["expected_decision_on"] > str(timezone.localdate())
    assert totals() == (0, 0, 0, 0)

    # The same time once more is told with what it overlaps.
    again = as_lin.post(f"{V1}/sessions/", claim(association))
    assert problem(again) == (409, "overlaps")
    assert "Liandao beach clean-up" in again.json()["detail"]

    # Captain Zhao approves what waits, and all totals grow by exactly 120 minutes.
    decision = {"filter": {"organization": str(association.pk), "expect": 1}}
    approved = as_zhao.post(f"{V1}/decisions/", decision | {"decision": "approve"})
    assert approved.json() == {
        "decided": 1,
        "minutes": 120,
        "refused": [],
        "refused_by_code": {},
    }
    assert totals() == (120, 120, 120, 120)

    # It is reversed: totals are as before, and the history keeps both lines.
    reversal = {"decision": "reverse", "sessions": [session["id"]], "reason": "Closed"}
    assert as_zhao.post(f"{V1}/decisions/", reversal).json()["decided"] == 1
    assert totals() == (0, 0, 0, 0)
    history = as_lin.get(f"{V1}/sessions/{session['id']}/").json()["history"]
    assert [step["minutes"] for step in history if step["minutes"]] == [120, -120]
    assert reconcile() == []
