"""Every call of the API by everybody, held against one table a person can read."""

from datetime import timedelta

import pytest
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator

from activities.models import Post, Shift
from hours import rules
from notices.models import Message
from tests.api.calls import NO_SUCH_ID, V1, claim, client, signed_in
from tests.factories import NOON, appoint, log_session, make_account, make_organization
from tests.needs.making import report
from tests.permissions.walk import undone
from volunteers.models import Site

# lin: it is her session; mei: another volunteer; zhao approves and qian records for
# its organization; far approves for another; sun keeps its site; wang is city staff;
# he audits. The session waits for Lin's answer; "pending" is Zhao's new organization.
TABLE = """
call                                  | none lin mei zhao qian far sun wang he
GET    me/                            | 401  200 200 200  200  200 200 200  200
PATCH  me/                            | 401  200 200 200  200  200 200 200  200
GET    me/totals/                     | 401  200 200 200  200  404 404 200  200
GET    me/export/                     | 401  200 200 200  200  200 200 200  200
GET    organizations/                 | 200  200 200 200  200  200 200 200  200
POST   organizations/                 | 401  201 201 201  201  201 201 201  201
GET    organizations/{id}/            | 200  200 200 200  200  200 200 200  200
GET    organizations/{pending}/       | 404  404 404 200  404  404 404 200  200
POST   organizations/{id}/join-requests/ | 401 201 201 201 201 403 403 201 201
GET    organizations/{id}/join-requests/ | 401 404 404 200 404 404 404 404 404
DELETE organizations/{id}/join-requests/current/ | 401 404 404 404 404 403 403 404 404
POST   join-requests/{id}/accept/   | 401 403 403 404 404 404 404 404 404
POST   join-requests/{id}/decline/  | 401 403 403 404 404 404 404 404 404
GET    organizations/{id}/members/    | 401  404 404 200  200  404 404 200  200
GET    organizations/{id}/limits/     | 401  404 404 200  404  404 404 200  200
POST   organizations/{id}/limits/     | 401  403 403 400  404  404 404 404  404
POST   organizations/{id}/limits/take-away/ | 401 403 403 400 404 404 404 404 404
GET    organizations/{id}/rules/      | 401  404 404 200  404  404 404 200  200
GET    organizations/{id}/rules/decisions/ | 401 404 404 200 404 404 404 200 200
POST   organizations/{id}/members/    | 401  403 403 400  404  404 404 404  404
GET    organizations/{id}/invitations/ | 401 404 404 200  404  404 404 404  404
POST   organizations/{id}/invitations/ | 401 403 403 400  404  404 404 404  404
POST   invitations/{id}/revoke/       | 401  403 403 404  404  404 404 404  404
DELETE organizations/{id}/members/current/ | 401 409 409 409 409 403 403 409 409
POST   organizations/{id}/members/{number}/end/ | 401 403 403 400 404 404 404 404 404
GET    me/organizations/              | 401  200 200 200  200  403 403 200  200
GET    me/wards/                      | 401  200 200 200  200  404 404 200  200
POST   me/wards/                      | 401  400 400 400  400  400 400 400  400
GET    me/invitations/                | 401  200 200 200  200  200 200 200  200
POST   me/invitations/{id}/accept/    | 401  404 404 404  404  404 404 404  404
POST   me/invitations/{id}/decline/   | 401  404 404 404  404  404 404 404  404
GET    sessions/                      | 401  200 200 200  200  200 200 200  200
POST   sessions/                      | 401  201 201 201  201  403 403 201  201
POST   sessions/ for Lin              | 401  201 403 403  201  403 403 403  403
GET    sessions/{id}/                 | 401  200 404 200  200  404 200 200  200
GET    sessions/{id}/attachments/{attachment}/ | 401 404 404 404 404 404 404 404 404
POST   sessions/{id}/withdraw/        | 401  200 404 404  404  404 404 404  404
POST   sessions/{id}/answer/          | 401  200 404 404  404  404 404 404  404
POST   sessions/{id}/object/          | 401  400 404 400  400  404 400 400  404
POST   sessions/{id}/correct/         | 401  403 403 400  404  404 404 400  404
GET    objections/                    | 401  200 200 200  200  200 200 200  200
POST   objections/{id}/settle/        | 401  403 403 404  404  404 404 404  404
POST   objections/{id}/withdraw/      | 401  404 404 404  404  404 404 404  404
GET    desk/                          | 401  404 404 200  404  200 404 200  404
GET    activities/                    | 200  200 200 200  200  200 200 200  200
POST   activities/                    | 401  403 403 400  400  400 400 400  400
GET    activities/{id}/               | 200  200 200 200  200  200 200 200  200
POST   activities/{id}/publish/       | 401  403 403 200  404  404 404 404  404
POST   activities/{id}/cancel/        | 401  403 403 200  404  404 404 404  404
GET    activities/{id}/revise/        | 401  404 404 200  404  404 404 404  404
POST   activities/{id}/revise/        | 401  403 403 400  404  404 404 404  404
POST   activities/{id}/discard/       | 401  403 403 409  404  404 404 404  404
POST   activities/{id}/close/         | 401  403 403 200  404  404 404 404  404
POST   activities/{id}/reopen/        | 401  403 403 200  404  404 404 404  404
POST   activities/{id}/copy/          | 401  403 403 400  404  404 404 404  404
POST   activities/{id}/repeat/        | 401  403 403 400  404  404 404 404  404
POST   activities/{id}/exclude/       | 401  403 403 400  404  404 404 404  404
POST   activities/{id}/shifts/        | 401  403 403 400  404  404 404 404  404
GET    activities/{id}/invitations/   | 401  404 404 200  404  404 404 404  404
POST   activities/{id}/invitations/   | 401  403 403 400  404  404 404 404  404
POST   activities/{id}/invitations/team/ | 401 403 403 400 404 404 404 404 404
POST   activities/near/               | 400  400 400 400  400  400 400 400  400
POST   activities/{id}/signups/       | 401  400 400 400  400  400 400 400  400
DELETE activities/{id}/signups/current/ | 401 404 404 404 404  403 403 404  404
POST   activities/{id}/signups/together/ | 401 400 400 400 400 400 400 400 400
POST   activities/{id}/signups/give-up/ | 401 400 400 400 400 400 400 400 400
POST   activities/{id}/signups/explain/ | 401 400 400 400 400 400 400 400 400
GET    me/signups/                    | 401  200 200 200  200  200 200 200  200
POST   shifts/{id}/seats/             | 401  403 403 400  404  404 404 404  404
POST   shifts/{id}/take-away/         | 401  403 403 422  404  404 404 404  404
POST   shifts/{id}/absences/          | 401  403 403 400  404  404 404 404  404
POST   shifts/{id}/absences/take-back/ | 401 403 403 400  404  404 404 404  404
POST   shifts/{id}/absences/excuse/   | 401  403 403 400  404  404 404 404  404
GET    shifts/{id}/roster/            | 401  404 404 200  404  404 404 200  200
GET    shifts/{id}/code/              | 401  404 404 200  200  404 404 404  404
POST   check-ins/                     | 401  400 400 400  400  400 400 400  400
POST   check-outs/                    | 401  400 400 400  400  400 400 400  400
POST   rosters/                       | 401  403 403 400  400  400 400 400  400
POST   decisions/                     | 401  403 403 200  200  200 200 200  200
GET    jobs/{id}/                     | 401  404 404 404  404  404 404 404  404
GET    exports/                       | 401  404 404 200  404  200 404 200  200
POST   exports/                       | 401  404 404 202  404  404 404 202  202
GET    exports/{id}/file/             | 401  404 404 404  404  404 404 404  404
GET    reasons/                      | 401  200 200 200  200  200 200 200  200
GET    policies/                     | 401  404 404 404  404  404 404 200  200
GET    certificates/{code}/           | 404  404 404 404  404  404 404 404  404
POST   policies/                     | 401  403 403 404  404  404 404 400  404
GET    me/stars/                     | 401  200 200 200  200  404 404 200  200
GET    stars/                        | 401  404 404 404  404  404 404 200  200
POST   stars/notices/                | 401  403 403 404  404  404 404 400  404
GET    totals/annual/                 | 401  404 404 404  404  404 404 200  200
GET    totals/city/                   | 200  200 200 200  200  200 200 200  200
GET    totals/organizations/          | 401  404 404 200  200  200 404 200  200
GET    totals/sites/                  | 401  404 404 200  200  200 200 200  200
GET    totals/query/                  | 401  404 404 200  200  200 200 200  200
GET    totals/volunteers/             | 401  404 404 200  200  200 404 200  200
DELETE tokens/current/                | 401  204 204 204  204  204 204 204  204
POST   tokens/                        | 400  400 400 400  400  400 400 400  400
POST   volunteers/                    | 400  400 400 400  400  400 400 400  400
POST   registrations/{id}/prove/      | 400  400 400 400  400  400 400 400  400
POST   codes/                         | 400  400 400 400  400  400 400 400  400
GET    needs/                         | 401  200 200 200  200  200 200 200  200
POST   needs/                         | 400  400 400 400  400  400 400 400  400
GET    needs/{reference}/             | 200  200 200 200  200  200 200 200  200
GET    needs/offers/                 | 200  200 200 200  200  200 200 200  200
GET    needs/projects/               | 200  200 200 200  200  200 200 200  200
GET    needs/solved/                 | 200  200 200 200  200  200 200 200  200
GET    needs/wanted/                 | 200  200 200 200  200  200 200 200  200
POST   needs/{reference}/look/        | 401  403 403 404  404  404 404 404  404
GET    needs/{reference}/photos/{photo}/ | 401 404 404 404 404 404 404 404 404
POST   needs/{reference}/accept/      | 401  403 403 404  404  404 200 200  404
POST   needs/{reference}/refuse/      | 401  403 403 404  404  404 400 400  404
POST   needs/{reference}/transfer/    | 401  403 403 404  404  404 400 400  404
POST   needs/{reference}/dispatch/    | 401  403 403 404  404  404 400 400  404
POST   needs/{reference}/reassign/    | 401  403 403 404  404  404 400 400  404
POST   needs/{reference}/offer/       | 401  403 403 404  404  404 409 409  404
POST   needs/{reference}/escalate/    | 401  403 403 404  404  404 409 409  404
POST   needs/{reference}/merge/       | 401  403 403 404  404  404 400 400  404
POST   needs/{reference}/claim/       | 401  403 403 404  404  404 404 404  404
POST   needs/{reference}/decline/     | 401  403 403 404  404  404 404 404  404
POST   needs/{reference}/schedule/    | 401  403 403 404  404  404 404 404  404
POST   needs/{reference}/start/       | 401  403 403 404  404  404 404 404  404
POST   needs/{reference}/deliver/     | 401  403 403 404  404  404 404 404  404
POST   needs/{reference}/reopen/      | 401  403 403 404  404  404 400 400  404
POST   needs/{reference}/close/       | 401  403 403 404  404  404 409 409  404
POST   needs/{reference}/rate/        | 400  400 400 400  400  400 400 400  400
POST   needs/{reference}/cancel/      | 401  404 404 404  404  404 422 422  404
"""
HEAD, *LINES = TABLE.strip().splitlines()
PEOPLE = HEAD.split("|")[1].split()
# What a decision comes to: only Zhao's office and the city's reach this session.
DECIDES = {"zhao", "wang"}


@pytest.fixture
def site(db):
    return Site.objects.create(
        code="320706", kind="center", name="海州区中心", district_id="320706"
    )


@pytest.fixture
def accounts(lin, mei, zhao, qian, stranger, site, wang, he):
    return {
        "none": None,
        "lin": lin.account,
        "mei": mei.account,
        "zhao": zhao,
        "qian": qian,
        "far": stranger,
        "sun": appoint(make_account("sun"), "clerk", site=site),
        "wang": wang,
        "he": he,
    }


@pytest.fixture
def session(lin, association, beach_cleaning, site, zhao):
    beach_cleaning.site = site
    beach_cleaning.save()
    session = log_session(
        volunteer=lin, organization=association, activity=beach_cleaning
    )
    rules.query(sessions=[session], by=zhao, at=timezone.now(), reason="Which beach?")
    return session


@pytest.fixture
def shift(session):
    post = Post.objects.create(activity=session.activity)
    return Shift.objects.create(
        post=post, starts_at=NOON, ends_at=NOON + timedelta(hours=2), seats=2
    )


@pytest.fixture
def need(site):
    return report(site).need.reference


@pytest.fixture
def body(association, lin, session):
    return {
        "PATCH  me/": {"language": "en"},
        "POST   organizations/": {
            "name": "海州读书会",
            "kind": "group",
            "sponsor": "海州区图书馆",
            "district": "320706",
        },
        "POST   sessions/": claim(association),
        "POST   sessions/ for Lin": claim(association, volunteer=lin.number),
        "POST   sessions/{id}/answer/": {"text": "Liandao."},
        "POST   exports/": {"year": 2020, "organization": str(association.pk)},
        "POST   decisions/": {
            "decision": "undo",
            "sessions": [str(session.pk)],
        },
    }


@pytest.fixture
def known(association, session, shift, need, zhao):
    """What stands in the place of the words in braces."""
    pending = make_organization("海州新队", status="pending")
    appoint(zhao, "admin", pending)
    return {
        "{pending}": pending.pk,
        "activities/{id}": f"activities/{session.activity_id}",
        "shifts/{id}": f"shifts/{shift.pk}",
        "organizations/{id}": f"organizations/{association.pk}",
        "sessions/{id}": f"sessions/{session.pk}",
        "jobs/{id}": f"jobs/{NO_SUCH_ID}",
        "exports/{id}": f"exports/{NO_SUCH_ID}",
        "registrations/{id}": f"registrations/{NO_SUCH_ID}",
        "objections/{id}": f"objections/{NO_SUCH_ID}",
        "join-requests/{id}": f"join-requests/{NO_SUCH_ID}",
        "invitations/{id}": f"invitations/{NO_SUCH_ID}",
        "{number}": "V3207062001000005A",
        "{attachment}": NO_SUCH_ID,
        "{photo}": NO_SUCH_ID,
        "{reference}": need,
        "{code}": "a" * 26,
    }


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may(who, accounts, known, body, subtests):
    """Each call of the table, as if none before it had been made."""
    for line in LINES:
        call, statuses = (part.strip() for part in line.split("|"))
        expected = int(statuses.split()[PEOPLE.index(who)])
        with subtests.test(call), undone():
            answer = _called(call, accounts[who], known, body)
            assert answer.status_code == expected, answer.content
            if call.endswith(" decisions/") and expected == 200:
                # Zhao asked, so he alone may take the question back.
                told = answer.json()["refused_by_code"]
                code = "not_your_decision" if who in DECIDES else "not_found"
                assert told == ({} if who == "zhao" else {code: 1})


def _called(call, account, known, body):
    method, path = call.removesuffix(" for Lin").split()
    for name, value in known.items():
        path = path.replace(name, str(value))
    caller = signed_in(account) if account else client()
    return getattr(caller, method.lower())(f"{V1}/{path}", body.get(call))


def test_the_table_names_every_call():
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    offered = {
        f"{method.upper():6} {path.removeprefix(f'{V1}/')}"
        for path, operations in paths.items()
        for method in operations
    }
    assert offered == {
        line.split("|")[0].strip()
        for line in LINES
        if "{pending}" not in line and "for Lin" not in line
    }


def test_nobody_else_reads_what_was_said(session, as_mei, as_stranger):
    assert Message.objects.about(session.pk).count() == 1
    for caller in (as_mei, as_stranger):
        answer = caller.get(f"{V1}/sessions/{session.pk}/")
        assert "Which beach?" not in answer.content.decode()
