"""docs/expectations.md names every expectation, and each has a test of its name."""

import re
from pathlib import Path

from django.conf import settings

EXPECTED = [f"J{n}" for n in range(1, 18)] + [f"R{n}" for n in range(1, 12)]


def test_every_expectation_stands_in_the_table_and_has_a_test() -> None:
    base = Path(settings.BASE_DIR)
    table = re.findall(r"^\| ([JR]\d+) \|", (base / "docs/expectations.md").read_text(), re.MULTILINE)
    assert table == EXPECTED
    tests = "".join(path.read_text() for path in sorted((base / "tests/quotes").glob("test_expectations_*.py")))
    assert {name.upper() for name in re.findall(r"def test_([jr]\d+)_", tests)} == set(EXPECTED)


def test_every_file_that_the_table_names_is_there() -> None:
    base = Path(settings.BASE_DIR) / "tests"
    for name in re.findall(r"`((?:browser/)?test_[\w*]+\.py)`", (base.parent / "docs/expectations.md").read_text()):
        folder = base if name.startswith("browser/") else base / "quotes"
        assert list(folder.glob(name)), name
