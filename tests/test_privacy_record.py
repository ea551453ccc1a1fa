"""
docs/privacy.md lists every column of every table: what says something of a person.

A new column turns this red. Say in the last table of the document whether it is of a
person, and what for in the first one if that is a new purpose.
"""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import Resolver404, resolve

RECORD = Path(settings.BASE_DIR) / "docs/privacy.md"
SAYS_NOTHING = (models.AutoField, models.BooleanField)


def listed():
    """By table, the columns of a person and the others, as the document has them."""
    _, _, annex = RECORD.read_text().partition("## Every column")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in annex.splitlines()
        if line.startswith("| `")
    ]
    return {
        name.strip("`"): (
            set(re.findall("`(.+?)`", own)),
            set(re.findall("`(.+?)`", rest)),
        )
        for name, own, rest in rows
    }


def columns():
    """By table, every column that could say something."""
    return {
        model._meta.label: {
            one.name
            for one in model._meta.local_concrete_fields
            if not one.is_relation and not isinstance(one, SAYS_NOTHING)
        }
        for model in apps.get_models()
    }


def test_every_column_is_listed_and_nothing_else():
    said = {name: own | rest for name, (own, rest) in listed().items()}
    known = columns()

    assert {
        name: sorted(found - said.get(name, set()))
        for name, found in known.items()
        if found - said.get(name, set())
    } == {}, f"{RECORD.name} does not say whose these are"
    assert {
        name: sorted(named - known.get(name, set()))
        for name, named in said.items()
        if name not in known or named - known[name]
    } == {}, f"{RECORD.name} lists what is not there"


def test_no_column_is_both():
    assert [name for name, (own, rest) in listed().items() if own & rest] == []


PERSONAL = re.compile(
    r"_sealed$|_last4$|^(phone|document|to|term)_|^(name|email|birth_date|ip|words"
    r"|text|user_agent|password)$"
)
# What is called so and is of nobody.
OF_NO_PERSON = {
    *("volunteers.District", "volunteers.Site", "volunteers.Organization"),
    *(
        "needs.Category",
        "policies.CalendarDay",
        "activities.ServiceField",
        "activities.Post",
        "auth.Permission",
        "auth.Group",
    ),
    *("socialaccount.SocialApp", "volunteers.InvitationLink", "volunteers.Team"),
    *("volunteers.CredentialKind", "recognition.SigningKey"),
}


@pytest.mark.parametrize("name", sorted(columns()))
def test_what_is_called_like_personal_data_is_listed_as_such(name):
    own, _rest = listed()[name]
    suspect = {one for one in columns()[name] if PERSONAL.search(one)}

    assert name in OF_NO_PERSON or suspect <= own


def test_every_address_it_names_is_there():
    for path in re.findall(r"`(/[a-z/]+/)`", RECORD.read_text()):
        try:
            resolve(path)
        except Resolver404:
            pytest.fail(f"{RECORD.name} names {path}")
