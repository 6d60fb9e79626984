"""The training loop: epochs over freshly varied texts, a checkpoint after each, resumable."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Sequence
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
_RATE_OF_NEW = 1e-3
_WARM_UP = 0.06
_DECAY = 0.01
_STEEPEST = 1.0
_WEIGHTS = {"cue head": 2.0, "role": 0.25, "source": 0.5, "cue": 0.25, "content": 0.25}
"""What the parts of the loss count for. "role" is whether a word is part of any source, cue or content: it is no use by
itself, but learned long before the others, and they build on it."""
Epoch = Callable[[int], Sequence[Example]]


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a training stands, for the checkpoint: epochs done of how many, by which seed."""

    done: int
    epochs: int
    seed: int


def fit(epoch: Epoch, folder: Path, *, seed: int, epochs: int) -> Network:
    """A network trained on `epoch(0)`, `epoch(1)`, … (the examples of each epoch), with checkpoints in `folder`.

    A training that was cut off goes on with the epoch after the last checkpoint, if seed and number of epochs are the
    same; the result is the same as of one that was not (on one machine, with the same number of threads).
    """
    torch.manual_seed(seed)
    network = pretrained()
    optimizer = torch.optim.AdamW(_groups(network), weight_decay=_DECAY)
    checkpoint = folder / "checkpoint.pt"
    done = _resume(checkpoint, network, optimizer, Progress(0, epochs, seed))
    for number in range(done, epochs):
        torch.manual_seed(seed * 1000 + number)
        _one_epoch(network, optimizer, groups(epoch(number), random.Random(seed * 1000 + number)), number, epochs)  # noqa: S311
        _save(checkpoint, network, optimizer, Progress(number + 1, epochs, seed))
    network.eval()
    return network


def _groups(network: Network) -> list[dict[str, Any]]:
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    own = {id(p) for p in network.encoder.parameters()}
    return [
        {"params": encoder, "lr": _RATE, "peak": _RATE},
        {"params": [p for p in network.parameters() if id(p) not in own], "lr": _RATE_OF_NEW, "peak": _RATE_OF_NEW},
    ]


def _one_epoch(
    network: Network, optimizer: torch.optim.Optimizer, given: list[Group], number: int, epochs: int
) -> None:
    network.train()
    sums = dict.fromkeys(_WEIGHTS, 0.0)
    with tqdm(given, unit="batch", desc=f"epoch {number + 1} of {epochs}", mininterval=10) as bar:
        for i, group in enumerate(bar):
            share = (number + i / len(given)) / epochs
            for parameters in optimizer.param_groups:
                parameters["lr"] = parameters["peak"] * min(share / _WARM_UP, (1 - share) / (1 - _WARM_UP))
            with torch.autocast("cpu", dtype=torch.bfloat16):
                losses = losses_of(network, batch(group))
            total = torch.stack([_WEIGHTS[name] * value for name, value in losses.items()]).sum()
            optimizer.zero_grad(set_to_none=True)
            total.backward()
            nn.utils.clip_grad_norm_(network.parameters(), _STEEPEST)
            optimizer.step()
            for name, value in losses.items():
                sums[name] += value.item()
            bar.set_postfix({name: f"{value / (i + 1):.3f}" for name, value in sums.items()}, refresh=False)
    log.info("epoch %d: %s", number + 1, {name: round(value / len(given), 4) for name, value in sums.items()})


def losses_of(network: Network, given: Batch) -> dict[str, Tensor]:
    """The losses of a batch, each summed over words and divided by the number of attributions."""
    cue, query, key, word = network(given.pieces, given.features, given.first, given.mask)
    count = max(len(given.head), 1)
    shape = (*query.shape[:2], len(ROLES), WIDTH)
    queries = query.view(shape)[given.window, given.head].transpose(0, 1)
    keys = key.view(shape).permute(2, 0, 1, 3)
    pairs = [
        (q.unsqueeze(1) @ k[given.window].transpose(1, 2)).squeeze(1) + _related(relation, k, given)
        for q, k, relation in zip(queries, keys, network.relation.view(-1, len(ROLES), WIDTH).unbind(1), strict=True)
    ]
    scores = torch.stack(pairs, dim=1).float() / WIDTH**0.5
    scores = scores + word.float()[given.window].transpose(1, 2) + network.distance[:, given.distances].transpose(0, 1)
    there = given.words[given.window].unsqueeze(1)
    of_pairs = (loss_of(scores, given.wanted, reduction="none") * there).sum(dim=(0, 2)) / count
    of_cues = (loss_of(cue.float(), given.cues, reduction="none") * given.words).sum() / count
    of_roles = (loss_of(word.float().transpose(1, 2), given.roles, reduction="none") * given.words.unsqueeze(1)).sum()
    return {"cue head": of_cues, "role": of_roles / count} | dict(zip(ROLES, of_pairs, strict=True))


def _related(relation: Tensor, keys: Tensor, given: Batch) -> Tensor:
    """[C, W]: how each word's key fits the relation in which it stands to the cue. All relations of all words are
    worked out and the right ones picked: one product of matrices, where a vector for each pair would be thousands."""
    every = keys @ relation.T.to(keys.dtype)
    return every[given.window.unsqueeze(1), torch.arange(every.shape[1]), given.relations]


def _save(path: Path, network: Network, optimizer: torch.optim.Optimizer, progress: Progress) -> None:
    state = {
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "progress": (progress.done, progress.epochs, progress.seed),
    }
    beside = path.with_suffix(".new")
    torch.save(state, beside)
    beside.replace(path)


def _resume(path: Path, network: Network, optimizer: torch.optim.Optimizer, wanted: Progress) -> int:
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
