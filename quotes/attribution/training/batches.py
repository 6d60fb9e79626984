"""Windows of examples as padded batches of tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from quotes.attribution.learned.encoding import LONGEST, Encoded, Window
from quotes.attribution.learned.reading import ROLES, inputs
from quotes.attribution.learned.relations import distances, relations
from quotes.attribution.training.examples import Example

_PIECES = 8 * 256
_SHORTEST_FIRST = 40


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded windows.

    `cues` [B, W] is 1 at heads of cues, `roles` [B, roles, W] where a word is part of any source, cue or content. The
    rest describes the C heads of cues, all windows together: `window` and `head` [C] say where each is, `wanted` [C,
    roles, W] which words are its own, `distances` and `relations` [C, W] how far each is and how it stands to the cue.
    `words` [B, W] is 1 where there is a word.
    """

    pieces: Tensor
    features: Tensor
    first: Tensor
    mask: Tensor
    words: Tensor
    cues: Tensor
    roles: Tensor
    window: Tensor
    head: Tensor
    wanted: Tensor
    distances: Tensor
    relations: Tensor


Group = list[tuple[Example, Window]]


def groups(examples: Sequence[Example], rng: random.Random) -> list[Group]:
    """All windows of the examples once, in random order, those of a length together, at most 2,048 pieces a group.
    Where a page's first window ends is random too, so that no word always stands at an edge."""
    windows = [(one, window) for one in examples for window in _windows(one.encoded, rng)]
    windows.sort(key=lambda pair: _length(*pair) + rng.random() * 32)
    found: list[Group] = [[]]
    for pair in windows:
        if found[-1] and (len(found[-1]) + 1) * max(_length(*p) for p in [*found[-1], pair]) > _PIECES:
            found.append([])
        found[-1].append(pair)
    rng.shuffle(found)
    return found


def _windows(encoded: Encoded, rng: random.Random) -> Iterator[Window]:
    yield from encoded.windows(first=rng.randint(_SHORTEST_FIRST, LONGEST))


def _length(one: Example, window: Window) -> int:
    return int(one.encoded.first[window.end] - one.encoded.first[window.start]) + 2


def batch(group: Group) -> Batch:
    """The windows of a group, padded."""
    arrays = [inputs(one.encoded, window) for one, window in group]
    longest = max(len(a.pieces) for a in arrays)
    most = max(len(a.first) for a in arrays)
    pieces = torch.zeros(len(group), longest, dtype=torch.long)
    mask = torch.zeros(len(group), longest, dtype=torch.long)
    features = torch.zeros(len(group), longest, arrays[0].features.shape[1], dtype=torch.long)
    first = torch.zeros(len(group), most, dtype=torch.long)
    words = torch.zeros(len(group), most)
    cues = torch.zeros(len(group), most)
    roles = np.zeros((len(group), len(ROLES), most), dtype=bool)
    heads: list[tuple[int, int]] = []
    wanted: list[NDArray[np.bool_]] = []
    related: list[NDArray[np.int64]] = []
    for i, ((one, window), given) in enumerate(zip(group, arrays, strict=True)):
        pieces[i, : len(given.pieces)] = torch.from_numpy(given.pieces)
        features[i, : len(given.pieces)] = torch.from_numpy(given.features)
        mask[i, : len(given.pieces)] = 1
        first[i, : len(given.first)] = torch.from_numpy(given.first)
        words[i, : len(given.first)] = 1
        here = [a for a in one.attributions if window.start <= a.head < window.end]
        at = np.array([a.head - window.start for a in here], dtype=np.int64)
        heads += [(i, head) for head in at.tolist()]
        cues[i, at] = 1
        for attribution in one.attributions:
            roles[i] |= _padded(attribution.words[:, window.start : window.end], most)
        wanted += [_padded(a.words[:, window.start : window.end], most) for a in here]
        related += [_padded(row, most) for row in relations(one.encoded, window, at)]
    places = torch.tensor(heads, dtype=torch.long).reshape(-1, 2)
    masks = np.array(wanted, dtype=np.float32).reshape(-1, len(ROLES), most)
    return Batch(
        pieces=pieces,
        features=features,
        first=first,
        mask=mask,
        words=words,
        cues=cues,
        roles=torch.from_numpy(roles.astype(np.float32)),
        window=places[:, 0],
        head=places[:, 1],
        wanted=torch.from_numpy(masks),
        distances=torch.from_numpy(distances(most, places[:, 1].numpy())),
        relations=torch.from_numpy(np.array(related, dtype=np.int64).reshape(-1, most)),
    )


def _padded(row: NDArray[Any], length: int) -> NDArray[Any]:
    return np.pad(row, [(0, 0)] * (row.ndim - 1) + [(0, length - row.shape[-1])])
