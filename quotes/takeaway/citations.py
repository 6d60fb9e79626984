"""A quote as a citation: plain text, BibTeX, RIS and CSL-JSON, each with the day on which it was looked up (J8).

What is cited is the article, because that is what a reader can check; who said what, and where this site shows it,
stand in the note. The stance is part of it: a denial cited as bare words would say the opposite (R9).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format

from quotes.models import Quote
from quotes.pages.cards import Card, at_original
from quotes.pages.wording import plain

SITE = "On the Record"
STATUSES = {
    Quote.Status.MACHINE: "attributed by a program, not checked",
    Quote.Status.CHECKED: "attribution checked by an editor",
    Quote.Status.CORRECTED: "attribution corrected by an editor",
    Quote.Status.DISPUTED: "attribution disputed",
    Quote.Status.GONE: "no longer found in the article",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """`line` is who said what, `status` how it was attributed; `url` the article's original or, failing that, ""."""

    number: int
    line: str
    status: str
    title: str
    outlet: str
    author: str
    published: date | None
    url: str
    permalink: str
    accessed: date

    @property
    def note(self) -> str:
        return f"{self.line} {SITE}, no. {self.number}, {self.permalink} ({self.status})."


def citation(card: Card, origin: str, accessed: date) -> Citation:
    """`origin`, "https://example.org", stands before this site's own addresses."""
    return Citation(
        number=card.quote.pk,
        line=_ended(plain(card.line)),
        status=STATUSES[Quote.Status(card.quote.status)],
        title=plain(card.heading),
        outlet=plain(card.outlet.name),
        author=re.sub(r"^by\s+", "", plain(card.article.byline), flags=re.IGNORECASE),
        published=card.article.published_on,
        url=at_original(card.article),
        permalink=origin + card.url,
        accessed=accessed,
    )


def plain_text(cited: Citation) -> str:
    """One line for a footnote."""
    day = _day(cited.published) if cited.published else "no date"
    source = ", ".join(filter(None, [cited.author, f"‘{cited.title}’", cited.outlet, day, cited.url]))
    found = f"{SITE}, no. {cited.number}, {cited.permalink} ({cited.status}; accessed {_day(cited.accessed)})."
    return f"{cited.line} {source}. {found}"


def csl(cited: Citation) -> dict[str, Any]:
    """An item of CSL-JSON (citation-style-language/schema, csl-data.json). What is not known is left out."""
    item = {
        "id": f"on-the-record-{cited.number}",
        "type": "article-newspaper",
        "title": cited.title,
        "container-title": cited.outlet,
        "author": [{"literal": cited.author}] if cited.author else [],
        "issued": _parts(cited.published) if cited.published else {},
        "accessed": _parts(cited.accessed),
        "URL": cited.url or cited.permalink,
        "archive": SITE,
        "archive_location": cited.permalink,
        "language": "en",
        "note": cited.note,
    }
    return {name: value for name, value in item.items() if value}


def ris(cited: Citation) -> str:
    """A record of RIS: one tag a line, closed by ER. Line ends are CR LF, as the format asks."""
    fields = [
        ("TY", "NEWS"),
        ("ID", f"on-the-record-{cited.number}"),
        ("AU", cited.author),
        ("TI", cited.title),
        ("T2", cited.outlet),
        ("PY", f"{cited.published:%Y}" if cited.published else ""),
        ("DA", f"{cited.published:%Y/%m/%d}" if cited.published else ""),
        ("UR", cited.url or cited.permalink),
        ("Y2", f"{cited.accessed:%Y/%m/%d}"),
        ("DB", SITE),
        ("AN", str(cited.number)),
        ("LA", "en"),
        ("N1", cited.note),
    ]
    lines = [f"{tag}  - {plain(_printable(value))}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - "]) + "\r\n"


def bibtex(cited: Citation) -> str:
    """An entry of BibTeX, in ASCII where TeX has a command for the letter; double braces keep capitals and names."""
    fields = {
        "author": f"{{{_tex(cited.author)}}}" if cited.author else "",
        "title": f"{{{_tex(cited.title)}}}",
        "journal": _tex(cited.outlet),
        "year": f"{cited.published:%Y}" if cited.published else "",
        "date": cited.published.isoformat() if cited.published else "",
        "url": _tex_url(cited.url or cited.permalink),
        "urldate": cited.accessed.isoformat(),
        "note": _tex(cited.note),
    }
    rows = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@article{{on-the-record-{cited.number},\n" + ",\n".join(rows) + "\n}\n"


_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "“": "``", "”": "''", "‘": "`", "’": "'", "–": "--",
    "—": "---", "…": r"\ldots{}", "„": r"\quotedblbase{}", "«": r"\guillemotleft{}", "»": r"\guillemotright{}",
    "\u00a0": "~", "ß": r"{\ss}", "æ": r"{\ae}", "Æ": r"{\AE}", "œ": r"{\oe}", "Œ": r"{\OE}", "ø": r"{\o}",
    "Ø": r"{\O}", "ł": r"{\l}", "Ł": r"{\L}", "ı": r"{\i}", "å": r"{\aa}", "Å": r"{\AA}", "€": r"\texteuro{}",
    "£": r"\pounds{}",
}  # fmt: skip
_TEX_ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u", "\u0307": ".",
    "\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0323": "d", "\u0327": "c", "\u0328": "k",
}  # fmt: skip


# What may have to be written otherwise for TeX.
_TOLD = re.compile(r"[\\{}$&%#_~^]|[^\x00-\x7f]")


def _tex(text: str) -> str:
    return _TOLD.sub(lambda match: _tex_letter(match[0]), _printable(text))


def _tex_letter(letter: str) -> str:
    """What TeX understands for it; a letter that it has no command for stays as it is, in UTF-8."""
    if letter in _TEX:
        return _TEX[letter]
    apart = unicodedata.normalize("NFD", letter)
    base, mark = apart[0], apart[1:]
    if mark not in _TEX_ACCENTS or not base.isascii():
        return letter
    accent = _TEX_ACCENTS[mark]
    dotless = {"i": r"\i", "j": r"\j"}.get(base, base)
    between = " " if accent.isalpha() and not dotless.startswith("\\") else ""
    return rf"{{\{accent}{between}{dotless}}}"


def _tex_url(url: str) -> str:
    r"""What \url takes as it stands: only braces and backslashes would break the entry."""
    return "".join(f"%{ord(char):02X}" if char in "{}\\" else char for char in _printable(url))


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(char for char in text if not unicodedata.category(char).startswith("C"))


def _ended(text: str) -> str:
    return text if text[-1:] in ".!?…”’" else f"{text}."


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _parts(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}
