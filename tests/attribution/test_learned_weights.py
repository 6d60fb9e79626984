"""The files of the learned parts: read when whole, and a clear error when not."""

import json
from pathlib import Path

import pytest

from quotes.attribution.learned import weights
from quotes.attribution.learned.judge import FILE as JUDGE
from quotes.attribution.learned.judge import judge
from quotes.attribution.learned.tagger import PAIRING, Tagger
from quotes.attribution.learned.weights import MANIFEST, NETWORK, folder, manifest, read, write_manifest
from quotes.attribution.types import WeightsError


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with one good file and its manifest."""
    (tmp_path / "rates.json").write_bytes(b"as trained")
    write_manifest(tmp_path, ["rates.json"])
    return tmp_path


def test_a_good_file_is_read(home: Path) -> None:
    assert read("rates.json", home) == b"as trained"


def test_the_manifest_names_each_file_with_its_checksum(home: Path) -> None:
    (home / "trees").write_bytes(b"")
    write_manifest(home, ["trees", "rates.json"])
    assert list(manifest(home)) == ["rates.json", "trees"]
    assert manifest(home)["trees"] == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize("content", [b"", b"as trained ", b"As trained", b"as train"])
def test_a_damaged_or_foreign_file_is_refused_by_name(home: Path, content: bytes) -> None:
    (home / "rates.json").write_bytes(content)
    with pytest.raises(WeightsError, match=r"rates\.json .*wrong checksum.*Restore"):
        read("rates.json", home)


def test_a_missing_file_is_refused_by_name(home: Path) -> None:
    (home / "rates.json").unlink()
    with pytest.raises(WeightsError, match=r"rates\.json can't be read \(No such file"):
        read("rates.json", home)


def test_a_folder_in_the_place_of_a_file_is_refused(home: Path) -> None:
    (home / "rates.json").unlink()
    (home / "rates.json").mkdir()
    with pytest.raises(WeightsError, match=r"rates\.json can't be read"):
        read("rates.json", home)


def test_a_file_that_the_manifest_does_not_name_is_refused(home: Path) -> None:
    (home / "other.json").write_bytes(b"who knows")
    with pytest.raises(WeightsError, match=rf"{MANIFEST} does not name other\.json"):
        read("other.json", home)


def test_a_missing_manifest_is_refused_by_name(home: Path) -> None:
    (home / MANIFEST).unlink()
    with pytest.raises(WeightsError, match=rf"{MANIFEST} can't be read"):
        read("rates.json", home)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"7", b"{}", b'{"sha256": 7}', b'{"sha256": null}', b"\xff\xfe"])
def test_a_damaged_manifest_is_refused_by_name(home: Path, content: bytes) -> None:
    (home / MANIFEST).write_bytes(content)
    with pytest.raises(WeightsError, match=rf"{MANIFEST} is damaged"):
        read("rates.json", home)


def test_a_setting_says_where_the_files_are(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTR_WEIGHTS", str(home))
    assert folder() == home
    assert read("rates.json") == b"as trained"
    for unset in ("", None):
        monkeypatch.setenv("OTR_WEIGHTS", unset) if unset is not None else monkeypatch.delenv("OTR_WEIGHTS")
        assert folder() == weights.HOME


def test_every_file_in_the_package_is_the_one_that_was_measured() -> None:
    names = manifest(weights.HOME)
    assert names
    assert sum(len(read(name, weights.HOME)) for name in names) <= 30_000_000


def test_the_tagger_says_which_file_it_lacks(home: Path) -> None:
    with pytest.raises(WeightsError, match=NETWORK):
        Tagger(home)


def test_the_tagger_refuses_a_network_that_was_changed(home: Path) -> None:
    for name in (NETWORK, PAIRING):
        (home / name).write_bytes(b"not a network")
    write_manifest(home, [NETWORK, PAIRING])
    digests = json.loads((home / MANIFEST).read_text())
    (home / NETWORK).write_bytes(b"another")
    assert json.loads((home / MANIFEST).read_text()) == digests
    with pytest.raises(WeightsError, match=NETWORK):
        Tagger(home)


def test_the_judge_says_which_file_it_lacks(home: Path) -> None:
    with pytest.raises(WeightsError, match=JUDGE):
        judge(home)
