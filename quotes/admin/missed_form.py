"""A quote that the program missed, as an editor enters it: the words of each part, who speaks, kind, stance, why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db import transaction

from articles.models import Article, Body
from articles.text import paragraphs
from quotes import corrections
from quotes.admin.decisions import WhyForm
from quotes.admin.locating import NotFound, Span, locate, span_at
from quotes.admin.speaking import SpeakingForm
from quotes.attribution.quotations import kind_by_marks, quotations
from quotes.models import Correction, Part, Quote
from quotes.pages.passages import Marked
from quotes.store.spans import HALF, overlap, shared

# The fields of words, in the order in which they are asked for, and the role that each has in the quote.
PARTS = {"content": "content", "continued": "content", "cue": "cue", "source": "source"}
_LONGEST = 20_000


def _words(label: str, *, required: bool = False, rows: int = 2) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=_LONGEST, widget=widget)


def _at() -> forms.CharField:
    return forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)


class MissedForm(SpeakingForm, WhyForm):
    """A quote of `article` in its present `body`. Where a script saw the words selected, `content_at` and its like
    have their characters; else they are looked for."""

    common = (
        "The program missed it",
        "Its quotation marks are odd or missing",
        "Its speaker is named far from the words",
    )

    content = _words("What was said, in the article’s words", required=True, rows=3)
    continued = _words("Its next part, where other words come between")
    cue = _words("Cue, such as “said” (optional)", rows=1)
    source = _words("Who says so, in the article’s words (optional)", rows=1)
    content_at, continued_at, cue_at, source_at = _at(), _at(), _at(), _at()
    kind = forms.ChoiceField(choices=[("", "as its quotation marks tell"), *Quote.Kind.choices], required=False)
    stance = forms.ChoiceField(choices=Quote.Stance.choices, initial=Quote.Stance.ASSERTS)
    despite = forms.BooleanField(required=False, label="It is a quote of its own: add it all the same")

    def __init__(self, *args: Any, article: Article, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.article = article.pk
        self.body = body
        self.spans: dict[str, Span] = {}
        # What stands at these words already, and what an editor said is none.
        self.there: list[Quote] = []
        self.may_insist = False

    @property
    def words_asked(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of words, each with the one of its characters."""
        return [(self[name], self[f"{name}_at"]) for name in PARTS]

    @property
    def marks(self) -> list[Marked]:
        """What is found so far, or named by the characters that a link brought, for the text to show."""
        if not self.is_bound:
            named = {name: span_at(self.body.text, str(self[f"{name}_at"].value() or "")) for name in PARTS}
            return [Marked(PARTS[name], *span) for name, span in named.items() if span]
        return [Marked(PARTS[name], *span) for name, span in self.spans.items()]

    @property
    def contents(self) -> list[Span]:
        return sorted(span for name, span in self.spans.items() if PARTS[name] == Part.Role.CONTENT)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name in PARTS:
            self._locate(name)
        self._clean_apart()
        if "content" in self.spans and not self.errors.keys() & PARTS.keys():
            self._clean_new_here()
        return data

    def _locate(self, name: str) -> None:
        words = self.cleaned_data.get(name)
        if not words:
            return
        try:
            at = self.cleaned_data.get(f"{name}_at", "")
            near = None if name == "content" else self.spans.get("content")
            self.spans[name] = locate(self.body.text, words, at=at, near=near)
        except NotFound as error:
            self.add_error(name, str(error))

    def _clean_apart(self) -> None:
        """What is said, the cue and who says so are different words."""
        taken: list[Span] = []
        for name, span in self.spans.items():
            if shared([span], taken):
                self.add_error(name, "These words are in another field already.")
            taken.append(span)

    def _clean_new_here(self) -> None:
        same, near = quotes_at(self.body, self.contents)
        self.there, self.may_insist = same or near, not same
        if same:
            self.add_error("content", "This is a quote already. Correct that one instead.")
        elif near and not self.cleaned_data.get("despite"):
            rejected = any(quote.status == Quote.Status.REJECTED for quote in near)
            told = "Of these words, or some of them, an editor said that they are no quote."
            self.add_error("content", told if rejected else "Most of these words are another quote already.")

    def apply(self, editor: User) -> Correction:
        """Adds the quote of a valid form. Raises what `corrections.add` raises."""
        data, text = self.cleaned_data, self.body.text
        kind = data["kind"] or kind_by_marks(text, self.contents, quotations(text, paragraphs(text)))
        # One transaction: what is refused must not leave a new speaker behind.
        with transaction.atomic():
            return corrections.add(
                self.body.article, self.contents, kind, self.speaking(), editor=editor, reason=self.why,
                stance=data["stance"], cue=self.spans.get("cue"), source=self.spans.get("source"),
            )  # fmt: skip


def quotes_at(body: Body, spans: Sequence[Span]) -> tuple[list[Quote], list[Quote]]:
    """The quotes of just these words of the body; and those that share most words with them, or that an editor
    rejected and that share any."""
    places: dict[int, list[Span]] = defaultdict(list)
    quotes: dict[int, Quote] = {}
    parts = Part.objects.filter(place__body=body, role=Part.Role.CONTENT).select_related("place__quote")
    for part in parts.order_by("start"):
        places[part.place_id].append((part.start, part.end))
        quotes[part.place_id] = part.place.quote
    same: dict[int, Quote] = {}
    near: dict[int, Quote] = {}
    for place, others in places.items():
        quote = quotes[place]
        rejected = quote.status == Quote.Status.REJECTED
        if not rejected and _bare(body.text, others) == _bare(body.text, spans):
            same[quote.pk] = quote
        elif overlap(others, spans) >= HALF or (rejected and shared(others, spans)):
            near[quote.pk] = quote
    return list(same.values()), list(near.values())


def _bare(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans without the marks and the space around their words."""
    bare = []
    for start, end in spans:
        at = [i for i in range(start, end) if text[i].isalnum()]
        bare.append((at[0], at[-1] + 1) if at else (start, end))
    return bare
