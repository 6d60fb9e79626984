"""The bands, and that whoever needs only them loads no language model."""

import subprocess
import sys

import pytest

from quotes.attribution import LIKELY_FROM, SURE_FROM, Band, band_of


@pytest.mark.parametrize(
    ("confidence", "band"),
    [
        (1.0, "sure"),
        (SURE_FROM, "sure"),
        (SURE_FROM - 0.01, "likely"),
        (LIKELY_FROM, "likely"),
        (LIKELY_FROM - 0.01, "doubtful"),
        (0.0, "doubtful"),
    ],
)
def test_bands(confidence: float, band: str) -> None:
    assert band_of(confidence) == band


@pytest.mark.parametrize(
    ("confidence", "likely_from", "band"),
    [(0.65, 0.7, Band.DOUBTFUL), (0.7, 0.7, Band.LIKELY), (0.96, 0.97, Band.SURE), (0.1, 0.0, Band.LIKELY)],
)
def test_where_likely_begins_can_be_moved(confidence: float, likely_from: float, band: Band) -> None:
    assert band_of(confidence, likely_from=likely_from) is band


def test_neither_bands_nor_types_load_spacy() -> None:
    code = "import sys, quotes.attribution as a; a.band_of(0.9); sys.exit(bool({'spacy', 'numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
