"""Everybody registers: people as rows ready for COPY, some thousand at a time."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from city.demo.cast import NAMES
from city.demo.days import CLOCK
from city.demo.organizations import found_organizations
from city.demo.people import Person, Population, Serving
from city.demo.places import make_sites
from city.demo.plan import CAST, Plan
from city.demo.teams import NULL, Choice, Team, form_teams
from config.ahead import ahead
from volunteers.ages import OF_AGE, age_on
from volunteers.pinyin import initials
from volunteers.rules.register import CONSENT_PURPOSE, CONSENT_VERSION
from volunteers.sealing import fingerprint, seal

# People who are loaded at a time, with their sessions.
BATCH = 2_000
# From so many people on, a process of its own is sooner there than it begins.
MANY = 50_000

# The tables of people, and the columns that are loaded.
PEOPLE = {
    "volunteers_account": (
        "id, username, password, is_superuser, phone_sealed, phone_hash, phone_last4,"
        " language, is_active, is_staff, created_at"
    ),
    "volunteers_volunteer": (
        "id, number, account_id, name, initials, document_type, document_sealed,"
        " document_hash, document_last4, phone_sealed, phone_hash, phone_last4,"
        " birth_date, district_id, home_site_id, status, registered_at"
    ),
    "volunteers_consent": "volunteer_id, purpose, version, given_at",
    "volunteers_membership": "volunteer_id, organization_id, joined_on",
}
# Nobody signs in with it: Django takes what begins with ! for no password.
UNUSABLE = "!"


class Batch(NamedTuple):
    """Some people, in the order of their ids, and their lines for each table."""

    people: list[Serving]
    lines: dict[str, list[str]]


def everybody(plan: Plan) -> Iterator[Batch]:
    """
    Everybody of the plan's city; all who hold an office are in the first batch.

    Many are made ahead, while the sessions of those before are.
    """
    return ahead(register, plan) if plan.volunteers >= MANY else register(plan)


def register(plan: Plan) -> Iterator[Batch]:
    """Register everybody of the plan's city, without a look at the database."""
    sites = make_sites(plan.chance("sites"))
    founded = found_organizations(
        sites, year=plan.year, chance=plan.chance("organizations")
    )
    teams = form_teams(plan, founded, [])
    offices = 1 + max(max(*team.approvers, team.recorder) for team in teams)
    population = Population(plan, sites)
    choice = Choice(teams, plan.chance("teams"))
    first, after = 1, max(BATCH + 1, offices)
    while first <= plan.volunteers:
        batch = Batch([], {table: [] for table in PEOPLE})
        for pk in range(first, min(after, plan.volunteers + 1)):
            person = population.person(pk)
            places = choice.of(person.district, person.site)
            if pk <= CAST:
                person.name, places = NAMES[pk], (0,)
            if pk < offices:
                person.has_account = True
            batch.people.append(
                Serving(
                    person.id,
                    person.district,
                    person.registered_on,
                    person.has_account,
                    places,
                )
            )
            _write(batch.lines, person, [teams[place] for place in places])
        yield batch
        first, after = after, after + BATCH


def _write(lines: dict[str, list[str]], person: Person, teams: list[Team]) -> None:
    at = f"{person.registered_on} {CLOCK[person.registered_minute]}"
    # Whoever has both an account and a record has the same phone in both.
    phone = (
        f"{_bytes(seal(person.phone))}\t{_bytes(fingerprint(person.phone))}"
        f"\t{person.phone[-4:]}"
    )
    account = NULL
    consents = lines["volunteers_consent"]
    if person.has_account:
        account = f"{person.id}"
        lines["volunteers_account"].append(
            f"{account}\t{NULL}\t{UNUSABLE}\tf\t{phone}\t\tt\tf\t{at}\n"
        )
        consents.append(f"{person.id}\t{CONSENT_PURPOSE}\t{CONSENT_VERSION}\t{at}\n")
    if age_on(person.registered_on, born=person.born) < OF_AGE:
        consents.append(f"{person.id}\tguardian\tpaper {CONSENT_VERSION}\t{at}\n")
    lines["volunteers_volunteer"].append(
        f"{person.id}\t{person.number}\t{account}\t{person.name}"
        f"\t{initials(person.name)}\tresident_id"
        f"\t{_bytes(seal(person.document))}\t{_bytes(fingerprint(person.document))}"
        f"\t{person.document[-4:]}\t{phone}\t{person.born}\t{person.district}"
        f"\t{person.site or NULL}\tregistered\t{at}\n"
    )
    lines["volunteers_membership"] += [_membership(person, team) for team in teams]


def _bytes(value: bytes) -> str:
    return "\\\\x" + value.hex()


def _membership(person: Person, team: Team) -> str:
    founded: date = team.founded.founded_on
    joined_on = max(person.registered_on, founded)
    return f"{person.id}\t{team.founded.organization.pk.hex}\t{joined_on}\n"
