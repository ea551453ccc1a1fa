"""What is objected to, corrected, drawn or asked is told, in the act's transaction."""

import re
from datetime import date

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import timezone

from config.errors import RuleBroken
from config.jobs import advance
from hours import rules
from hours.integrity import audits, cases
from hours.models import FindingState, Reply
from notices.models import Notice, Wanted
from notices.rules import choose, make_due
from notices.sending.deliver import deliver_due
from tests.city.test_integrity_pages import ask, found
from tests.factories import (
    EVENING,
    NOON,
    appoint,
    log_session,
    make_account,
    make_organization,
    make_volunteer,
    moment,
)
from tests.families import days_ago, register_child
from tests.notices.test_telling import told

pytestmark = pytest.mark.django_db

RIGHT = rules.Times(
    started_at=moment("2020-03-05 09:00"), ended_at=moment("2020-03-05 11:30")
)


@pytest.fixture
def counted(lin, association, beach_cleaning, zhao):
    """Lin's two hours from nine, approved by Captain Zhao."""
    session = log_session(
        volunteer=lin, organization=association, activity=beach_cleaning
    )
    rules.approve(sessions=[session], by=zhao, at=NOON)
    return session


def counted_of_a_child(guardian, organization, *, by, at):
    """Two hours of yesterday of a child for whom the guardian acts, approved."""
    session = log_session(
        volunteer=register_child(guardian, at=days_ago(9)),
        organization=organization,
        start=f"{days_ago(1):%Y-%m-%d} 09:00",
        by=guardian,
        at=days_ago(1, hour=20),
    )
    rules.approve(sessions=[session], by=by, at=at)
    return session


def object_to(session, by, **more):
    raised, _is_new = rules.object_to(
        session=session, words="Until half past eleven", by=by, at=EVENING, **more
    )
    return raised


def settle(objection, by, **more):
    said = {"upheld": True, "words": "So it says on the roster"} | more
    return rules.settle_objection(objection=objection, by=by, at=EVENING, **said)


def page_of(account, language="en"):
    client = Client()
    client.force_login(account)
    client.cookies["django_language"] = language
    words = re.sub(r"<[^>]+>", " ", client.get("/notices/").content.decode())
    return re.sub(r"\s+", " ", words)


def open_newest(account):
    """Where the newest notice leads."""
    client = Client()
    client.force_login(account)
    newest = Notice.objects.of(account).newest_first()[0]
    address = client.post(f"/notices/{newest.pk}/open/")["Location"]
    assert client.get(address).status_code == 200
    return address


# Objections


def test_lin_asks_for_a_correction_and_hears_what_came_of_it(counted, lin, zhao, hu):
    raised = object_to(counted, lin.account, times=RIGHT)

    assert told(zhao) == told(hu) == [("objection_raised", raised.pk)]
    assert "A correction is asked for: “Liandao beach clean-up”, 5 Mar" in page_of(hu)
    assert open_newest(hu) == f"/objections/{raised.pk}/"

    settle(raised, hu, times=RIGHT)

    assert told(lin.account) == [("objection_answered", raised.pk)]
    page = page_of(lin.account)
    assert "What you said was answered: “Liandao" in page
    assert "now: Found right" in page
    assert open_newest(lin.account) == f"/objections/{raised.pk}/"


@pytest.mark.parametrize(
    ("times", "event"), [(RIGHT, "hours_corrected"), (None, "hours_reversed")]
)
def test_what_somebody_else_said_is_told_to_lin_as_what_it_came_to(
    counted, lin, zhao, hu, times, event
):
    raised = object_to(counted, zhao)
    settle(raised, hu, times=times)

    assert [one for one, _subject in told(lin.account)] == [event]
    assert told(zhao) == [("objection_answered", raised.pk)]


def test_lin_s_own_word_that_hours_go_is_answered_once(counted, lin, hu):
    raised = object_to(counted, lin.account)
    settle(raised, hu)

    assert told(lin.account) == [("objection_answered", raised.pk)]


def test_a_guardian_who_asked_is_told_once(lin, zhao, hu, association):
    now = timezone.now()
    session = counted_of_a_child(lin.account, association, by=zhao, at=now)
    raised, _is_new = rules.object_to(
        session=session, words="We were not there", by=lin.account, at=now
    )
    rules.settle_objection(
        objection=raised, upheld=True, words="So it is", by=hu, at=now
    )

    assert told(lin.account) == [("objection_answered", raised.pk)]


def test_a_retried_act_tells_once(counted, lin, hu):
    for _time in range(2):
        raised = object_to(counted, lin.account)
    for _time in range(2):
        settle(raised, hu, upheld=False, words="The roster says eleven")

    assert told(hu) == [("objection_raised", raised.pk)]
    assert told(lin.account) == [("objection_answered", raised.pk)]


def test_a_refused_act_tells_nobody(counted, lin, zhao, hu):
    waiting = log_session(
        volunteer=lin, organization=counted.organization, start="2020-03-04 09:00"
    )
    raised = object_to(counted, zhao)
    before = Notice.objects.count()
    for act in (
        lambda: object_to(waiting, lin.account),  # it does not count yet
        lambda: settle(raised, zhao),  # nobody answers what they said themselves
        lambda: settle(raised, hu, times=RIGHT, words=" "),
    ):
        with transaction.atomic(), pytest.raises(RuleBroken):
            act()

    assert Notice.objects.count() == before


def test_a_report_is_told_to_those_who_answer_it(counted, wang, zhao, hu, lin):
    # The city reports; Zhao, who decided it, does not answer that; Lin hears nothing.
    raised = object_to(counted, wang)

    assert told(hu) == [("objection_raised", raised.pk)]
    assert told(zhao) == told(lin.account) == told(wang) == []
    page = page_of(hu)
    assert "Somebody says that this is not right: “Liandao" in page
    assert "王" not in page


def test_what_is_about_the_decision_is_told_to_the_city(counted, lin, zhao, hu, wang):
    raised = object_to(counted, lin.account, about_decision=True)

    assert told(wang) == [("objection_raised", raised.pk)]
    assert told(zhao) == told(hu) == []


def test_where_nobody_else_is_left_the_city_hears(counted, zhao, wang):
    raised = object_to(counted, zhao)

    assert told(zhao) == []
    assert told(wang) == [("objection_raised", raised.pk)]


def test_what_goes_further_up_is_told_there(lin, association, zhao, wang):
    above = make_organization("连云港市志愿者总会")
    association.parent = above
    association.save()
    xu = appoint(make_volunteer("xu", name="徐总会").account, "approver", above)
    long = log_session(volunteer=lin, organization=association, minutes=500)
    rules.approve(sessions=[long], by=xu, at=NOON)

    raised = object_to(long, lin.account)

    assert told(xu) == [("objection_raised", raised.pk)]
    assert told(zhao) == told(wang) == []


def test_zhao_s_own_hours_are_not_told_to_zhao(association, zhao, hu, wang):
    own = log_session(volunteer=zhao.volunteer, organization=association)
    rules.approve(sessions=[own], by=wang, at=NOON)

    raised = object_to(own, zhao)

    assert told(zhao) == []
    assert told(wang) == [("objection_raised", raised.pk)]  # a leader's hours go up


def test_who_wants_that_is_asked_at_once(counted, lin, hu):
    hu.email, hu.language = "hu@example.org", "en"
    hu.save()
    choose(account=hu, email=Wanted.AT_ONCE, sms=Wanted.NEVER, at=NOON)
    object_to(counted, lin.account)
    deliver_due(at=EVENING)

    (sent,) = mail.outbox
    assert "A correction is asked for: “Liandao" in sent.body
    assert "林" not in sent.body


# Corrections


def test_lin_is_told_of_a_correction_once(counted, lin, zhao):
    for _time in range(2):
        new = rules.correct(
            session=counted, times=RIGHT, by=zhao, at=EVENING, reason="The roster"
        )

    assert told(lin.account) == [("hours_corrected", new.pk)]
    assert open_newest(lin.account) == f"/sessions/{new.pk}/"


# Audits


def draw(by, at=EVENING):
    march = {"since": date(2020, 3, 1), "until": date(2020, 3, 31)}
    audit = audits.draw(**march, size=9, by=by, at=at)
    advance(audit.job.pk)
    return audit


def test_whoever_was_drawn_is_asked_once_for_all_of_it(
    counted, lin, mei, zhao, association, wang
):
    other = log_session(
        volunteer=lin, organization=association, start="2020-03-04 09:00"
    )
    rules.approve(sessions=[other], by=zhao, at=NOON)
    audit = draw(wang)

    assert told(lin.account) == [("hours_drawn", audit.pk)]
    assert told(mei.account) == []
    page = page_of(lin.account)
    assert "the city asks whether 2 sessions of yours are right" in page
    assert "now: Not answered yet" in page
    assert open_newest(lin.account) == "/me/checks/"

    for one in audit.sessions.all():
        audits.reply(
            drawn=one, said=Reply.CONFIRMED, words="", by=lin.account, at=EVENING
        )
    assert "now: Answered" in page_of(lin.account)


def test_a_child_s_guardian_is_asked(lin, zhao, association, wang):
    now = timezone.now()
    session = counted_of_a_child(lin.account, association, by=zhao, at=now)
    audit = audits.draw(
        since=session.service_date, until=session.service_date, size=1, by=wang, at=now
    )
    advance(audit.job.pk)

    assert told(lin.account) == [("hours_drawn", audit.pk)]
    assert "whether 1 session of yours is right" in page_of(lin.account)


def test_the_day_s_message_counts_what_is_asked(counted, lin, wang):
    lin.account.email, lin.account.language = "lin@example.org", "en"
    lin.account.save()
    draw(wang)
    morning = moment("2020-03-07 08:00")
    make_due(at=morning)
    deliver_due(at=morning)

    (sent,) = mail.outbox
    assert sent.subject == "Harbor Hours: A question waits for you"
    assert "- Drawn by chance: the city asks" in sent.body


# Questions of the city


def test_the_heads_are_asked_and_hear_what_came_of_it(
    association, zhao, hu, wang, client
):
    case = found(association)
    for _time in range(2):
        ask(case, wang)

    assert told(zhao) == [("case_asked", case.pk)]
    assert told(hu) == []  # approves, and does not run it
    page = page_of(zhao)
    assert "The city asks your organization: “Organizations that mostly" in page
    assert "now: Asked" in page
    questions = f"/organizations/{association.pk}/questions/"
    assert open_newest(zhao) == questions

    for _time in range(2):
        cases.answer(finding=case, words="On paper.", by=zhao, at=EVENING)
    assert told(wang) == [("case_replied", case.pk)]
    assert open_newest(wang) == f"/city/integrity/{case.pk}/"

    cases.decide(
        finding=case,
        new=FindingState.EXPLAINED,
        words="The rosters were shown.",
        by=wang,
        at=EVENING,
    )
    assert told(zhao)[1:] == [("case_closed", case.pk)]
    client.force_login(zhao)
    assert "The rosters were shown." in client.get(questions).content.decode()


def test_without_a_head_those_who_approve_are_asked(association, hu, wang):
    case = ask(found(association), wang)

    assert told(hu) == [("case_asked", case.pk)]


def test_what_was_never_asked_is_told_to_nobody(association, zhao, wang):
    cases.decide(
        finding=found(association),
        new=FindingState.EXPLAINED,
        words="A camp.",
        by=wang,
        at=NOON,
    )

    assert told(zhao) == []


def test_who_left_reads_nothing_of_a_case(association, zhao, wang):
    ask(found(association), wang)
    zhao.appointments.update(ended_at=EVENING)
    zhao.appointments_today = None

    page = page_of(zhao)
    assert "Something that is not there for you any more" in page
    assert "mostly enter" not in page


# What one may be told of


@pytest.mark.parametrize(
    ("language", "own", "of_office"),
    [
        ("en", "Hours that were corrected", "Questions of the city to your"),
        ("zh-hans", "更正过的时长", "市级部门向您的组织提出的询问"),
    ],
)
def test_the_choices_say_what_one_is_told_of(
    client, lin, zhao, language, own, of_office
):
    client.cookies["django_language"] = language
    for account, in_office in ((lin.account, False), (zhao, True)):
        client.force_login(account)
        page = client.get("/me/notices/").content.decode()
        assert own in page
        assert (of_office in page) == in_office


def test_an_account_without_a_part_is_told_nothing_of_offices(client):
    client.force_login(make_account("visitor"))
    client.cookies["django_language"] = "en"
    assert "What waits at your desk" not in client.get("/me/notices/").content.decode()
