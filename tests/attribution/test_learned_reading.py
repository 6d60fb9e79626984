"""From the network's numbers to cues and their words: against a plain loop."""

import math

import numpy as np
import pytest

from quotes.attribution.learned.encoding import Encoded, Window
from quotes.attribution.learned.reading import ROLES, WIDTH, Cue, Floats, Outputs, Pairing, cues, inputs, univocal
from quotes.attribution.learned.relations import DISTANCES, RELATIONS, distances, relations
from tests.attribution.parses import encoded, parsed, read

TEXT = "Rain fell. Ines Quill said the gates failed. They left.\n\nNobody came, she added."
SIZE = len(ROLES) * WIDTH


def made_up(words: int, seed: int = 7) -> tuple[Outputs, Pairing]:
    """What a network might give for so many words, and what it might have learned of places."""
    rng = np.random.default_rng(seed)

    def some(*shape: int) -> Floats:
        made: Floats = rng.normal(size=shape).astype(np.float32)
        return made

    outputs = Outputs(some(words), some(words, SIZE), some(words, SIZE), some(words, len(ROLES)))
    return outputs, Pairing(some(len(ROLES), DISTANCES), some(RELATIONS, SIZE))


def by_loop(numbers: Encoded, window: Window, given: tuple[Outputs, Pairing], *, head: int, word: int) -> list[float]:
    """The score of one word for one head (words of the window) by role, number by number."""
    outputs, pairing = given
    relation = int(relations(numbers, window, np.array([head]))[0, word])
    distance = int(distances(window.end - window.start, np.array([head]))[0, word])
    scores = []
    for role in range(len(ROLES)):
        product = 0.0
        for place in range(role * WIDTH, (role + 1) * WIDTH):
            query = float(outputs.query[head, place]) + float(pairing.relation[relation, place])
            product += query * float(outputs.key[word, place])
        place_and_word = float(pairing.distance[role, distance]) + float(outputs.word[word, role])
        scores.append(product / math.sqrt(WIDTH) + place_and_word)
    return scores


@pytest.mark.parametrize("window", [(0, None), (3, 9), (9, None)])
def test_scores_are_those_of_a_plain_loop(window: tuple[int, int | None]) -> None:
    numbers = encoded(TEXT)
    start, end = window[0], window[1] or len(numbers)
    outputs, pairing = made_up(end - start)
    found = list(cues(numbers, Window(start, end), outputs, pairing, 0.5))
    assert [cue.head - start for cue in found] == np.flatnonzero(outputs.cue >= 0).tolist()
    assert found
    for cue in found:
        assert cue.start == start
        assert cue.probability == pytest.approx(1 / (1 + math.exp(-outputs.cue[cue.head - start])))
        for word in range(end - start):
            expected = by_loop(numbers, Window(start, end), (outputs, pairing), head=cue.head - start, word=word)
            assert cue.scores[:, word].tolist() == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("least", [0.0, 0.05, 0.5, 0.9, 1.0])
def test_only_likely_words_are_cues(least: float) -> None:
    numbers = encoded(TEXT)
    outputs, pairing = made_up(len(numbers))
    likely = 1 / (1 + np.exp(-outputs.cue.astype(float))) >= least
    found = list(cues(numbers, Window(0, len(numbers)), outputs, pairing, least))
    assert [cue.head for cue in found] == np.flatnonzero(likely).tolist()


def test_other_cues_change_nothing() -> None:
    numbers = encoded(TEXT)
    outputs, pairing = made_up(len(numbers))
    window = Window(0, len(numbers))
    alone = {cue.head: cue for cue in cues(numbers, window, outputs, pairing, 0.8)}
    for cue in cues(numbers, window, outputs, pairing, 0.0):
        if cue.head in alone:
            assert cue.scores == pytest.approx(alone[cue.head].scores, abs=1e-4)


def test_the_roles_of_a_cue() -> None:
    scores = np.arange(6, dtype=np.float32).reshape(3, 2)
    cue = Cue(0, 0.9, 0, scores)
    assert [cue.of(role).tolist() for role in ("source", "cue", "content")] == [[0, 1], [2, 3], [4, 5]]


def test_a_window_is_given_with_signs_at_its_ends() -> None:
    numbers = encoded("Quill unquestionablyish said so. Nobody came.")
    window = Window(1, 4)
    given = inputs(numbers, window)
    pieces = numbers.pieces[numbers.first[1] : numbers.first[4]]
    assert given.pieces.tolist() == [101, *pieces.tolist(), 102]
    assert given.pieces[given.first].tolist() == numbers.pieces[numbers.first[1:4]].tolist()
    assert given.features[given.first].tolist() == numbers.features[1:4].tolist()
    assert len(given.features) == len(given.pieces) > 5
    assert not given.features[0].any()
    assert not given.features[-1].any()


GATES = parsed(
    *("Gates/NNS/nsubj/1", "fail/VBP/ROOT/1", "././punct/1", "¶/_SP/dep/1"), *("Nobody/NN/nsubj/5", "came/VBD/ROOT/5")
)


@pytest.mark.parametrize(
    ("tokens", "words"),
    [
        ((0, 3), (0, 3)),
        ((2, 5), (2, 4)),  # a break among them
        ((3, 4), (3, 3)),  # nothing but a break
        ((4, 6), (3, 5)),
        ((0, 6), (0, 5)),
        ((2, 2), (2, 2)),
    ],
)
def test_tokens_as_words(tokens: tuple[int, int], words: tuple[int, int]) -> None:
    assert read(GATES).words(*tokens) == words


@pytest.mark.parametrize(
    ("words", "tokens"), [((0, 3), (0, 3)), ((2, 4), (2, 5)), ((3, 4), (4, 5)), ((3, 5), (4, 6)), ((0, 5), (0, 6))]
)
def test_words_as_tokens_without_breaks_at_their_ends(words: tuple[int, int], tokens: tuple[int, int]) -> None:
    assert read(GATES).tokens(*words) == tokens


def test_cues_are_known_by_the_token_at_their_head() -> None:
    reading = read(GATES, (1, 0.9, {}), (5, 0.2, {}))
    assert {head: (cue.head, cue.probability) for head, cue in reading.cues.items()} == {1: (1, 0.9), 5: (4, 0.2)}


def claiming(*contents: tuple[float, list[float]]) -> list[list[float]]:
    """The content scores of cues after each word was left to one of them; given their probabilities and scores."""
    found = []
    for head, (probability, content) in enumerate(contents):
        scores = np.full((len(ROLES), len(content)), 1.5, dtype=np.float32)
        scores[ROLES.index("content")] = content
        found.append(Cue(head, probability, 0, scores))
    left = univocal(found)
    assert [cue.head for cue in left] == list(range(len(contents)))
    assert all((cue.of(role) == 1.5).all() for cue in left for role in ("source", "cue"))
    return [cue.of("content").tolist() for cue in left]


def test_a_stretch_that_several_cues_claim_is_left_whole_to_the_one_that_claims_it_most() -> None:
    one, other = claiming((0.9, [3, 3, 1, -1, -4]), (0.9, [-1, 1, 4, 2, -3]))
    assert [score > 0 for score in one] == [True, False, False, False, False]
    assert [score > 0 for score in other] == [False, True, True, True, False]
    assert (one[0], one[4], other[1:]) == (3, -4, [1, 4, 2, -3])


def test_a_likelier_cue_takes_no_words_that_another_claims_more() -> None:
    one, other = claiming((0.99, [2]), (0.6, [3]))
    assert other[0] > 0 > one[0]


def test_an_unlikely_cue_takes_no_words_and_loses_none() -> None:
    assert claiming((0.1, [5, 5]), (0.9, [1, -1])) == [[5, 5], [1, -1]]


@pytest.mark.parametrize("probability", [0.1, 0.5, 1.0])
def test_a_cue_alone_keeps_its_words(probability: float) -> None:
    assert claiming((probability, [5, -5])) == [[5, -5]]
    assert claiming() == []
