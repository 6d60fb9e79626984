"""The word lists of the rules, from `data/lexicon.toml`: sets of lemmas, in lower case."""

import tomllib
from importlib.resources import files

_LISTS = tomllib.loads((files("quotes.attribution") / "data" / "lexicon.toml").read_text(encoding="utf-8"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_LISTS[name].split())


REPORTING_NOUNS = _words("reporting_nouns")
SAYING = _words("saying")
TELLING = _words("telling")
MAKING = _words("making")
COMING_WITH = _words("coming_with")
VIEWS = _words("views")
OPINIONS = _words("opinions")
ADMISSIONS = _words("admissions")
VEHICLES = _words("vehicles")
DENYING = _words("denying")
DECLINING = _words("declining")
SHRINKING = _words("shrinking")
EVADING = _words("evading")
UNABLE = _words("unable")
ASKING = _words("asking")
SUPPOSING = _words("supposing")
ABILITIES = _words("abilities")
DENYING_NOUNS = _words("denying_nouns")
SPEAKING = _words("speaking")
NAMING = _words("naming")
ACTS = _words("acts")
DONE_TO = _words("done_to")
SPEECH_ACTS = _words("speech_acts")
SPEECH_PREPOSITIONS = _words("speech_prepositions")
CONTRASTS = _words("contrasts")
ADDRESSING = _words("addressing")
ADDRESSING_OR_NOT = _words("addressing_or_not")
ANSWERING = _words("answering")
TELLING_TO = _words("telling_to")
SPEAKING_TO = _words("speaking_to")
OCCASIONS = _words("occasions")
PUBLISHING = _words("publishing")
ANSWERED = _words("answered")
MEASURES = _words("measures")
OF_PAGES = frozenset(_LISTS["of_pages"].split("\n")) - {""}
