"""What the schema says is what the API does."""

import itertools

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode, checks

from tests.api import calls
from tests.factories import log_session
from volunteers.tokens import give_token

HELD = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]


def generated():
    return SchemaGenerator().get_schema(request=None, public=True)


def test_the_schema_is_valid_openapi():
    with GENERATOR_STATS.silence():
        schema = generated()
    assert schema["openapi"].startswith("3.1")
    validate_schema(schema)
    assert not GENERATOR_STATS._warn_cache
    assert not GENERATOR_STATS._error_cache


def test_every_operation_tells_of_refusals_and_every_post_of_its_key():
    for path, methods in generated()["paths"].items():
        for method, operation in methods.items():
            assert "4XX" in operation["responses"], path
            named = [one["name"] for one in operation.get("parameters", [])]
            assert ("Idempotency-Key" in named) == (method == "post"), path


def test_the_description_lists_every_code():
    description = generated()["info"]["description"]
    for code in ("overlaps", "queue_changed", "visit_a_desk", "key_reused"):
        assert f"| `{code}` | " in description


def test_anyone_reads_the_schema_and_its_page(nobody):
    assert nobody.get(f"{calls.V1}/schema/").status_code == 200
    assert nobody.get(f"{calls.V1}/docs/").status_code == 200


@pytest.fixture
def tokens(lin, zhao, association, beach_cleaning, settings):
    """A volunteer's and an approver's, by turns; something to read and decide."""
    settings.API_CALLS_PER_MINUTE = 1_000_000
    settings.API_CALLS_PER_MINUTE_AND_ADDRESS = 1_000_000
    log_session(volunteer=lin, organization=association, activity=beach_cleaning)
    return itertools.cycle(
        [give_token(account=account, scopes=None)[0] for account in (lin.account, zhao)]
    )


@pytest.fixture
def server(db):
    """The whole program, in this test's transaction."""
    # As the test client has it: the end of a request does not end the transaction.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def operations(server):
    schema = schemathesis.openapi.from_dict(generated())
    schema.app = server
    # It would end the token of the cases to come.
    schema = schema.exclude(path=f"{calls.V1}/tokens/current/")
    return [found.ok() for found in schema.get_all_operations()]


@pytest.mark.slow
def test_whatever_is_sent_the_answer_is_as_the_schema_says(server, tokens, subtests):
    for operation, mode in itertools.product(operations(server), GenerationMode):
        with subtests.test(operation.label, mode=mode.value):
            _send_much(operation, mode, tokens)


def _send_much(operation, mode, tokens):
    @settings(
        max_examples=12,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case):
        headers = {"Authorization": f"Token {next(tokens)}"}
        case.call_and_validate(headers=headers, checks=HELD)

    send()
