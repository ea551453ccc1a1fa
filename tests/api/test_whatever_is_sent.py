"""
Whatever stands in one field of what is sent, it is taken or refused by its name.

Asked of every field of every operation, as the schema has them; all else that is sent
is well said. What is wrong is written as JSON has it: a program would not write it all.
A field that an operation does not have is refused by its name as well.
"""

import itertools
import json
import logging
from copy import deepcopy
from functools import partial

import pytest
from django.utils.http import urlencode

from tests.api.bodies import fields, operations
from tests.api.calls import client, signed_in
from tests.permissions.walk import undone
from tests.permissions.world import make_world

LONG = 10_000
WRONG = {
    "string": (
        *('"\\u0000"', '"林\\u0000港"', '" "', '""', '"\\u202e\\u200f\\u200b"'),
        *(f'"{"9" * LONG}"', f'"{"林" * LONG}"'),
        *('"１３８００１３８０００"', '"𠮷😀\\ue000"', '"2026-02-30"'),
        *('"<script>alert(1)</script>"', '"\'; DROP TABLE %s{{ 7 }}{0}; --"'),
        *("true", "7", "1e999", "null", '["海州"]', '{"name": "海州"}'),
    ),
    "boolean": (
        *('"\\u0000"', '"maybe"', '"１"', '""'),
        *("7", "1" + "0" * 30, "null", "[true]", "{}"),
    ),
    "integer": (
        *('"\\u0000"', '"１２x"', '" "', f'"{"9" * LONG}"'),
        *("-1", "1" + "0" * 30, "9" * LONG, "1.5", "1e999"),
        *("true", "null", "[]", "{}"),
    ),
    "array": (
        *('"\\u0000"', '"海州"', "7", "true", "null"),
        *("[[]]", "[null]", '{"0": "x"}'),
    ),
    "object": ('"\\u0000"', '"海州"', "7", "true", "null", "[]", "[{}]"),
}
WRONG["number"] = WRONG["integer"]
# What is no JSON is so wherever it stands.
WHOLE = (
    *("", "{", "[]", "null", "7", "NaN", "true", '"海州"', "[{}]", "[" * LONG),
    *("\x00", "\ufeff{}", '{"\\ud800": 1}', '{"\\u0000": 1}'),
    *('{"name": "\\ud800"}', '{"name": ["\\ud800"]}'),
    *('{"name": NaN}', '{"name": [-Infinity]}'),
)
ASKED = (
    *("\x00", "林\x00港", " ", "9" * LONG, "林" * 1_000, "\u202e\u200f\u200b"),
    *("１３", "٣٤", "𠮷😀\ue000", "2026-02-30", "-1", "1e999", "NaN", b"\xed\xa0\x80"),
    *("99999999999999999999", "'; DROP TABLE x; --", "[]", "None"),
)
HERE = "what is wrong stands here"
NOWHERE = "colour"  # a field of no operation
# What is said with the one is not said with the other.
INSTEAD_OF = {"filter": "sessions"}
TAKEN = (200, 201, 202, 204)
MALFORMED = (400, 422)
NO_JSON = "parse_error"
# There is nothing to prove: a wrong code is told before that.
ENDED = ("registrations_prove",)
# Of the right form, and still nobody's or nothing's: a rule says so, by its code.
BY_A_RULE = {
    "activities_exclude": {"not_found"},
    "activities_invitations_create": {"number_and_name_differ"},
    "activities_invitations_team": {"not_found"},
    "activities_signups_create": {"not_a_volunteer", "not_found"},
    "activities_signups_give_up": {"did_not_sign_up", "not_a_volunteer"},
    "activities_signups_explain": {"did_not_sign_up", "not_a_volunteer"},
    "activities_signups_together": {"not_yourself", "not_found"},
    "check_ins_create": {"code_expired", "for_somebody_else", "too_many_tries"},
    "check_outs_create": {"code_expired", "for_somebody_else", "too_many_tries"},
    "decisions_create": {"queue_changed", "reason_needed"},
    "exports_create": {"not_found"},
    "needs_cancel": {"reason_needed", "wrong_code"},
    "needs_claim": {"not_found"},
    "needs_create": {"wrong_code"},
    "needs_dispatch": {"not_found"},
    "needs_merge": {"cannot_merge"},
    "needs_rate": {"wrong_code"},
    "needs_reassign": {"not_found"},
    "organizations_invitations_create": {"number_and_name_differ"},
    "organizations_members_create": {"number_and_name_differ"},
    "sessions_correct": {"reason_needed"},
    "shifts_absences_create": {"did_not_sign_up"},
    "shifts_absences_excuse": {"did_not_sign_up"},
    "shifts_absences_take_back": {"did_not_sign_up"},
    "sessions_create": {"scope_missing", "service_field_needed"},
    "tokens_create": {"wrong_login"},
}


@pytest.fixture
def world(db, settings, caplog):
    caplog.set_level(logging.CRITICAL, "django.request")  # thousands are refused
    settings.API_CALLS_PER_MINUTE = settings.API_CALLS_PER_MINUTE_AND_ADDRESS = 10**6
    return make_world()


def test_whatever_stands_in_a_field_is_taken_or_refused_by_its_name(world, subtests):
    taking = [one for one in operations() if one.body]
    assert len(taking) > 20

    for operation in taking:
        with subtests.test(operation.name), undone():
            assert wrong_with_fields_of(operation, world) == {}


def wrong_with_fields_of(operation, world):
    send = sender(operation, world)
    body = operation.well_said(world)
    usual = send(json.dumps(body))
    assert usual.status_code in TAKEN or operation.name in ENDED, (
        f"Say in tests/api/bodies.py how {operation.name} is called well:"
        f" {body} is answered {usual.content.decode()}"
    )
    found = {}
    for at, kind in fields(operation.body):
        for wrong in WRONG[kind]:
            if why := fault(operation, at, send(with_wrong(body, at, wrong))):
                found[at, wrong[:40]] = why
    for wrong in WHOLE:
        if why := fault_of_the_whole(send(wrong)):
            found[wrong[:40]] = why
    return found


def sender(operation, world):
    """Sends JSON to it as somebody who may; nothing is there afterwards."""
    account = operation.caller(world)
    caller = signed_in(account) if account else client()
    url = operation.url(world, account)
    send = partial(
        getattr(caller, operation.method.lower()),
        url,
        content_type="application/json",
    )

    def undoing(text):
        with undone():
            return send(text.encode())

    return undoing


def with_wrong(body, at, wrong):
    """The body with that in one place, as JSON; what is on the way there is made."""
    body = deepcopy(body)
    body.pop(INSTEAD_OF.get(at[0]), None)
    inside = body
    for name, following in itertools.pairwise(at):
        if name == 0 and not inside:
            inside.append({})
        if name != 0:
            inside.setdefault(name, [] if following == 0 else {})
        inside = inside[name]
    if at[-1] == 0:
        inside[:] = [HERE]
    else:
        inside[at[-1]] = HERE
    return json.dumps(body).replace(f'"{HERE}"', wrong)


def fault(operation, at, answer):
    """What is wrong with how the field was answered, if anything is."""
    if answer.status_code in TAKEN:
        return ""
    told = answer.json()
    if answer.status_code in MALFORMED and is_told(told.get("errors", {}), at):
        return ""
    if told["code"] in {NO_JSON, *BY_A_RULE.get(operation.name, ())}:
        return ""
    return f"{answer.status_code} {told}"[:200]


def is_told(errors, at):
    """Whether something is said at the place, or at one around it within the body."""
    for name in at:
        if isinstance(errors, list) and not isinstance(errors[0], dict):
            break  # sentences about all that is in it
        errors = errors[name] if isinstance(errors, list) else errors.get(f"{name}")
        if not errors:
            return False
    return bool(errors)


def fault_of_the_whole(answer):
    if answer.status_code in TAKEN:
        return ""
    if 400 <= answer.status_code < 500 and answer.json()["code"]:
        return ""
    return f"{answer.status_code}"


def test_a_field_no_operation_takes_is_refused_by_its_name(world, subtests):
    taking = [one for one in operations() if one.body or one.method == "POST"]
    assert len(taking) > 25

    for operation in taking:
        with subtests.test(operation.name), undone():
            send = sender(operation, world)
            body = operation.well_said(world) if operation.body else {}
            for at in objects_of(operation):
                told = send(with_wrong(body, (*at, NOWHERE), '"blue"'))
                assert told.status_code in MALFORMED, at
                assert NOWHERE in f"{told.json().get('errors', told.json())}", at


def objects_of(operation):
    """The body, and whatever within it has fields of its own."""
    inner = fields(operation.body) if operation.body else ()
    return [(), *(at for at, kind in inner if kind == "object")]


def test_the_schema_says_that_a_body_has_no_other_fields():
    bodies = [one.body for one in operations() if one.body]
    assert all(one["additionalProperties"] is False for one in bodies)


def test_whatever_is_asked_of_a_list_is_understood_or_refused_by_its_name(
    world, subtests
):
    asking = [one for one in operations() if one.asked and one.method != "DELETE"]
    assert len(asking) > 10

    for operation in asking:
        with subtests.test(operation.name), undone():
            account = operation.caller(world)
            caller = signed_in(account) if account else client()
            url = operation.url(world, account)
            assert {
                (name, wrong[:40]): why
                for name, wrong in itertools.product(operation.asked, ASKED)
                if (why := fault_of_asking(caller, url, name, wrong))
            } == {}


def fault_of_asking(caller, url, name, wrong):
    with undone():
        answer = caller.get(f"{url}?{urlencode({name: wrong})}")
    if answer.status_code in TAKEN or answer.status_code == 404:
        return ""
    told = answer.json()
    if answer.status_code in MALFORMED and told.get("errors", {name: 1}).get(name):
        return ""
    return f"{answer.status_code} {told}"[:200]
