"""Whom a name that belongs to one article may stand for, as long as nobody has decided."""

from __future__ import annotations

from django.db.models import Q
from django.db.models.functions import Coalesce

from quotes.identity import is_personal
from quotes.models import Alias, NotSame, Speaker

MOST = 3


def who_it_may_be(speaker: Speaker) -> list[Speaker]:
    """Those known across articles, with public quotes, whom other articles call by the name of a person who is known
    from one article alone ("Obama"); the most quoted first. Nobody where they are more than three, or where an editor
    said that they are two. At most one query.
    """
    if speaker.article_id is None or not is_personal(speaker.kind):
        return []
    called = Alias.objects.filter(key=speaker.key, speaker__article=None).order_by()
    parted = NotSame.objects.filter(Q(one=speaker) | Q(other=speaker)).order_by()
    found = (
        Speaker.objects.quoted()
        .filter(pk__in=called.values(who=Coalesce("speaker__merged_into", "speaker")), kind=speaker.kind)
        .exclude(pk__in=parted.values("one"))
        .exclude(pk__in=parted.values("other"))
    )
    several = list(found.most_quoted_first()[: MOST + 1])
    return several if len(several) <= MOST else []
