"""
What changed in a table, written down by the database: who, when, from which page.

A room says of which of its models, in ``models/history.py``::

    class PolicyEvent(changes_of(Policy, "insert", "update", "delete")): ...

The triggers are django-pghistory's in kind, and without an off switch like all of
ours. They write with the rights of the owner; the program only reads.
"""

from collections.abc import Sequence
from typing import Any

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from pghistory.models import Event

from config.kept import Kept
from config.triggers import AlwaysOn, Refuse, read_sql

# After somebody's account is closed the values go, and that there was a change stays.
ERASED = "NEW.old = '{}' AND NEW.new = '{}' AND " + " AND ".join(
    f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}"
    for name in (
        "pgh_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context", "changed",
    )
)  # fmt: skip


class Change(Event, Kept):
    """
    One change of one row: which columns, and what stood in them before and after.

    ``pgh_context`` says who did it (``user``, an account's id) and on which page
    (``url``). Of what is sealed, only that it changed is known.
    """

    pgh_id = models.BigAutoField(primary_key=True)
    changed = ArrayField(models.TextField())
    old = models.JSONField()
    new = models.JSONField()

    class Meta:
        abstract = True
        default_permissions = ()


class NoteChange(AlwaysOn):
    """Writes a line of history, with the rights of the owner."""

    when = pgtrigger.After

    def __init__(
        self,
        *,
        events: type[models.Model],
        label: str,
        told: dict[str, Any],
        **more: Any,
    ) -> None:
        self.events, self.label, self.told = events, label, told
        super().__init__(**more)

    def get_func(self, model: models.Model) -> str:
        names = {
            "events": self.events._meta.db_table,
            "label": self.label,
            "row": "OLD" if self.label == "delete" else "NEW",
            "key": f'"{model._meta.pk.column}"',
            "before": "NULL::jsonb" if self.label == "insert" else _said(model, "OLD"),
            "after": "NULL::jsonb"
            if self.label == "delete"
            else _said(model, "NEW", is_first=self.label == "insert"),
            "unsaid": _texts([*_numbers(model), *self.told["unsaid"]]),
            "hidden": HIDDEN,
            "untold": _texts(self.told["untold"]),
        }
        text = read_sql("config/sql/note_change.sql")
        for name, part in names.items():
            text = text.replace("{" + name + "}", part)
        return text


class Noted(pghistory.RowEvent):
    """One kind of change of a model, as django-pghistory's trackers go."""

    def __init__(self, label: str, **told: Any) -> None:
        operation = {
            "insert": pgtrigger.Insert,
            "update": pgtrigger.Update,
            "delete": pgtrigger.Delete,
        }[label]
        changed = pgtrigger.Condition("OLD.* IS DISTINCT FROM NEW.*")
        super().__init__(
            label,
            operation=operation,
            row="OLD" if label == "delete" else "NEW",
            condition=changed if label == "update" else None,
            trigger_name=f"history_of_{label}",
        )
        self.told = told

    def add_event_trigger(self, event_model: type[Change]) -> None:
        trigger = NoteChange(
            events=event_model,
            label=str(self.label),
            told=self.told,
            name=self.trigger_name,
            operation=self.operation,
            condition=self.condition,
        )
        pgtrigger.register(trigger)(event_model.pgh_tracked_model)


def changes_of(
    tracked: type[models.Model],
    *labels: str,
    unsaid: Sequence[str] = (),
    untold: Sequence[str] = (),
    indexes: Sequence[models.Index] = (),
) -> Any:
    """
    The base of a model that keeps the changes of another.

    Numbers that are sealed and hashed (``phone_sealed``, ``phone_hash``) are one
    thing, ``phone``, of which only the change is told: both are other than before.

    :param labels: of ``insert``, ``update`` and ``delete``, what is written down
    :param unsaid: columns of which only the fact is kept
    :param untold: columns whose changes are nobody's business
    :param indexes: of the lines, beside that of the changes of one row
    """
    name = f"{tracked.__name__.lower()}_event"
    return pghistory.create_event_model(
        tracked,
        *(Noted(label, unsaid=unsaid, untold=untold) for label in labels),
        fields=[],
        base_model=Change,
        obj_field=pghistory.ObjForeignKey(related_name="+", db_index=False),
        context_field=pghistory.ContextJSONField(),
        context_id_field=None,  # type: ignore[arg-type]
        meta={
            "default_permissions": (),
            "indexes": [
                # The changes of one row, newest first.
                models.Index(
                    fields=["pgh_obj", "-pgh_created_at"],
                    name=f"changes_of_{tracked.__name__.lower()}",
                ),
                *indexes,
            ],
            "triggers": [
                Refuse(
                    name=f"{name}_is_only_erased",
                    operation=pgtrigger.Update,
                    condition=pgtrigger.Condition(f"NOT ({ERASED})"),
                ),
                Refuse(name=f"{name}_is_never_deleted", operation=pgtrigger.Delete),
            ],
        },
    )


# What is never copied: sealed values, hashes, and the last digits of numbers.
HIDDEN = r"_(sealed|last4|hash[a-z0-9_]*)$"


def _texts(names: Sequence[str]) -> str:
    return f"'{{{','.join(sorted(names))}}}'::text[]"


def _numbers(model: models.Model) -> list[str]:
    """What is kept sealed and as a hash, by one name: ``phone``, ``document``."""
    columns = {str(one.column) for one in model._meta.local_concrete_fields}
    sealed = (one.removesuffix("_sealed") for one in columns if one.endswith("_sealed"))
    return sorted(one for one in sealed if f"{one}_hash" in columns)


def _said(model: models.Model, row: str, *, is_first: bool = False) -> str:
    """The row as JSON, with a mark for each number that is another than before."""
    numbers = _numbers(model)
    if not numbers:
        return f"to_jsonb({row})"
    if is_first:
        known = (
            f"'{one}', CASE WHEN NEW.{one}_hash IS NOT NULL THEN true END"
            for one in numbers
        )
        return f"to_jsonb(NEW) || jsonb_build_object({', '.join(known)})"
    # A new seal alone, or a new kind of hash alone, is another key, not another number.
    marks = ", ".join(
        f"'{one}', "
        + (
            f"OLD.{one}_hash IS DISTINCT FROM NEW.{one}_hash"
            f" AND OLD.{one}_sealed IS DISTINCT FROM NEW.{one}_sealed"
            if row == "NEW"
            else "false"
        )
        for one in numbers
    )
    return f"to_jsonb({row}) || jsonb_build_object({marks})"
