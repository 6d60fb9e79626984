"""Pages and feeds from the web. No address of this machine or its network is ever asked, whatever a name or a redirect
leads to (O4): `requests_hardened` looks at each address before it connects to that very one. No Django here."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.readers.decoding import decode
from articles.readers.parsed import MAX_SIZE, Refusal, too_big

if TYPE_CHECKING:
    import requests

AGENT = "OnTheRecord/1 (quotes in the news)"
_SECONDS_TO_CONNECT = 10.0
_SECONDS_OF_SILENCE = 20.0
_SECONDS = 60.0
_BLOCK = 1 << 16
# Tests have their site on this machine; nobody else has.
_LOOPBACK = False
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """What stands at `url`, where the redirects ended; `content` is UTF-8 where the site named another encoding."""

    url: str
    content: bytes


def is_address(path: str) -> bool:
    """Whether a path is an address on the web."""
    return bool(_ADDRESS.match(path))


def fetch(url: str) -> Page | Refusal:
    """What stands at an http or https address: at most MAX_SIZE bytes, unpacked, in at most a minute."""
    # Loaded on first use: those who read files need none of it.
    import requests
    from requests_hardened import Config, Manager

    manager = Manager(
        Config(
            ip_filter_enable=True,
            ip_filter_allow_loopback_ips=_LOOPBACK,
            never_redirect=False,
            default_timeout=(_SECONDS_TO_CONNECT, _SECONDS_OF_SILENCE),
            user_agent_override=AGENT,
        )
    )
    try:
        with manager.get_session() as session, session.get(url, stream=True) as answer:
            return _read(answer)
    except (requests.RequestException, ValueError) as error:
        return Refusal(_reason(error))


def _reason(error: Exception) -> str:
    from requests import exceptions
    from requests_hardened.ip_filter import InvalidIPAddress

    told: list[tuple[type[Exception], str]] = [
        (InvalidIPAddress, "its address is not on the public web"),
        (exceptions.Timeout, "the site did not answer in time"),
        (exceptions.SSLError, "the site has no certificate that holds"),
        (exceptions.ConnectionError, "the site cannot be reached"),
        (exceptions.TooManyRedirects, "the site sends from one address to the next without end"),
    ]
    return next((reason for kind, reason in told if isinstance(error, kind)), f"no page ({type(error).__name__})")


def _read(answer: requests.Response) -> Page | Refusal:
    if not answer.ok:
        return Refusal(f"the site answered {answer.status_code} {answer.reason or ''}".rstrip())
    content, until = b"", time.monotonic() + _SECONDS
    for block in answer.iter_content(_BLOCK):
        content += block
        if len(content) > MAX_SIZE:
            return Refusal(too_big())
        if time.monotonic() > until:
            return Refusal(f"the site took more than {_SECONDS:.0f} seconds")
    named = _CHARSET.search(answer.headers.get("Content-Type", ""))
    text = decode(content, named[1]) if named else None
    return Page(answer.url, text.encode() if isinstance(text, str) else content)
