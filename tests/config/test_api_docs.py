"""The schema is valid, and a person can browse it."""

import pytest
from django.urls import URLPattern, get_resolver
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from config.api.idempotency import Idempotent


def api_views(patterns=None):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if not isinstance(pattern, URLPattern):
            yield from api_views(pattern.url_patterns)
        elif view := getattr(pattern.callback, "cls", None):
            yield view


def test_the_schema_is_valid_openapi():
    schema = SchemaGenerator().get_schema(request=None, public=True)

    validate_schema(schema)
    assert schema["openapi"].startswith("3.1")
    assert "application/problem+json" in str(schema["paths"]["/api/v1/jobs/{id}/"])


def test_every_post_takes_an_idempotency_key():
    posting = [view for view in api_views() if hasattr(view, "post")]

    assert [view for view in posting if not issubclass(view, Idempotent)] == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_person_browses_the_api(live_server, page):
    complaints = []
    page.on("console", lambda line: complaints.append(line.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    page.goto(f"{live_server.url}/api/v1/docs/")

    # So many operations are drawn as one comes to them.
    wanted = page.get_by_text("/api/v1/jobs/{id}/")
    page.get_by_text("/api/v1/activities/{id}/").first.wait_for()
    for _ in range(200):
        if wanted.count():
            break
        page.mouse.wheel(0, 1000)
        page.wait_for_timeout(50)
    wanted.click()
    page.get_by_text("A refusal").wait_for()
    assert complaints == []
