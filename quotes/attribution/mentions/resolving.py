"""Who the source of each quote is, within its article: the one function is `resolve`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from articles.text import Zone
from quotes.attribution.mentions.cast import build_cast
from quotes.attribution.mentions.entities import Entity, Mention
from quotes.attribution.mentions.heads import holds_clause, source_heads, whole
from quotes.attribution.mentions.pronouns import HE, SHE
from quotes.attribution.mentions.reading import read_story
from quotes.attribution.mentions.referents import named_list, referent, speaker_for
from quotes.attribution.mentions.roles import COURTESIES
from quotes.attribution.mentions.story import Story
from quotes.attribution.mentions.words import Words, lay_flat
from quotes.attribution.types import Draft, Meant, Resolution, Span, SpeakerKind, Voice

_RELATIONS = frozenset(
    ("counterpart", "rival", "successor", "predecessor", "opponent", "wife", "husband", "ally", "friend")
)
_ADDRESS = COURTESIES | {"", "lady", "lord", "fr", "hon", "st", "saint"}
_PERSONAL = HE | SHE
_CALLED = re.compile(r"^[“‘\"'«]*([A-Z][\w’'-]+), |, ([A-Z][\w’'-]+)[.!?…]+[”’\"'»]*$")
_WORD = re.compile(r"[^\W\d_]{3,}|\d+")


@dataclass(slots=True)
class _Case:
    """A draft under way: the mentions its source holds, or none where its speaker is unknown."""

    draft: Draft
    mentions: list[Mention]
    unknown: bool = False


def resolve(doc: Doc, drafts: Sequence[Draft], zones: Sequence[Zone]) -> list[Resolution]:
    """Whom each draft's source means; one Resolution for each draft, in the same order.

    `doc` is parsed and its text is the text as given, to which the drafts' and zones' offsets (in characters) point.
    Where the article does not tell, or two fit equally, there are no voices but candidates.
    """
    return resolve_and_meant(doc, drafts, zones)[0]


def resolve_and_meant(
    doc: Doc, drafts: Sequence[Draft], zones: Sequence[Zone]
) -> tuple[list[Resolution], dict[int, Meant]]:
    """What `resolve` gives; and by token whom each "he" and "she" means that stands outside of quotation marks or is a
    source, where that is one person with a name."""
    words = lay_flat(doc, zones)
    spans = [tuple(whole(words, s) for s in d.source) for d in drafts]
    heads = [source_heads(words, s) for s in spans]
    told = [source_heads(words, (d.addressee,) if d.addressee else ()) for d in drafts]
    sources = {h: words.at(span) for within, hs in zip(spans, heads, strict=True) for h in hs for span in within}
    spoken_to = {h: words.at(d.addressee) for d, hs in zip(drafts, told, strict=True) for h in hs if d.addressee}
    story = read_story(build_cast(words), sources, spoken_to)
    cases = [_case(story, d, s, hs) for d, s, hs in zip(drafts, spans, heads, strict=True)]
    _match_repeated(words.full, cases)
    out: list[Resolution] = []
    for case in cases:
        out.append(_inherit(case.draft, out, words) or _enclosing(case, cases, out, words) or _resolution(case, words))
    answers = [
        replace(who, addressee=_addressee(story, d, d.addressee, hs)) if d.addressee else who
        for d, who, hs in zip(drafts, out, told, strict=True)
    ]
    return answers, _meant(story)


def _meant(story: Story) -> dict[int, Meant]:
    read = ((i, m, _final(m.entity)) for i, m in story.at.items() if m.entity is not None and not m.candidates)
    return {
        i: Meant(entity.name, mention.confidence)
        for i, mention, entity in read
        if story.cast.words.low[i] in _PERSONAL and entity.person and entity.named and not entity.plural
    }


def _case(story: Story, draft: Draft, spans: Sequence[Span], heads: list[int]) -> _Case:
    if spans and all(len(story.cast.words.full[slice(*s)].strip(" .:")) == 1 for s in spans):
        return _Case(draft, [], unknown=True)  # the "Q" and "A" of an interview name nobody
    listed = named_list(story, spans)
    if listed:
        return _Case(draft, listed)
    if any(holds_clause(story.cast.words, s) for s in spans):
        return _Case(draft, [], unknown=True)
    found = [referent(story, h) for h in heads]
    known = [speaker_for(story, m) for m in found if m is not None]
    return _Case(draft, known, unknown=len(known) < len(found))


def _addressee(story: Story, draft: Draft, span: Span, heads: list[int]) -> str:
    """The one to whom it was said, by name; where that is none, or several, the words as they stand."""
    words = story.cast.words
    voices = _resolution(_case(story, draft, (span,), heads), words).voices
    return voices[0].name if len(voices) == 1 else words.full[slice(*span)]


def _resolution(case: _Case, words: Words) -> Resolution:
    """The voices of a draft by its own mentions."""
    mentions = case.mentions
    if case.unknown or not mentions or any(m.entity is None for m in mentions):
        names = [e.name for m in mentions for e in ([m.entity] if m.entity else m.candidates)]
        source = words.full[slice(*case.draft.source[0])] if case.draft.source else ""
        why = (
            (
                f"“{source}” may be {' or '.join(dict.fromkeys(names))}"
                if names
                else f"the article does not tell who “{source}” is"
            )
            if source
            else "no source is named"
        )
        return Resolution((), tuple(dict.fromkeys(names)), 0.0, (why,))
    voices: dict[str, Voice] = {}
    reasons: list[str] = []
    for mention in (part for m in mentions for part in _parts(m)):
        voice = _voice(mention, words)
        voices.setdefault(voice.name, voice)
        reasons.append(mention.why or _plain_reason(mention, words, voice))
    confidence = min(m.confidence for m in mentions)
    return Resolution(tuple(voices.values()), (), confidence, tuple(dict.fromkeys(r for r in reasons if r)))


def _parts(mention: Mention) -> list[Mention]:
    """A mention of several as one mention each."""
    if mention.entity is None or not mention.entity.members:
        return [mention]
    return [replace(mention, entity=e) for e in mention.entity.members]


def _plain_reason(mention: Mention, words: Words, voice: Voice) -> str:
    said = words.between(mention.first, mention.last)
    if voice.kind in (SpeakerKind.UNNAMED, SpeakerKind.GROUP, SpeakerKind.DOCUMENT) or voice.name in said:
        return ""
    return f"“{said}” is {voice.name}"


def _final(entity: Entity) -> Entity:
    return entity.same_as or entity


def _voice(mention: Mention, words: Words) -> Voice:
    assert mention.entity is not None
    entity = _final(mention.entity)
    chain: list[Span] = [(words.start[mention.first], words.end[mention.last])]
    for span in (mention.via, mention.entity.span, entity.span):
        if (
            span is not None
            and not any(s <= span[0] and span[1] <= e for s, e in chain)
            and (entity.person or not entity.named)
        ):
            chain.append(span)
    said = _ADDRESS | set(entity.name.lower().split())  # "Pope Francis" says that he is pope
    roles = [r for r in entity.roles if r.head not in _RELATIONS and r.text.lower().rstrip(".") not in said]
    role = max(roles, key=lambda r: (bool(r.country), len(r.words)), default=None) if entity.person else None
    return Voice(
        entity.name, entity.kind, tuple(chain), tuple(entity.names) or (entity.name,), role.text if role else ""
    )


def _inherit(draft: Draft, done: list[Resolution], words: Words) -> Resolution | None:
    """The voices of the draft that goes on here; its words become the chain."""
    if draft.inherits is None or not 0 <= draft.inherits < len(done):
        return None
    before = done[draft.inherits]
    if any(_addresses(words, draft, voice) for voice in before.voices):
        others = dict.fromkeys(voice.name for one in done if one is not before for voice in one.voices)
        return Resolution((), tuple(others)[-2:], 0.0, ("it is said to the speaker of the quote before",))
    if draft.in_turn is not None and draft.in_turn < len(done) and _are_two(before, done[draft.in_turn]):
        names = [n for one in (done[draft.in_turn], before) for n in (*(v.name for v in one.voices), *one.candidates)]
        return Resolution((), tuple(dict.fromkeys(names)), 0.0, ("two speak in turn, and it may be either",))
    why = ("the speaker of the quote before goes on", *before.reasons)
    return Resolution(before.voices, before.candidates, round(before.confidence * 0.95, 3), why)


def _addresses(words: Words, draft: Draft, voice: Voice) -> bool:
    """Does the quote call this speaker by a name ("You did, Paul.")? Nobody speaks so of himself."""
    said = words.full[draft.content[0][0] : draft.content[-1][1]]
    return any((found[1] or found[2]) in voice.name.split() for found in _CALLED.finditer(said))


def _are_two(one: Resolution, other: Resolution) -> bool:
    return {v.name for v in one.voices} != {v.name for v in other.voices}


def _enclosing(case: _Case, cases: list[_Case], done: list[Resolution], words: Words) -> Resolution | None:
    """ "I" within a quote is whoever speaks that quote."""
    source = case.draft.source
    if not source or words.full[slice(*source[0])].lower() not in ("i", "me", "my"):
        return None
    for other, result in zip(cases, done, strict=False):
        within = any(s <= source[0][0] and source[0][1] <= e for s, e in other.draft.content)
        if within and len(result.voices) == 1 and any(words.quoted[i] for i in words.at(source[0])):
            return Resolution(
                result.voices, (), result.confidence * 0.95, (f"“I” within the words of {result.voices[0].name}",)
            )
    return None


def _match_repeated(text: str, cases: list[_Case]) -> None:
    """A description whose quote the article repeats under a name is that person ("minister says", in a headline)."""
    bags = [frozenset(_WORD.findall(" ".join(text[s:e] for s, e in c.draft.content).lower())) for c in cases]
    for case, bag in zip(cases, bags, strict=True):
        mention = case.mentions[0] if len(case.mentions) == 1 else None
        if mention is None or not _described(mention) or len(bag) < (4 if case.draft.headline else 5):
            continue
        likely = {
            _final(o.mentions[0].entity): None
            for o, other in zip(cases, bags, strict=True)
            if len(o.mentions) == 1
            and o.mentions[0].entity
            and _final(o.mentions[0].entity).person
            and _alike(case.draft, bag, other)
        }
        fits = [e for e in likely if _may_be(mention, e)]
        if len(fits) == 1:
            _identify(mention, fits[0])


def _described(mention: Mention) -> bool:
    if mention.entity is None:
        return bool(mention.candidates) and mention.name is None
    return mention.entity.kind is SpeakerKind.UNNAMED and mention.entity.same_as is None and bool(mention.entity.roles)


def _alike(draft: Draft, bag: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(bag & other)
    needed = (1.0 if len(bag) < 5 else 0.6) * len(bag) if draft.headline else 0.75 * max(len(bag), len(other))
    return shared >= needed


def _may_be(mention: Mention, person: Entity) -> bool:
    if mention.entity is None:
        return person in mention.candidates
    own = mention.entity
    return not (own.country and person.country and own.country != person.country) and own.gender * person.gender >= 0


def _identify(mention: Mention, person: Entity) -> None:
    if mention.entity is not None:
        mention.entity.same_as = person
        mention.why = f"“{mention.entity.name}” says what the article also reports of {person.name}"
    else:
        mention.entity, mention.candidates = person, ()
        mention.why = f"the article reports the same words of {person.name}"
    mention.confidence = 0.85
