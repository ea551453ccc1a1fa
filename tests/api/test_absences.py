"""Who did not come, by programs: noted, explained, accepted, or taken back."""

import pytest

from activities.models import Absence
from tests.activities.making import publish, shift_of, sign_up
from tests.api.calls import V1, problem

pytestmark = pytest.mark.django_db


def test_from_noted_to_accepted(association, zhao, lin, mei, as_zhao, as_lin, as_wang):
    activity = publish(association, zhao)
    shift = shift_of(activity)
    sign_up(shift, lin, mei)
    absences = f"{V1}/shifts/{shift.pk}/absences/"
    about_lin = {"number": lin.number.lower()}

    noted = as_zhao.post(absences, about_lin)
    assert noted.status_code == 201, noted.content
    assert as_zhao.post(absences, about_lin).status_code == 200
    assert problem(as_zhao.post(f"{absences}excuse/", about_lin)) == (
        409,
        "not_explained",
    )

    # Lin finds it among what she signed up for, and says why.
    (own,) = as_lin.get(f"{V1}/me/signups/").json()["results"]
    assert own["absence"]["words"] == ""
    said = {"shift": f"{shift.pk}", "words": "公交车停运"}
    url = f"{V1}/activities/{activity.pk}/signups/explain/"
    answer = as_lin.post(url, said)
    assert answer.json()["absence"]["words"] == "公交车停运", answer.content

    # Its organizers read it on the roster; the city, which reads that too, does not.
    roster = f"{V1}/shifts/{shift.pk}/roster/"
    told = {
        one["number"]: one["absence"] for one in as_zhao.get(roster).json()["seated"]
    }
    assert told[lin.number]["words"] == "公交车停运"
    assert told[mei.number] is None
    assert [one["absence"] for one in as_wang.get(roster).json()["seated"]] == [
        None
    ] * 2

    excused = as_zhao.post(f"{absences}excuse/", about_lin).json()
    assert excused["excused_at"]
    assert problem(as_lin.post(url, said)) == (409, "excused_already")


def test_who_was_there_after_all(association, zhao, lin, mei, as_zhao):
    shift = shift_of(publish(association, zhao))
    sign_up(shift, lin)
    absences = f"{V1}/shifts/{shift.pk}/absences/"
    as_zhao.post(absences, {"number": lin.number})

    for _ in range(2):
        answer = as_zhao.post(f"{absences}take-back/", {"number": lin.number})
        assert answer.status_code == 204, answer.content
    assert not Absence.objects.exists()
    assert problem(as_zhao.post(absences, {"number": mei.number})) == (
        409,
        "did_not_sign_up",
    )
