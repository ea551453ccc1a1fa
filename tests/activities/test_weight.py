"""How much a first visit loads: for phones on a slow line, and a paid one."""

import gzip
import re
from os.path import normpath
from pathlib import Path, PurePosixPath

import pytest
from django.contrib.staticfiles import finders

from tests.activities.published import published, times
from tests.hours.presence.under_way import code_of, under_way

pytestmark = pytest.mark.django_db

MOST = 150_000  # bytes, all of it compressed
LOADED = re.compile(
    r'<(?:link[^>]* rel="(?:stylesheet|icon)"|script|img)[^>]*(?:href|src)="([^"]+)"'
    r'|<link rel="(?:stylesheet|icon)" href="([^"]+)"'
)
WITHIN = re.compile(rb'url\("?([^")]+)"?\)')


def compressed(content):
    return len(gzip.compress(content, compresslevel=6))


def weight(client, url):
    """The page and all that it loads: styles, scripts, pictures, fonts."""
    answer = client.get(url)
    assert answer.status_code == 200
    files = {one or other for one, other in LOADED.findall(answer.content.decode())}
    assert {one.rpartition(".")[2] for one in files} == {"css", "js", "svg"}
    total = compressed(answer.content)
    for one in files:
        content = _read(one)
        total += compressed(content)
        total += sum(
            compressed(_read(f"{PurePosixPath(one).parent}/{inner.decode()}"))
            for inner in WITHIN.findall(content)
        )
    return total


def _read(address):
    name = normpath(address).removeprefix("/static/")
    path = finders.find(name)
    assert path, address
    return Path(path).read_bytes()


def test_finding_and_one_activity_load_within_the_budget(client, association, zhao):
    for n in range(30):
        published(association, zhao, times(1 + n % 10), title=f"花果山景区文明引导{n}")
    one = published(association, zhao, *(times(day) for day in range(1, 30)))

    for url in ("/activities/", f"/activities/{one.pk}/", "/activities/near/"):
        assert weight(client, url) < MOST


def test_the_phone_on_site_loads_no_more(client, association, zhao, lin):
    code = code_of(under_way(association, zhao, lin))
    client.force_login(lin.account)

    for url in ("/me/", "/check-in/", f"/check-in/{code}/"):
        assert weight(client, url) < MOST
