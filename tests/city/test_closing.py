"""Closing an account: nobody can tell any more who it was, and no hour moves."""

from datetime import timedelta
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session as Browser
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import Sum
from django.test import Client
from django.utils import timezone

from city.errors import ClosedAlready, MustHandOver, NotYoursToClose
from city.rules import close_account, close_for, in_hand, merge
from config.sms import memory
from hours.errors import BeforeRegistering, VolunteerNotActive
from hours.models import Entry, Session, VolunteerYear
from hours.reconcile import reconcile
from hours.rules import approve, query, reverse
from tests.api.calls import signed_in
from tests.codes import a_while_later, code_sent_to
from tests.factories import (
    EVENING,
    NOON,
    appoint,
    log_session,
    make_account,
    make_volunteer,
)
from tests.hours.brought import checked, row, told
from tests.racing import in_background
from tests.second_factors import app_shows, set_up_app
from volunteers import rules
from volunteers.errors import NotYoursToSee
from volunteers.models import (
    Account,
    AccountEvent,
    Appointment,
    ClosedRecord,
    Consent,
    Draft,
    Guardian,
    Membership,
    RegisteredDay,
    Token,
    Volunteer,
    VolunteerEvent,
)
from volunteers.rules.end_sign_in import end_sign_in
from volunteers.rules.register import Registration
from volunteers.rules.register import make_volunteer as register
from volunteers.tokens import give_token

PASSWORD = "harbour-at-dawn"


def close(person, by=None, at=None):
    account = person.account
    return close_account(
        account=account, volunteer=person, by=by or account, at=at or timezone.now()
    )


def registered():
    return RegisteredDay.objects.aggregate(all=Sum("delta"))["all"]


@pytest.fixture
def served(lin, association, zhao):
    """Two hours of Lin's that count, and two that wait."""
    first = log_session(volunteer=lin, organization=association)
    approve(sessions=[first], by=zhao, at=NOON)
    asked = log_session(
        volunteer=lin, organization=association, start="2020-03-04 09:00"
    )
    query(sessions=[asked], by=zhao, reason="With whom?", at=NOON)
    log_session(volunteer=lin, organization=association, start="2020-03-03 09:00")
    return first


def as_dumped(model, pk):
    """The values of a row as the database would dump them."""
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT value FROM {table} AS one, jsonb_each_text(to_jsonb(one))"  # noqa: S608
            f" WHERE {key} = %s",
            [pk],
        )
        return {value for (value,) in cursor.fetchall() if value}


def test_nobody_can_tell_who_it_was(lin, served):
    lin.account.email = "lin@example.cn"
    lin.account.phone = lin.phone
    lin.account.save()
    before = as_dumped(Account, lin.account_id) | as_dumped(Volunteer, lin.pk)
    close(lin)

    after = as_dumped(Account, lin.account_id) | as_dumped(Volunteer, lin.pk)
    kept = {lin.number, "320706", "passport", f"{lin.pk}", f"{lin.account_id}"}
    assert {one for one in before & after if len(one) > 5 and one != "false"} <= {
        *kept,
        *(one for one in after if one.startswith("20")),  # moments
    }
    lin.refresh_from_db()
    assert (lin.name, lin.phone, lin.document_number) == ("已注销", "", "")
    assert f"{lin.birth_date}" == "1990-01-01"
    assert lin.account.username == f"closed-{lin.account.pk}"
    assert not lin.account.has_usable_password()


def test_what_identified_the_person_waits_sealed(lin, served):
    number, phone = lin.document_number, lin.phone
    record = close(lin)

    assert record.said == {
        "user_name": "lin",
        "email": None,
        "phone": phone,
        "name": "林小港",
        "document_number": number,
        "birth_date": "1990-05-01",
        "guardians": [],
    }
    assert not as_dumped(ClosedRecord, record.pk) & {number, phone, "林小港"}


def test_no_hour_moves_and_the_register_counts_one_less_from_today(lin, mei, served):
    before = VolunteerYear.objects.get(volunteer=lin, year=2020).minutes
    people, lines = registered(), Entry.objects.count()
    close(lin)

    assert VolunteerYear.objects.get(volunteer=lin, year=2020).minutes == before == 120
    assert Entry.objects.count() == lines
    assert registered() == people - 1
    until_yesterday = RegisteredDay.objects.filter(day__lt=timezone.localdate())
    assert until_yesterday.aggregate(all=Sum("delta"))["all"] == people
    assert reconcile() == []


def test_hours_can_still_be_put_right(lin, served, wang):
    close(lin)
    reverse(sessions=[served], by=wang, reason="Beach closed", at=timezone.now())

    assert VolunteerYear.objects.get(volunteer=lin, year=2020).minutes == 0
    assert reconcile() == []


def test_what_waits_is_withdrawn_and_says_so(lin, served):
    close(lin)

    states = Session.objects.filter(volunteer=lin).order_by("started_at")
    assert [one.status for one in states] == ["withdrawn", "withdrawn", "approved"]
    moves = states[0].moves.all()
    assert [(one.old, one.new, one.by_id) for one in moves] == [
        ("submitted", "withdrawn", lin.account_id)
    ]


def test_nothing_new_is_logged_for_a_closed_record(lin, association, qian):
    close(lin)
    with pytest.raises(VolunteerNotActive):
        log_session(volunteer=lin, organization=association, by=qian)


def test_signing_in_ends_everywhere(lin, association):
    account = lin.account
    account.set_password(PASSWORD)
    account.phone = "+8613800138000"
    account.save()
    browser = Client()
    browser.post("/login/", {"username": "lin", "password": PASSWORD})
    set_up_app(account)
    assert browser.get("/me/").status_code == 200
    program = signed_in(account)
    give_token(account=account, scopes=["read"])
    Draft.objects.create(account=account, said_sealed=b"", saved_at=NOON)
    close(lin)

    assert browser.get("/me/").status_code == 302
    assert program.get("/api/v1/me/").status_code == 401
    assert not Browser.objects.exists()
    for model in (Token, Authenticator, Draft):
        assert not model.objects.exists()
    for login in ("lin", "13800138000", f"closed-{account.pk}"):
        sent = {"login": login, "password": PASSWORD}
        assert Client().post("/api/v1/tokens/", sent).status_code in (401, 415)
        page = Client().post("/login/", {"username": login, "password": PASSWORD})
        assert page.status_code == 401


def test_no_code_opens_a_closed_account(lin):
    lin.account.phone = "+8613800138000"
    lin.account.save()
    close(lin)
    a_while_later()
    browser = Client()
    sent = browser.post("/login/", {"username": "13800138000", "password": ""})

    assert sent.headers["Location"] == "/login/code/"
    with pytest.raises(AttributeError):  # the message says that nobody is registered
        code_sent_to("+8613800138000")


def test_the_last_message_says_that_it_is_closed(
    lin, django_capture_on_commit_callbacks
):
    lin.account.phone = "+8613800138000"
    lin.account.save()
    with django_capture_on_commit_callbacks(execute=True):
        close(lin)

    assert [one.to for one in memory.outbox] == ["+8613800138000"]
    assert not any(digit in memory.outbox[0].text for digit in "0123456789")


def test_memberships_consents_and_offices_end(lin, association, zhao, hu):
    Membership.objects.create(
        volunteer=lin, organization=association, joined_on="2020-01-01"
    )
    Consent.objects.create(
        volunteer=lin, purpose="registration", version="2020-01", given_at=NOON
    )
    appoint(lin.account, "approver", association)
    close(lin)

    today = timezone.localdate()
    assert Membership.objects.get(volunteer=lin).left_on == today
    assert Consent.objects.get(volunteer=lin).withdrawn_at is not None
    assert not lin.account.appointments.in_force(today).exists()
    held = Appointment.objects.get(account=lin.account)
    assert held.ends_on == today - timedelta(days=1)


def test_the_last_administrator_hands_over_first(zhao, association, mei):
    person = zhao.volunteer
    today = timezone.localdate()
    assert [one.what for one in in_hand(zhao, on=today)] == [association.label]
    with pytest.raises(MustHandOver, match="must_hand_over"):
        close(person)
    assert Volunteer.objects.get(pk=person.pk).is_registered

    appoint(mei.account, "admin", association)
    close(person)
    assert not person.account.appointments.in_force(today).exists()


def test_an_administrator_whose_account_is_closed_takes_nothing_over(
    zhao, association, mei
):
    appoint(mei.account, "admin", association)
    close(mei)

    with pytest.raises(MustHandOver):
        close(zhao.volunteer)


def test_an_administrator_who_cannot_sign_in_takes_nothing_over(zhao, association, mei):
    appoint(mei.account, "admin", association)
    end_sign_in(account=mei.account)

    with pytest.raises(MustHandOver):
        close(zhao.volunteer)


def test_a_deputy_takes_nothing_over_and_hands_nothing_over(zhao, association, mei):
    """Who stands in for somebody does so only while that one is in office."""
    today = timezone.localdate()
    office = zhao.appointments.get(role="admin")
    Appointment.objects.create(
        account=mei.account,
        role="admin",
        organization=association,
        deputy_of=office,
        starts_on=today,
        ends_on=today + timedelta(days=7),
        appointed_by=zhao,
    )
    assert in_hand(mei.account, on=today) == []
    with pytest.raises(MustHandOver):
        close(zhao.volunteer)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_do_not_both_leave(zhao, association, mei):
    today = timezone.now()
    rules.appoint(
        account=mei.account, role="admin", organization=association, by=zhao, at=today
    )
    with transaction.atomic():
        close(mei)
        other = in_background(lambda: close(zhao.volunteer))
        assert other.waits()  # for Mei's transaction

    with pytest.raises(MustHandOver):
        other.result()


def test_guardians_staff_and_operators_hand_over_as_well(lin, mei, wang, he):
    appoint(mei.account, "guardian", ward=lin)
    with pytest.raises(MustHandOver) as ward:
        close(mei)
    assert "林小港" in ward.value.detail
    with pytest.raises(MustHandOver):
        close(wang.volunteer)
    operator = make_account("operator", is_staff=True, is_superuser=True)
    with pytest.raises(MustHandOver):
        close_account(account=operator, volunteer=None, by=operator, at=timezone.now())

    appoint(he, "guardian", ward=lin)
    close(mei)


def test_who_only_holds_offices_closes_as_well(association, beach_team, stranger):
    stranger.email = "stranger@example.cn"
    stranger.save()
    record = close_account(
        account=stranger, volunteer=None, by=stranger, at=timezone.now()
    )

    assert record.said["email"] == "stranger@example.cn"
    stranger.refresh_from_db()
    assert not stranger.is_active
    assert stranger.email is None


def test_the_office_closes_for_somebody_without_an_account(wang):
    person = make_volunteer()
    record = close_account(account=None, volunteer=person, by=wang, at=timezone.now())

    assert (record.closed_by, record.account) == (wang, None)
    person.refresh_from_db()
    assert person.is_closed


def test_records_merged_into_it_close_with_it(lin, wang):
    """What a record that was given up still says of the person goes as well."""
    earlier = make_volunteer("lin2", name="林小港")
    number = earlier.document_number
    merge(
        given=earlier,
        kept=lin,
        choices={},
        sign_in="kept",
        reason="One",
        by=wang,
        at=EVENING,
    )
    ended = earlier.account
    close(lin)

    earlier.refresh_from_db()
    assert (earlier.name, earlier.phone, earlier.document_number) == ("已注销", "", "")
    assert earlier.closed_record.said["document_number"] == number
    ended.refresh_from_db()
    assert ended.is_closed
    assert registered() == 1  # Director Wang
    with pytest.raises(ClosedAlready):
        close_account(account=None, volunteer=earlier, by=wang, at=NOON)
    assert reconcile() == []


def test_who_agreed_for_a_minor_goes_with_the_minor(lin, mei):
    said = {"name": "林妈妈", "relation": "parent", "named_at": NOON}
    mother = Guardian(ward=lin, **said)
    mother.phone = "+8613900139000"
    mother.save()
    theirs = Guardian.objects.create(ward=mei, account=lin.account, **said)
    record = close(lin)

    assert record.said["guardians"] == [{"name": "林妈妈", "phone": "+8613900139000"}]
    for one in (mother, theirs):
        one.refresh_from_db()
        assert (one.name, one.phone, one.phone_last4) == ("", "", "")
        assert one.phone_hash is None


def test_history_keeps_no_value_of_who_has_left(lin):
    Volunteer.objects.filter(pk=lin.pk).update(name="林大港")
    assert "林小港" in str([one.old for one in VolunteerEvent.objects.all()])
    close(lin)

    for one in VolunteerEvent.objects.filter(pgh_obj=lin.pk):
        assert (one.old, one.new) == ({}, {})
    for one in AccountEvent.objects.filter(pgh_obj=lin.account_id):
        assert (one.old, one.new) == ({}, {})


def test_it_is_closed_once(lin):
    close(lin)
    with pytest.raises(ClosedAlready):
        close(lin)


def test_the_database_lets_a_closed_account_reach_nobody(lin):
    close(lin)
    for change in ({"email": "lin@example.cn"}, {"is_active": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Account.objects.filter(pk=lin.account_id).update(**change)


def test_only_a_closed_record_is_without_a_document(lin):
    with pytest.raises(IntegrityError), transaction.atomic():
        Volunteer.objects.filter(pk=lin.pk).update(document_hash=None)


def said_of(person):
    return Registration(
        name=person.name,
        document_type=person.document_type,
        document_number=person.document_number,
        birth_date=person.birth_date,
        district=person.district,
        phone=person.phone,
        consents={"registration": "2026-11"},
    )


def test_who_comes_back_gets_a_new_record_and_another_number(lin, served):
    said = said_of(lin)
    close(lin)
    again = register(registration=said, account=None, at=timezone.now())

    assert again.pk != lin.pk
    assert again.number != lin.number
    assert Volunteer.objects.filter(number=lin.number).count() == 1
    assert VolunteerYear.objects.filter(volunteer=again).count() == 0
    assert reconcile() == []


def test_what_was_counted_in_the_closed_record_is_not_counted_again(
    lin, association, zhao, qian
):
    """One person, one timeline, whatever the person closes in between."""
    said = said_of(lin)
    morning = "2020-03-05 09:00"
    first = log_session(volunteer=lin, organization=association, start=morning)
    approve(sessions=[first], by=zhao, at=NOON)
    close(lin, at=NOON)
    again = register(registration=said, account=make_account("again"), at=NOON)

    for by in (again.account, qian):
        with pytest.raises(BeforeRegistering):
            log_session(
                volunteer=again,
                organization=association,
                start=morning,
                by=by,
                at=EVENING,
            )
    log_session(
        volunteer=again,
        organization=association,
        start="2020-03-06 13:00",
        at=EVENING,
    )


def test_a_file_counts_nothing_again_either(lin, association, qian):
    said = said_of(lin)
    close(lin, at=NOON)
    again = register(registration=said, account=None, at=NOON)
    brought = checked(row(again), organization=association, by=qian)

    assert told(brought) == {2: [("volunteer", "before_registering")]}


def test_who_comes_back_in_a_file_of_people_counts_from_then(lin, wang, tmp_path):
    number = lin.document_number
    close(lin)
    path = tmp_path / "people.csv"
    path.write_text(
        "name,document_type,document_number,phone,district,birth_date\n"
        f"林小港,passport,{number},13800138111,320706,1990-05-01\n"
        "海州湾,passport,E99999999,13800138112,320706,1990-05-01\n"
    )
    call_command(
        "import_volunteers", str(path), "--commit", "--as", "wang", stdout=StringIO()
    )
    again = Volunteer.objects.get(name="林小港")

    assert again.counts_from == again.registered_at
    assert Volunteer.objects.get(name="海州湾").counts_from is None


def test_who_registers_for_the_first_time_logs_what_was_before(association):
    person = make_volunteer("new", registered_at=NOON)
    assert person.counts_from is None
    log_session(volunteer=person, organization=association)


def test_the_city_alone_sees_who_it_was_and_says_why(lin, wang, zhao, association):
    Membership.objects.create(
        volunteer=lin, organization=association, joined_on="2020-01-01"
    )
    close(lin)
    lin = Volunteer.objects.get(pk=lin.pk)
    asked = {"volunteer": lin, "kinds": ["name", "birth_date"], "reason": "doubt"}

    with pytest.raises(NotYoursToSee):
        rules.reveal(**asked, by=zhao, at=NOON)
    assert rules.reveal(**asked, by=wang, at=NOON) == {
        "name": "林小港",
        "birth_date": "1990-05-01",
    }
    assert lin.reveals.count() == 1
    ClosedRecord.objects.all().delete()
    with pytest.raises(NotYoursToSee):
        rules.reveal(
            **asked | {"volunteer": Volunteer.objects.get(pk=lin.pk)}, by=wang, at=NOON
        )


# The pages


@pytest.fixture
def browser(lin):
    lin.account.set_password(PASSWORD)
    lin.account.phone = "+8613800138000"
    lin.account.save()
    client = Client()
    client.force_login(lin.account)
    client.cookies["django_language"] = "en"
    return client


def test_the_page_says_what_waits_and_what_counts(browser, served):
    shown = browser.get("/me/close/").content.decode()

    assert "2 sessions that wait for a decision, 4.00 h" in shown
    assert "Your 2.00 h that count" in shown
    assert "for 3 years" in shown


def test_having_signed_in_just_now_is_not_enough(browser, lin):
    assert browser.get("/me/close/now/").headers["Location"] == "/me/close/"
    assert browser.post("/me/close/", {}).status_code == 422
    sent = browser.post("/me/close/", {"agree": "on"})
    assert sent.headers["Location"] == "/account/confirm/?next=%2Fme%2Fclose%2Fnow%2F"
    assert browser.post("/me/close/now/").status_code == 302
    assert not ClosedRecord.objects.exists()


def test_a_password_and_one_more_click_close_it(browser, lin):
    browser.post("/me/close/", {"agree": "on"})
    confirm = "/account/confirm/?next=/me/close/now/"
    assert browser.post(confirm, {"password": "wrong"}).status_code == 401
    sent = browser.post(confirm, {"password": PASSWORD})
    assert sent.headers["Location"] == "/me/close/now/"
    assert browser.get("/me/close/now/").status_code == 200
    assert not ClosedRecord.objects.exists()  # GET changes nothing
    done = browser.post("/me/close/now/", follow=True)

    assert done.redirect_chain[-1][0] == "/closed/"
    assert "Your account is closed" in done.content.decode()
    assert ClosedRecord.objects.get().volunteer == lin
    assert browser.get("/me/").status_code == 302


def test_a_code_does_as_well(browser, lin):
    browser.post("/me/close/", {"agree": "on"})
    confirm = "/account/confirm/?next=/me/close/now/"
    browser.post(confirm, {"send": "1"})
    browser.post(confirm, {"code": code_sent_to("+8613800138000")})
    browser.post("/me/close/now/")

    assert ClosedRecord.objects.get().account == lin.account


def test_who_has_a_second_factor_gives_it(browser, lin):
    set_up_app(lin.account)
    browser.post("/me/close/", {"agree": "on"})
    confirm = "/account/confirm/?next=/me/close/now/"
    browser.post(confirm, {"password": PASSWORD})
    assert browser.get("/me/close/now/").status_code == 302
    browser.post(confirm, {"code": app_shows(lin.account)})
    assert browser.get("/me/close/now/").status_code == 200


def test_city_staff_close_for_somebody_who_never_signed_in(wang, he, lin):
    person = make_volunteer(name="海州湾")
    url = f"/people/{person.number}/close/"
    staff, auditor = Client(), Client()
    staff.force_login(wang)
    staff.cookies["django_language"] = "en"
    auditor.force_login(he)
    assert url in staff.get(f"/people/{person.number}/data/").content.decode()
    assert auditor.get(url).status_code == 404
    assert staff.post(url, {}).status_code == 422
    assert (
        staff.post(f"/people/{lin.number}/close/", {"agree": "on"}).status_code == 409
    )
    assert not ClosedRecord.objects.exists()
    assert staff.post(url, {"agree": "on"}).status_code == 302

    assert ClosedRecord.objects.get().closed_by == wang
    assert staff.get(url).status_code == 404
    with pytest.raises(NotYoursToClose):
        close_for(volunteer=lin, by=he, at=NOON)


def test_what_is_in_the_way_is_said_and_the_form_gone(zhao, association):
    client = Client()
    client.force_login(zhao)
    client.cookies["django_language"] = "en"
    shown = client.get("/me/close/").content.decode()

    assert "Something has to be handed over first" in shown
    assert f"/organizations/{association.pk}/" in shown
    assert 'name="agree"' not in shown
    assert client.post("/me/close/", {"agree": "on"}).status_code == 422


def test_hours_of_a_closed_record_show_no_name_anywhere(lin, served, zhao, wang):
    close(lin)
    staff = Client()
    staff.force_login(wang)
    captain = Client()
    captain.force_login(zhao)
    pages = [
        (staff, f"/city/volunteers/{lin.number}/"),
        (staff, f"/people/{lin.number}/data/"),
        (staff, "/city/volunteers/"),
        (captain, f"/organizations/{served.organization_id}/sessions/"),
        (captain, f"/sessions/{served.pk}/"),
    ]
    for who, url in pages:
        shown = who.get(url)
        assert shown.status_code == 200, url
        assert "林" not in shown.content.decode(), url


def test_the_page_asks_as_often_whoever_closes(browser, lin, association, zhao):
    from django.test.utils import CaptureQueriesContext

    def queries():
        with CaptureQueriesContext(connection) as found:
            browser.get("/me/close/")
        return len(found)

    log_session(volunteer=lin, organization=association)
    appoint(lin.account, "recorder", association)
    queries()
    few = queries()
    for day in range(1, 29):
        log_session(
            volunteer=lin, organization=association, start=f"2020-02-{day:02} 09:00"
        )
    assert queries() == few
