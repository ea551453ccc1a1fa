"""Every act that changes what an organization is, from application to dissolution."""

from volunteers.rules.organizations.answer import answer
from volunteers.rules.organizations.application import Application
from volunteers.rules.organizations.apply import amend, apply
from volunteers.rules.organizations.describe import Description, describe
from volunteers.rules.organizations.dissolve import dissolve
from volunteers.rules.organizations.drafts import keep_draft, read_draft
from volunteers.rules.organizations.file import accept_filing, file, refuse_filing
from volunteers.rules.organizations.insure import (
    insure,
    put_on_file,
    take_insurance_back,
)
from volunteers.rules.organizations.place import place_under
from volunteers.rules.organizations.review import approve, ask, refuse, take_back
from volunteers.rules.organizations.suspend import lift, suspend, suspend_expired

__all__ = [
    "Application",
    "Description",
    "accept_filing",
    "amend",
    "answer",
    "apply",
    "approve",
    "ask",
    "describe",
    "dissolve",
    "file",
    "insure",
    "keep_draft",
    "lift",
    "place_under",
    "put_on_file",
    "read_draft",
    "refuse",
    "refuse_filing",
    "suspend",
    "suspend_expired",
    "take_back",
    "take_insurance_back",
]
