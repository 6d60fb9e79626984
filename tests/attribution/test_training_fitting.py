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

Epoch = Callable[[int], dict[str, list[Example]]]
BOTH = {"": [as_example(harbour()), as_example(ferry())]}
EACH = {"Harbour": BOTH[""][:1], "Ferry": BOTH[""][1:]}


def whole(number: int) -> dict[str, list[Example]]:
    return BOTH


def cut_off(number: int) -> dict[str, list[Example]]:
    if number == 1:
        raise KeyboardInterrupt
    return BOTH


@pytest.fixture(autouse=True)
def a_tiny_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "pretrained", tiny.network)


def fit(folder: Path, epoch: Epoch = whole, *, seed: int = 1, epochs: int = 2) -> Network:
    folder.mkdir(exist_ok=True)
    return fitting.fit(epoch, folder, fitting.Course(seed, epochs))


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

    def never(number: int) -> dict[str, list[Example]]:
        raise AssertionError(number)

    assert same(done, fit(tmp_path, never, epochs=1))


@pytest.mark.parametrize(("seed", "epochs"), [(2, 1), (1, 2)])
def test_the_checkpoint_of_another_training_is_refused(tmp_path: Path, seed: int, epochs: int) -> None:
    fit(tmp_path, epochs=1)
    with pytest.raises(ValueError, match=r"another training: 1 epochs, seed 1"):
        fit(tmp_path, seed=seed, epochs=epochs)


def test_the_first_epoch_may_have_another_number(tmp_path: Path) -> None:
    numbers: list[int] = []

    def noted(number: int) -> dict[str, list[Example]]:
        numbers.append(number)
        return BOTH

    fitting.fit(noted, tmp_path, fitting.Course(1, 2, first=8))
    assert numbers == [8, 9]


def advisers(folder: Path) -> dict[str, Network]:
    for seed, name in enumerate(EACH):
        fit(folder / name, seed=seed + 1)
    return {name: fitting.trained(folder / name) for name in EACH}


def test_an_average_of_networks_is_between_them(tmp_path: Path) -> None:
    one, other = (network.cue.weight for network in advisers(tmp_path).values())
    assert torch.allclose(fitting.averaged(list(advisers(tmp_path).values())).cue.weight, (one + other) / 2)


def test_advice_is_taken_and_advisers_stay_as_they_are(tmp_path: Path) -> None:
    given = advisers(tmp_path)
    (tmp_path / "taught").mkdir()
    taught = fitting.fit(lambda _: EACH, tmp_path / "taught", fitting.Course(1, 1), given)
    assert same(given["Ferry"], advisers(tmp_path)["Ferry"])
    assert not same(taught, fitting.averaged(list(given.values())))
    (tmp_path / "alone").mkdir()
    nobody_advises = {f"{name} alone": examples for name, examples in EACH.items()}
    alone = fitting.fit(lambda _: nobody_advises, tmp_path / "alone", fitting.Course(1, 1), given)
    assert not same(taught, alone)
