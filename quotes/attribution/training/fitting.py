"""The training loop: epochs over freshly varied texts, a checkpoint after each, resumable.

A network may start from the average of others (Wortsman et al. 2022, "Model soups", ICML) and learn beside the gold
what they say of texts that they have not seen (Hinton, Vinyals & Dean 2015, "Distilling the knowledge in a neural
network"): annotators slip, and a word that a good reader doubts is a weaker lesson than one that it expects.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits as loss_of
from tqdm import tqdm

from quotes.attribution.learned.reading import ROLES, WIDTH
from quotes.attribution.training.batches import Batch, Group, batch, groups
from quotes.attribution.training.examples import Example
from quotes.attribution.training.network import Network, pretrained

log = logging.getLogger(__name__)

_RATE = 2e-4
_RATE_ON = 1e-4
"""The rate of a network that starts from the average of others."""
_RATE_OF_NEW = 5
"""Times the rate of the encoder: the rate of what is not pre-trained."""
_WARM_UP = 0.06
_DECAY = 0.01
_STEEPEST = 1.0
_ADVICE = 0.5
"""What an adviser's answers weigh against the gold."""
_WEIGHTS = {"cue head": 2.0, "role": 0.25, "source": 0.5, "cue": 0.25, "content": 0.25}
"""What the parts of the loss count for. "role" is whether a word is part of any source, cue or content: it is no use by
itself, but learned long before the others, and they build on it."""
Epoch = Callable[[int], Mapping[str, Sequence[Example]]]
"""The examples of an epoch, by the name of who advises on them ("": nobody)."""
Advisers = Mapping[str, Network]


@dataclass(frozen=True, slots=True)
class Course:
    """How a network is trained: by which seed, in how many epochs, the number of the first one (the texts of each epoch
    are varied otherwise)."""

    seed: int
    epochs: int
    first: int = 0


def fit(epoch: Epoch, folder: Path, course: Course, advisers: Advisers | None = None) -> Network:
    """A network trained on `epoch(n)` for each epoch of the course, with checkpoints in `folder`.

    With `advisers` it starts from their average, and learns from each on the examples under its name. A training that
    was cut off goes on with the epoch after the last checkpoint, if seed and number of epochs are the same; the result
    is the same as of one that was not (on one machine, with the same number of threads).
    """
    seed, epochs, first = course.seed, course.epochs, course.first
    torch.manual_seed(seed)
    network = averaged(list(advisers.values())) if advisers else pretrained()
    optimizer = torch.optim.AdamW(_groups(network, _RATE_ON if advisers else _RATE), weight_decay=_DECAY)
    checkpoint = folder / "checkpoint.pt"
    done = _resume(checkpoint, network, optimizer, course)
    for number in range(done, epochs):
        torch.manual_seed(seed * 1000 + number)
        given = _shuffled(epoch(first + number), random.Random(seed * 1000 + first + number))  # noqa: S311
        _one_epoch(network, optimizer, given, (number, epochs), advisers or {})
        _save(checkpoint, network, optimizer, course, number + 1)
    network.eval()
    return network


def averaged(networks: Sequence[Network]) -> Network:
    """A network whose weights are the mean of these networks' weights."""
    states = [network.state_dict() for network in networks]
    network = pretrained()
    network.load_state_dict(
        {
            name: torch.stack([state[name].double() for state in states]).mean(dim=0).to(weights.dtype)
            if weights.is_floating_point()
            else weights
            for name, weights in states[0].items()
        }
    )
    return network


def trained(folder: Path) -> Network:
    """The network of the last checkpoint in a folder, to be asked only."""
    network = pretrained()
    network.load_state_dict(torch.load(folder / "checkpoint.pt", weights_only=True)["network"])
    network.eval()
    network.requires_grad_(requires_grad=False)
    return network


def _shuffled(examples: Mapping[str, Sequence[Example]], rng: random.Random) -> list[tuple[str, Group]]:
    """Groups of windows in random order, each with who advises on it. Those of one adviser come shuffled."""
    given = [(name, group) for name, ones in examples.items() for group in groups(ones, rng)]
    if len(examples) > 1:
        rng.shuffle(given)
    return given


def _groups(network: Network, rate: float) -> list[dict[str, Any]]:
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    own = {id(p) for p in network.encoder.parameters()}
    new = [p for p in network.parameters() if id(p) not in own]
    return [
        {"params": encoder, "lr": rate, "peak": rate},
        {"params": new, "lr": rate * _RATE_OF_NEW, "peak": rate * _RATE_OF_NEW},
    ]


def _one_epoch(
    network: Network,
    optimizer: torch.optim.Optimizer,
    given: list[tuple[str, Group]],
    place: tuple[int, int],
    advisers: Advisers,
) -> None:
    network.train()
    number, epochs = place
    sums = dict.fromkeys(_WEIGHTS, 0.0)
    with tqdm(given, unit="batch", desc=f"epoch {number + 1} of {epochs}", mininterval=10) as bar:
        for i, (name, group) in enumerate(bar):
            share = (number + i / len(given)) / epochs
            for parameters in optimizer.param_groups:
                parameters["lr"] = parameters["peak"] * min(share / _WARM_UP, (1 - share) / (1 - _WARM_UP))
            with torch.autocast("cpu", dtype=torch.bfloat16):
                losses = losses_of(network, batch(group), advisers.get(name))
            total = torch.stack([_WEIGHTS[part] * value for part, value in losses.items()]).sum()
            optimizer.zero_grad(set_to_none=True)
            total.backward()
            nn.utils.clip_grad_norm_(network.parameters(), _STEEPEST)
            optimizer.step()
            for part, value in losses.items():
                sums[part] += value.item()
            bar.set_postfix({part: f"{value / (i + 1):.3f}" for part, value in sums.items()}, refresh=False)
    log.info("epoch %d: %s", number + 1, {part: round(value / len(given), 4) for part, value in sums.items()})


def losses_of(network: Network, given: Batch, adviser: Network | None = None) -> dict[str, Tensor]:
    """The losses of a batch, each summed over words and divided by the number of attributions."""
    cues, roles, pairs = _scores(network, given)
    wanted = (given.cues, given.roles, given.wanted)
    if adviser:
        with torch.no_grad():
            said = (scores.sigmoid() for scores in _scores(adviser, given))
            wanted = tuple((1 - _ADVICE) * gold + _ADVICE * one for gold, one in zip(wanted, said, strict=True))
    count = max(len(given.head), 1)
    there = given.words[given.window].unsqueeze(1)
    of_cues = (loss_of(cues, wanted[0], reduction="none") * given.words).sum() / count
    of_roles = (loss_of(roles, wanted[1], reduction="none") * given.words.unsqueeze(1)).sum() / count
    of_pairs = (loss_of(pairs, wanted[2], reduction="none") * there).sum(dim=(0, 2)) / count
    return {"cue head": of_cues, "role": of_roles} | dict(zip(ROLES, of_pairs, strict=True))


def _scores(network: Network, given: Batch) -> tuple[Tensor, Tensor, Tensor]:
    """Logits for `cues`, `roles` and `wanted` of a batch, in their shapes."""
    cue, query, key, word = network(given.pieces, given.features, given.first, given.mask)
    shape = (*query.shape[:2], len(ROLES), WIDTH)
    queries = query.view(shape)[given.window, given.head].transpose(0, 1)
    keys = key.view(shape).permute(2, 0, 1, 3)
    pairs = [
        (q.unsqueeze(1) @ k[given.window].transpose(1, 2)).squeeze(1) + _related(relation, k, given)
        for q, k, relation in zip(queries, keys, network.relation.view(-1, len(ROLES), WIDTH).unbind(1), strict=True)
    ]
    scores = torch.stack(pairs, dim=1).float() / WIDTH**0.5
    scores = scores + word.float()[given.window].transpose(1, 2) + network.distance[:, given.distances].transpose(0, 1)
    return cue.float(), word.float().transpose(1, 2), scores


def _related(relation: Tensor, keys: Tensor, given: Batch) -> Tensor:
    """[C, W]: how each word's key fits the relation in which it stands to the cue. All relations of all words are
    worked out and the right ones picked: one product of matrices, where a vector for each pair would be thousands."""
    every = keys @ relation.T.to(keys.dtype)
    return every[given.window.unsqueeze(1), torch.arange(every.shape[1]), given.relations]


def _save(path: Path, network: Network, optimizer: torch.optim.Optimizer, course: Course, done: int) -> None:
    state = {
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "progress": (done, course.epochs, course.seed),
    }
    beside = path.with_suffix(".new")
    torch.save(state, beside)
    beside.replace(path)


def _resume(path: Path, network: Network, optimizer: torch.optim.Optimizer, wanted: Course) -> int:
    """How many epochs are done; network and optimizer are set to what they were after them."""
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    done, epochs, seed = state["progress"]
    if (epochs, seed) != (wanted.epochs, wanted.seed):
        raise ValueError(f"{path} is the checkpoint of another training: {epochs} epochs, seed {seed}")
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    log.info("resuming after epoch %d of %d", done, epochs)
    return int(done)
