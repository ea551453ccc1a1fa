"""Photos of what is needed and of what was done: sent, seen by whom, forgotten."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from needs import rules
from needs.errors import TooManyPhotos
from needs.models import Need, Photo, PhotoContent
from needs.photos import LARGE, SMALL, PhotosField
from needs.retention import forget_who_asked
from needs.rules import Result
from tests.api.calls import V1, problem, signed_in
from tests.needs.making import asked, dispatched
from tests.needs.test_pages import SAID, browser_of, prove, told
from tests.notices.pictures import PDF, SECRET, opened, picture, upload

pytestmark = pytest.mark.django_db


def kept(n=1):
    return PhotosField().clean([upload(f"{one}.jpg") for one in range(n)])


def address(base, photo):
    return f"{base}photos/{photo.pk}/"


@pytest.fixture
def in_service(station, sun, association, zhao):
    """Asked for with a photo, and begun by the association."""
    order = dispatched(station, sun, association, photos=kept())
    rules.claim(order=order, organization=association, by=zhao, at=timezone.now())
    return rules.start(order=order, by=zhao, at=timezone.now())


def test_who_asks_sends_photos_and_they_are_seen_by_who_reads_the_words(
    client, station, sun, lin, li
):
    prove(client)
    sent = SAID | {"photos": [upload(), upload("b.png", picture("PNG", mode="RGBA"))]}
    page = told(client.post("/needs/new/", sent, follow=True))
    need = Need.objects.get()
    first, second = need.photos.all()
    own, office = f"/needs/own/{need.reference}/", f"/orders/{need.reference}/"
    assert f"{address(own, first)}?small" in page
    shown = client.get(address(own, first))
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == (
        "image/jpeg",
        "nosniff",
    )
    assert "no-store" in shown["Cache-Control"]
    assert SECRET.encode() not in shown.content
    # What could be seen through is white behind.
    image = opened(client.get(address(own, second)).content)
    assert (image.format, image.getexif()) == ("JPEG", {})

    # Nobody else: no stranger, no other volunteer, nor under another need.
    assert Client().get(address(own, first)).status_code == 302
    assert "photos" not in told(Client().get(f"/needs/{need.reference}/"))
    for account, status in ((lin.account, 404), (sun, 200), (li, 200)):
        answer = browser_of(Client(), account).get(address(office, first))
        assert answer.status_code == status
    other = rules.report(asked=asked(station), by=None, at=timezone.now())
    there = f"/orders/{other.reference}/"
    assert browser_of(Client(), sun).get(address(there, first)).status_code == 404


def test_a_photo_is_scaled_twice():
    (one,) = PhotosField().clean([upload("a.jpg", picture(size=(2000, 3000)))])
    assert max(opened(one.large).size) == LARGE
    assert max(opened(one.small).size) == SMALL


@pytest.mark.parametrize(
    ("photos", "says"),
    [
        (["page.jpg", b"<html>"], "is no picture"),
        (["plan.pdf", PDF], "is no picture"),
        (["half.jpg", picture()[:60]], "is damaged"),
        (4, "at most 3 files"),
    ],
)
def test_what_cannot_be_sent_is_said_and_the_words_stay(
    client, station, sun, photos, says
):
    desk = browser_of(client, sun)
    files = (
        [upload() for _n in range(photos)]
        if photos == 4
        else [upload(*photos), upload()]
    )
    page = told(
        desk.post(
            "/needs/counter/",
            SAID | {"photos": files},
        ),
        422,
    )
    assert says in page
    assert SAID["text"] in page
    assert 'id="id_photos_error"' in page
    # Beside something else that is wrong they are to be chosen again.
    wrong = SAID | {"phone": "12", "photos": [upload()]}
    assert "choose it again" in told(desk.post("/needs/counter/", wrong), 422)
    assert not Need.objects.exists()


def test_who_carries_it_out_shows_what_was_done(client, in_service, zhao):
    need = in_service.need
    here, team = f"/orders/{need.reference}/", browser_of(client, zhao)
    wrong = told(team.post(f"{here}deliver/", {"photos": [upload()]}), 422)
    assert "what was done" in wrong
    assert not need.photos.exclude(round=None).exists()
    sent = {"problem0": "理发", "count0": "1", "photos": [upload()]}
    page = told(team.post(f"{here}deliver/", sent, follow=True))
    before, done = need.photos.all()
    assert (before.round, done.round) == (None, in_service.round)
    assert address(here, before) in page
    assert address(here, done) in page


def test_photos_over_the_api(in_service, sun, zhao, association, lin):
    clerk, team = signed_in(sun), signed_in(zhao)
    body = {
        "category": "daily_help",
        "text": "想在家理个发",
        "site": "320706S",
        "contact_name": "许海燕",
        "contact_phone": "13900139001",
        "channel": "home_visit",
        "photos": [upload(), upload()],
    }
    told_of = clerk.post(f"{V1}/needs/", body, format="multipart").json()
    assert Photo.objects.filter(need__reference=told_of["reference"]).count() == 2
    again = body | {"photos": [upload("page.jpg", b"<html>")]}
    assert problem(clerk.post(f"{V1}/needs/", again, format="multipart"))[0] == 400

    path = f"{V1}/needs/{in_service.need.reference}/"
    outcomes = '[{"problem": "理发", "count": 2}]'
    done = {"outcomes": "[理发", "photos": [upload()]}
    assert team.post(f"{path}deliver/", done, format="multipart").status_code == 400
    done = {"outcomes": outcomes, "photos": [upload()]}
    assert team.post(f"{path}deliver/", done, format="multipart").status_code == 200
    (listed,) = team.get(f"{V1}/needs/?state=delivered").json()["results"]
    assert listed["outcomes"] == [{"problem": "理发", "solved": True, "count": 2}]
    assert [one["of"] for one in listed["photos"]] == ["need", "outcome"]
    download = listed["photos"][1]["download"]
    assert opened(team.get(download).content).format == "JPEG"
    assert signed_in(lin.account).get(download).status_code == 404
    assert "photos" not in team.get(path).json()


def test_photos_are_forgotten_with_the_words(in_service, zhao, sun):
    results = [Result(problem="理发")]
    at = timezone.now()
    rules.deliver(order=in_service, results=results, photos=kept(3), by=zhao, at=at)
    rules.rate(order=in_service, stars=5, words="", way="link", by=None, at=at)
    rules.close(order=in_service, by=sun, at=at)
    assert PhotoContent.objects.count() == 4
    assert forget_who_asked(timezone.now() + timedelta(days=1), 10) == 1
    assert not Photo.objects.exists()
    assert not PhotoContent.objects.exists()


def test_four_photos_are_too_many_for_the_rule_too(station, in_service, zhao):
    four = kept(3) + kept(1)
    at = timezone.now()
    with pytest.raises(TooManyPhotos):
        rules.report(asked=asked(station, photos=four), by=None, at=at)
    results = [Result(problem="理发")]
    with pytest.raises(TooManyPhotos):
        rules.deliver(order=in_service, results=results, photos=four, by=zhao, at=at)
