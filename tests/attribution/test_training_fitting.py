"""A training that is cut off goes on where it was, and by the same seed gives the same weights."""

from collections.abc import Callable
from pathlib import Path

import pytest

WHY = "training needs the extra [train], which the tests' environment has not"
torch = pytest.importorskip("torch", reason=WHY)
pytest.importorskip("transformers", reason=WHY)

from quotes.attribution.training import fitting  # noqa: E402
from quotes.attribution.training.examples import Example  # noqa: E402
from quotes.attribution.training.network import Network  # noqa: E402
from tests.attribution import tiny  # noqa: E402
from tests.attribution.annotated import as_example, ferry, harbour  # noqa: E402

Epoch = Callable[[int], list[Example]]
BOTH = [as_example(harbour()), as_example(ferry())]


def whole(number: int) -> list[Example]:
    return BOTH


def cut_off(number: int) -> list[Example]:
    if number == 1:
        raise KeyboardInterrupt
    return BOTH


@pytest.fixture(autouse=True)
def a_tiny_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "pretrained", tiny.network)


def fit(folder: Path, epoch: Epoch = whole, *, seed: int = 1, epochs: int = 2) -> Network:
    folder.mkdir(exist_ok=True)
    return fitting.fit(epoch, folder, seed=seed, epochs=epochs)


def same(one: Network, other: Network) -> bool:
    return all(torch.equal(a, b) for a, b in zip(one.parameters(), other.parameters(), strict=True))


def test_cut_off_and_resumed_is_as_if_it_never_stopped(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        fit(tmp_path / "cut", cut_off)
    assert same(fit(tmp_path / "cut"), fit(tmp_path / "whole"))


def test_the_seed_decides(tmp_path: Path) -> None:
    assert not same(fit(tmp_path / "one"), fit(tmp_path / "other", seed=2))


def test_a_training_that_is_done_trains_no_more(tmp_path: Path) -> None:
    done = fit(tmp_path, epochs=1)

    def never(number: int) -> list[Example]:
        raise AssertionError(number)

    assert same(done, fit(tmp_path, never, epochs=1))


@pytest.mark.parametrize(("seed", "epochs"), [(2, 1), (1, 2)])
def test_the_checkpoint_of_another_training_is_refused(tmp_path: Path, seed: int, epochs: int) -> None:
    fit(tmp_path, epochs=1)
    with pytest.raises(ValueError, match=r"another training: 1 epochs, seed 1"):
        fit(tmp_path, seed=seed, epochs=epochs)
