"""An activity from its draft to its roster, as programs see it."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from activities.models import Activity
from notices.models import Notice
from tests.api.calls import NO_SUCH_ID, V1, client, problem, signed_in
from tests.factories import CITY_TIME, appoint, make_volunteer

pytestmark = pytest.mark.django_db
DECLARED = {"declared": True}


def in_days(days, clock="09:00"):
    day = timezone.localdate() + timedelta(days=days)
    return datetime.combine(day, time.fromisoformat(clock), CITY_TIME).isoformat()


def a_shift(days=7, start="09:00", end="12:00", seats=1, **more):
    said = {"starts_at": in_days(days, start), "ends_at": in_days(days, end)}
    return said | {"seats": seats} | more


def body(association, **changes):
    return {
        "title": "花果山景区文明引导",
        "organization": str(association.pk),
        "place": "景区南大门游客中心",
        "service_field": "0016",
        "risks": "台阶多，雨天路滑",
        "contact": "王老师",
        "contact_phone": "0518-85800000",
        "shifts": [a_shift()],
    } | changes


def write(caller, association, **changes):
    answer = caller.post(f"{V1}/activities/", body(association, **changes))
    assert answer.status_code == 201, answer.content
    return answer.json()


def publish(caller, association, **changes):
    told = write(caller, association, **changes)
    answer = caller.post(f"{V1}/activities/{told['id']}/publish/", DECLARED)
    assert answer.status_code == 200, answer.content
    return answer.json()


def join(caller, activity, place=0, **more):
    shift = activity["shifts"][place]["id"]
    url = f"{V1}/activities/{activity['id']}/signups/"
    return caller.post(url, {"shift": shift} | more)


def test_from_a_draft_to_the_roster(as_zhao, as_lin, as_mei, nobody, association):
    drafted = write(as_zhao, association)
    assert drafted["state"] == "draft"
    url = f"{V1}/activities/{drafted['id']}/"
    assert nobody.get(url).status_code == 404
    assert nobody.get(f"{V1}/activities/").json()["results"] == []

    as_zhao.post(f"{url}publish/", DECLARED)
    (found,) = nobody.get(f"{V1}/activities/").json()["results"]
    assert found["id"] == drafted["id"]
    (shift,) = found["shifts"]
    assert (shift["seats"], shift["free_seats"], shift["minutes"]) == (1, 1, 180)

    first = join(as_lin, found)
    assert (first.status_code, first.json()["state"]) == (201, "seated")
    assert first.json()["position"] is None
    again = join(as_lin, found)
    assert (again.status_code, again.json()) == (200, first.json())
    second = join(as_mei, found)
    assert (second.status_code, second.json()["state"]) == (201, "waiting")
    assert second.json()["position"] == 1
    assert nobody.get(url).json()["shifts"][0]["free_seats"] == 0

    # Lin cannot come, and Mei takes the seat by signing up again.
    assert as_lin.delete(f"{url}signups/current/").status_code == 204
    assert as_lin.delete(f"{url}signups/current/").status_code == 404
    taken = join(as_mei, found)
    assert (taken.status_code, taken.json()["state"]) == (200, "seated")

    roster = as_zhao.get(f"{V1}/shifts/{shift['id']}/roster/").json()
    assert [one["name"] for one in roster["seated"]] == ["梅云台"]
    assert (roster["offered"], roster["waiting"]) == ([], [])
    assert as_mei.get(f"{V1}/shifts/{shift['id']}/roster/").status_code == 404


def test_an_offer_is_told(as_zhao, as_lin, as_mei, association):
    activity = publish(as_zhao, association)
    join(as_lin, activity)
    join(as_mei, activity)
    as_lin.delete(f"{V1}/activities/{activity['id']}/signups/current/")
    roster = as_zhao.get(f"{V1}/shifts/{activity['shifts'][0]['id']}/roster/").json()
    assert [one["state"] for one in roster["offered"]] == ["offered"]


def test_cancelling_says_why(as_zhao, as_lin, nobody, association):
    activity = publish(as_zhao, association)
    join(as_lin, activity)
    url = f"{V1}/activities/{activity['id']}/"
    assert problem(as_zhao.post(f"{url}cancel/", {})) == (422, "reason_needed")

    told = as_zhao.post(f"{url}cancel/", {"reason": "台风"}).json()

    assert (told["state"], told["cancel_reason"]) == ("cancelled", "台风")
    assert nobody.get(url).json()["state"] == "cancelled"
    assert Notice.objects.get().event == "activity_cancelled"
    assert problem(join(as_lin, activity)) == (422, "not_eligible")


def test_one_seat_of_several_is_given_up_by_its_shift(as_zhao, as_lin, association):
    activity = publish(as_zhao, association, shifts=[a_shift(7), a_shift(8)])
    join(as_lin, activity, 0)
    join(as_lin, activity, 1)
    url = f"{V1}/activities/{activity['id']}/signups/current/"
    shift = activity["shifts"][0]["id"]
    assert as_lin.delete(f"{url}?shift={shift}").status_code == 204
    assert as_lin.delete(f"{url}?shift={shift}").status_code == 404
    assert as_lin.delete(f"{url}?shift=none").status_code == 404
    assert as_lin.delete(url).status_code == 204


def test_refusals_have_the_codes_of_the_contract(as_zhao, as_lin, association):
    activity = publish(as_zhao, association)
    beside = publish(as_zhao, association, title="另一件")
    members = publish(as_zhao, association, audience="members")
    join(as_lin, activity)

    assert problem(join(as_lin, beside)) == (409, "overlaps")
    refused = join(as_lin, members)
    assert problem(refused) == (422, "not_eligible")
    assert refused.json()["why"] == "members_only"
    unknown = {"id": activity["id"], "shifts": [{"id": NO_SUCH_ID}]}
    assert problem(join(as_lin, unknown)) == (404, "not_found")


def test_what_is_missing_is_named(as_zhao, association):
    told = write(as_zhao, association, risks="", contact="")
    answer = as_zhao.post(f"{V1}/activities/{told['id']}/publish/", DECLARED)
    assert problem(answer) == (422, "words_missing")
    assert answer.json()["fields"] == ["risks", "contact_name"]


@pytest.mark.parametrize("said", [None, {}, {"declared": False}])
def test_nobody_says_that_it_is_volunteering_by_saying_nothing(
    as_zhao, association, said
):
    told = write(as_zhao, association)
    refused = as_zhao.post(f"{V1}/activities/{told['id']}/publish/", said)
    assert problem(refused) == (422, "not_declared")


def test_a_phone_that_is_not_public_is_told_to_who_has_signed_up(
    as_zhao, as_lin, nobody, association
):
    activity = publish(as_zhao, association)
    url = f"{V1}/activities/{activity['id']}/"
    assert nobody.get(url).json()["contact"] == "王老师"
    assert nobody.get(url).json()["contact_phone"] == ""
    assert as_lin.get(url).json()["contact_phone"] == ""
    join(as_lin, activity)
    assert as_lin.get(url).json()["contact_phone"] == "0518-85800000"
    (listed,) = as_lin.get(f"{V1}/activities/").json()["results"]
    assert listed["contact_phone"] == ""


def test_a_guardian_signs_up_a_child(as_zhao, association, lin):
    born = timezone.localdate() - timedelta(days=3700)
    child = make_volunteer(name="许小小", birth_date=born)
    appoint(lin.account, "guardian", ward=child)
    activity = publish(as_zhao, association)
    as_lin = signed_in(lin.account)

    refused = join(as_lin, activity, volunteer=child.number)

    # No guardian has agreed on paper or by phone.
    assert refused.json()["why"] == "guardian_has_not_agreed"
    stranger = make_volunteer().number
    assert problem(join(as_lin, activity, volunteer=stranger)) == (
        403,
        "not_a_volunteer",
    )


def test_the_list_is_narrowed_and_goes_on_page_by_page(as_zhao, nobody, association):
    for n in range(3):
        publish(
            as_zhao,
            association,
            title=f"第{n}件",
            shifts=[a_shift(7 + n, seats=n + 1), a_shift(20)],
            accessible=n == 1,
        )

    def titles(query=""):
        answer = nobody.get(f"{V1}/activities/{query}")
        return [one["title"] for one in answer.json()["results"]]

    assert titles() == ["第0件", "第1件", "第2件"]
    assert titles("?free_seats=2") == ["第1件", "第2件"]
    assert titles("?accessible=true") == ["第1件"]
    assert titles(f"?from={in_days(9)[:10]}") == ["第2件", "第0件", "第1件"]
    assert titles("?district=320703&service_field=0016") == []
    assert problem(nobody.get(f"{V1}/activities/?near=me")) == (422, "unknown_filter")

    page = nobody.get(f"{V1}/activities/?page_size=2").json()
    rest = nobody.get(page["next"]).json()
    assert [one["title"] for one in rest["results"]] == ["第2件"]
    assert rest["next"] is None
    back = nobody.get(rest["previous"]).json()
    assert back["results"] == page["results"]


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_costs_the_same_however_long_it_is(
    as_zhao, nobody, association, count, django_assert_num_queries
):
    for n in range(count):
        publish(as_zhao, association, shifts=[a_shift(1 + n % 20), a_shift(21)])
    nobody.get(f"{V1}/activities/")
    with django_assert_num_queries(2):
        assert len(nobody.get(f"{V1}/activities/").json()["results"]) == count


def test_the_same_key_writes_one_draft(as_zhao, association):
    for _ in range(2):
        as_zhao.post(
            f"{V1}/activities/",
            body(association, shifts=[]),
            headers={"Idempotency-Key": "k"},
        )
    assert Activity.objects.count() == 1


def test_a_token_without_the_scope_does_not_publish(zhao, association):
    caller = signed_in(zhao, ["read", "log"])
    assert problem(caller.post(f"{V1}/activities/", body(association))) == (
        403,
        "scope_missing",
    )
    assert client().get(f"{V1}/activities/").status_code == 200


def test_a_draft_is_said_anew_with_other_shifts(as_zhao, association):
    drafted = write(as_zhao, association)
    said = body(association, title="连岛净滩", shifts=[a_shift(seats=5), a_shift(9)])
    del said["organization"]

    told = as_zhao.post(f"{V1}/activities/{drafted['id']}/revise/", said).json()

    assert told["title"] == "连岛净滩"
    assert [one["seats"] for one in told["shifts"]] == [5, 1]


INSURED = {
    "insurer": "人保",
    "policy_number": "PEAC-7",
    "covered_from": in_days(-9)[:10],
    "covered_until": in_days(300)[:10],
    "people_covered": 80,
}


def test_who_changes_one_thing_loses_none_of_the_others(as_zhao, association):
    said = body(
        association,
        title_en="Huaguo Hill guide",
        contact_is_public=False,
        recipients=["11", "03"],
        guarantees=["water"],
        further_fields=["0006", "0001", "0006"],
        shifts=[
            a_shift(7, post="步道引导"),
            a_shift(
                8,
                post="步道引导",
                post_description="带路到水帘洞",
                skill="英语",
                credential="first_aid",
                min_age=16,
            ),
        ],
        covers_hazard=True,
        **INSURED,
    )
    drafted = as_zhao.post(f"{V1}/activities/", said).json()
    url = f"{V1}/activities/{drafted['id']}/"
    first = as_zhao.get(f"{url}revise/").json()
    assert first["title_en"] == "Huaguo Hill guide"
    assert first["recipients"] == ["03", "11"]
    assert first["further_fields"] == ["0001", "0006"]
    assert INSURED.items() <= first.items()
    asked = [(one["skill"], one["credential"]) for one in first["shifts"]]
    assert asked == [("英语", "first_aid")] * 2

    told = as_zhao.post(f"{url}revise/", first | {"place": "北门"}).json()

    assert told["shifts"][0]["post_description"] == "带路到水帘洞"
    assert as_zhao.get(f"{url}revise/").json() == first | {"place": "北门"}
    as_zhao.post(f"{url}publish/", DECLARED)
    published = as_zhao.get(f"{url}revise/").json()
    assert published == first | {"place": "北门", "shifts": None}
    assert as_zhao.post(f"{url}revise/", published).status_code == 200


def test_what_is_published_keeps_its_shifts(as_zhao, association):
    activity = publish(as_zhao, association)
    url = f"{V1}/activities/{activity['id']}/"
    said = body(association, place="景区北门")
    del said["organization"]

    assert problem(as_zhao.post(f"{url}revise/", said)) == (409, "published_already")
    del said["shifts"]
    told = as_zhao.post(f"{url}revise/", said).json()
    assert (told["place"], told["shifts"]) == ("景区北门", activity["shifts"])
    assert problem(as_zhao.post(f"{url}discard/")) == (409, "wrong_moment")


def test_shifts_are_added_widened_and_taken_away(as_zhao, as_lin, as_mei, association):
    activity = publish(as_zhao, association)
    url = f"{V1}/activities/{activity['id']}"
    first = f"{V1}/shifts/{activity['shifts'][0]['id']}"
    join(as_lin, activity)
    assert join(as_mei, activity).json()["state"] == "waiting"

    assert as_zhao.post(f"{first}/seats/", {"seats": 2}).json()["seats"] == 2
    assert problem(as_zhao.post(f"{first}/take-away/")) == (422, "shifts_needed")
    added = as_zhao.post(f"{url}/shifts/", {"shifts": [a_shift(8, seats=3)]}).json()
    assert [one["seats"] for one in added["shifts"]] == [2, 3]
    assert problem(as_zhao.post(f"{first}/take-away/")) == (409, "people_coming")
    gone = as_zhao.post(f"{V1}/shifts/{added['shifts'][1]['id']}/take-away/")
    assert gone.status_code == 204
    (mine,) = as_mei.get(f"{V1}/me/signups/").json()["results"]
    assert mine["state"] == "offered"


def test_a_series_a_copy_and_what_excludes_each_other(as_zhao, association):
    activity = publish(as_zhao, association)
    url = f"{V1}/activities/{activity['id']}"
    until = {"until": in_days(21)[:10]}
    assert len(as_zhao.post(f"{url}/repeat/", until).json()["shifts"]) == 3

    added = as_zhao.post(
        f"{url}/shifts/", {"shifts": [a_shift(22, post="摄影", skill="会用相机")]}
    )
    assert added.json()["shifts"][-1]["skill"] == "会用相机"

    copied = as_zhao.post(f"{url}/copy/", {"first_day": in_days(30)[:10]})
    assert (copied.status_code, copied.json()["state"]) == (201, "draft")
    assert copied.json()["shifts"][-1]["skill"] == "会用相机"
    other = copied.json()["id"]
    assert as_zhao.post(f"{url}/exclude/", {"others": [other]}).json() == {
        "others": [other]
    }
    unknown = as_zhao.post(f"{url}/exclude/", {"others": [NO_SUCH_ID]})
    assert problem(unknown) == (404, "not_found")

    closed = as_zhao.post(f"{url}/close/").json()
    assert closed["state"] == "closed"
    assert as_zhao.post(f"{url}/reopen/").json()["state"] == "published"
    assert as_zhao.post(f"{V1}/activities/{other}/discard/").status_code == 204
    assert not Activity.objects.filter(pk=other).exists()
