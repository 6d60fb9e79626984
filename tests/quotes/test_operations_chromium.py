"""The finder of a Chromium, on a PATH of stand-ins."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser import chromium

Stand = Callable[[str, int], Path]


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stand:
    """Puts a program of this name and exit status on a PATH that has nothing else."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "_playwrights_own", lambda: None)

    def make(name: str, status: int) -> Path:
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\nexit {status}\n", encoding="ascii")
        path.chmod(0o755)
        return path

    return make


def test_one_that_does_not_start_is_passed_over(stand_in: Stand) -> None:
    stand_in("chromium", 1)
    other = stand_in("google-chrome", 0)
    assert chromium.find() == other


def test_playwrights_own_is_the_last_resort(stand_in: Stand, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = stand_in("own", 0)
    monkeypatch.setattr(chromium, "_playwrights_own", lambda: own)
    assert chromium.find() == own
    assert chromium.find() != stand_in("chromium", 0)
    assert chromium.find() == tmp_path / "chromium"


def test_the_variable_decides(stand_in: Stand, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in("chromium", 0)
    chosen = stand_in("mine", 0)
    for value in ("mine", str(chosen)):
        monkeypatch.setenv("CHROMIUM", value)
        assert chromium.find() == chosen
    stand_in("mine", 1)
    with pytest.raises(chromium.NoChromiumError, match="CHROMIUM"):
        chromium.find()


def test_none_is_a_failure_with_the_reason(stand_in: Stand, capfd: pytest.CaptureFixture[str]) -> None:
    assert chromium.main([]) == 1
    printed = capfd.readouterr()
    assert printed.out == ""
    assert "No Chromium" in printed.err


def test_every_way_that_failed_is_told(
    stand_in: Stand, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    stand_in("refuses", 3)
    stand_in("lies", 0)
    monkeypatch.setattr(chromium, "_ways", lambda: iter([(("refuses",), ("never",)), (("lies",),)]))
    assert chromium.main(["--install"]) == 1
    reasons = capfd.readouterr().err
    assert "refuses ended with status 3" in reasons
    assert "lies said that all went well" in reasons
    assert "- never" not in reasons


def test_what_was_installed_is_used(
    stand_in: Stand, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    installer = stand_in("installer", 0)
    target = tmp_path / "chromium"
    installer.write_text(f"#!/bin/sh\nprintf '#!/bin/sh\\n' > {target}\n/bin/chmod +x {target}\n", encoding="ascii")
    monkeypatch.setattr(chromium, "_ways", lambda: iter([(("installer",),)]))
    assert chromium.main(["--install"]) == 0
    assert capfd.readouterr().out == f"{target}\n"
