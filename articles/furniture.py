"""Lines that are the site's or the desk's, not the story's: newsletters, shares, copyright, credits. No Django here.

As in `articles.lines`, everything is told by the line's form, and a line that may be running text counts as that.
"""

import re

from articles import lines

_NETWORKS = (
    "facebook|twitter|x|whatsapp|linkedin|reddit|telegram|messenger|pinterest|instagram|bluesky|threads|tumblr|mastodon"
)
_SHARE_WORDS = frozenset(
    (
        *("share", "tweet", "post", "email", "e-mail", "mail", "print", "save", "copy", "link", "comment", "comments"),
        *("on", "via", "this", "article", "story", "", *_NETWORKS.split("|")),
    )
)
_SHARE_ALONE = frozenset(["share", "tweet", "print", "comments"])
_FURNITURE = re.compile(
    r"(?:read|see|watch|listen|learn|hear|find out|discover) (?:more|also|next|now|on)\b(?:(?! said\b).){0,200}$"
    r"|(?:also|must) (?:read|see|watch)\b.{0,200}$"
    r"|(?:related|recommended|most read|more (?:on|from|about|in)|you may also like|trending|up next|also on)\b"
    r"[^.]{0,60}:?$"
    r"|(?:advertisement|advertising|advert|sponsored(?: content)?|promoted)\.?$"
    r"|(?:story|article|text) continues (?:below|after)\b.{0,60}$"
    r"|(?:scroll|swipe) (?:down|to|for)\b.{0,60}$"
    r"|(?:©|\(c\)|copyright\b).{0,30}(?:\d{4}|©).{0,200}$"
    r"|this (?:article|story|report|piece|post|interview) (?:was|has been|is|first|originally)(?: \w+)? "
    r"(?:published|appeared|updated|amended|corrected|produced|translated|adapted|republished|reprinted)\b.{0,250}$"
    r"|(?:please )?(?:enable|turn on) javascript\b.{0,100}$"
    r"|\d* ?(?:show |view |leave a )?comments?(?: \(?\d+\)?)?$",
    re.IGNORECASE,
)
_FOLLOW_ON = re.compile(rf"(?:(?:you can )?follow|find|like) .{{2,60}} on (?:{_NETWORKS})\b.{{0,60}}$", re.IGNORECASE)
_INVITATION = re.compile(
    r"(?:^|[.!?:…]\s+)(?:please |to get more,? |for more,? )?"
    r"(?:sign up|subscribe|register|follow|like|join|download|click|tap|get|receive|have|support|donate|listen|visit"
    r"|contact)\b(?P<what>.*)",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    r"\b(?:newsletters?|inbox|e-?mail(?:s|ed)?|alerts?|our app|podcasts?|subscri\w+|briefing|updates|whatsapp|telegram"
    rf"|channel|here|(?:us|me|him|her|them)\b.{{0,40}}\bon (?:{_NETWORKS}))\b|@\w+|https?://",
    re.IGNORECASE,
)
_TO_THE_READER = re.compile(r"\b(?:you|your|yours|our|ours|us|we|free of charge)\b", re.IGNORECASE)
_RELATED = re.compile(r"(?:related|recommended|most read|more (?:on|from|about)|also on)\b", re.IGNORECASE)
_CREDIT_BY = re.compile(
    r"[(\[—–-]*\s*(?:(?:additional |with |extra |further )?(?:reporting|writing|editing|research|translation|graphics?"
    r"|photographs?|photos?|pictures?|contributions?)|written|edited|translated|compiled|produced|contributed)"
    r"(?: and \w+)? (?:by|from)\b.{0,250}$"
    r"|(?:with )?(?:files|material|reporting|inputs?|agency \w+) from\b.{0,150}$"
    r"|.{2,80}\bcontributed to this (?:report|story|article)\b.{0,40}$",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:found|finds|said|says|show(?:s|ed|n)?|suggest(?:s|ed)?|reveal(?:s|ed)?|has|have|had|was|were|is|are|will|could)\b"
)
"""What a sentence has, and a credit has not: “Research by the council found that …”."""
_CREDIT_AT_END = re.compile(r"[.!?…][”’»\"')]?\s+(?P<credit>(?:[—–-]{1,2}\s?|\()[A-Z][^()—–.!?]*\)?)$")


def is_boilerplate(line: str) -> bool:
    """Whether the line is the site's, not the article's: newsletters, shares, related links, copyright."""
    if len(line) > lines.MAX_LINE or line[0] in lines.OPENING_MARKS.replace("(", ""):
        return False
    if _FURNITURE.match(line) or _FOLLOW_ON.match(line) or lines.is_address(line):
        return True
    if len(line) <= 120 and (_is_share(line) or "all rights reserved" in line.lower()):
        return True
    return _invites(line)


def _is_share(line: str) -> bool:
    tokens = [token.strip(".:|·,").lower() for token in line.split()]
    return len(tokens) <= 12 and _SHARE_WORDS.issuperset(tokens) and (len(tokens) > 1 or tokens[0] in _SHARE_ALONE)


def _invites(line: str) -> bool:
    """Whether it asks the reader to sign up, follow or listen; a sentence that reports somebody's words does not."""
    match = _INVITATION.search(line)
    if not match or not _OFFERED.search(match["what"]):
        return False
    return lines.words(line) <= 60 and not lines.reports(line) and not any(mark in line for mark in '“”"')


def addresses_reader(line: str) -> bool:
    """Whether the line speaks to the reader in the site's own voice; only below the story does that tell anything."""
    return (
        len(line) <= lines.MAX_LINE
        and line[0] not in lines.OPENING_MARKS
        and bool(_TO_THE_READER.search(line))
        and not lines.reports(line)
    )


def begins_related_links(line: str) -> bool:
    """Whether only links to other articles can follow: "Related:", "More on this story"."""
    bare = line.strip('"“”. ')
    return lines.words(bare) <= 6 and bool(_RELATED.match(bare))


def is_credit(line: str) -> bool:
    """Whether the line says who else worked on the article."""
    return len(line) <= 300 and bool(_CREDIT_BY.match(line)) and not _TELLS.search(line)


def is_agency(line: str) -> bool:
    """Whether a last line may name an agency, or whoever signs: capitalised words, a dash or brackets before."""
    if len(line) > 60 or line[-1] in ".!?:":
        return False
    bare = line.strip(" ()[]—–-")
    return all(lines.is_name(part, least=1) for part in re.split(r"\s*(?:,|/|&|\band\b)\s*", bare))


def credit_at_end(line: str) -> int:
    """How many of the line's last characters name an agency after the last sentence: "... on Friday. — AGENCY"."""
    match = _CREDIT_AT_END.search(line[-60:])
    return len(match["credit"]) if match and is_agency(match["credit"]) else 0
