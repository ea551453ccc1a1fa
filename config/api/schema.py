"""What the schema says of every call: its problems, its key, its closed body."""

from collections.abc import Iterator
from typing import Any

from config.api.problems import MEDIA_TYPE
from config.errors import RuleBroken

PROBLEM = {
    "type": "object",
    "description": "Why a call was refused (RFC 9457).",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "A sentence for a person."},
        "code": {"type": "string", "description": "A stable word for a program."},
        "errors": {
            "type": "object",
            "description": "What is malformed, by field.",
            "additionalProperties": {},
        },
    },
}
KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "description": "Sent again with the same body within 24 h, it acts once.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
}


def add_problems(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Every refusal of every operation is a problem document."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    reference = {"$ref": "#/components/schemas/Problem"}
    answer = {
        "description": "A refusal",
        "content": {MEDIA_TYPE: {"schema": reference}},
    }
    for _, operation in _operations(result):
        operation["responses"].setdefault("4XX", answer)
    return result


def add_idempotency_key(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Every POST takes an idempotency key."""
    for method, operation in _operations(result):
        if method == "post":
            operation.setdefault("parameters", []).append(KEY)
    return result


def close_bodies(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """What is sent has the fields that are named, and no others."""
    known = result["components"]["schemas"]
    for _, operation in _operations(result):
        for taken in operation.get("requestBody", {}).get("content", {}).values():
            _close(taken["schema"], known)
    return result


def _close(part: dict[str, Any], known: dict[str, Any]) -> None:
    for within in (*part.get("allOf", ()), *part.get("oneOf", ())):
        _close(within, known)
    if "$ref" in part:
        _close(known[part["$ref"].rpartition("/")[2]], known)
    if "items" in part:
        _close(part["items"], known)
    if "properties" in part:
        part["additionalProperties"] = False
        for inner in part["properties"].values():
            _close(inner, known)


def list_codes(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """The description lists every code a rule refuses with, in the reader's words."""
    rows = {(rule.code, rule.status, str(rule.sentence)) for rule in _rules(RuleBroken)}
    lines = [
        f"| `{code}` | {status} | {sentence} |"
        for code, status, sentence in sorted(rows)
    ]
    table = "\n".join(["| code | status | |", "|---|---|---|", *lines])
    result["info"]["description"] += f"\n\n{table}\n"
    return result


def _rules(broken: type[RuleBroken]) -> Iterator[type[RuleBroken]]:
    for rule in broken.__subclasses__():
        if "code" in vars(rule):
            yield rule
        yield from _rules(rule)


def _operations(result: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in result["paths"].values():
        for method, operation in path.items():
            if isinstance(operation, dict) and "responses" in operation:
                yield method, operation
