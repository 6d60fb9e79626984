"""The graph that runs gives what the network gives that was trained."""

import copy
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

WHY = "training needs the extra [train], which the tests' environment has not"
torch = pytest.importorskip("torch", reason=WHY)
for needed in ("transformers", "onnx"):
    pytest.importorskip(needed, reason=WHY)

import onnxruntime  # noqa: E402

from quotes.attribution.learned.encoding import LONGEST, Encoded, Window  # noqa: E402
from quotes.attribution.learned.reading import Floats, Inputs, inputs  # noqa: E402
from quotes.attribution.learned.tagger import PAIRING, Tagger  # noqa: E402
from quotes.attribution.learned.weights import NETWORK, write_manifest  # noqa: E402
from quotes.attribution.training import export  # noqa: E402
from quotes.attribution.training.network import Network  # noqa: E402
from tests.attribution import tiny  # noqa: E402
from tests.attribution.annotated import FERRY, HARBOUR  # noqa: E402
from tests.attribution.parses import encoded  # noqa: E402

PAGE = encoded(f"{HARBOUR}\n\n{FERRY}")
WINDOWS = [inputs(PAGE, window) for window in PAGE.windows()]


@pytest.fixture(scope="module")
def network() -> Network:
    """Its word embeddings such as a byte and a scale hold exactly, so that what is rounded is the matrices alone."""
    made = tiny.network()
    with torch.no_grad():
        table = made.encoder.embeddings.word_embeddings.weight
        table.copy_(torch.randint(-126, 127, table.shape) / 512)
        table[:, 0] = 127 / 512
    return made


@pytest.fixture(scope="module")
def home(network: Network, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The network as it is shipped."""
    folder = tmp_path_factory.mktemp("weights")
    export.export(network, folder, WINDOWS)
    write_manifest(folder, [NETWORK, PAIRING])
    return folder


def by_graph(path: Path, given: Inputs) -> Floats:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    feed = {"pieces": given.pieces, "features": given.features, "first": given.first}
    return np.asarray(session.run(["scores"], feed)[0])


def by_torch(network: Network, given: Inputs) -> Floats:
    """The four outputs side by side."""
    tensors = (torch.from_numpy(array).unsqueeze(0) for array in (given.pieces, given.features, given.first))
    with torch.no_grad():
        cue, *others = network(*tensors)
    scores: Floats = torch.cat([cue.unsqueeze(-1), *others], dim=-1)[0].numpy()
    return scores


def part(longest: int) -> tuple[Encoded, Window]:
    """The first window of a page, of at most so many pieces."""
    numbers = encoded("Gates failed, she said, and the ferry sailed on. " * 60)
    return numbers, next(numbers.windows(longest))


@pytest.mark.parametrize("longest", [1, 2, 30, LONGEST])
def test_the_graph_is_the_network(
    network: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, longest: int
) -> None:
    def unrounded(exact: Path, into: Path, **_: Any) -> None:
        shutil.copyfile(exact, into)

    monkeypatch.setattr(export, "quantize_dynamic", unrounded)
    export.export(network, tmp_path, WINDOWS)
    given = inputs(*part(longest))
    assert by_graph(tmp_path / NETWORK, given) == pytest.approx(by_torch(network, given), abs=1e-5)


@pytest.mark.parametrize("longest", [1, 30, LONGEST])
def test_in_eight_bits_it_is_nearly_the_network(network: Network, home: Path, longest: int) -> None:
    given = inputs(*part(longest))
    rounded, exact = by_graph(home / NETWORK, given), by_torch(network, given)
    assert np.abs(rounded - exact).max() < 0.25 * exact.std()
    assert np.corrcoef(rounded.ravel(), exact.ravel())[0, 1] > 0.995


def test_a_channel_far_larger_than_the_others_leaves_them_their_eight_bits(network: Network, tmp_path: Path) -> None:
    loud = copy.deepcopy(network)
    with torch.no_grad():
        for layer in loud.encoder.encoder.layer:
            layer.intermediate.dense.bias[[5, 40]] = 300.0
            layer.output.dense.weight[:, [5, 40]] = 0.0
    export.export(loud, tmp_path, WINDOWS)
    given = inputs(*part(30))
    rounded, exact = by_graph(tmp_path / NETWORK, given), by_torch(loud, given)
    assert np.corrcoef(rounded.ravel(), exact.ravel())[0, 1] > 0.995


def test_what_pairs_words_is_kept_beside_it(network: Network, home: Path) -> None:
    with np.load(home / PAIRING, allow_pickle=False) as arrays:
        assert arrays["distance"] == pytest.approx(network.distance.detach().numpy())
        assert arrays["relation"] == pytest.approx(network.relation.detach().numpy(), abs=3e-3)


def test_the_tagger_runs_it(network: Network, home: Path) -> None:
    exact = 1 / (1 + np.exp(-by_torch(network, inputs(PAGE, Window(0, len(PAGE))))[:, 0]))
    found = Tagger(home).read(PAGE).cues
    assert {int(PAGE.tokens[w]) for w in np.flatnonzero(exact > 0.1)} <= set(found)
    for cue in found.values():
        assert cue.probability == pytest.approx(exact[cue.head], abs=0.05)
        assert (cue.start, cue.scores.shape) == (0, (3, len(PAGE)))


def test_a_page_reads_the_same_whatever_was_read_before(home: Path) -> None:
    tagger = Tagger(home)
    first = tagger.read(PAGE).cues
    tagger.read(part(LONGEST)[0])
    again = tagger.read(PAGE).cues
    assert {head: cue.scores.tobytes() for head, cue in first.items()} == {
        head: cue.scores.tobytes() for head, cue in again.items()
    }


@pytest.mark.parametrize("text", ["", " \n", "." * 900, "Gates " * 900])
def test_odd_pages_are_read_too(home: Path, text: str) -> None:
    numbers = encoded(text)
    assert len(Tagger(home).read(numbers).cues) <= len(numbers)
