"""How like two texts are, and which texts are worth comparing: shingles and MinHash with bands. No Django here.

Near-duplicates by shingles: A. Z. Broder, "On the resemblance and containment of documents", Compression and
Complexity of Sequences, 1997. Bands of a signature as an index of who may be like whom: P. Indyk and R. Motwani,
"Approximate nearest neighbors", STOC 1998. The signatures are those of the library datasketch.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

# So many words in a row are a shingle: an outlet's change of one word in twenty leaves four shingles of five.
WORDS = 4
# Of two texts, the shorter one has this share of its shingles in the other, and the other is no more than so much
# longer: then one was copied, whole or shortened. In news the share is either well above this or below a third.
CONTAINED = 0.6
LENGTH = 0.4
# A text with fewer shingles is contained in others by chance.
FEWEST = 30
# Texts that share 1/2 of all their shingles share a band with p = .995, 2/5: .93, 1/20: .005.
BANDS, ROWS = 40, 3
# The permutations, and with them all bands, hang on this. Another number: sign everything anew.
SEED = 1

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
Shingles = frozenset[bytes]


def shingles(text: str, zones: Iterable[Mapping[str, Any]] = ()) -> Shingles:
    """Every run of `WORDS` words of the running text, folded. `zones` (with "start" and "end") are left out.

    Two outlets differ in headline, byline and credit, whatever they copy.
    """
    running, at = [], 0
    for zone in sorted(zones, key=lambda zone: zone["start"]):
        running.append(text[at : zone["start"]])
        at = max(at, zone["end"])
    running.append(text[at:])
    words = [word.replace("’", "'") for word in _WORD.findall(" ".join(running).casefold())]
    return frozenset(" ".join(words[i : i + WORDS]).encode() for i in range(len(words) - WORDS + 1))


def bands(found: Shingles) -> list[int]:
    """`BANDS` signed 64-bit numbers, of which two texts share one the more likely the more shingles they share.

    None for a text that is too short to tell.
    """
    if len(found) < FEWEST:
        return []
    from datasketch import MinHash  # it brings SciPy, which the web process should not pay for

    signature = MinHash(num_perm=BANDS * ROWS, seed=SEED)
    signature.update_batch(found)
    values = [int(value) for value in signature.hashvalues]
    return [_number(band, values[band * ROWS : (band + 1) * ROWS]) for band in range(BANDS)]


def _number(band: int, values: list[int]) -> int:
    digest = hashlib.blake2b(repr((band, *values)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def contained(one: Shingles, other: Shingles) -> float:
    """The share of the smaller one's shingles that the larger one has; 0 where either is too short to tell."""
    few, many = sorted((len(one), len(other)))
    return len(one & other) / few if few >= FEWEST and few >= LENGTH * many else 0.0


def is_copy(one: Shingles, other: Shingles) -> bool:
    """Whether one of them was copied from the other, or both from a third."""
    return contained(one, other) >= CONTAINED
