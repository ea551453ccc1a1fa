"""Personal data is masked until an office needs it and says what for."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.behind_the_back import refused_by
from tests.city.conftest import make_site
from tests.factories import NOON, appoint, make_account, make_volunteer, moment
from volunteers import rules
from volunteers.errors import NotYoursToSee, SayWhy
from volunteers.models import Kind, Membership, PeopleSearch, Reveal
from volunteers.reveals import right_over

TODAY = NOON.date()


def as_(account):
    client = Client()
    client.force_login(account)
    client.cookies["django_language"] = "en"
    return client


def data_of(person):
    return f"/people/{person.number}/data/"


def aged(years, **fields):
    """Somebody who has completed so many years on this very day."""
    today = timezone.localdate()
    return make_volunteer(
        name="许小小", birth_date=today.replace(year=today.year - years), **fields
    )


def join(person, organization):
    Membership.objects.create(
        volunteer=person, organization=organization, joined_on="2020-01-01"
    )
    return person


def asked(**changed):
    return {"kinds": ["phone"], "reason": "contact", "words": "", **changed}


# What is shown, and that it is written down


def test_everything_is_masked_until_it_is_asked_for(wang, lin):
    page = as_(wang).get(data_of(lin)).content.decode()

    assert "林*" in page
    for hidden in (lin.name, lin.phone, lin.document_number, "1990"):
        assert hidden not in page


def test_a_reveal_shows_only_what_was_asked_for(wang, lin):
    page = as_(wang).post(data_of(lin), asked()).content.decode()

    assert lin.phone in page
    assert lin.document_number not in page
    assert lin.name not in page


def test_a_reveal_is_written_down(zhao, lin, association):
    join(lin, association)
    as_(zhao).post(
        data_of(lin),
        asked(kinds=["phone", "name"], words="Shift moved", page="/desk/?volunteer=x"),
    )

    line = Reveal.objects.get()
    assert (line.volunteer, line.by, line.role) == (lin, zhao, "admin")
    assert (line.organization, line.kinds) == (association, ["name", "phone"])
    assert (line.reason, line.words, line.page) == ("contact", "Shift moved", "/desk/")


def test_the_person_reads_who_looked_and_why_but_no_name(zhao, lin, association):
    join(lin, association)
    as_(zhao).post(data_of(lin), asked(words="Shift moved"))
    page = as_(lin.account).get("/me/data/").content.decode()

    assert association.name in page
    assert "Administrator" in page
    assert "To reach the person about service" in page
    assert "Shift moved" in page
    assert "赵海州" not in page


def test_the_city_reads_who_it_was(zhao, he, lin, association):
    join(lin, association)
    as_(zhao).post(data_of(lin), asked())

    assert "赵海州" in as_(he).get(data_of(lin)).content.decode()
    assert as_(zhao).get(data_of(lin)).context["looks"] is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"kinds": []},
        {"kinds": ["password"]},
        {"reason": ""},
        {"reason": "curious"},
        {"reason": "other"},
        {"kinds": ["document"]},
        {"words": "x" * 10_000},
        {"words": "a\0b"},
    ],
)
def test_without_a_reason_nothing_is_shown(wang, lin, wrong):
    answer = as_(wang).post(data_of(lin), asked(**wrong))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert lin.phone not in page
    assert lin.document_number not in page
    assert not Reveal.objects.exists()


def test_documents_need_words(wang, lin):
    with pytest.raises(SayWhy):
        rules.reveal(
            volunteer=lin, kinds=["document"], reason="identity", by=wang, at=NOON
        )
    shown = rules.reveal(
        volunteer=lin,
        kinds=["document"],
        reason="identity",
        words="At the desk",
        by=wang,
        at=NOON,
    )
    assert shown == {Kind.DOCUMENT: lin.document_number}


# Who may


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        ("staff", {"name", "phone", "birth_date", "document"}),
        ("auditor", None),
        ("admin", {"name", "phone", "birth_date"}),
        ("approver", {"name", "phone"}),
        ("recorder", {"name", "phone"}),
        ("clerk", {"name", "phone", "birth_date", "document"}),
        ("dispatcher", {"name", "phone"}),
    ],
)
def test_each_office_sees_what_it_needs_of_those_in_its_scope(
    role, kinds, association, stranger
):
    center = make_site("320706C")
    station = make_site("320706S", kind="institute", parent=center)
    person = join(make_volunteer("lan", home_site=station), association)
    elsewhere = make_volunteer()
    scope = {
        "admin": {"organization": association},
        "approver": {"organization": association},
        "recorder": {"organization": association},
        "clerk": {"site": center},
        "dispatcher": {"site": center},
    }.get(role, {})
    account = appoint(make_account("official"), role, **scope)

    right = right_over(account, person, on=TODAY)
    assert (set(right.kinds) if right else None) == kinds
    if role != "staff":
        assert right_over(account, elsewhere, on=TODAY) is None
    assert right_over(stranger, person, on=TODAY) is None
    assert right_over(person.account, person, on=TODAY) is None


@pytest.mark.parametrize(
    ("years", "role", "kinds"),
    [
        (18, "approver", {"name", "phone"}),
        (17, "approver", None),
        (17, "recorder", None),
        (17, "clerk", None),
        (17, "admin", {"name", "phone", "birth_date"}),
        (14, "admin", {"name", "phone", "birth_date"}),
        (13, "admin", {"name", "phone"}),
        (13, "staff", {"name", "phone", "birth_date", "document"}),
    ],
)
def test_minors_are_seen_by_fewer(years, role, kinds, association):
    center = make_site("320706C")
    child = join(aged(years, home_site=center), association)
    scope = {"staff": {}, "clerk": {"site": center}}
    account = appoint(
        make_account("official"), role, **scope.get(role, {"organization": association})
    )

    right = right_over(account, child, on=timezone.localdate())
    assert (set(right.kinds) if right else None) == kinds


def test_of_minors_it_is_said_in_words_what_for(wang):
    child = aged(17)
    assert as_(wang).post(data_of(child), asked()).status_code == 422

    assert as_(wang).post(data_of(child), asked(words="No show")).status_code == 200
    assert Reveal.objects.get().age == 17


def test_an_office_that_has_ended_shows_nothing(lin, association):
    join(lin, association)
    account = make_account("past")
    appoint(account, "admin", association, ends_on="2020-12-31")

    assert as_(account).get(data_of(lin)).status_code == 404


def test_an_organization_sees_no_document(zhao, lin, association):
    join(lin, association)
    with pytest.raises(NotYoursToSee):
        rules.reveal(
            volunteer=lin,
            kinds=["phone", "document"],
            reason="contact",
            words="Please",
            by=zhao,
            at=timezone.now(),
        )
    assert not Reveal.objects.exists()


def test_whoever_left_is_out_of_scope(zhao, lin, association):
    join(lin, association)
    Membership.objects.update(left_on="2020-06-01")

    assert as_(zhao).get(data_of(lin)).status_code == 404


# Searches


def test_a_search_by_name_is_written_down_and_read_by_whom_it_finds(wang, lin, mei):
    as_(wang).post("/city/people/", {"q": "林小"})

    line = PeopleSearch.objects.get()
    assert (line.by, line.role, line.organization) == (wang, "staff", None)
    assert (line.way, line.masked, line.page) == ("name", "林*", "/city/people/")
    found = as_(lin.account).get("/me/data/").content.decode()
    assert "Looked for people by name" in found
    assert "City staff" in found
    assert "王云台" not in found
    assert (
        "by name"
        not in as_(mei.account).get("/me/data/").content.decode().partition("<ol")[2]
    )


@pytest.mark.parametrize("typed", ["lxg", "lx", "phone", "last4"])
def test_every_way_to_look_is_found_by_the_person(wang, lin, mei, typed):
    typed = {"phone": lin.phone, "last4": lin.phone_last4}.get(typed, typed)
    as_(wang).post("/city/people/", {"q": typed})

    assert "Looked for people" in as_(lin.account).get("/me/data/").content.decode()
    assert "Looked for people" not in as_(mei.account).get("/me/data/").content.decode()


def test_what_was_typed_is_not_kept_in_the_clear(wang, lin):
    for typed in ("林小港", "lxg", lin.phone, lin.phone_last4):
        as_(wang).post("/city/people/", {"q": typed})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT volunteers_peoplesearch::text FROM volunteers_peoplesearch"
        )
        rows = " ".join(row for (row,) in cursor.fetchall())

    for typed in ("林小港", "小港", "lxg", lin.phone, lin.phone[3:], lin.phone_last4):
        assert typed not in rows.replace(lin.number, "")


def test_a_search_by_number_leaves_no_line(wang, lin):
    as_(wang).post("/city/people/", {"q": lin.number})

    assert not PeopleSearch.objects.exists()


def test_a_search_among_others_is_none_of_ones_business(zhao, lin, mei, association):
    join(lin, association)
    namesake = make_volunteer("lan", name="林小兰")
    as_(zhao).post(f"/organizations/{association.pk}/people/", {"q": "林小"})

    assert "Looked for people" in as_(lin.account).get("/me/data/").content.decode()
    assert (
        "Looked for people"
        not in as_(namesake.account).get("/me/data/").content.decode()
    )


def test_the_desk_writes_searches_down_too(zhao, association):
    as_(zhao).post(f"/desk/people/?organization={association.pk}", {"q": "lxg"})

    line = PeopleSearch.objects.get()
    assert (line.organization, line.page) == (association, "/desk/people/")


# Lists


def test_staff_browse_masked_names(wang, lin):
    page = as_(wang).get("/city/people/").content.decode()

    assert "林*" in page
    assert "林小港" not in page


def test_an_organization_knows_its_members_minors_its_admin_only(zhao, hu, association):
    adult, child = join(aged(18), association), join(aged(17), association)
    url = f"/organizations/{association.pk}/people/"

    names = {
        account.username: {
            line.person: line.name for line in as_(account).get(url).context["lines"]
        }
        for account in (zhao, hu)
    }
    assert names["zhao"] == {adult: "许小小", child: "许小小"}
    assert names["hu"] == {adult: "许小小", child: "许*"}


# The database


@pytest.mark.parametrize(
    ("model", "name"), [(Reveal, "reveal"), (PeopleSearch, "people_search")]
)
def test_the_log_is_never_changed(wang, lin, model, name):
    as_(wang).post(data_of(lin), asked())
    as_(wang).post("/city/people/", {"q": "lxg"})

    with refused_by(f"{name}_is_never_changed"):
        model.objects.update(page="/")
    with refused_by(f"{name}_is_kept_three_years"):
        model.objects.all().delete()


def test_after_three_years_the_log_may_go(wang, lin):
    for at in ("2020-03-06 12:00", "2026-01-01 12:00"):
        rules.reveal(
            volunteer=lin, kinds=["phone"], reason="contact", by=wang, at=moment(at)
        )
    Reveal.objects.filter(at__lt=moment("2021-01-01 00:00")).delete()

    assert Reveal.objects.count() == 1


def test_my_data_asks_as_often_for_thirty_looks_as_for_one(wang, lin):
    def queries():
        browser = as_(lin.account)
        with CaptureQueriesContext(connection) as found:
            assert browser.get("/me/data/").status_code == 200
        return len(found)

    def look():
        as_(wang).post(data_of(lin), asked())
        as_(wang).post("/city/people/", {"q": "lxg"})

    look()
    few = queries()
    for _n in range(29):
        look()
    assert queries() == few == 11


def test_my_data_of_an_account_without_a_volunteer(db):
    page = as_(make_account("applicant")).get("/me/data/")

    assert page.status_code == 200
    assert "applicant" in page.content.decode()
