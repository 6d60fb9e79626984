"""The judge's trees as they are fitted, and as they run."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

WHY = "training needs the extra [train], which the tests' environment has not"
pytest.importorskip("sklearn", reason=WHY)
threadpoolctl = pytest.importorskip("threadpoolctl", reason=WHY)

from quotes.attribution.learned.evidence import NAMES  # noqa: E402
from quotes.attribution.learned.judge import FILE, Judge  # noqa: E402
from quotes.attribution.training import judging  # noqa: E402
from quotes.attribution.training.judging import Evidence  # noqa: E402


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """So few findings gain nothing by more threads, and other tests run beside these."""
    with threadpoolctl.threadpool_limits(1):
        yield


def made_up(count: int, seed: int) -> Evidence:
    """Findings of which the first column tells much and the second a little."""
    rng = np.random.default_rng(seed)
    table = np.round(rng.normal(size=(count, len(NAMES))), 1)
    return Evidence(table, table[:, 0] + 0.3 * table[:, 1] + rng.normal(scale=0.5, size=count) > 0)


def test_what_runs_is_what_was_fitted(tmp_path: Path) -> None:
    trees, calibrated = judging.fit(made_up(400, 1), seed=1), made_up(300, 2)
    judging.write(trees, calibrated, tmp_path)
    judge = Judge((tmp_path / FILE).read_bytes())
    assert judge.logits(calibrated.table) == pytest.approx(trees.decision_function(calibrated.table))
    chances = judge.probabilities(calibrated.table)
    assert chances[calibrated.right].mean() > chances[~calibrated.right].mean() + 0.4
    assert abs(chances.mean() - calibrated.right.mean()) < 0.05
    assert 0 < chances.min() < chances.max() < 1
    order = np.argsort(judge.logits(calibrated.table), kind="stable")
    assert (np.diff(chances[order]) >= 0).all()


def test_evidence_is_put_together_in_order() -> None:
    parts = [made_up(3, 1), made_up(2, 2)]
    whole = Evidence.together(part for part in parts)
    assert whole.table.tolist() == [*parts[0].table.tolist(), *parts[1].table.tolist()]
    assert whole.right.tolist() == [*parts[0].right.tolist(), *parts[1].right.tolist()]
