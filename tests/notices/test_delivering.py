"""Messages by mail and SMS: once a day, at once for questions, never twice."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from config import upkeep
from config.sms import memory
from hours import rules
from notices.models import Attempt, Delivery, Digest, Notice, Wanted
from notices.rules import choose, make_due, read
from notices.sending.deliver import LATER, MOST_ATTEMPTS, deliver_due
from policies import retention
from tests.factories import (
    NOON,
    appoint,
    log_session,
    make_account,
    make_volunteer,
    moment,
)
from tests.families import days_ago, register_child

pytestmark = pytest.mark.django_db

GATEWAYS = "tests.notices.gateways"
MORNING = moment("2020-03-07 08:00")
MAIL, SMS = Delivery.Channel.EMAIL, Delivery.Channel.SMS


@pytest.fixture
def lin(lin):
    """Lin has an address and a phone, and reads English."""
    lin.account.email = "lin@example.org"
    lin.account.phone = "+8613912345678"
    lin.account.language = "en"
    lin.account.save()
    return lin


@pytest.fixture
def session(lin, association, beach_cleaning):
    return log_session(volunteer=lin, organization=association, activity=beach_cleaning)


@pytest.fixture
def asked(session, zhao):
    rules.query(sessions=[session], by=zhao, reason="Until when?", at=NOON)
    return Notice.objects.get(event="hours_queried")


def wants(account, email=Wanted.DAILY, sms=Wanted.NEVER):
    choose(account=account, email=email, sms=sms, at=NOON)


def day_by_day(at=MORNING):
    """What ``run_due`` does at a moment."""
    made = make_due(at=at)
    deliver_due(at=at)
    return made


def states():
    return list(Delivery.objects.order_by("pk").values_list("channel", "state"))


# Once a day


def test_what_is_unread_comes_once_in_the_morning(lin, asked, settings):
    settings.SITE_URL = "https://hours.example.cn/"
    for _time in range(2):
        day_by_day()

    (sent,) = mail.outbox
    assert sent.to == ["lin@example.org"]
    assert sent.subject == "Harbor Hours: A question waits for you"
    assert "has a question: “Liandao beach clean-up”, 5 Mar" in sent.body
    assert "https://hours.example.cn/notices/" in sent.body
    assert "https://hours.example.cn/me/notices/" in sent.body
    assert memory.outbox == []
    assert states() == [(MAIL, "sent")]


def test_it_is_in_the_reader_s_language(lin, asked):
    lin.account.language = ""
    lin.account.save()
    day_by_day()

    assert "连岛海岸净滩" in mail.outbox[0].body
    assert "question" not in mail.outbox[0].subject


def test_nothing_comes_before_eight(lin, asked):
    assert day_by_day(MORNING - timedelta(minutes=1)) is None
    assert mail.outbox == []


def test_what_was_read_needs_no_message(lin, asked):
    make_due(at=MORNING)
    read(notice=asked, at=MORNING)
    deliver_due(at=MORNING)

    assert mail.outbox == []
    assert states() == [(MAIL, "needless")]


def test_questions_come_first_and_names_never(lin, zhao, association, asked):
    other = log_session(
        volunteer=lin, organization=association, start="2020-03-04 09:00"
    )
    rules.reject(sessions=[other], by=zhao, reason="Not there", at=NOON)
    day_by_day()

    lines = [one for one in mail.outbox[0].body.splitlines() if one.startswith("- ")]
    assert "has a question" in lines[0]
    assert "did not accept" in lines[1]
    assert "林" not in mail.outbox[0].body
    assert "赵" not in mail.outbox[0].body


def test_what_was_counted_is_told_in_one_sentence(lin, hu, association):
    now = timezone.now()
    sessions = [
        log_session(
            volunteer=lin, organization=association, start=f"2020-03-0{n} 09:00"
        )
        for n in range(1, 4)
    ]
    rules.approve(sessions=sessions, by=hu, at=now)
    rules.undo(sessions=sessions[:1], by=hu, at=now)
    make_due(at=_next_morning(now))
    deliver_due(at=_next_morning(now))

    counted = Notice.objects.get(event="hours_counted")
    assert counted.recipient_id == lin.account.pk
    assert counted.data == {"sessions": 2, "minutes": 240}
    assert "- 4.00 hours were counted: 2 sessions" in mail.outbox[0].body


def _next_morning(now):
    """Eight o'clock, once what is done now is settled: today's if it is night."""
    settled = timezone.localtime(now) + timedelta(minutes=5)
    morning = settled.replace(hour=8, minute=0, second=0, microsecond=0)
    return morning if morning > settled else morning + timedelta(days=1)


def test_a_child_s_guardian_is_told_what_was_counted(lin, hu, association):
    child = register_child(lin.account, at=days_ago(9))
    yesterday = days_ago(1)
    session = log_session(
        volunteer=child,
        organization=association,
        start=f"{yesterday:%Y-%m-%d} 09:00",
        by=lin.account,
        at=days_ago(1, hour=20),
    )
    now = timezone.now()
    rules.approve(sessions=[session], by=hu, at=now)
    day_by_day(_next_morning(now))

    assert "- Of your children: 2.00 hours were counted" in mail.outbox[0].body


def test_what_was_counted_is_told_once(lin, hu, association):
    now = timezone.now()
    session = log_session(volunteer=lin, organization=association)
    rules.approve(sessions=[session], by=hu, at=now)
    for day in range(3):
        day_by_day(_next_morning(now) + timedelta(days=day))

    assert Notice.objects.filter(event="hours_counted").count() == 1
    assert len(mail.outbox) == 1


def test_approvers_are_told_what_waits_and_yesterday_s_figure_goes(
    zhao, session, association
):
    zhao.email = "zhao@example.org"
    zhao.language = "en"
    zhao.save()
    for day in range(2):
        day_by_day(MORNING + timedelta(days=day))

    waits = Notice.objects.get(event="desk_waiting", recipient=zhao)
    assert waits.data["count"] == 1
    assert waits.at == MORNING + timedelta(days=1) - timedelta(minutes=5)
    assert "- 1 session waits at your desk" in mail.outbox[0].body

    rules.approve(sessions=[session], by=zhao, at=NOON)
    make_due(at=MORNING + timedelta(days=2))
    assert not Notice.objects.filter(event="desk_waiting").exists()


def test_missed_days_are_made_up_for(lin, asked):
    day_by_day(MORNING - timedelta(days=4))
    day_by_day(MORNING + timedelta(days=1))  # nothing ran meanwhile

    assert len(mail.outbox) == 1
    first, second = Digest.objects.order_by("day")
    assert second.since == first.until


def test_whoever_has_no_address_or_left_gets_none(zhao, session, lin, asked):
    lin.account.is_active = False
    lin.account.save()
    day_by_day()

    assert mail.outbox == []
    assert states() == []


# By choice


def test_lin_turns_everything_off(lin, asked):
    wants(lin.account, email=Wanted.NEVER)
    day_by_day()

    assert states() == []


def test_questions_at_once_are_not_told_again(lin, zhao, session):
    wants(lin.account, email=Wanted.AT_ONCE, sms=Wanted.AT_ONCE)
    rules.query(sessions=[session], by=zhao, reason="Until when?", at=NOON)
    deliver_due(at=NOON)

    assert "Liandao beach clean-up" in mail.outbox[0].body
    assert memory.outbox[0].to == "+8613912345678"
    assert "has a question: “Liandao" in memory.outbox[0].text

    day_by_day()
    assert len(mail.outbox) == len(memory.outbox) == 1
    assert (MAIL, "needless") in states()


def test_only_questions_come_at_once(lin, zhao, session):
    wants(lin.account, email=Wanted.AT_ONCE)
    rules.reject(sessions=[session], by=zhao, reason="Not there", at=NOON)
    deliver_due(at=NOON)
    assert mail.outbox == []

    day_by_day()
    assert len(mail.outbox) == 1


def test_an_act_that_is_taken_back_sends_nothing(lin, zhao, session):
    wants(lin.account, email=Wanted.AT_ONCE)
    with transaction.atomic():
        rules.query(sessions=[session], by=zhao, reason="Until when?", at=NOON)
        assert Delivery.objects.exists()
        transaction.set_rollback(True)

    assert not Delivery.objects.exists()


# At most once for each attempt


@pytest.mark.parametrize(
    ("server", "why"), [("Away", "ConnectionRefusedError"), ("Busy", "reply 451")]
)
def test_what_was_surely_not_taken_is_tried_again(lin, asked, settings, server, why):
    settings.EMAIL_BACKEND = f"{GATEWAYS}.{server}"
    day_by_day()
    assert Attempt.objects.get().outcome == "refused"
    assert Attempt.objects.get().why == why
    assert states() == [(MAIL, "due")]

    settings.EMAIL_BACKEND = f"{GATEWAYS}.Taking"
    deliver_due(at=MORNING + LATER - timedelta(seconds=1))
    assert mail.outbox == []
    deliver_due(at=MORNING + LATER)

    assert len(mail.outbox) == 1
    outcomes = Attempt.objects.order_by("pk").values_list("outcome", flat=True)
    assert list(outcomes) == ["refused", "taken"]


def test_it_is_not_tried_for_ever(lin, asked, settings):
    settings.EMAIL_BACKEND = f"{GATEWAYS}.Busy"
    make_due(at=MORNING)
    for hours in range(0, 100, 10):
        deliver_due(at=MORNING + timedelta(hours=hours))

    assert Attempt.objects.count() == MOST_ATTEMPTS
    assert states() == [(MAIL, "refused")]


def test_a_no_for_good_is_not_tried_again(lin, asked, settings):
    settings.EMAIL_BACKEND = f"{GATEWAYS}.Unwilling"
    day_by_day()

    assert states() == [(MAIL, "refused")]


@pytest.mark.parametrize("server", ["HangsUp", "Killed"])
def test_what_may_have_arrived_is_never_sent_again(lin, asked, settings, server):
    settings.EMAIL_BACKEND = f"{GATEWAYS}.{server}"
    make_due(at=MORNING)
    if server == "Killed":
        with pytest.raises(SystemExit):
            deliver_due(at=MORNING)
    else:
        deliver_due(at=MORNING)

    settings.EMAIL_BACKEND = f"{GATEWAYS}.Taking"
    for hours in range(0, 100, 10):
        deliver_due(at=MORNING + timedelta(hours=hours))

    assert len(mail.outbox) == 1
    assert Attempt.objects.get().outcome == "unknown"
    assert states() == [(MAIL, "trying")]


@pytest.mark.parametrize(
    ("backend", "outcome", "messages"),
    [("refuses", "refused", 0), ("says_nothing", "unknown", 1)],
)
def test_the_same_holds_for_phones(lin, asked, settings, backend, outcome, messages):
    wants(lin.account, email=Wanted.NEVER, sms=Wanted.DAILY)
    settings.SMS_BACKEND = f"{GATEWAYS}.{backend}"
    day_by_day()
    assert Attempt.objects.get().outcome == outcome

    settings.SMS_BACKEND = "memory"
    deliver_due(at=MORNING + LATER)
    assert len(memory.outbox) == 1
    assert len(memory.outbox[:messages]) == messages


def test_a_server_that_is_away_is_asked_once_a_turn(zhao, association, settings):
    for n in range(3):
        person = make_volunteer(f"reader{n}")
        person.account.email = f"reader{n}@example.org"
        person.account.save()
        one = log_session(volunteer=person, organization=association)
        rules.reject(sessions=[one], by=zhao, reason="Not there", at=NOON)
    settings.EMAIL_BACKEND = f"{GATEWAYS}.Away"
    day_by_day()

    assert Attempt.objects.count() == 1


def test_no_log_names_anybody(lin, asked, settings, caplog):
    for server, at in (("Busy", MORNING), ("HangsUp", MORNING + LATER)):
        settings.EMAIL_BACKEND = f"{GATEWAYS}.{server}"
        day_by_day(at)

    assert "not taken: reply 451" in caplog.text
    assert "Nobody knows whether" in caplog.text
    for private in ("example.org", "lin@", "zhou.apo", "Liandao", "139123"):
        assert private not in caplog.text


def test_upkeep_does_it(lin, session, zhao):
    now = timezone.now()
    rules.query(sessions=[session], by=zhao, reason="Until when?", at=now)
    upkeep.run(at=_next_morning(now))

    assert len(mail.outbox) == 1


def test_that_it_went_out_is_forgotten(lin, asked):
    day_by_day()
    retention.forget_due(at=MORNING + timedelta(days=91))

    assert not Delivery.objects.exists()
    assert not Attempt.objects.exists()
    assert not Digest.objects.exists()


def test_a_day_is_told_in_a_fixed_number_of_statements(
    association, hu, zhao, django_assert_num_queries
):
    """The more approvers, the more desks are looked at; people cost nothing each."""
    for n in range(20):
        person = make_volunteer(f"reader{n}")
        one = log_session(volunteer=person, organization=association)
        rules.reject(sessions=[one], by=zhao, reason="Not there", at=NOON)
    appoint(make_account("third"), "recorder", association)
    with django_assert_num_queries(16):
        make_due(at=MORNING)
