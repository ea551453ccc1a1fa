"""What the schema says is what the API does, whoever calls it."""

import itertools
import os

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
from tests.permissions.marks import foreign_to
from tests.permissions.table import ROLES
from tests.permissions.urls import route_of
from tests.permissions.walk import undone
from tests.permissions.world import make_world, somebody, url_of
from volunteers.tokens import give_token

# How often every role has a turn at every operation; see docs/contributing.md.
ROUNDS = int(os.environ.get("API_SCAN_ROUNDS", "1"))
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
def world(db, settings):
    """Something to read and to decide for everybody, and no less elsewhere."""
    settings.API_CALLS_PER_MINUTE = 1_000_000
    settings.API_CALLS_PER_MINUTE_AND_ADDRESS = 1_000_000
    return make_world()


@pytest.fixture
def callers(world):
    """Somebody in every role, each with a token for all they may do."""
    return [Caller(role, world) for role in ROLES]


class Caller:
    """Somebody in a role, who calls the API and is answered as it says."""

    def __init__(self, role, world):
        self.world = world
        self.account = somebody(role, world, own=True)
        self.foreign = foreign_to(role, own=True)
        self.headers = {}
        if self.account:
            token, _, _ = give_token(account=self.account, scopes=None)
            self.headers["Authorization"] = f"Token {token}"

    def call(self, case, *, of_what_is_there=False):
        """Send it and take it back: about what was made up, or about one's own."""
        with undone():
            if of_what_is_there:
                case.path_parameters.update(self.things(case.operation.path))
            answer = case.call_and_validate(headers=self.headers, checks=HELD)
        seen = [word for word in self.foreign if word in answer.text]
        assert seen == [], f"{case.operation.label} shows what is of somebody else"

    def things(self, path):
        """What the world has in place of the parameters in a path."""
        self.world.made.clear()
        owner = self.account or self.world.lin.account
        there = url_of(route_of(path), self.world, owner).split("/")
        parts = zip(path.split("/"), there, strict=True)
        return {name[1:-1]: thing for name, thing in parts if name.startswith("{")}


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
    return [found.ok() for found in schema.get_all_operations()]


@pytest.mark.slow
def test_whatever_anybody_sends_the_answer_is_as_the_schema_says(
    server, callers, subtests
):
    for operation, mode in itertools.product(operations(server), GenerationMode):
        with subtests.test(operation.label, mode=mode.value):
            send_much(operation, mode, callers)


def send_much(operation, mode, callers):
    """
    Cases from each role in turn; of what is well said, at least one from every role.

    The turns go on from operation to operation: ``callers`` are moved round.
    """
    sent = []
    rounds = ROUNDS if mode.is_positive else ROUNDS / 2

    @settings(
        max_examples=int(len(callers) * rounds),
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case):
        sent.append(case)
        callers[0].call(case, of_what_is_there=mode.is_positive)
        callers.append(callers.pop(0))

    send()
    if mode.is_positive:  # where there is little to vary, there are fewer cases
        for caller in callers[: max(0, len(callers) - len(sent))]:
            caller.call(sent[-1], of_what_is_there=True)
