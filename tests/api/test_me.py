from django.utils import timezone

from hours import rules
from hours.models import ActiveCount, VolunteerYear
from tests.api.calls import V1, problem, signed_in
from tests.factories import (
    NOON,
    appoint,
    log_session,
    make_account,
    make_volunteer,
    moment,
)
from volunteers.models import RegisteredDay, Site


def test_lin_sees_herself(as_lin, lin):
    assert as_lin.get(f"{V1}/me/").json() == {
        "number": lin.number,
        "name": "林小港",
        "phone": lin.phone[3:6] + "****" + lin.phone[-4:],
        "district": "320706",
        "home_site": None,
        "status": "registered",
        "registered_on": "2020-01-01",
        "language": "",
        "appointments": [],
    }


def test_zhao_sees_his_offices(as_zhao, association):
    scope = {"id": str(association.pk), "name": "海州青年志愿者协会"}
    assert as_zhao.get(f"{V1}/me/").json()["appointments"] == [
        {"role": "approver", "organization": scope},
        {"role": "admin", "organization": scope},
    ]


def test_a_city_role_has_no_scope(as_wang):
    assert as_wang.get(f"{V1}/me/").json()["appointments"] == [{"role": "staff"}]


def test_lin_chooses_her_language(as_lin, lin):
    answer = as_lin.patch(f"{V1}/me/", {"language": "en"})
    assert answer.json()["language"] == "en"
    wrong = as_lin.patch(f"{V1}/me/", {"language": "tlh"})
    assert list(wrong.json()["errors"]) == ["language"]


def test_a_move_counts_from_the_running_year_on(as_lin, lin, association, zhao):
    # Lin has served in 2020 and this year, and moves to Lianyun.
    this_year = timezone.localdate().year
    for day in ("2020-03-05", f"{this_year}-01-01"):
        session = log_session(
            volunteer=lin,
            organization=association,
            start=f"{day} 09:00",
            at=moment(f"{day} 12:00"),
        )
        rules.approve(sessions=[session], by=zhao, at=NOON)
    site = Site.objects.create(
        code="320703", kind="center", name="连云区中心", district_id="320703"
    )

    answer = as_lin.patch(f"{V1}/me/", {"district": "320703", "home_site": "320703"})

    assert answer.json()["district"] == "320703"
    assert answer.json()["home_site"] == "320703"
    homes = VolunteerYear.objects.filter(volunteer=lin).order_by("year")
    assert list(homes.values_list("year", "home_district", "home_site")) == [
        (2020, "320706", None),
        (this_year, "320703", site.pk),
    ]
    counted = ActiveCount.objects.filter(year=this_year, people__gt=0)
    assert list(counted.values_list("district", "site")) == [("320703", site.pk)]
    moved = RegisteredDay.objects.filter(day=timezone.localdate())
    assert sorted(moved.values_list("district", "delta")) == [
        ("320703", 1),
        ("320706", -1),
    ]


def test_a_home_is_left_by_null(as_lin, lin):
    site = Site.objects.create(
        code="320706", kind="center", name="海州区中心", district_id="320706"
    )
    as_lin.patch(f"{V1}/me/", {"home_site": site.code})
    assert as_lin.patch(f"{V1}/me/", {"home_site": None}).json()["home_site"] is None


def test_who_serves_nowhere_cannot_move(db):
    caller = signed_in(make_account("operator"))
    answer = caller.patch(f"{V1}/me/", {"district": "320703"})
    assert problem(answer) == (403, "not_a_volunteer")


def test_me_takes_as_many_queries_with_many_offices(
    db, association, beach_team, django_assert_num_queries
):
    account = make_volunteer("chen").account
    for role in ("recorder", "approver", "admin"):
        for organization in (association, beach_team):
            appoint(account, role, organization)
    caller = signed_in(account)
    # The limit, the token with its person, the offices.
    with django_assert_num_queries(3):
        caller.get(f"{V1}/me/")
