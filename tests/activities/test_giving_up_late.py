"""Late, a seat is given back with a word to its organizers."""

import pytest
from django.utils import timezone

from activities import errors, rules
from activities.models import SignUp, SignUpEvent
from notices.reading import page
from tests.activities import published
from tests.activities.making import people, publish, shift_of, sign_up, states, times
from tests.behind_the_back import refused_by
from tests.factories import appoint, make_account, moment

pytestmark = pytest.mark.django_db

IN_TIME, LATE = moment("2020-03-13 09:00"), moment("2020-03-13 09:01")


@pytest.fixture
def shift(association, zhao):
    """Saturday, 14 March 2020, at nine; a day before is early enough."""
    return shift_of(publish(association, zhao, times(seats=1), give_up_hours=24))


@pytest.fixture
def captain(association):
    return appoint(make_account("captain"), "admin", association)


def give_up(held, at, words=""):
    return rules.give_up(sign_up=held, by=held.volunteer.account, at=at, words=words)


def sentences(account):
    return [one.sentence for one in page(account).lines]


def test_in_time_nobody_says_why(shift, lin, captain):
    (held,) = sign_up(shift, lin)

    assert give_up(held, IN_TIME, "不想说").state == "given_up"
    assert SignUp.objects.get().late_words == ""
    assert sentences(captain) == []


@pytest.mark.parametrize("words", ["", "  ", "长" * 301])
def test_late_it_takes_a_word_and_is_kept_until_there_is_one(shift, lin, words):
    (held,) = sign_up(shift, lin)
    with pytest.raises(errors.WordsNeeded) as refused:
        give_up(held, LATE, words)

    assert "24" in refused.value.detail
    assert states(shift) == ["seated"]


def test_the_seat_is_free_and_who_runs_it_hears_why_at_once(
    shift, lin, mei, captain, stranger
):
    held, _waits = sign_up(shift, lin, mei)

    give_up(held, LATE, " 孩子发烧 ")
    give_up(held, LATE, "再说一次")

    assert states(shift) == ["given_up", "offered"]
    assert SignUp.objects.get(pk=held.pk).late_words == "孩子发烧"
    (told,) = sentences(captain)
    assert "孩子发烧" in told
    assert "林" not in told
    assert sentences(stranger) == []
    kept = SignUpEvent.objects.order_by("-pk").values_list("changed", "new")
    assert "孩子发烧" not in f"{list(kept)}"


def test_who_only_waited_says_nothing(shift, lin, mei):
    _seated, waits = sign_up(shift, lin, mei)

    assert give_up(waits, LATE).state == "given_up"


def test_words_are_of_nothing_but_a_seat_given_up(shift):
    (one,) = people(1)
    sign_up(shift, one)
    with refused_by("words_are_of_what_was_given_up"):
        SignUp.objects.update(late_words="为什么")


def test_with_the_record_the_words_go(shift, lin):
    (held,) = sign_up(shift, lin)
    give_up(held, LATE, "孩子发烧")

    rules.let_go(volunteer=lin, at=LATE)

    assert SignUp.objects.get().late_words == ""


def test_on_the_pages(client, association, zhao, lin):
    one = published.published(
        association, zhao, published.times(1, hour=0), give_up_hours=48
    )
    held = published.sign_up(lin, one)
    client.cookies["django_language"] = "en"
    client.force_login(lin.account)
    here = f"/activities/{one.pk}/"
    said = {"shift": held.shift_id}

    page = client.get(here).content.decode()
    assert "Give your place back until 48 hours before" in page
    assert "It is less than 48 hours before" in page
    refused = client.post(f"{here}give-up/", said)
    assert refused.status_code == 422
    assert "please say why" in refused.content.decode()
    client.post(f"{here}give-up/", said | {"words": "孩子发烧"})
    assert SignUp.objects.get().ended_at <= timezone.now()

    client.force_login(zhao)
    roster = f"/organizations/{association.pk}/activities/{one.pk}/"
    assert "孩子发烧" in client.get(roster).content.decode()
    client.force_login(lin.account)
    assert "孩子发烧" not in client.get(here).content.decode()
