"""Worth by features, and by the vectors of the one network that the weights were fitted on."""

import numpy as np
import pytest

from quotes.claims.vectors import Leaning, Vectors, vectors_of
from quotes.claims.weighing import Weighing
from tests.claims.drawn import model

pytestmark = pytest.mark.model
TABLE = {
    "plain": {"bias": -1.0, "figure": 1.0},
    "read": {
        "network": "known",
        "features": {"bias": -1.0, "figure": 1.0},
        "predicate": [1.0, 0.0],
        "clause": [0.0, 1.0],
        "sentence": [0.0, 0.5],
    },
}


@pytest.mark.parametrize(("network", "sum_"), [("known", 2.0 + 5 / 3 + 0.5 * 2.0), ("another", 0.0)])
def test_vectors_count_for_their_own_network_only(network: str, sum_: float) -> None:
    doc = model()("Olsen paid the fine.")
    values = np.array([[0.0, 1.0], [2.0, 1.0], [0.0, 3.0], [0.0, 3.0], [0.0, 2.0]], dtype=np.float32)
    vectors = Vectors(values, np.arange(len(doc)))
    weighed = Weighing(TABLE, network).of(vectors)
    worth = weighed.worth({"bias": 1.0, "figure": 1.0}, doc[1], [doc[0], doc[1], doc[2]])
    assert worth == pytest.approx(1 / (1 + np.exp(-sum_)))


def test_without_vectors_the_features_count_alone() -> None:
    doc = model()("Olsen paid the fine.")
    assert vectors_of(doc) is None
    assert Weighing(TABLE, "known").of(None).worth({"bias": 1.0}, doc[1], [doc[1]]) == pytest.approx(
        1 / (1 + np.exp(1))
    )


def test_white_space_has_no_vector() -> None:
    doc = model()("Olsen\n\npaid.")
    place = np.array([-1 if token.is_space else i for i, token in enumerate(doc)])
    place[place >= 0] = np.arange((place >= 0).sum())
    _, mean, _ = Vectors(np.array([[1.0], [3.0], [8.0]], dtype=np.float32), place).pooled(doc[0], list(doc)[:3])
    assert mean.tolist() == [2.0]


def test_what_a_text_leans_to_is_its_pooled_vectors_along_the_directions() -> None:
    doc = model()("Olsen paid the fine.  He left.")
    place = np.array([-1 if token.is_space else i for i, token in enumerate(doc)])
    place[place >= 0] = np.arange((place >= 0).sum())
    chance = np.random.default_rng(1)
    vectors = Vectors(chance.normal(size=(len(doc), 4)).astype(np.float32), place)
    directions = chance.normal(size=(4, 3)).astype(np.float32)
    for head, tokens in ((doc[1], list(doc)[:4]), (doc[-2], list(doc)[-4:])):
        pooled = vectors.pooled(head, tokens)
        assert Leaning(vectors, directions).of(head, tokens) == pytest.approx(
            sum(part @ directions[:, i] for i, part in enumerate(pooled)), rel=1e-5
        )
