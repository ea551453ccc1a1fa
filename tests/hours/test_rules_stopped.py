"""The city stops all rules at once, says why, and lets them go on."""

import pytest
from django.db import transaction

from hours.automatic.deciding import decide_if_due
from hours.automatic.errors import NotYourRules
from hours.automatic.stopping import let_go_on, stop_all
from hours.errors import ReasonNeeded
from hours.models import RuleStop, RuleSwitch
from notices.models import Notice
from tests.behind_the_back import refused_by
from tests.factories import EVENING, NOON, make_organization
from tests.hours.at_the_desk import signed_in, text
from tests.hours.at_the_rules import decide, rule_on, status, witnessed
from tests.notices.test_telling import told
from tests.racing import in_background

pytestmark = pytest.mark.django_db

CITY = "/city/automatic/"
WHY = "Rosters were forged in three districts"


def stop(by, at=NOON, words=WHY):
    return stop_all(words=words, by=by, at=at)


def go_on(by, at=EVENING, words="All were looked at"):
    return let_go_on(words=words, by=by, at=at)


def test_nothing_is_approved_from_the_moment_on_until_it_ends(
    association, zhao, wang, seen
):
    rule_on(association, zhao)
    stop(wang)
    decide_if_due(at=NOON)
    assert decide(association) == 0
    assert status(seen) == "submitted"
    # It stays on: nobody has to remember which rules were.
    assert RuleSwitch.objects.latest_of(association).is_on

    go_on(wang)
    decide_if_due(at=EVENING)
    assert status(seen) == "approved"


def test_again_is_the_same_and_each_is_kept(wang, zhao):
    assert go_on(wang) is None  # none was stopped
    first = stop(wang)
    assert stop(wang, words="Again") == first
    ended = go_on(wang)
    assert go_on(wang) == ended
    assert stop(wang, at=EVENING).pk > first.pk
    assert list(RuleStop.objects.values_list("stops", flat=True).order_by("pk")) == [
        True,
        False,
        True,
    ]


def test_only_staff_stop_them_and_say_why(wang, zhao, he, lin):
    for one in (zhao, he, lin.account):
        for act in (stop, go_on):
            with pytest.raises(NotYourRules):
                act(one)
    for act in (stop, go_on):
        with pytest.raises(ReasonNeeded):
            act(wang, words=" ")
    assert not RuleStop.objects.exists()


def test_a_stop_is_never_changed(wang):
    stop(wang)
    with refused_by("rule_stop_is_never_changed"):
        RuleStop.objects.update(words="Nothing")
    with refused_by("rule_stop_is_never_changed"):
        RuleStop.objects.all().delete()


def test_who_decides_by_a_rule_hears_of_it_once(association, zhao, hu, wang, qian):
    second = make_organization("港城救援队")
    rule_on(association, zhao)
    for _time in range(2):
        stop(wang)
    assert told(zhao) == [("rules_stopped", association.pk)]
    assert told(hu) == told(qian) == []
    page = text(signed_in(zhao).get("/notices/"))
    assert "The city has stopped all approval by rules" in page
    assert association.label in page
    newest = Notice.objects.of(zhao).get()
    leads = signed_in(zhao).post(f"/notices/{newest.pk}/open/")
    assert leads.url == f"/organizations/{association.pk}/automatic/"

    go_on(wang)
    assert [one for one, _subject in told(zhao)] == ["rules_stopped", "rules_go_on"]
    zhao.appointments.update(ended_at=EVENING)
    assert association.label not in text(signed_in(zhao).get("/notices/"))
    assert not Notice.objects.filter(subject=second.pk).exists()


def test_staff_stop_on_their_page_and_organizations_read_why(
    association, zhao, wang, he, at_desk
):
    rule_on(association, zhao)
    staff = signed_in(wang)
    assert CITY in text(staff.get("/city/policies/"))
    assert CITY in text(staff.get("/city/integrity/"))
    page = text(staff.get(CITY))
    assert "Never stopped so far." in page
    assert "1 organization has a rule on" in page

    empty = staff.post(CITY, {"words": " ", "stop": "1"})
    assert empty.status_code == 422
    assert not RuleStop.objects.exists()
    stopped = staff.post(CITY, {"words": WHY, "stop": "1"}, follow=True)
    assert "No rule approves anything from now on." in text(stopped)
    assert WHY in text(stopped)

    rules = text(at_desk.get(f"/organizations/{association.pk}/automatic/"))
    assert "The city has stopped all rules" in rules
    assert WHY in rules
    assert "It approves nothing until the city lets rules go on." in rules
    assert wang.display_name not in rules

    reads = signed_in(he)
    assert WHY in text(reads.get(CITY))
    assert "Let rules go on" not in text(reads.get(CITY))
    assert reads.post(CITY, {"words": "x", "go_on": "1"}).status_code == 404
    assert at_desk.get(CITY).status_code == 404

    again = staff.post(CITY, {"words": "Looked at", "go_on": "1"}, follow=True)
    assert "Rules that are on decide again." in text(again)
    assert "has stopped all rules" not in text(
        at_desk.get(f"/organizations/{association.pk}/automatic/")
    )


@pytest.mark.django_db(transaction=True)
def test_a_stop_waits_for_the_step_at_work_and_then_holds(
    association, zhao, wang, seen, qian, mei
):
    rule_on(association, zhao)
    with transaction.atomic():
        assert decide(association) == 1
        stopping = in_background(lambda: stop(wang))
        assert stopping.waits()  # for the step at work
    stopping.result()
    later = witnessed(mei, association, qian)
    assert decide(association) == 0
    assert (status(seen), status(later)) == ("approved", "submitted")


@pytest.mark.django_db(transaction=True)
def test_a_step_waits_for_the_stop_that_is_being_made(association, zhao, wang, seen):
    rule_on(association, zhao)
    with transaction.atomic():
        stop(wang)
        deciding = in_background(lambda: decide(association))
        assert deciding.waits()
    assert deciding.result() == 0
    assert status(seen) == "submitted"
