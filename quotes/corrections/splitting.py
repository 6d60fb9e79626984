"""A speaker turns out to be two: some of the quotes and names go to a new one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F

from quotes.corrections.decisions import hand_over
from quotes.corrections.families import family, locked, settle_pair
from quotes.corrections.recording import checked_reason, record_speakers
from quotes.corrections.standing import Action
from quotes.identity import fold, key
from quotes.models import Alias, Correction, Quote, QuoteSpeaker, Speaker
from quotes.naming.speakers import learn_names, make_speaker
from quotes.search import index

SPEAKS = QuoteSpeaker.Standing.SPEAKS


@transaction.atomic
def split(  # noqa: PLR0913
    speaker: Speaker, name: str, kind: str, *, names: Sequence[str] = (), quotes: Sequence[Quote] = (), editor: User,
    reason: str, version: int,
) -> Correction:  # fmt: skip
    """A new speaker called `name` gets these of the speaker's names, with the quotes of articles that use them, and
    these `quotes`, each as the editor saw it. `.other` of what it gives.

    Each of `quotes` gets a correction of its own, which holds its speaker through every pass. The two are not the same
    from now on.
    """
    (row,), reason = locked((speaker,), (version,)), checked_reason(reason)
    members = family(row)
    if not key(name, kind) or kind not in Speaker.Kind.values:
        raise ValueError("A speaker needs a name and a kind.")
    _check(row, names, quotes, members)
    new = make_speaker(" ".join(name.split()), kind, namesake=True, article=row.article)
    called = list(_called(quotes, members))
    decided = {quote.pk: hand_over(quote, members, new, editor=editor, reason=reason) for quote in quotes}
    followed = _followers(names, members)
    aliases = Alias.objects.filter(speaker__in=members, name__in=names).order_by("pk")
    after = {
        "split off": new.name,
        "names": list(names),
        "quotes": len({*decided, *(quote for quote, *_ in followed)}),
        "decided": [made.pk for made in decided.values()],
        "followed": followed,
        "aliases": list(aliases.values_list("name", "speaker")),
    }
    correction = record_speakers(Action.SPLIT, row, new, editor, before={}, after=after, reason=reason)
    move_again(correction)
    learn_names(new, called)
    settle_pair(row.pk, new.pk)
    index.refresh_speakers([*sorted(members), new.pk])
    speaker.refresh_from_db()
    return correction


def _check(row: Speaker, names: Sequence[str], quotes: Sequence[Quote], members: set[int]) -> None:
    if row.merged_into_id:
        raise ValueError("This speaker was merged into another: split that one, or undo the merge.")
    if not names and not quotes:
        raise ValueError("Choose names or quotes that are somebody else’s.")
    if row.name in names:
        raise ValueError("The speaker’s own name stays: choose the quotes that are somebody else’s.")
    if set(names) - set(Alias.objects.filter(speaker__in=members).values_list("name", flat=True)):
        raise ValueError("No article calls the speaker so.")
    said = QuoteSpeaker.objects.filter(speaker__in=members, standing=SPEAKS, quote__in=[quote.pk for quote in quotes])
    if len(set(said.values_list("quote", flat=True))) != len({quote.pk for quote in quotes}):
        raise ValueError("The speaker doesn’t speak in all of these quotes.")


def _called(quotes: Iterable[Quote], members: set[int]) -> Iterable[str]:
    """The names by which the articles of these quotes call the speaker."""
    rows = QuoteSpeaker.objects.filter(quote__in=[quote.pk for quote in quotes], speaker__in=members, standing=SPEAKS)
    return dict.fromkeys(said.name_used for said in rows.order_by("pk") if said.name_used)


def _followers(names: Sequence[str], members: set[int]) -> list[tuple[int, str, int]]:
    """Quote, standing and speaker of each row in which an article calls one of `members` by one of `names`."""
    wanted = {fold(name) for name in names}
    rows = (
        QuoteSpeaker.objects.filter(speaker__in=members).order_by("pk").only("quote", "standing", "speaker", "mention")
    )
    return [
        (said.quote_id, said.standing, said.speaker_id)
        for said in (rows if wanted else ())
        if said.name_used and fold(said.name_used) in wanted
    ]


def move_again(split_off: Correction) -> None:
    """Give the names and the quotes that follow them to the one that was split off."""
    new = split_off.other
    assert new is not None
    learn_names(new, split_off.after["names"])
    for name, speaker in split_off.after["aliases"]:
        Alias.objects.filter(speaker=speaker, name=name).delete()
    for quote, standing, speaker in split_off.after["followed"]:
        _move(quote, standing, speaker, new.pk)
    _index(split_off)


def move_back(split_off: Correction) -> None:
    """Give back what followed the names, to those who had it. What came to the new one since comes with it."""
    assert split_off.other_id is not None
    for speaker in Speaker.objects.filter(pk__in={speaker for _, speaker in split_off.after["aliases"]}):
        learn_names(speaker, [name for name, whose in split_off.after["aliases"] if whose == speaker.pk])
    for quote, standing, speaker in split_off.after["followed"]:
        _move(quote, standing, split_off.other_id, speaker)
    _index(split_off)


def _index(split_off: Correction) -> None:
    index.refresh(quote for quote, _, _ in split_off.after["followed"])


def _move(quote: int, standing: str, giver: int, taker: int) -> None:
    """Move one row, where it is still there and the taker has none like it; the quote is another version then."""
    rows = QuoteSpeaker.objects.filter(quote=quote, standing=standing)
    if not rows.filter(speaker=taker).exists() and rows.filter(speaker=giver).update(speaker=taker):
        Quote.objects.filter(pk=quote).update(version=F("version") + 1)
