"""Speakers as rows: whom an article's names stand for, found among those known by an indexed key, or made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from secrets import token_hex

from anyascii import anyascii
from django.db import transaction
from django.db.models import F, Q
from django.utils.text import slugify

from articles.models import Article
from quotes.identity import Directory, Known, Record, coarse, coarse_forms, fold, is_full, key, known_beyond_article
from quotes.models import Alias, QuoteSpeaker, Speaker
from quotes.naming.namesakes import Namesakes

_LONGEST_NAME = 300
_LONGEST_SLUG = 300
_NUMBERED = 20  # after so many namesakes a slug gets letters instead of a number


@transaction.atomic
def make_speaker(name: str, kind: str, *, namesake: bool = False, article: Article | None = None) -> Speaker:
    """The speaker of this name and kind whom any article may name; made where there is none, or for a `namesake`.

    A namesake may be known in one `article` alone.
    """
    name = name[:_LONGEST_NAME]
    if not namesake:
        of_name = Speaker.objects.filter(key=key(name, kind), kind=kind, article=None).select_related("merged_into")
        # Somebody of this name by now goes before somebody merged, whose name it is no longer.
        if known := of_name.order_by(F("merged_into").asc(nulls_first=True), "pk").first():
            return known.now
    (slug,) = free_slugs([name])
    speaker = Speaker.objects.create(name=name, slug=slug, kind=kind, key=key(name, kind), article=article)
    _alias(speaker, name).save()
    return speaker


def names_of(speaker: Speaker) -> list[str]:
    """Every name by which articles call the speaker, or one merged into it, in the order of the alphabet."""
    names = Alias.objects.filter(speaker__in=Speaker.objects.family(speaker).order_by().values("pk"))
    return list(names.order_by("name").values_list("name", flat=True).distinct())


def learn_names(speaker: Speaker, names: Iterable[str]) -> None:
    """Names by which articles call the speaker; those known already are passed over."""
    there = set(speaker.aliases.values_list("name", flat=True))
    new = dict.fromkeys(name[:_LONGEST_NAME] for name in names)
    Alias.objects.bulk_create(_alias(speaker, name) for name in new if name not in there)


def free_slugs(names: Sequence[str]) -> list[str]:
    """A slug for each name, readable, and neither taken nor given twice."""
    bases = [slugify(anyascii(name))[:_LONGEST_SLUG].strip("-") or "speaker" for name in names]
    tries = [[base, *(f"{base}-{number}" for number in range(2, _NUMBERED))] for base in bases]
    taken = set(
        Speaker.objects.filter(slug__in={slug for slugs in tries for slug in slugs}).values_list("slug", flat=True)
    )
    chosen = []
    for base, slugs in zip(bases, tries, strict=True):
        slug = next((slug for slug in slugs if slug not in taken), None) or f"{base}-{token_hex(4)}"
        taken.add(slug)
        chosen.append(slug)
    return chosen


@dataclass(slots=True)
class Cast:
    """Who speaks in one article. `ids` are the speakers of its records, by name and kind; `by_name` those of a name.

    Somebody who was merged into another stays who the article's name says; `heads` has whom it is by now.
    """

    ids: dict[tuple[str, str], int] = field(default_factory=dict)
    by_name: dict[str, set[int]] = field(default_factory=dict)
    heads: dict[int, int] = field(default_factory=dict)

    def speaker(self, name: str, kind: str) -> int:
        return self.ids[_identifier(name, kind)]

    def candidate(self, name: str) -> int | None:
        """The one speaker whom the article, or everybody, knows by this name; None where there is none or several."""
        found = self.by_name.get(fold(name)) or self.by_name.get(fold(name, titles=False)) or set()
        return min(found) if len({self.heads.get(pk, pk) for pk in found}) == 1 else None


def cast(article_id: int, records: Iterable[Record], candidates: Iterable[str] = ()) -> Cast:
    """Find or make the speaker of every record of one article, and learn the names that the article uses for them.

    `candidates` are names of people who might speak: they are looked up, and never made speakers.
    """
    merged = _merge(records)
    maybe = [Record(name, "", (name,), article_id) for name in dict.fromkeys(candidates)]
    directory = Directory()
    known, heads = _known(article_id, [*merged.values(), *maybe])
    for one in known:
        directory.put(one)
    namesakes = Namesakes(article_id, heads, directory.known, merged.values())
    result = Cast(heads=heads)
    new: dict[int, Record] = {}
    for identifier, record in merged.items():
        found, beyond = namesakes.settle(record, directory.near(record))
        if found is None:
            found = -len(new) - 1
            new[found] = record
            directory.put(Known(found, record.name, record.kind, (), None if beyond else article_id))
        result.ids[identifier] = found
        directory.put(_with_names(directory.known[found], record))
    made = _make(new, directory.known)
    _learn(merged, result.ids, made)
    result.ids = {identifier: made.get(pk, pk) for identifier, pk in result.ids.items()}
    for identifier, record in merged.items():
        for name in record.all_names:
            result.by_name.setdefault(fold(name), set()).add(result.ids[identifier])
    for record in maybe:
        if fold(record.name) in result.by_name:
            continue
        if (pk := namesakes.settle(record, directory.near(record))[0]) is not None:
            result.by_name[fold(record.name)] = {made.get(pk, pk)}
    return result


def _identifier(name: str, kind: str) -> tuple[str, str]:
    return key(name, kind) or name.casefold(), kind


def _merge(records: Iterable[Record]) -> dict[tuple[str, str], Record]:
    """One record for each name and kind, with all the names and roles that any of them had."""
    merged: dict[tuple[str, str], Record] = {}
    for record in records:
        identifier = _identifier(record.name, record.kind)
        before = merged.get(identifier)
        names = (*(before.all_names if before else ()), *record.all_names)
        roles = tuple(dict.fromkeys((*(before.roles if before else ()), *record.roles)))
        name = before.name if before else record.name
        merged[identifier] = Record(name, record.kind, tuple(dict.fromkeys(names)), record.article, roles)
    return merged


def _known(article_id: int, records: Sequence[Record]) -> tuple[list[Known], dict[int, int]]:
    """Every speaker who may be behind one of the records, and whom those were merged into who were. Four queries, each
    by an index."""
    keys = {
        coarse(name, kind)
        for record in records
        if known_beyond_article(record)
        for name in record.all_names
        if name == record.name or is_full(name)
        for kind in ("person", "organisation")
    } - {""}
    for record in records:
        keys |= coarse_forms(record) if known_beyond_article(record) else set()
    # Without those of one article alone: of a surname that everybody prints, there are as many as there are articles.
    aliases = Alias.objects.filter(coarse__in=keys, speaker__article=None)
    ids = set(aliases.order_by().values_list("speaker", flat=True))
    speaks_here = QuoteSpeaker.objects.filter(quote__article=article_id).order_by().values("speaker")
    here = set(
        Speaker.objects.filter(Q(article=article_id) | Q(pk__in=speaks_here)).order_by().values_list("pk", flat=True)
    )
    ids |= here
    names: dict[int, list[str]] = {}
    for speaker, name in Alias.objects.filter(speaker__in=ids).order_by("pk").values_list("speaker", "name"):
        names.setdefault(speaker, []).append(name)
    speakers = list(Speaker.objects.filter(pk__in=ids).order_by("pk"))
    known = [
        Known(
            speaker.pk,
            speaker.name,
            speaker.kind,
            tuple(names.get(speaker.pk, ())),
            article_id if speaker.pk in here and not _known_by_name(speaker) else speaker.article_id,
        )
        for speaker in speakers
    ]
    return known, {speaker.pk: speaker.merged_into_id for speaker in speakers if speaker.merged_into_id}


def _known_by_name(speaker: Speaker) -> bool:
    """Whether an article may name the speaker though no quote of it is theirs yet.

    Not "Pelé", whom an editor has made known in two articles: in each of these, and nowhere else, the name is theirs.
    """
    return known_beyond_article(Record(speaker.name, speaker.kind))


def _with_names(known: Known, record: Record) -> Known:
    names = tuple(dict.fromkeys((*known.names, *record.all_names)))
    return Known(known.id, known.name, known.kind, names, known.article)


def _make(new: dict[int, Record], known: dict[int, Known]) -> dict[int, int]:
    """Rows for the new speakers; gives their ids by the negative ones that stood for them."""
    names = [record.name[:_LONGEST_NAME] for record in new.values()]
    rows = Speaker.objects.bulk_create(
        Speaker(
            name=name,
            slug=slug,
            kind=record.kind or Speaker.Kind.UNKNOWN,
            key=key(name, record.kind),
            article_id=known[temporary].article,
        )
        for (temporary, record), name, slug in zip(new.items(), names, free_slugs(names) if names else (), strict=True)
    )
    return {temporary: row.pk for temporary, row in zip(new, rows, strict=True)}


def _learn(merged: dict[tuple[str, str], Record], ids: dict[tuple[str, str], int], made: dict[int, int]) -> None:
    """Aliases for the names that are new, and a kind for speakers of whom none was known."""
    pks = {identifier: made.get(pk, pk) for identifier, pk in ids.items()}
    speakers = Speaker.objects.in_bulk(pks.values())
    there = set(Alias.objects.filter(speaker__in=speakers).order_by().values_list("speaker", "name"))
    aliases, told = [], []
    for identifier, record in merged.items():
        speaker = speakers[pks[identifier]]
        if speaker.kind == Speaker.Kind.UNKNOWN and record.kind:
            speaker.kind, speaker.key = record.kind, key(speaker.name, record.kind)
            told.append(speaker)
        for name in _worth_knowing(record):
            if (speaker.pk, name) not in there:
                there.add((speaker.pk, name))
                aliases.append(_alias(speaker, name))
    Alias.objects.bulk_create(aliases)
    if told:
        Speaker.objects.bulk_update(told, ["kind", "key"])


def _worth_knowing(record: Record) -> Iterable[str]:
    """The record's names that are names: not "the ministry" for a ministry that has one."""
    for name in record.all_names:
        if name == record.name or is_full(name) or any(letter.isupper() for letter in name):
            yield name[:_LONGEST_NAME]


def _alias(speaker: Speaker, name: str) -> Alias:
    return Alias(speaker=speaker, name=name, key=key(name, speaker.kind), coarse=coarse(name, speaker.kind))
