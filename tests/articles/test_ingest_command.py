"""`manage.py ingest`."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Outlet

pytestmark = pytest.mark.django_db

LEAD = "The harbour will be dredged before the winter storms arrive, the port authority said on Friday."


def run(*arguments: str) -> tuple[int, str, str]:
    """Exit status, standard output, standard error."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    try:
        call_command("ingest", *arguments, stdout=out, stderr=err, no_color=True)
    except SystemExit as stop:
        code = int(stop.code or 0)
    return code, out.getvalue(), err.getvalue()


def pipe(monkeypatch: pytest.MonkeyPatch, data: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data.encode())))


def test_counts_and_exit_status(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(LEAD)
    assert run(str(tmp_path)) == (0, "1 new, 0 updated, 0 unchanged, 0 duplicate, 0 refused\n", "")
    (tmp_path / "empty.txt").write_text("")
    code, out, err = run(str(tmp_path))
    assert (code, out) == (1, "0 new, 0 updated, 1 unchanged, 0 duplicate, 1 refused\n")
    assert err == f"{tmp_path}/empty.txt: empty\n"


def test_standard_input_with_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    for text in (LEAD, f"{LEAD} Ferries will wait.", LEAD):
        pipe(monkeypatch, text)
        assert run("-", "--outlet", "The Lessing Post", "--time-zone", "Europe/Oslo")[0] == 0
    assert Article.objects.count() == 2
    assert Outlet.objects.get().time_zone == "Europe/Oslo"


def test_standard_input_with_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe(monkeypatch, json.dumps({"id": "7", "text": LEAD}) + "\n{oops\n")
    code, out, err = run("-")
    assert (code, err) == (1, "-:2: not JSON on line 2\n")
    assert out.startswith("1 new")


def test_progress_goes_to_standard_error(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "story.txt").write_text(LEAD)
    assert run(str(tmp_path), "--progress")[0] == 0
    assert "1/1" in capfd.readouterr().err
    (tmp_path / "other.txt").write_text(f"{LEAD} Ferries will wait.")
    run(str(tmp_path))
    assert capfd.readouterr().err == ""


def test_time_zones_that_do_not_exist_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no time zone is called 'Lessing'"):
        call_command("ingest", str(tmp_path), "--time-zone", "Lessing")
