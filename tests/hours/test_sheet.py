"""A roster on paper: printed with a code for each line, entered afterwards, once."""

import io
import re
from datetime import datetime, time, timedelta

import pikepdf
import pytest
from django.utils import timezone

from activities.models import Post, Shift, SignUp
from hours.models import Evidence, Session
from hours.sheet.codes import code_of, read
from tests.factories import appoint, make_activity, make_volunteer
from volunteers.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["django_language"] = "en"


def shift_on(association, day, *, minutes=60):
    """From midnight on, so that it is over whenever the tests run."""
    activity = make_activity(association, starts_on=day, ends_on=day)
    start = timezone.make_aware(datetime.combine(day, time.min))
    made = Shift.objects.create(
        post=Post.objects.create(activity=activity),
        starts_at=start,
        ends_at=min(start + timedelta(minutes=minutes), _just_now(start)),
        seats=50,
    )
    return Shift.objects.with_names().get(pk=made.pk)


def _just_now(start):
    now = timezone.now().replace(second=0, microsecond=0)
    return now if now > start else start + timedelta(minutes=1)


def seat(shift, *several):
    return [
        SignUp.objects.create(
            shift=shift,
            volunteer=one,
            starts_at=shift.starts_at,
            ends_at=shift.ends_at,
            state="seated",
            turn=turn,
            joined_at=timezone.now(),
            by=one.account,
        )
        for turn, one in enumerate(several, start=1)
    ]


@pytest.fixture
def today(association, lin, mei):
    shift = shift_on(association, timezone.localdate())
    for one in (lin, mei):
        Membership.objects.create(
            volunteer=one, organization=association, joined_on=shift.date
        )
    seat(shift, lin, mei)
    return shift


def url(shift, act=""):
    return f"/organizations/{shift.activity.organization_id}/sheets/{shift.pk}/{act}"


def confirm(client, answer):
    """Send the preview as it was shown, and confirm it."""
    page = answer.context["page"]
    sent = dict(page.form.kept) | {"record": "1"}
    own = list(zip(*page.form.own_times, strict=True)) or [[], [], []]
    sent |= dict(zip(("own", "own_start", "own_end"), own, strict=True))
    return client.post(f"/organizations/{page.organization.pk}/roster/", sent)


def test_the_sheet_has_a_code_for_each_line_and_no_more_than_it_needs(
    client, today, qian, lin, mei
):
    client.force_login(qian)

    told = client.get(url(today)).content.decode()

    for held in SignUp.objects.all():
        assert code_of(held.pk) in told
    assert told.count('<svg class="hh-qr"') == 2
    assert lin.name in told
    for secret in (lin.document_number, lin.phone):
        assert secret not in told


def test_the_sheet_is_a_pdf_with_the_same_codes(client, today, qian, lin):
    client.force_login(qian)

    answer = client.get(url(today, "roster.pdf"))

    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 1
        assert str(pdf.docinfo["/Title"]) == today.activity.label
    client.force_login(lin.account)
    assert client.get(url(today, "roster.pdf")).status_code == 404


def test_a_code_says_nothing_and_is_read_however_it_is_typed(today):
    code = code_of(SignUp.objects.first().pk)
    assert re.fullmatch(r"[A-Z2-7]{4}-[A-Z2-7]{4}", code)
    plain = code.replace("-", "")
    misread = plain.lower().replace("o", "0").replace("i", "1")
    assert read(f"{code}\n{plain} {misread}, ABC-DEFG x") == ([code], ["ABC-DEFG", "X"])


def test_on_the_day_it_counts_as_seen(client, today, qian, lin, mei):
    client.force_login(qian)
    first = SignUp.objects.get(volunteer=lin)

    ticked = client.post(
        url(today, "enter/"), {"codes": code_of(first.pk), "read": "1"}
    )
    assert [one.came for one in ticked.context["page"].lines] == [True, False]
    assert not Session.objects.exists()
    looked = client.post(url(today, "enter/"), {"came": lin.number, "look": "1"})
    confirm(client, looked)

    session = Session.objects.get()
    assert (session.volunteer, session.activity) == (lin, today.activity)
    assert (session.started_at, session.ended_at) == (today.starts_at, today.ends_at)
    assert session.evidence == Evidence.WITNESSED


def test_later_it_counts_as_entered_later(client, association, qian, lin):
    shift = shift_on(association, timezone.localdate() - timedelta(days=2))
    seat(shift, lin)
    client.force_login(qian)
    sent = {
        "came": lin.number,
        f"start-{lin.number}": "00:10",
        f"end-{lin.number}": "00:40",
        "look": "1",
    }

    confirm(client, client.post(url(shift, "enter/"), sent))

    session = Session.objects.get()
    assert session.evidence == Evidence.ENTERED
    assert session.minutes == 30


def test_a_sheet_that_two_people_enter_is_recorded_once(client, today, qian, zhao, lin):
    for somebody in (qian, qian):
        client.force_login(somebody)
        sent = {"came": lin.number, "look": "1"}
        confirm(client, client.post(url(today, "enter/"), sent))
    assert Session.objects.count() == 1


def test_codes_of_another_sheet_are_said_and_nothing_is_lost(client, today, qian, lin):
    client.force_login(qian)
    sent = {"codes": "AAAA-BBBB", "came": lin.number, "look": "1"}

    answer = client.post(url(today, "enter/"), sent)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert "AAAA-BBBB" in answer.content.decode()
    assert answer.context["page"].lines[0].came
    # A letter that was missed is no code, and is said as well.
    missed = client.post(url(today, "enter/"), sent | {"codes": "AAA-BBBB"})
    assert missed.status_code == 422
    assert "AAA-BBBB" in missed.content.decode()
    assert client.post(url(today, "enter/"), {"look": "1"}).status_code == 422


def test_only_who_records_for_the_organization_has_its_sheets(
    client, today, lin, hu, beach_team, stranger
):
    other = appoint(make_volunteer("other").account, "recorder", beach_team)
    for somebody in (lin.account, other, stranger):
        client.force_login(somebody)
        for page in (url(today), url(today, "enter/")):
            assert client.get(page).status_code == 404


def test_the_sheets_of_these_days_are_found(client, association, today, qian):
    shift_on(association, timezone.localdate() - timedelta(days=20))
    client.force_login(qian)
    page = f"/organizations/{association.pk}/"
    assert f"{page}sheets/" in client.get(f"{page}roster/").content.decode()
    assert [one.pk for one in client.get(f"{page}sheets/").context["shifts"]] == [
        today.pk
    ]


@pytest.mark.parametrize("count", [1, 30])
def test_a_sheet_costs_the_same_however_many_come(
    client, association, qian, count, django_assert_num_queries
):
    shift = shift_on(association, timezone.localdate())
    seat(shift, *(make_volunteer(f"many{n}") for n in range(count)))
    client.force_login(qian)
    with django_assert_num_queries(QUERIES):
        client.get(url(shift))


QUERIES = 8
