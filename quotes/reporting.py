"""What `extract` prints for people: a table of who said what."""

import textwrap

from quotes.attribution import AttributedQuote, Document, Result

_WIDTH = 100
_WHO = 34


def table_of(document: Document | None, result: Result) -> str:
    """The quotes of one document: who, kind, stance and confidence in columns, the words below."""
    if document is None or result.error:
        return f"{result.id or 'input'}: {result.error}\n"
    count = len(result.quotes)
    rows = [f"{result.id}: {count} quote{'' if count == 1 else 's'}"]
    rows += [_row(document.text, quote) for quote in result.quotes]
    return "\n".join(rows) + "\n"


def _row(text: str, quote: AttributedQuote) -> str:
    who = textwrap.shorten(" and ".join(voice.name for voice in quote.voices) or _unknown(quote), _WHO)
    cue = " … ".join(text[start:end] for start, end in quote.cue)
    content = " … ".join(text[start:end] for start, end in quote.content)
    head = f"  {who:{_WHO}}  {quote.kind.value:8}  {quote.stance.value:8}  {quote.confidence:.2f}  {cue}"
    body = textwrap.fill(" ".join(content.split()), _WIDTH, initial_indent="      ", subsequent_indent="      ")
    return f"{head.rstrip()}\n{body}"


def _unknown(quote: AttributedQuote) -> str:
    return f"unknown ({' or '.join(quote.candidates)}?)" if quote.candidates else "unknown"
