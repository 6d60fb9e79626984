"""Examples, their windows, padded batches, and what the network is made to learn from them."""

import random
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

WHY = "training needs the extra [train], which the tests' environment has not"
torch = pytest.importorskip("torch", reason=WHY)
pytest.importorskip("transformers", reason=WHY)

from quotes.attribution.learned.encoding import LONGEST, Window  # noqa: E402
from quotes.attribution.learned.reading import ROLES, Outputs, Pairing, cues, inputs  # noqa: E402
from quotes.attribution.learned.relations import distances, relations  # noqa: E402
from quotes.attribution.training.batches import Batch, batch, groups  # noqa: E402
from quotes.attribution.training.examples import Example  # noqa: E402
from quotes.attribution.training.fitting import losses_of  # noqa: E402
from quotes.attribution.training.network import Network  # noqa: E402
from tests.attribution import tiny  # noqa: E402
from tests.attribution.annotated import annotated, as_example, ferry, harbour  # noqa: E402

HARBOUR, FERRY = as_example(harbour()), as_example(ferry())
LONG = as_example(annotated("Rain fell on the old gates. " * 150 + "\n\n" + "The ferry sailed. " * 90))
GROUP = [(FERRY, Window(0, len(FERRY.encoded))), (HARBOUR, Window(3, 15)), (LONG, Window(40, 44))]


def whole(one: Example) -> tuple[Example, Window]:
    return one, Window(0, len(one.encoded))


# ---- groups


@pytest.mark.parametrize("seed", range(3))
def test_every_word_of_every_example_is_in_one_window_of_an_epoch(seed: int) -> None:
    given = [HARBOUR, LONG, FERRY, LONG]
    found = [pair for group in groups(given, random.Random(seed)) for pair in group]
    for one in (HARBOUR, FERRY, LONG):
        words = sorted(w for other, window in found if other is one for w in range(window.start, window.end))
        assert words == sorted(list(range(len(one.encoded))) * sum(other is one for other in given))


def test_groups_take_no_more_memory_than_they_may() -> None:
    for group in groups([LONG] * 6 + [HARBOUR] * 20, random.Random(1)):
        made = batch(group)
        assert made.pieces.numel() <= 2048
        assert made.pieces.shape[1] <= LONGEST + 2


def test_groups_are_by_seed() -> None:
    def of(seed: int) -> list[list[tuple[int, int, int]]]:
        given = groups([HARBOUR, LONG, FERRY, LONG], random.Random(seed))
        return [[(len(one.encoded), w.start, w.end) for one, w in group] for group in given]

    assert of(1) == of(1)
    assert of(1) != of(2)


# ---- batches


def test_a_batch_holds_what_the_network_is_given_at_run_time() -> None:
    made = batch(GROUP)
    for row, (one, window) in enumerate(GROUP):
        given = inputs(one.encoded, window)
        pieces, words = len(given.pieces), len(given.first)
        assert made.pieces[row].tolist() == [*given.pieces.tolist(), *[0] * (made.pieces.shape[1] - pieces)]
        assert made.mask[row].tolist() == [1] * pieces + [0] * (made.mask.shape[1] - pieces)
        assert made.features[row, :pieces].tolist() == given.features.tolist()
        assert made.first[row, :words].tolist() == given.first.tolist()
        assert made.words[row].tolist() == [1] * words + [0] * (made.words.shape[1] - words)


def test_a_batch_holds_the_attributions_whose_cues_its_windows_hold() -> None:
    made = batch(GROUP)
    assert (made.window.tolist(), len(made.head)) == ([0, 0, 1], 3)
    expected = [(0, a) for a in FERRY.attributions] + [(1, a) for a in HARBOUR.attributions if 3 <= a.head < 15]
    for c, (row, attribution) in enumerate(expected):
        one, window = GROUP[row]
        words = window.end - window.start
        assert made.head[c] == attribution.head - window.start
        assert made.wanted[c, :, :words].bool().tolist() == attribution.words[:, window.start : window.end].tolist()
        assert not made.wanted[c, :, words:].any()
        at = np.array([attribution.head - window.start])
        assert made.relations[c, :words].tolist() == relations(one.encoded, window, at)[0].tolist()
        assert made.distances[c, :words].tolist() == distances(words, at)[0].tolist()
    marked = sorted(zip(made.window.tolist(), made.head.tolist(), strict=True))
    assert sorted(map(tuple, made.cues.nonzero().tolist())) == marked


def test_a_window_without_cues_is_a_batch_all_the_same() -> None:
    made = batch([(LONG, Window(0, 50))])
    assert made.words.sum() == 50
    assert (made.cues.sum(), len(made.head), made.wanted.shape) == (0, 0, (0, len(ROLES), 50))
    assert all(np.isfinite(value.item()) for value in losses_of(tiny.network(), made).values())


def test_what_stands_in_attributions_of_two_cues_is_wanted_for_both() -> None:
    made = batch([whole(FERRY)])
    shared = made.wanted[0, ROLES.index("content")] * made.wanted[1, ROLES.index("content")]
    assert shared.sum() >= 5


# ---- losses


def summed(network: Network, made: Batch) -> dict[str, float]:
    """The losses of a batch, not divided by the number of attributions."""
    return {name: value.item() * max(len(made.head), 1) for name, value in losses_of(network, made).items()}


def test_padding_changes_nothing() -> None:
    network = tiny.network()
    together = summed(network, batch(GROUP))
    alone = [summed(network, batch([pair])) for pair in GROUP]
    for name, value in together.items():
        assert value == pytest.approx(sum(losses[name] for losses in alone), rel=1e-4)


def entropy(logits: NDArray[Any], wanted: NDArray[Any]) -> float:
    return float((np.logaddexp(0, logits) - logits * wanted).sum())


@pytest.mark.parametrize("given", [whole(FERRY), (HARBOUR, Window(3, 15))], ids=["page", "window"])
def test_what_is_learned_is_what_is_read_at_run_time(given: tuple[Example, Window]) -> None:
    one, window = given
    network, made = tiny.network(), batch([given])
    with torch.no_grad():
        cue, query, key, word = (x[0].numpy() for x in network(made.pieces, made.features, made.first, made.mask))
    pairing = Pairing(network.distance.detach().numpy(), network.relation.detach().numpy())
    read = {c.head: c for c in cues(one.encoded, window, Outputs(cue, query, key, word), pairing, 0.0)}
    here = [a for a in one.attributions if window.start <= a.head < window.end]
    losses = summed(network, made)
    for role, name in enumerate(ROLES):
        expected = sum(entropy(read[a.head].of(name), a.words[role, window.start : window.end]) for a in here)
        assert losses[name] == pytest.approx(expected, rel=1e-3)
    assert losses["cue head"] == pytest.approx(entropy(cue, made.cues[0].numpy()), rel=1e-3)


def test_a_step_against_the_losses_makes_them_smaller() -> None:
    network, made = tiny.network(), batch([whole(HARBOUR), whole(FERRY)])
    optimizer = torch.optim.SGD(network.parameters(), lr=0.003)
    before = torch.stack(list(losses_of(network, made).values())).sum()
    before.backward()
    optimizer.step()
    assert torch.stack(list(losses_of(network, made).values())).sum() < before
