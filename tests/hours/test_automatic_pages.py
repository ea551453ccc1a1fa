"""An approver tries a rule on the last months, keeps it, and switches it on and off."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hours.automatic.deciding import decide_if_due
from hours.models import ApprovalRule, AutomaticDecision
from tests.factories import appoint, make_account, make_volunteer, moment
from tests.hours.at_the_desk import signed_in, text, yesterday
from tests.hours.at_the_rules import (
    LOOSE,
    an_id,
    decide,
    let_the_city,
    rule_on,
    stands,
    status,
    witnessed,
)

pytestmark = pytest.mark.django_db
ASKED = {
    "least_evidence": "witnessed",
    "most_minutes": "120",
    "most_days_outside": "",
    "member_days": "",
    "share": "5",
}


def at(organization, *more):
    return "/".join([f"/organizations/{organization.pk}/automatic", *more, ""])


def served(organization, by, **fields):
    """Two hours of yesterday, as a recorder saw them."""
    start = yesterday()
    evening = moment(start) + timedelta(hours=10)
    volunteer = fields.pop("volunteer", None) or make_volunteer()
    return witnessed(volunteer, organization, by, start=start, at=evening, **fields)


def test_an_approver_tries_a_rule_keeps_it_and_switches_it_on(
    association, zhao, qian, at_desk
):
    one = served(association, qian)
    drawn = served(association, qian, id=an_id(association, drawn=True))
    long = served(association, qian, minutes=180)
    assert at(association) in text(at_desk.get("/desk/"))
    assert "People decide everything." in text(at_desk.get(at(association)))

    tried = at_desk.post(at(association), ASKED | {"try": "1"})
    assert "1 of 3 approved" in text(tried)
    assert "1 more matches, and chance leaves it to a person" in text(tried)
    assert 'value="120"' in text(tried)  # nothing typed is lost
    assert not ApprovalRule.objects.exists()

    kept = at_desk.post(at(association), ASKED | {"keep": "1"}, follow=True)
    assert kept.redirect_chain[-1][0] == at(association, "1")
    assert "1 of 3 approved" in text(kept)
    assert stands(association) is None

    on = at_desk.post(at(association, "1", "switch-on"), follow=True)
    assert "Rule 1, switched on" in text(on)
    decide_if_due(at=timezone.now())
    assert [status(each) for each in (one, drawn, long)] == [
        "approved",
        "submitted",
        "submitted",
    ]

    listed = text(at_desk.get(at(association, "decided")))
    assert listed.count("Left to a person") == 1
    assert "on the activity" not in listed
    assert "Drawn for a look by a person" in text(at_desk.get("/desk/"))
    assert "By the organization&#x27;s rule" in text(at_desk.get("/desk/decided/"))

    off = at_desk.post(at(association, "switch-off"), follow=True)
    assert "People decide everything." in text(off)


def test_whoever_served_reads_which_rule_approved_and_what_it_saw(
    association, zhao, qian, lin, lin_here
):
    session = served(association, qian, volunteer=lin)
    rule_on(association, zhao, at=timezone.now())
    decide(association, at=timezone.now())

    page = text(lin_here.get(f"/sessions/{session.pk}/"))
    assert "Approved by the organization's rule" in page
    assert "Timed or witnessed · At most 240 minutes (4 h)" in page
    assert "Witnessed · 2.00 hours · without an activity · no member" in page
    assert zhao.volunteer.name not in page
    assert "By the organization&#x27;s rule" in page  # in its history


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"most_minutes": "241"}, "The city lets rules approve at most 240 minutes"),
        ({"share": "4"}, "The city asks that a person looks at 5 % or more."),
        ({"least_evidence": "declared"}, "only what was timed or witnessed"),
        ({"most_minutes": "two hours"}, "Enter a whole number."),
        ({"least_evidence": "entered"}, "only what was timed or witnessed"),
    ],
)
def test_what_the_city_does_not_let_is_said_beside_the_field(
    wrong, said, association, at_desk
):
    for button in ("try", "keep"):
        answer = at_desk.post(at(association), ASKED | wrong | {button: "1"})
        assert answer.status_code == 422
        assert said in text(answer)
    assert not ApprovalRule.objects.exists()


def test_self_reported_hours_are_offered_where_the_city_lets_them_be(
    association, at_desk
):
    said = "Timed, witnessed or self-reported"
    assert said not in text(at_desk.get(at(association)))
    let_the_city(declared=1)
    assert said in text(at_desk.get(at(association)))


def test_the_city_reads_it_and_stops_it_and_admins_stop_it_too(
    association, zhao, qian, stranger, wang, he, lin
):
    rule_on(association, zhao)
    staff, auditor = signed_in(wang), signed_in(he)
    runs = signed_in(appoint(make_account("boss"), "admin", association))
    for reader in (staff, auditor, runs):
        assert "Another rule" not in text(reader.get(at(association)))
        assert reader.get(at(association, "1")).status_code == 200
        assert reader.get(at(association, "decided")).status_code == 200
        assert reader.post(at(association, "1", "switch-on")).status_code == 404
        assert reader.post(at(association), ASKED).status_code == 404
    for other in (signed_in(stranger), signed_in(qian), signed_in(lin.account)):
        assert other.get(at(association)).status_code == 404
        assert other.post(at(association, "switch-off")).status_code == 404
    assert auditor.post(at(association, "switch-off")).status_code == 404
    assert stands(association).is_on

    staff.post(at(association, "switch-off"))
    assert not stands(association).is_on
    rule_on(association, zhao)
    runs.post(at(association, "switch-off"))
    assert not stands(association).is_on


def test_a_rule_at_rest_says_why(association, zhao, hu, at_desk):
    rule_on(association, hu)
    hu.appointments.update(ended_at=timezone.now())
    assert "as they approve for the organization no more" in text(
        at_desk.get(at(association))
    )

    let_the_city(approval=0)
    page = text(at_desk.get(at(association)))
    assert "the city lets nobody approve by rules at present" in page
    assert "Another rule" not in page
    refused = at_desk.post(at(association, "1", "switch-on"), follow=True)
    assert "The city lets nobody approve by rules at present." in text(refused)


def test_what_is_not_there_is_not_found(association, at_desk):
    assert at_desk.get(at(association, "7")).status_code == 404
    assert at_desk.get(at(association, "9" * 30)).status_code == 404
    assert at_desk.get(at(association, "decided") + "?before=x").status_code == 400
    assert "No rule has decided anything yet." in text(
        at_desk.get(at(association, "decided"))
    )


def test_the_list_costs_the_same_with_one_decision_and_with_thirty(
    association, zhao, qian, at_desk
):
    rule_on(association, zhao, at=timezone.now())
    address = at(association, "decided")
    for count in (1, 29):
        for _ in range(count):
            served(association, qian)
        decide(association, at=timezone.now())
        at_desk.get(address)  # what is held from request to request is held by now
        with CaptureQueriesContext(connection) as counted:
            page = at_desk.get(address)
        assert len(counted) == QUERIES
        assert page.status_code == 200
    assert AutomaticDecision.objects.count() == 30


QUERIES = 6


def test_older_decisions_are_on_the_next_page(
    association, zhao, qian, at_desk, monkeypatch
):
    monkeypatch.setattr("hours.automatic.page.ON_A_PAGE", 2)
    for _ in range(3):
        served(association, qian)
    rule_on(association, zhao, LOOSE, at=timezone.now())
    decide(association, at=timezone.now())

    first = at_desk.get(at(association, "decided"))
    older = at_desk.get(first.context["older_url"])
    assert [len(page.context["lines"]) for page in (first, older)] == [2, 1]
    assert older.context["older_url"] == ""
