"""A real browser for the journeys: system Chromium, driven by Playwright. No browser is a failure, never a skip."""

import os
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.browser.chromium import NoChromiumError, find

# Playwright's sync API runs an event loop in this thread. Django would refuse to touch the database beside it, and
# would keep a second connection for it, which does not see what the first one and the live server share.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
connections._connections = threading.local()  # type: ignore[attr-defined]

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder that takes a page is a browser test; all of them share one worker and one browser."""
    for item in items:
        if "page" in getattr(item, "fixturenames", ()) or "open_page" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all the tests of this folder."""
    try:
        path = find()
    except NoChromiumError as error:
        pytest.fail(str(error))
    if path is None:
        pytest.fail("No Chromium for the browser tests: `python -m tests.browser.chromium --install` installs one.")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


class Opener:
    """Opens pages in contexts of their own, and keeps what their consoles complained of."""

    def __init__(self, browser: Browser, base_url: str) -> None:
        self.browser = browser
        self.base_url = base_url
        self.complaints: list[str] = []
        self.contexts: list[BrowserContext] = []

    def __call__(self, **options: Any) -> Page:
        """A new page; `options` are those of a Playwright context (viewport, color_scheme, ...)."""
        context = self.browser.new_context(base_url=self.base_url, **options)
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def _listen(self, message: ConsoleMessage) -> None:
        # htmx reports a request that a newer one replaced as an error.
        if message.text.startswith(("htmx:afterRequest", "htmx:sendAbort")):
            return
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.text} ({message.location['url']})")


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[Opener]:
    """Opens pages of the live server. Fails the test where a page broke its own Content-Security-Policy or threw."""
    opener = Opener(browser, live_server.url)
    yield opener
    for context in opener.contexts:
        context.close()
    assert opener.complaints == []


@pytest.fixture
def page(open_page: Opener) -> Page:
    """A page at the size of a laptop."""
    return open_page(viewport={"width": 1280, "height": 800})


@pytest.fixture
def phone(open_page: Opener) -> Page:
    """A page at the size of a telephone."""
    return open_page(viewport={"width": 390, "height": 844}, has_touch=True)


@pytest.fixture(autouse=True)
def plain_http() -> None:
    """The live server speaks plain HTTP; were the switch off, every page would redirect to nowhere."""
    assert django_settings.PLAIN_HTTP
