"""The measured figures: kept in docs/figures.json by `evaluate --keep`, shown on the method page (law 6).

The file is a list of measurements, each {"name", "about", "command", "date", "sha256", "shares", "counts"}: `shares`
are [precision, recall] in [0, 1] by measure, `counts` are [right, of] by measure.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

_SHARES = {
    "content": "What was reported",
    "attributed": "What was reported, with the right source",
    "quoted_attributed": "What stands in quotation marks, with the right source",
}
_COUNTS = {
    "speaker": "Speaker named rightly, of all that was annotated",
    "wrong names": "A wrong name given, of what was found",
    "kind": "Direct, mixed or indirect told rightly, of what was found",
    "stance": "Denials, questions and refusals told from assertions, of what was found",
    "not_quotes": "Stretches that are no quotes taken for one",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line for readers: of what the program shows so much is right, of what is there so much is found."""

    label: str
    right: str
    found: str


@dataclass(frozen=True, slots=True)
class Measurement:
    """All that one command measured on one set of texts on one day."""

    about: str
    command: str
    date: str
    sha256: str
    rows: tuple[Row, ...]


def path() -> Path:
    return Path(settings.BASE_DIR) / "docs" / "figures.json"


def kept() -> list[dict[str, Any]]:
    """The measurements as the file has them; none where there is no such file."""
    try:
        found: list[dict[str, Any]] = json.loads(path().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    return found


def keep(measurement: dict[str, Any]) -> None:
    """Writes a measurement into the file, in place of an earlier one of the same name."""
    others = [other for other in kept() if other["name"] != measurement["name"]]
    everything = sorted([*others, measurement], key=lambda one: str(one["name"]))
    path().write_text(json.dumps(everything, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def measurements() -> list[Measurement]:
    """The measurements as the method page shows them."""
    return [Measurement(m["about"], m["command"], m["date"], m["sha256"], tuple(_rows(m))) for m in kept()]


def _rows(measurement: dict[str, Any]) -> Iterator[Row]:
    for key, label in _SHARES.items():
        if key in measurement["shares"]:
            right, found = measurement["shares"][key]
            yield Row(label, f"{right:.0%}", f"{found:.0%}")
    for key, label in _COUNTS.items():
        if key in measurement["counts"]:
            some, of = measurement["counts"][key]
            yield Row(label, f"{some} of {of}", "")
