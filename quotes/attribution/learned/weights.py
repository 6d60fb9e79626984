"""The files of the learned parts: which there are, what their checksums must be, and clear errors where they are not.

`data/weights.json` names each file with its SHA-256; training writes it, loading checks it, so that a missing, foreign
or damaged file is found out before it can make wrong attributions.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from quotes.attribution.types import WeightsError

MANIFEST = "weights.json"
NETWORK = "tagger.onnx"
"""The network that reads a text."""
HOME = Path(__file__).resolve().parent.parent / "data"


def folder() -> Path:
    """Where the files are: beside the code, or where OTR_WEIGHTS says (a training's folder)."""
    return Path(os.environ.get("OTR_WEIGHTS") or HOME)


def read(name: str, home: Path | None = None) -> bytes:
    """The bytes of a file, checked. Raises WeightsError where it is missing or not the one that the manifest names."""
    home = home or folder()
    wanted = manifest(home).get(name)
    if wanted is None:
        raise WeightsError(f"{home / MANIFEST} does not name {name}: these are the weights of another version.")
    try:
        found = (home / name).read_bytes()
    except OSError as error:
        raise WeightsError(f"The weights {home / name} can't be read ({error.strerror}). {_HELP}") from error
    if checksum(found) != wanted:
        raise WeightsError(f"The weights {home / name} are damaged or of another training: wrong checksum. {_HELP}")
    return found


def manifest(home: Path) -> dict[str, str]:
    """The files' checksums by name. Raises WeightsError where the manifest is missing or can't be read."""
    path = home / MANIFEST
    try:
        found = dict(json.loads(path.read_text(encoding="utf-8"))["sha256"])
    except OSError as error:
        raise WeightsError(f"The list of weights {path} can't be read ({error.strerror}). {_HELP}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise WeightsError(f"The list of weights {path} is damaged. {_HELP}") from error
    return {str(name): str(digest) for name, digest in found.items()}


def write_manifest(home: Path, names: list[str]) -> None:
    """Writes the manifest for these files, as they are now."""
    digests = {name: checksum((home / name).read_bytes()) for name in sorted(names)}
    (home / MANIFEST).write_text(json.dumps({"sha256": digests}, indent=1) + "\n", encoding="utf-8")


def checksum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


_HELP = "Restore the file from the repository, or train anew: python -m quotes.attribution.training."
