"""An organizer writes an activity: one page, nothing lost, and a last tick."""

import pytest

from activities.models import Activity, Shift
from tests.activities.making import terms
from tests.activities.published import days_from_now, draft, published, times
from volunteers.models import InsurancePolicy
from volunteers.rules.organizations import put_on_file

pytestmark = pytest.mark.django_db

SAID = {
    "title": "蔷薇河岸清洁",
    "service_field": "0006",
    "place": "蔷薇河桥头",
    "risks": "河边湿滑",
    "contact_name": "王老师",
    "audience": "public",
    "contact_name_is_public": "on",
    "save": "1",
}


def row(n, days=3, start="09:00", end="11:00", seats="10", **more):
    day = f"{days_from_now(days):%Y-%m-%d}" if days else ""
    told = {"date": day, "start": start, "end": end, "seats": seats, **more}
    return {f"shift{n}-{name}": value for name, value in told.items()}


@pytest.fixture
def desk(client, zhao):
    """Zhao's browser."""
    client.force_login(zhao)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def here(association):
    return f"/organizations/{association.pk}/activities/"


def told(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def test_only_its_people_write(client, association, lin, hu, stranger, here):
    one_of = (lin.account, hu, stranger)
    for account in one_of:
        client.force_login(account)
        for page in (here, f"{here}new/"):
            assert client.get(page).status_code == 404


def test_a_new_one_accuses_nobody_of_anything(desk, here):
    page = told(desk.get(f"{here}new/"))

    assert 'aria-invalid="true"' not in page
    assert 'role="alert"' not in page


def test_title_times_and_what_people_must_know_make_a_draft(desk, here):
    answer = desk.post(f"{here}new/", SAID | row(0) | {"post0-name": ""}, follow=True)

    assert "Publish it" in told(answer)
    one = Activity.objects.get()
    assert one.is_draft
    assert one.shifts.get().starts_at == days_from_now(3)
    desk.post(f"{here}{one.pk}/publish/", {"declared": "1"})
    one.refresh_from_db()
    assert one.is_published


def test_it_may_be_of_further_fields_but_not_of_all(desk, here):
    fields = ["0006", "0001", "0010", "0017", "0018"]

    answer = desk.post(f"{here}new/", SAID | row(0) | {"further_fields": fields})
    page = told(answer, status=422)

    assert "of 4 fields of service at most" in page
    assert page.count("checked") > len(fields)
    assert not Activity.objects.exists()
    desk.post(f"{here}new/", SAID | row(0) | {"further_fields": fields[:4]})
    one = Activity.objects.get()
    assert one.further_fields == ["0001", "0010", "0017"]
    shown = told(desk.get(f"/activities/{one.pk}/"))
    assert "Community service" in shown
    assert "Civility" in shown


def test_without_the_tick_it_is_not_published(desk, here, association, zhao):
    one = draft(association, zhao)

    answer = desk.post(f"{here}{one.pk}/publish/")

    assert "Please confirm that this is volunteering" in told(answer, 422)
    one.refresh_from_db()
    assert one.is_draft


def test_a_draft_may_wait_for_its_times(desk, here):
    desk.post(f"{here}new/", SAID | row(0, days=0) | {"post0-name": ""})

    one = Activity.objects.get()
    assert not one.shifts.exists()
    answer = desk.post(f"{here}{one.pk}/publish/", {"declared": "1"})
    assert "add a shift" in told(answer, 422)


def test_what_is_wrong_is_said_where_it_is_and_nothing_is_lost(desk, here):
    wrong = SAID | {"title": "", "contact_phone": "call me"} | row(0, end="08:00")
    answer = desk.post(f"{here}new/", wrong | {"post0-name": "", "summary": "带手套"})

    page = told(answer, 422)
    assert "Nothing has been saved yet" in page
    for field in ("id_title", "id_contact_phone", "id_shift0-end"):
        assert f'id="{field}_error" role="alert"' in page
    assert "带手套" in page
    assert "call me" in page
    assert not Activity.objects.exists()


def test_another_time_begins_as_the_last_one_on_the_next_day(desk, here):
    sent = SAID | row(0, start="14:00", end="16:00", seats="4") | {"more_shifts": "1"}
    answer = desk.post(f"{here}new/", sent | {"post0-name": "", "title": ""})

    page = answer.context["page"]
    assert told(answer).count('role="alert"') == 0
    first, second = page.shifts
    assert second["date"].value() == f"{days_from_now(4):%Y-%m-%d}"
    names = ("start", "end", "seats")
    assert [second[one].value() for one in names] == ["14:00", "16:00", "4"]
    assert page.words["place"].value() == SAID["place"]
    assert first["seats"].value() == "4"


def test_a_time_is_taken_away_again(desk, here):
    sent = SAID | row(0) | row(1, days=5) | {"drop": "shift0", "post0-name": ""}
    (left,) = desk.post(f"{here}new/", sent).context["page"].shifts

    assert left["date"].value() == f"{days_from_now(5):%Y-%m-%d}"


def test_each_time_is_of_its_task(desk, here):
    tasks = {
        "post0-name": "服务台",
        "post0-min_age": "",
        "post2-name": "步道引导",
        "post2-min_age": "16",
        "post2-skill": "会手语",
    }
    desk.post(f"{here}new/", SAID | tasks | row(0, post="0") | row(1, post="2"))

    told = [
        (one.post.name, one.post.min_age, one.post.skill)
        for one in Shift.objects.select_related("post").order_by("post__name")
    ]
    assert told == [("服务台", 0, ""), ("步道引导", 16, "会手语")]
    (activity,) = Activity.objects.all()
    edited = desk.get(f"{here}{activity.pk}/edit/").content.decode()
    assert 'value="会手语"' in edited


def test_two_tasks_of_one_name_are_told_apart(desk, here):
    tasks = {"post0-name": "服务台", "post1-name": "服务台"}
    answer = desk.post(f"{here}new/", SAID | tasks | row(0))

    assert "Two tasks have this name" in told(answer, 422)


def test_a_draft_is_shown_as_it_was_written(desk, here, association, zhao):
    one = draft(
        association, zhao, times(3, hour=14, hours=3, seats=7), summary="带手套"
    )

    page = desk.get(f"{here}{one.pk}/edit/").context["page"]

    (shift,) = page.shifts
    names = ("date", "start", "end", "seats")
    shown = [shift[name].value() for name in names]
    assert shown == [f"{days_from_now(3):%Y-%m-%d}", "14:00", "17:00", "7"]
    assert page.words["summary"].value() == "带手套"


def test_what_is_published_keeps_its_times_and_its_promises(
    desk, here, association, zhao
):
    one = published(association, zhao)
    address = f"{here}{one.pk}/edit/"

    assert "shift0-date" not in told(desk.get(address))
    answer = desk.post(address, SAID | {"risks": ""})
    assert 'id="id_risks_error" role="alert"' in told(answer, 422)
    desk.post(address, SAID | {"place": "北门"})
    one.refresh_from_db()
    assert (one.place, one.shifts.count()) == ("北门", 1)


def test_danger_without_insurance_is_said_at_the_insurer(desk, here, association, zhao):
    one = published(association, zhao)

    answer = desk.post(f"{here}{one.pk}/edit/", SAID | {"hazard": "on"})

    assert 'id="id_insurer_error" role="alert"' in told(answer, 422)


ENTERED = {
    "hazard": "on",
    "insurer": "人保",
    "policy_number": "PEAC-7",
    "covered_from": f"{days_from_now(-9):%Y-%m-%d}",
    "covered_until": f"{days_from_now(300):%Y-%m-%d}",
    "people_covered": "80",
}


def test_a_policy_is_entered_once_and_chosen_the_next_time(desk, here, association):
    assert 'name="policy"' not in told(desk.get(f"{here}new/"))
    desk.post(f"{here}new/", SAID | row(0) | {"post0-name": ""} | ENTERED)
    policy = InsurancePolicy.objects.get()
    assert (policy.number, policy.people, policy.hazard) == ("PEAC-7", 80, True)
    assert Activity.objects.get().policy == policy

    page = told(desk.get(f"{here}new/"))
    assert f"人保 PEAC-7, {policy.covers_from} – {policy.covers_until}" in page
    chosen = {"hazard": "on", "policy": str(policy.pk)}
    desk.post(f"{here}new/", SAID | row(0) | {"post0-name": ""} | chosen)
    assert Activity.objects.filter(policy=policy).count() == 2
    edit = f"{here}{Activity.objects.first().pk}/edit/"
    assert f'value="{policy.pk}" selected' in told(desk.get(edit))


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"insurer": ""}, "insurer"),
        ({"people_covered": ""}, "people_covered"),
        ({"covered_until": "2020-01-01"}, "covered_until"),
    ],
)
def test_half_a_policy_is_not_put_on_file(desk, here, said, field):
    sent = SAID | row(0) | {"post0-name": ""} | ENTERED | said
    page = told(desk.post(f"{here}new/", sent), 422)
    assert f'id="id_{field}_error" role="alert"' in page
    assert "PEAC-7" in page
    assert not InsurancePolicy.objects.exists()


def test_another_s_policy_is_not_to_be_chosen(desk, here, beach_team, zhao):
    policy, _ = put_on_file(
        organization=beach_team,
        terms=terms(covers_until=days_from_now(9).date()),
        by=zhao,
        at=days_from_now(0),
    )
    sent = SAID | row(0) | {"post0-name": "", "policy": str(policy.pk)}
    desk.post(f"{here}new/", sent)
    assert Activity.objects.get().policy is None


def test_a_task_asks_for_a_paper_of_the_list(desk, here):
    sent = SAID | row(0) | {"post0-name": "急救点", "post0-credential": "first_aid"}
    desk.post(f"{here}new/", sent)
    one = Activity.objects.get()
    assert one.posts.get().credential.name == "急救员证"
    page = told(desk.get(f"{here}{one.pk}/edit/"))
    assert '<option value="first_aid" selected>First-aid certificate' in page
    again = sent | {"post0-credential": "piano"}
    refused = told(desk.post(f"{here}{one.pk}/edit/", again), 422)
    assert 'id="id_post0-credential_error" role="alert"' in refused


def test_who_is_signed_out_while_typing_finds_it_again(desk, here, zhao):
    page = told(desk.get(f"{here}new/"))
    typed_by = page.partition('name="typed_by" value="')[2].partition('"')[0]
    desk.logout()

    sent = SAID | row(0, seats="7") | {"post0-name": "", "typed_by": typed_by}
    assert desk.post(f"{here}new/", sent).url.startswith("/login/")
    kept = dict(desk.session)
    desk.force_login(zhao)
    session = desk.session
    session.update({"typed_activity": kept["typed_activity"]})
    session.save()

    page = desk.get(f"{here}new/").context["page"]
    assert page.words["place"].value() == SAID["place"]
    assert page.shifts[0]["seats"].value() == "7"
    # Once, and for nobody else.
    assert desk.get(f"{here}new/").context["page"].words["place"].value() is None


@pytest.mark.parametrize("nasty", ["\0", "林" * 3000, "\u202e反\u202c", "<script>"])
def test_whatever_is_typed_is_taken_or_refused(desk, here, nasty):
    for name in [*SAID, "summary", "site_name", "post0-name", "shift0-date", "drop"]:
        sent = SAID | row(0) | {"post0-name": ""} | {name: nasty}
        assert desk.post(f"{here}new/", sent).status_code in (200, 302, 422)
