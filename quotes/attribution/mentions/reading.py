"""Reading an article three times: twice to learn who is a man and who a woman, then in earnest."""

from collections.abc import Sequence

from quotes.attribution.mentions.cataphora import name_the_first_pronouns, names_given_later
from quotes.attribution.mentions.entities import Cast, Entity
from quotes.attribution.mentions.story import Story, read_through

_AGAINST_A_GIVEN_NAME = 1.6  # two clear pronouns


def read_story(cast: Cast, sources: dict[int, range], told: dict[int, range]) -> Story:
    """Read first to learn from pronouns that leave no choice who is a man and who a woman, then in earnest.

    `sources` leads from the head tokens of those who speak to all their tokens, `told` from those spoken to, who do
    not count as speakers.
    """
    for _ in range(2):
        for entity in cast.entities:
            entity.heard = (0.0, 0.0)
        story = read_through(cast, sources, told, {}, learn=True)
        _settle_genders(cast.entities)
    story = read_through(cast, sources, told, names_given_later(story), learn=False)
    name_the_first_pronouns(story)
    return story


def _settle_genders(entities: Sequence[Entity]) -> None:
    """Take a gender only where the pronouns agree well enough; else it stays unknown."""
    for entity in entities:
        if not entity.sure_gender:
            women, men = entity.heard
            clear = max(women, men) >= 0.78 and min(women, men) <= 0.25 * max(women, men)
            heard = women - men if clear else 0.0
            doubtful = heard * entity.by_given < 0 and abs(heard) < _AGAINST_A_GIVEN_NAME
            entity.gender = 0.0 if doubtful else heard or entity.by_given
