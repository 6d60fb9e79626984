"""What every public page keeps to: no cookies, nothing from elsewhere, little weight, no spaCy in the web process."""

import gzip
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from tests.factories_quotes import SpeakerFactory
from tests.quotes.pages import a_quote

ADDRESSES = [
    "/",
    "/quotes/",
    "/quotes/?q=flood&kind=direct",
    "/quotes/{quote}/",
    "/speakers/",
    "/speakers/ana-ruiz/",
    "/articles/{article}/",
    "/outlets/",
    "/outlets/{outlet}/",
    "/method/",
    "/corrections/",
]


@pytest.fixture
def addresses(db: None) -> list[str]:
    quote = a_quote(content="The flood came.", speaker=SpeakerFactory.create(name="Ana Ruiz", slug="ana-ruiz"))
    ids = {"quote": quote.pk, "article": quote.article_id, "outlet": quote.article.outlet.slug}
    return [address.format(**ids) for address in ADDRESSES]


def test_readers_get_no_cookies_and_pages_do_not_vary_by_them(client: Client, addresses: list[str]) -> None:
    for address in [*addresses, "/nope/"]:
        response = client.get(address)
        assert not response.cookies, address
        assert "Cookie" not in response.get("Vary", ""), address
        assert "csrf" not in response.content.decode(), address


def test_nothing_is_loaded_from_other_hosts_and_nothing_is_inline(client: Client, addresses: list[str]) -> None:
    for address in addresses:
        response = client.get(address)
        html = response.content.decode()
        assert "'unsafe" not in response["Content-Security-Policy"]
        # A data block is not executed; a canonical or alternate address is not loaded.
        html = re.sub(r'<script type="application/ld\+json">[^<>&]*</script>', "", html)
        html = re.sub(r'<link rel="(?:canonical|alternate)"[^>]*>', "", html)
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|\bhx-on", html), address
        assert not re.search(r'(?:src|<link[^>]*href)="(?:https?:)?//', html), address


def test_the_search_page_weighs_less_than_100_kb_in_all(client: Client, db: None) -> None:
    for n in range(25):
        a_quote(content=f"The flood came over wall number {n}. " * 5, speaker=f"Ana Ruiz{n}")
    html = client.get("/quotes/?q=flood").content
    loaded = re.findall(r'(?:src|href)="/static/([^"]+)"', html.decode())
    weight = len(html)
    for name in loaded:
        found = finders.find(name)
        assert isinstance(found, str), name
        weight += len(gzip.compress(Path(found).read_bytes()))
    assert len(loaded) >= 4
    assert weight < 100_000


@pytest.mark.django_db
def test_robots_are_kept_off_search_results(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert "Disallow: /*?*" in response.content.decode()


VISIT = """
import sys
import django
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
from tests.factories_quotes import SpeakerFactory
from tests.quotes.pages import a_quote
quote = a_quote(content="The flood came.", speaker=SpeakerFactory.create(name="Ana Ruiz", slug="ana-ruiz"))
ids = {"quote": quote.pk, "article": quote.article_id, "outlet": quote.article.outlet.slug}
client = Client(SERVER_NAME="localhost")
codes = {client.get(address.format(**ids)).status_code for address in sys.argv[1:]}
heavy = [name for name in ("spacy", "thinc", "onnxruntime", "torch", "trafilatura", "numpy") if name in sys.modules]
sys.exit(f"{codes} {heavy}" if heavy or codes != {200} else 0)
"""


def test_the_web_process_loads_no_model(tmp_path: Path) -> None:
    """All pages, the admin's sign-in too, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", VISIT, *ADDRESSES, "/admin/login/"],
        cwd=settings.BASE_DIR,
        env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
