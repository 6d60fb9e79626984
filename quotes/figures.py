"""The measured figures that the method page shows: those of docs/figures.json, none where it is missing (law 6)."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement: what, how much, on which data, by which command, on which day. All as it is written there."""

    measure: str
    value: str
    data: str
    command: str
    date: str


def path() -> Path:
    return Path(settings.BASE_DIR) / "docs" / "figures.json"


def figures() -> list[Figure]:
    """The figures of the file, in its order; none where there is no such file."""
    try:
        rows: list[dict[str, Any]] = json.loads(path().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    names = ("measure", "value", "data", "command", "date")
    return [Figure(*(str(row.get(name, "")) for name in names)) for row in rows]
