"""Settings from the environment: every process reads them, and none starts with one that can't be meant (R10, O6)."""

from __future__ import annotations

import os
import runpy
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from environs.exceptions import EnvValidationError

import manage


@pytest.fixture(autouse=True)
def var(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder that is not there yet, for what the site keeps, and an environment that says nothing else."""
    for name in [name for name in os.environ if name.startswith("OTR_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("OTR_VAR_DIR", str(tmp_path / "var"))
    return tmp_path / "var"


def read() -> dict[str, Any]:
    return runpy.run_path(str(Path(manage.__file__).parent / "quotes" / "settings.py"))


LEVELS = "Must be one of: all, likely, checked."
RATE = "a number, a slash and one of s, sec, min, m, h, hour, day, d, as in 120/min"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("OTR_PUBLIC_LEVEL", "Checked", LEVELS),
        ("OTR_PUBLIC_LEVEL", "", LEVELS),
        ("OTR_PUBLIC_LEVEL", "checked ", LEVELS),
        ("OTR_ACCUSATION_LEVEL", "cheked", LEVELS),
        ("OTR_LIKELY", "7", "greater than or equal to 0 and less than or equal to 1"),
        ("OTR_LIKELY", "-0.1", "greater than or equal to 0"),
        ("OTR_LIKELY", "high", "Not a valid number"),
        ("OTR_CONTEXT_CHARS", "-5", "greater than or equal to 0"),
        ("OTR_EXPORT_MOST", "-1", "greater than or equal to 1"),
        ("OTR_EXPORT_MOST", "many", "Not a valid integer"),
        ("OTR_SEARCH_SECONDS", "0", "greater than 0"),
        ("OTR_SEARCH_SECONDS", "-3", "greater than 0"),
        ("OTR_SEARCH_RATE", "10", RATE),
        ("OTR_SEARCH_RATE", "often", RATE),
        ("OTR_SEARCH_RATE", "-1/min", RATE),
        ("OTR_API_RATE", "10/year", RATE),
        ("OTR_API_RATE", "²/min", RATE),
        ("OTR_WEIGHTS", "/nope", "'/nope' is no folder"),
        ("OTR_LOG_LEVEL", "info", "Must be one of: DEBUG, INFO, WARNING, ERROR, CRITICAL."),
    ],
)
def test_what_cannot_be_meant_is_refused(name: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(EnvValidationError) as refused:
        read()
    assert f'"{name}"' in str(refused.value)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value", "meant"),
    [
        *(("OTR_PUBLIC_LEVEL", level, level) for level in ("all", "likely", "checked")),
        *(("OTR_ACCUSATION_LEVEL", level, level) for level in ("all", "likely", "checked")),
        ("OTR_LIKELY", "0", 0.0),
        ("OTR_LIKELY", "1", 1.0),
        ("OTR_CONTEXT_CHARS", "0", 0),
        ("OTR_EXPORT_MOST", "1", 1),
        ("OTR_SEARCH_SECONDS", "0.5", 0.5),
        ("OTR_SEARCH_RATE", "", ""),
        ("OTR_SEARCH_RATE", "3/hour", "3/hour"),
        ("OTR_API_RATE", "", ""),
        ("OTR_WEIGHTS", "", ""),
        ("OTR_WEIGHTS", "/", "/"),
    ],
)
def test_what_can(name: str, value: str, meant: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    assert read()[name] == meant


def test_a_command_says_it_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def started(_arguments: list[str]) -> None:
        read()

    monkeypatch.setenv("OTR_PUBLIC_LEVEL", "Checked")
    monkeypatch.setattr("django.core.management.execute_from_command_line", started)
    with pytest.raises(SystemExit, match=r'^[^\n]*"OTR_PUBLIC_LEVEL"[^\n]*all, likely, checked[^\n]*$'):
        manage.main()


class TestFolder:
    """What is in the folder is nobody else's to read: hashes of passwords, how reporters can be reached."""

    @pytest.fixture(autouse=True)
    def _usual_umask(self) -> Iterator[None]:
        before = os.umask(0o022)
        yield
        os.umask(before)

    def test_is_its_owners_only(self, var: Path) -> None:
        read()
        assert stat.S_IMODE(var.stat().st_mode) == 0o700

    def test_that_is_there_already_keeps_its_rights(self, var: Path) -> None:
        var.mkdir(mode=0o750)
        read()
        assert stat.S_IMODE(var.stat().st_mode) == 0o750
