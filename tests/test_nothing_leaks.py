"""
A dump of the database and the log of what people do hold no number of anybody.

First the demo city, whole; then a day with everything that personal numbers go through:
registering, signing in, searching, looking, bringing files, errors, closing. Looked for
are the numbers themselves, in every table, in every line of the log and in every file.
What all the other tests log is looked through as well (see ``tests.leaks``).
"""

import base64
import io
import logging
import logging.config
import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from city.demo import seeding
from city.demo.accounts import ensure_password
from city.views import my_data
from config import jobs
from config.database.owner import as_owner
from config.sms import memory
from hours.exports.background import begin
from tests.city.small import plan, quietly
from tests.codes import a_while_later, code_sent_to
from tests.factories import log_session
from tests.leaks import DOCUMENT, MOBILE, leaks
from tests.registering import LAN, LANS_PHONE
from volunteers.models import Account, Volunteer

PASSWORD = "harbour-at-dawn"


def dump():
    """Every table of the database, as COPY writes it: nothing is left out."""
    text, tables = io.StringIO(), set()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%I.%I', schemaname, tablename), tablename FROM pg_tables"
            " WHERE schemaname !~ '^(pg_|information_schema)'"
        )
        for table, name in cursor.fetchall():
            tables.add(name)
            text.write(f"\n-- {table}\n")
            cursor.copy_expert(f"COPY {table} TO STDOUT", text)
    known = {one._meta.db_table for one in apps.get_models()}
    known.remove("pghistory_events")  # a view of others
    assert known <= tables
    return text.getvalue() + unpacked()


def unpacked():
    """What sessions and the cache hold: in their tables it is packed."""
    read = SessionStore().decode
    held = [f"{read(one.session_data)}" for one in Session.objects.all()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM config_cache")
        pickles = [base64.b64decode(value) for (value,) in cursor.fetchall()]
    held += [re.sub("[^ -~]+", " ", one.decode("latin-1")) for one in pickles]
    return "\n".join(held)


def numbers_of(people):
    return {one.document_number for one in people} | {
        one.phone.removeprefix("+86") for one in people if one.phone
    }


def test_the_demo_city_as_it_is_dumped_holds_no_number(db, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    seeding.seed(plan(), progress=quietly)
    password = ensure_password()
    text = dump()

    people = list(Volunteer.objects.all())
    assert len(people) > 700
    assert "V3207" in text  # it is the city that is looked through
    assert sum(number in text for number in numbers_of(people)) == 0
    assert leaks(text) == []
    assert f"{password}" not in text


def test_the_looking_finds_what_is_there(lin, db):
    Volunteer.objects.filter(pk=lin.pk).update(name="林 13812345678")
    assert len(leaks(dump())) == 2  # the row, and its history
    Volunteer.objects.filter(pk=lin.pk).update(name="320706199003070013")
    assert len(leaks(dump())) == 3
    cache.set("found", {"phone": "13812345678"})
    assert len(leaks(dump())) == 4
    session = SessionStore()
    session["typed"] = "320706199003070013"
    session.save()
    assert len(leaks(dump())) == 5


@pytest.fixture
def log():
    """Every line of the log: as the program writes it, and before it is masked."""
    config = logging.config.DictConfigurator(settings.LOGGING)
    line = config.configure_formatter(dict(settings.LOGGING["formatters"]["line"]))
    written, bare = io.StringIO(), io.StringIO()
    handlers = logging.StreamHandler(written), logging.StreamHandler(bare)
    handlers[0].setFormatter(line)
    root, level = logging.getLogger(), logging.getLogger().level
    root.setLevel(logging.DEBUG)
    quiet = logging.getLogger("django.db.backends")
    before, quiet.level = quiet.level, logging.INFO  # statements are no log
    for one in handlers:
        root.addHandler(one)
    yield written, bare
    for one in handlers:
        root.removeHandler(one)
    root.setLevel(level)
    quiet.level = before


def register(browser):
    """Lan registers with her phone; the code is read from it."""
    browser.get("/register/")
    sent = browser.post("/register/", {**LAN, "form": f"{uuid4()}"})
    assert sent.status_code == 302, sent.content.decode()[:2000]
    code = code_sent_to(LANS_PHONE)
    browser.post("/register/prove/", {"code": "000000"})
    browser.post("/register/prove/", {"code": code})
    return code


def sign_in(browser, account):
    browser.post(
        "/login/", {"username": account.phone, "password": "wrong-" + PASSWORD}
    )
    browser.post("/login/", {"username": account.phone, "password": ""})
    code = code_sent_to(account.phone)
    browser.post("/login/code/", {"code": "000000"})
    assert browser.post("/login/code/", {"code": code}).status_code == 302
    return code


def look_and_search(browser, person):
    browser.post(
        f"/people/{person.number}/data/",
        {"kinds": ["phone", "document"], "reason": "identity", "words": "At the desk"},
    )
    for text in (person.name, person.phone, person.phone[-4:]):
        browser.post("/city/people/", {"q": text, "way": "auto"})


def bring_a_file(browser, organization, person):
    row = f"{person.document_number},2020-03-05 09:00,2020-03-05 10:00,{person.phone}"
    file = io.BytesIO(f"volunteer,started_at,ended_at,note\n{row}\n".encode())
    file.name = "march.csv"
    browser.post(
        f"/organizations/{organization.pk}/imports/",
        {"file": file, "form": f"{uuid4()}"},
    )


def test_a_day_leaves_no_number_password_or_code_in_tables_and_logs(
    log, lin, mei, wang, qian, association, monkeypatch, settings, tmp_path
):
    settings.VAR_DIR = tmp_path
    account = lin.account
    account.set_password(PASSWORD)
    account.phone = "+8613900139000"
    account.save()
    written, bare = log
    codes = [register(Client())]
    a_while_later()
    browser = Client()
    codes.append(sign_in(browser, account))
    staff, recorder = Client(), Client()
    staff.force_login(wang)
    recorder.force_login(qian)
    look_and_search(staff, mei)
    browser.get("/me/data/")
    browser.post("/me/export/")
    token = {"login": "13900139000", "password": PASSWORD}
    Client().post("/api/v1/tokens/", token, content_type="application/json")
    a_while_later()
    browser.post("/me/close/", {"agree": "on"})
    confirm = "/account/confirm/?next=/me/close/now/"
    browser.post(confirm, {"password": PASSWORD})
    browser.post("/me/close/now/")
    assert Volunteer.objects.get(pk=lin.pk).is_closed

    secrets = numbers_of([mei, lin]) | {"13900139000", LANS_PHONE[3:]}
    secrets |= {LAN["document_number"], PASSWORD}
    tables = dump()
    logged = bare.getvalue()
    assert "Unprocessable" in logged  # it is the log of that day
    for text in (tables, logged, written.getvalue()):
        assert [one for one in secrets if one in text] == []
        assert leaks(text) == []
        assert [
            one for one in codes if re.search(rf"(?<![\d.]){one}(?!\d)", text)
        ] == []
    for one in [*memory.outbox, *mail.outbox]:
        assert not DOCUMENT.search(f"{one}")


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Nobody signs in with harbour-at-dawn", 2),
        ("To 13812345678", 1),  # masked as it is written
        ("To +8613812345678", 1),
        ("Of 320706199003070013", 1),
        ("Of E12345678", 1),
        ("V32070620010001319, 1732374000123 ms, e1234567", 0),
    ],
)
def test_the_log_of_every_test_is_looked_through(said, found, listener):
    logging.getLogger("volunteers").warning("%s", said)

    assert len(listener.take()) == found


def test_tracebacks_and_statements_are_looked_through(listener, lin):
    log = logging.getLogger("django.db.backends")
    try:
        raise ValueError(PASSWORD)
    except ValueError:
        log.exception("Broken")
    log.warning("(%.3f) %s; args=%s", 0.1, "SELECT 1", (lin.document_number,))

    traceback, statement = listener.take()
    assert PASSWORD in traceback
    assert statement.startswith("django.db.backends: (0.100) SELECT 1")


def test_an_error_is_logged_without_numbers_and_names(log, lin, monkeypatch):
    def fail(*args):
        raise ValueError(f"{lin.phone} {lin.document_number} lin@example.cn")

    monkeypatch.setattr(my_data, "looks_at", fail)
    browser = Client(raise_request_exception=False)
    browser.force_login(lin.account)
    shown = browser.get("/me/data/")
    written, _bare = log

    assert shown.status_code == 500
    for text in (shown.content.decode(), written.getvalue()):
        assert lin.phone.removeprefix("+86") not in text
        assert "lin@example.cn" not in text
    assert "ValueError" in written.getvalue()


def test_what_a_file_quotes_stays_in_its_rows_and_out_of_the_log(
    log, lin, qian, association, settings, tmp_path
):
    settings.VAR_DIR = tmp_path
    recorder = Client()
    recorder.force_login(qian)
    bring_a_file(recorder, association, lin)
    written, bare = log

    for text in (bare.getvalue(), written.getvalue()):
        assert leaks(text) == []


def test_an_export_and_its_job_hold_no_number(
    lin, zhao, association, settings, tmp_path
):
    settings.VAR_DIR = tmp_path
    log_session(volunteer=lin, organization=association)
    asked = {"year": 2020, "language": "en", "format": "csv"}
    job = begin(**asked, organization=association.pk, by=zhao, at=timezone.now())
    while jobs.advance(job.pk):
        pass

    files = [one for one in tmp_path.rglob("*") if one.is_file()]
    written = "".join(one.read_bytes().decode("utf-8-sig") for one in files)
    assert lin.number in written
    for text in (written, dump()):
        assert leaks(text) == []
        assert [number for number in numbers_of([lin]) if number in text] == []


def test_no_address_names_anybody(lin, wang):
    """Every link of the pages that show people is of a number or an id."""
    staff = Client()
    staff.force_login(wang)
    named = re.compile(r"(?:href|action|src|hx-\w+)=\"([^\"]*)\"")
    pages = [
        staff.post("/city/people/", {"q": lin.name}),
        staff.get(f"/city/volunteers/{lin.number}/"),
        staff.get(f"/people/{lin.number}/data/"),
    ]
    for page in pages:
        for address in named.findall(page.content.decode()):
            assert lin.name not in address
            assert not MOBILE.search(address)
            assert not DOCUMENT.search(address)
    assert Account.objects.exists()


def test_a_code_to_scan_holds_no_personal_data():
    """
    Codes are drawn in one place, and by few: the app's secret on one's own page, links
    to check in with, the card and the line of a roster that are signed numbers, and
    what a certificate says, with the name masked.
    """
    root = Path(settings.BASE_DIR)
    drawn, draws = (
        {
            f"{path.relative_to(root)}"
            for path in root.glob("[a-z]*/**/*.py")
            if "node_modules" not in path.parts
            and not f"{path.relative_to(root)}".startswith("tests/")
            and re.search(pattern, path.read_text())
        }
        for pattern in (r"\bqrcode\b|\bsegno\b", r"\bfrom config\.qr import\b")
    )
    assert drawn == {"config/qr.py"}
    assert draws == {
        "config/typesetting.py",
        "hours/presence/pages/card.py",
        "hours/presence/pages/screen.py",
        "hours/sheet/page.py",
        "volunteers/access/adapters.py",
    }
