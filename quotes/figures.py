"""The measured figures: kept in docs/figures.json by the commands that measure them, shown on the method page (law 6).

The file is a list of measurements, each {"name", "subject", "about", "command", "date", "sha256", "shares", "counts",
"reliability"}: `subject` is what is measured, one of `SUBJECTS`; `shares` are [precision, recall] in [0, 1] by measure,
`counts` are [some, of] by measure. A measure without words for readers is kept, and not shown.
`reliability` says how far the confidence can be trusted: for "attribution" and "name" the "bands" (each {"from",
"count", "confidence", "right"}), the "expected_error" (over 10 bins) and "auroc" (or null), and "direct_and_sure" as
[those, of]; what could not be measured is left out.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from django.conf import settings

from quotes.attribution import Band

# In the order of the page.
SUBJECTS = {
    "quotes": "Who said what",
    "names": "Which names are one person’s",
    "statements": "Which wordings report one statement",
    "claims": "What can be checked, and who differs",
}
_SHARES = {
    "content": "What was reported",
    "attributed": "What was reported, with the right source",
    "quoted_attributed": "What stands in quotation marks, with the right source",
    "claim sentences": "Sentences that claim something which can be checked",
    "claim sentences with a figure": "Of these, sentences with a figure",
    "claim sentences without": "Of these, sentences without a figure",
}
_COUNTS = {
    "speaker": "Speaker named rightly, of all that was annotated",
    "wrong names": "A wrong name given, of what was found",
    "kind": "Direct, mixed or indirect told rightly, of what was found",
    "stance": "Denials, questions and refusals told from assertions, of what was found",
    "not_quotes": "Stretches that are no quotes taken for one",
    "addressee": "To whom it was said, told rightly, of all that was annotated",
    "wrong addressee": "A wrong one given, of what was given",
    "said_on": "The day on which it was said, told rightly, of all that was annotated",
    "wrong said_on": "A wrong day given, of what was given",
    "same names joined": "Two spellings of one person’s name taken for one person, without an editor",
    "same names suggested": "Left to an editor, with the two side by side",
    "different names joined": "Names of two different people taken for one person",
    "unclear names joined": "Names that may be one person’s or two, taken for one",
    "linked pairs": "Two wordings that the program put together: they do report one statement",
    "linked in other words": "Of these, wordings that are not word for word the same",
    "missed pairs": "Two wordings that it nearly put together and did not: they report one statement all the same",
    "contradictions": "Two claims that cannot both be right: told so",
    "no contradictions": "Two claims that look alike and can both be right: not called a contradiction",
    "more exact": "One claim says the same more exactly: told so, and which of the two",
    "hedged otherwise": "One claim says the same more cautiously: told so, and which of the two",
}
_RELIABILITIES = {"attribution": "What was said", "name": "Who said it"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line for readers: of what the program shows so much is right, of what is there so much is found."""

    label: str
    right: str
    found: str


@dataclass(frozen=True, slots=True)
class CountRow:
    """One line for readers: so many of so many."""

    label: str
    count: str


@dataclass(frozen=True, slots=True)
class BandRow:
    """Of so many answers that the program gave in one band (from a confidence on), this share is right."""

    band: str
    begins: float
    count: int
    right: str


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far one of the two confidences can be trusted; `error` and `auroc` as texts, the latter "" if unknown."""

    label: str
    bands: tuple[BandRow, ...]
    error: str
    auroc: str

    @property
    def sure(self) -> str:
        """The share right of what is called sure, "" if nothing is."""
        return next((row.right for row in self.bands if row.band == Band.SURE), "")


@dataclass(frozen=True, slots=True)
class Measurement:
    """All that one command measured on one set of texts on one day."""

    subject: str
    about: str
    command: str
    date: str
    sha256: str
    rows: tuple[Row, ...]
    counts: tuple[CountRow, ...] = ()
    reliabilities: tuple[Reliability, ...] = ()
    direct_and_sure: str = ""


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


def measured(  # noqa: PLR0913 (a measurement has this many sides)
    name: str,
    about: str,
    command: str,
    data: Iterable[Path],
    *,
    subject: str = "quotes",
    shares: Mapping[str, Sequence[float]] | None = None,
    counts: Mapping[str, Sequence[int]] | None = None,
) -> dict[str, Any]:
    """What `keep` takes, of today: `about` says in words for readers on what was measured, `data` are the files of it,
    hashed one behind the other, `command` is what measures it again."""
    return {
        "name": name,
        "subject": subject,
        "about": about,
        "command": command,
        "date": date.today().isoformat(),  # noqa: DTZ011
        "sha256": hashlib.sha256(b"".join(path.read_bytes() for path in data)).hexdigest(),
        "shares": {key: [round(share, 3) for share in pair] for key, pair in (shares or {}).items()},
        "counts": {key: list(pair) for key, pair in (counts or {}).items()},
    }


def measurements() -> list[tuple[str, list[Measurement]]]:
    """The measurements as the method page shows them: by subject, with what the subject is called."""
    order = list(SUBJECTS)
    rows = sorted(map(_measurement, kept()), key=lambda one: order.index(one.subject))
    return [(SUBJECTS[subject], list(group)) for subject, group in groupby(rows, key=lambda one: one.subject)]


def _measurement(kept_: dict[str, Any]) -> Measurement:
    reliability = kept_.get("reliability", {})
    some, of = reliability.get("direct_and_sure", (0, 0))
    return Measurement(
        kept_.get("subject", "quotes"),
        kept_["about"],
        kept_["command"],
        kept_["date"],
        kept_["sha256"],
        tuple(_rows(kept_)),
        tuple(_count_rows(kept_)),
        tuple(_reliability(label, reliability[key]) for key, label in _RELIABILITIES.items() if key in reliability),
        f"{some / of:.0%}" if of else "",
    )


def _reliability(label: str, kept_: dict[str, Any]) -> Reliability:
    bands = (
        BandRow(name, band["from"], band["count"], f"{band['right']:.0%}") for name, band in kept_["bands"].items()
    )
    auroc = "" if kept_["auroc"] is None else f"{kept_['auroc']:.2f}"
    return Reliability(label, tuple(bands), f"{kept_['expected_error']:.2f}", auroc)


def _rows(measurement: dict[str, Any]) -> Iterator[Row]:
    for key, label in _SHARES.items():
        if key in measurement["shares"]:
            right, found = measurement["shares"][key]
            yield Row(label, f"{right:.0%}", f"{found:.0%}")


def _count_rows(measurement: dict[str, Any]) -> Iterator[CountRow]:
    for key, label in _COUNTS.items():
        if key in measurement["counts"]:
            some, of = measurement["counts"][key]
            yield CountRow(label, f"{some} of {of}")
