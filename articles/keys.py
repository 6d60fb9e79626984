"""What an article is known by: its URL, else its canonical URL, else outlet and id, else outlet and path. No Django."""

from urllib.parse import quote, urlsplit, urlunsplit

from articles.readers.parsed import ParsedArticle

UNKNOWN_OUTLET = "Unknown outlet"
"""What the outlet of an article is called that does not say."""
_DEFAULT_PORTS = {"http": 80, "https": 443}
# Parameters that say where a reader came from, not what they read.
_TRACKING_PREFIXES = ("utm_",)
_TRACKING = frozenset(["fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid"])


def web_url(raw: str) -> str:
    """`raw` in the form in which URLs are compared; "" where it is no http or https address.

    Scheme and host in lower case, without a default port, user name, fragment or tracking parameters.
    """
    try:
        url = urlsplit(raw.strip())
        scheme, host, port = url.scheme.lower(), url.hostname, url.port
    except ValueError:
        return ""
    if scheme not in _DEFAULT_PORTS or not host or any(c.isspace() for c in host):
        return ""
    if ":" in host:
        host = f"[{host}]"
    place = host if port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    query = "&".join(part for part in url.query.split("&") if not _is_tracking(part))
    return urlunsplit((scheme, place, _quoted(url.path or "/"), _quoted(query), ""))


def canonical_url(raw: str) -> str:
    """As `web_url`, but "" for a site's front page too: careless sites call that the canonical URL of every page."""
    url = web_url(raw)
    return url if url and urlsplit(url)[2:4] != ("/", "") else ""


def key(parsed: ParsedArticle, outlet_slug: str) -> str:
    """The key under which the article is stored when it is first seen. Its URLs must be in normal form.

    Ids and paths hold within an outlet only: two outlets' "001.txt" are two articles.
    """
    if url := parsed.url or parsed.canonical_url:
        return url
    if parsed.source_id:
        return f"id:{outlet_slug}:{parsed.source_id}"
    return f"path:{outlet_slug}:{parsed.path}" + (f"#{parsed.line}" if parsed.line else "")


def _is_tracking(part: str) -> bool:
    name = part.partition("=")[0].lower()
    return not part or name in _TRACKING or name.startswith(_TRACKING_PREFIXES)


def _quoted(part: str) -> str:
    return quote(part, safe="/:=&?~+!$,;'@()*[]%|")
