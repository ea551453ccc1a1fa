"""The command that brings files of sessions."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from hours.models import Import, ImportRow
from tests.factories import EVENING, make_organization
from tests.hours.brought import as_file, row, sessions


@pytest.fixture
def bring(tmp_path, association, qian):
    """Runs the command on a file with these rows, and says what it says."""

    def run(*rows, **options):
        path = tmp_path / "hours.csv"
        path.write_bytes(
            rows[0] if isinstance(rows[0], bytes) else as_file(*rows).read()
        )
        out = StringIO()
        options = {"organization": str(association.pk), "language": "en"} | options
        call_command("import_sessions", path, stdout=out, **options)
        return out.getvalue()

    return run


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    """The command asks the clock; these hours were served in March 2020."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: EVENING)


def test_a_dry_run_tells_every_row_and_writes_nothing(lin, mei, bring):
    said = bring(
        row(lin),
        row(lin, "2020-03-05 10:00"),
        row(mei, service_field="9999", ended_at="soon"),
        dry_run=True,
    )
    assert "Row 3, started_at: This time is already taken by row 2" in said
    assert "Row 4, ended_at: Please write day and time" in said
    assert "Row 4, service_field: There is no such field" in said
    assert "3 rows: 1 good, 0 there already, 2 bad." in said
    assert (sessions(), Import.objects.count(), ImportRow.objects.count()) == ([], 0, 0)


def test_reasons_come_in_chinese_too(lin, bring):
    said = bring(row(lin, ended_at="soon"), dry_run=True, language="zh-hans")
    assert "请写明日期和时间" in said


def test_committing_adds_every_row(lin, mei, bring, qian):
    said = bring(row(lin), row(mei), commit=True, login="qian")
    assert "Sessions added: 2." in said
    assert {session.submitted_by for session in sessions()} == {qian}


def test_committing_twice_adds_nothing(lin, bring):
    bring(row(lin), commit=True, login="qian")
    said = bring(row(lin), commit=True, login="qian")
    assert "1 rows: 0 good, 1 there already, 0 bad." in said
    assert "Sessions added: 0." in said


def test_committing_adds_nothing_where_a_row_is_bad(lin, mei, bring, tmp_path):
    with pytest.raises(CommandError, match="1 row cannot be added"):
        bring(row(lin), row(mei, ended_at="soon"), commit=True, login="qian")
    assert sessions() == []
    assert [path.name for path in tmp_path.iterdir()] == ["hours.csv"]


def test_bad_rows_lie_beside_the_file(lin, mei, bring, tmp_path):
    said = bring(
        row(lin), row(mei, ended_at="soon"), commit=True, login="qian", skip_bad=True
    )
    assert "Sessions added: 1." in said
    written = (tmp_path / "hours.bad.csv").read_text("utf-8-sig")
    heading, bad = written.splitlines()
    assert heading.startswith("志愿者编号,开始时间,结束时间")
    assert bad.startswith(f"{mei.number},2020-03-05 09:00,soon")
    assert "Please write day and time" in bad
    assert "请写明日期和时间" in bad


def test_without_bad_rows_there_is_no_such_file(lin, bring, tmp_path):
    bring(row(lin), commit=True, login="qian", skip_bad=True)
    assert [path.name for path in tmp_path.iterdir()] == ["hours.csv"]


def test_columns_it_does_not_know_are_told(lin, bring):
    content = f"姓名,volunteer,started_at,ended_at\n林,{lin.number},9,10\n".encode()
    assert "These columns mean nothing here: 姓名." in bring(content, dry_run=True)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"commit": True}, "--as LOGIN"),
        ({"commit": True, "login": "nobody"}, "Nobody signs in as nobody"),
        ({"commit": True, "login": "lin"}, "Only a recorder"),
        ({}, "one of the arguments --dry-run --commit is required"),
        ({"commit": True, "dry_run": True}, "not allowed with"),
        ({"dry_run": True, "organization": "1"}, "invalid UUID"),
    ],
)
def test_what_it_needs_to_know_it_says(lin, bring, options, words):
    with pytest.raises(CommandError, match=words):
        bring(row(lin), **options)
    assert sessions() == []


def test_an_unknown_organization_is_said_so(lin, bring):
    other = make_organization("队")
    pk = other.pk
    other.delete()
    with pytest.raises(CommandError, match="no organization"):
        bring(row(lin), dry_run=True, organization=str(pk))


def test_a_file_that_is_not_there_is_said_so(association):
    with pytest.raises(CommandError, match="No such file"):
        call_command(
            "import_sessions",
            "gone.csv",
            organization=str(association.pk),
            dry_run=True,
        )
