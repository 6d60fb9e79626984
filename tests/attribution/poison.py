"""Stands in for the attribution in worker processes, which import it: so neither Django nor pytest here."""

import os
import signal

from quotes.attribution.types import AttributedQuote, Kind, Result, SpeakerKind, Voice
from quotes.attribution.workers import Batch


def first_words(batch: Batch) -> list[Result]:
    """One quote in every text; of "kill" the process dies as of a crash in a library, of "raise" the batch fails."""
    for document in batch:
        if "kill" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "raise" in document.text:
            raise ValueError(document.text)
    quote = AttributedQuote(((0, 4),), Kind.DIRECT, voices=(Voice("Ana Ruiz", SpeakerKind.PERSON),), confidence=0.9)
    return [Result(document.id, (quote,)) for document in batch]


def start() -> None:
    """Adds the number of the process to the file that OTR_TEST_STARTED names, if it names one."""
    if log := os.environ.get("OTR_TEST_STARTED"):
        with open(log, "a", encoding="utf-8") as file:  # noqa: PTH123
            file.write(f"{os.getpid()}\n")
