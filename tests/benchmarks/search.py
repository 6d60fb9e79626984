"""How long the search takes, over HTTP, beside Datasette on the same database.

    python -m tests.benchmarks.search [--database PATH] [--quotes 1000000] [--requests 400] [--seed S]

The database is made by `tests.benchmarks.million` where it is not there yet. The site runs under gunicorn with one
worker of one thread, no caches, no limit per address; Datasette serves the same file, read-only, with as large a cache
of pages, no suggested facets and time limits that it does not reach. Both are asked in turn.

Terms by seed: a quarter of the words are among the 100 commonest, the others are drawn from the quotes' own words as
often as they stand there; one to four words, a sixth of the searches a phrase, a tenth a speaker's name, a third with
a filter, a third in another order than the newest first. Datasette gets the same expression for FTS5 and the same
range of keys, sorts by key, and counts outlets, kinds, statuses and speakers; its answer is JSON, the site's HTML.

Logs milliseconds until the last byte, what pages weigh, how many queries they take, and how much page 500 costs.
"""

from __future__ import annotations

import gzip
import http.client
import json
import logging
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from tests.benchmarks.million import set_up

log = logging.getLogger("search")

ROOT = Path(__file__).resolve().parents[2]
COMMONEST, SIZE = 100, 20
_FACETS = ("outlet_id", "kind", "status", "speakers")


def main() -> None:
    parser = ArgumentParser(description="How long the search takes, beside Datasette on the same database.")
    parser.add_argument("--database", type=Path, default=ROOT / "var" / "benchmarks" / "million.sqlite3")
    parser.add_argument("--quotes", type=int, default=1_000_000)
    parser.add_argument("--requests", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if not arguments.database.exists():
        arguments.database.parent.mkdir(parents=True, exist_ok=True)
        make = [sys.executable, "-m", "tests.benchmarks.million", "--quotes", str(arguments.quotes)]
        subprocess.run([*make, "--into", str(arguments.database)], check=True, cwd=ROOT)
    set_up(arguments.database)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout, force=True)
    logging.getLogger("django").setLevel(logging.ERROR)
    searches = Mix(random.Random(arguments.seed)).searches(arguments.requests)
    log.info("load average before: %.1f %.1f %.1f on %d processors", *os.getloadavg(), os.cpu_count() or 0)
    with site(arguments.database) as ours, datasette(arguments.database) as theirs:
        side_by_side(searches, ours, theirs)
        deep_pages(ours, theirs)
        other_pages(ours)
        weights(ours)
    queries(searches)
    log.info("load average after: %.1f %.1f %.1f", *os.getloadavg())


@dataclass(frozen=True, slots=True)
class Search:
    """`params` of the site's address, and what that is for Datasette: an expression and a range of keys."""

    params: dict[str, str]
    expression: str
    low: int | None
    high: int | None

    @property
    def ours(self) -> str:
        return f"/quotes/?{urlencode(self.params)}"

    def theirs(self, name: str) -> str:
        params = [("_search", self.expression), ("shown", "1"), ("_size", str(SIZE)), ("_sort_desc", "key")]
        params += [("_facet", column) for column in _FACETS]
        params += [(f"key__{way}", str(at)) for way, at in (("gte", self.low), ("lte", self.high)) if at is not None]
        return f"/{quote(name)}/quotes_searchentry.json?{urlencode(params)}"


class Mix:
    """Searches by seed."""

    def __init__(self, chance: random.Random) -> None:
        from quotes.models import SearchText, Speaker

        self.chance = chance
        newest = SearchText.objects.order_by("-entry").values_list("words", flat=True)
        step = max(1, newest.count() // 20_000)
        self.texts = [text.split() for text in newest.filter(entry__quote__pk__in=range(1, 2_000_000, step))[:20_000]]
        counted = Counter(word for text in self.texts for word in text)
        self.commonest = [word for word, _ in counted.most_common(COMMONEST)]
        common = set(self.commonest)
        self.others = [word for text in self.texts for word in text if word not in common]
        self.names = list(Speaker.objects.quoted().most_quoted_first().values_list("name", flat=True)[:5000])

    def searches(self, number: int) -> list[Search]:
        return [self._search(self._params()) for _ in range(number)]

    def _params(self) -> dict[str, str]:
        chance, dice = self.chance, self.chance.random()
        if dice < 1 / 6:
            text = chance.choice([text for text in chance.choices(self.texts, k=20) if len(text) > 4])
            start, many = chance.randrange(len(text) - 3), chance.choice((2, 2, 3))
            typed = f'"{" ".join(text[start : start + many])}"'
        elif dice < 1 / 6 + 0.1:
            typed = chance.choice(self.names).rsplit(maxsplit=1)[-1]
        else:
            many = chance.choices((1, 2, 3, 4), (40, 35, 15, 10))[0]
            typed = " ".join(self._word() for _ in range(many))
        params = {"q": typed}
        if chance.random() < 1 / 3:
            params |= self._filter()
        if chance.random() < 1 / 3:
            params["sort"] = chance.choice(("relevance", "relevance", "oldest", "said", "surest"))
        return params

    def _word(self) -> str:
        return self.chance.choice(self.commonest if self.chance.random() < 0.25 else self.others)

    def _filter(self) -> dict[str, str]:
        year = self.chance.randrange(2022, 2026)
        return self.chance.choice(
            [
                {"kind": self.chance.choice(("direct", "mixed", "indirect"))},
                {"outlet": f"outlet-{self.chance.randrange(60)}"},
                {"status": "checked"},
                {"since": f"{year}-01-01", "until": f"{year}-12-31"},
                {"since": f"{year}-03-01", "until": f"{year}-03-31", "dates": "said"},
            ]
        )

    def _search(self, params: dict[str, str]) -> Search:
        from django.http import QueryDict

        from quotes.forms import SearchForm
        from quotes.search.dialects import of

        filters, _ = SearchForm(QueryDict(urlencode(params))).filters()
        wanted = filters.wanted(filters.named("default"))
        return Search(params, of("default").written(wanted.expression), wanted.low, wanted.high)


class Client:
    """Asks a server, over a connection of its own each time. `name` is Datasette's for the database."""

    def __init__(self, port: int, name: str = "") -> None:
        self.port, self.name = port, name

    def get(self, path: str, **headers: str) -> tuple[float, bytes, int]:
        """Milliseconds until the last byte, the body, the status."""
        begun = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path, headers={"Host": "localhost", **headers})
        response = connection.getresponse()
        body = response.read()
        taken = (time.perf_counter() - begun) * 1000
        connection.close()
        if response.getheader("Set-Cookie"):
            raise RuntimeError(f"{path} set a cookie")
        return taken, body, response.status


@contextmanager
def site(database: Path) -> Iterator[Client]:
    """The site on a port of its own."""
    with tempfile.TemporaryDirectory(prefix="otr-bench-") as folder:
        port = _free_port()
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("OTR_", "DJANGO_"))}
        environment |= {
            "OTR_DATABASE_URL": f"sqlite:///{database.resolve()}", "OTR_VAR_DIR": folder, "OTR_PLAIN_HTTP": "1",
            "OTR_BIND": f"127.0.0.1:{port}", "OTR_WORKERS": "1", "OTR_THREADS": "1", "OTR_SEARCH_RATE": "",
        }  # fmt: skip
        collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
        subprocess.run(collect, check=True, cwd=ROOT, env=environment)
        with _running([sys.executable, "-m", "gunicorn"], port, environment):
            yield Client(port)


@contextmanager
def datasette(database: Path) -> Iterator[Client]:
    """Datasette on a port of its own."""
    with tempfile.TemporaryDirectory(prefix="otr-bench-") as folder:
        port = _free_port()
        table = {"fts_table": "quotes_search", "fts_pk": "key", "searchmode": "raw"}
        metadata = Path(folder) / "metadata.json"
        metadata.write_text(json.dumps({"databases": {database.stem: {"tables": {"quotes_searchentry": table}}}}))
        settings = {
            "suggest_facets": "off", "facet_time_limit_ms": "60000", "sql_time_limit_ms": "60000",
            "default_facet_size": "8", "cache_size_kb": "65536", "num_sql_threads": "1",
        }  # fmt: skip
        command = [sys.executable, "-m", "datasette", "serve", str(database), "-m", str(metadata), "-p", str(port)]
        for name, value in settings.items():
            command += ["--setting", name, value]
        with _running(command, port, dict(os.environ)):
            yield Client(port, database.stem)


@contextmanager
def _running(command: Sequence[str], port: int, environment: dict[str, str]) -> Iterator[None]:
    server = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )  # fmt: skip
    try:
        until = time.monotonic() + 60
        while socket.socket().connect_ex(("127.0.0.1", port)):
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{' '.join(command[:4])} did not start")
            time.sleep(0.2)
        yield
    finally:
        server.terminate()
        server.wait(20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def side_by_side(searches: Sequence[Search], ours: Client, theirs: Client) -> None:
    """Logs how long both take for the same searches; the first twenty only warm them up."""
    taken: dict[str, list[float]] = defaultdict(list)
    found = 0
    for number, search in enumerate(searches):
        here, page, status = ours.get(search.ours)
        there, answer, other = theirs.get(search.theirs(theirs.name))
        if (status, other) != (200, 200):
            raise RuntimeError(f"{status} {other}: {search.ours} {answer[:200]!r}")
        if number < 20:
            continue
        found += b'class="card"' in page
        for name in ("all", _class_of(search)):
            taken[f"{name} here"].append(here)
            taken[f"{name} Datasette"].append(there)
    log.info("%d of %d searches found something", found, len(searches) - 20)
    for name, numbers in sorted(taken.items()):
        _log(name, numbers)


def _class_of(search: Search) -> str:
    words = search.params["q"].replace('"', "").split()
    kind = "phrase" if search.params["q"].startswith('"') else f"{len(words)} word{'s' * (len(words) > 1)}"
    return f"{kind}{', filter' if len(search.params.keys() - {'q', 'sort'}) else ''}"


def _log(name: str, numbers: Sequence[float]) -> None:
    ordered = sorted(numbers)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    log.info(
        "%-28s %4d  p50 %6.0f ms  p95 %6.0f ms  most %6.0f ms",
        name, len(ordered), statistics.median(ordered), p95, ordered[-1],
    )  # fmt: skip


def deep_pages(ours: Client, theirs: Client) -> None:
    """Logs what page 500 costs beside page 1, each begun at a key, as the pager's links do it."""
    first, deep = [], []
    for word in ("people", "time", "country", "state"):
        path = f"/quotes/?q={word}"
        _, page, _ = ours.get(f"{path}&page=499")
        link = re.search(rb'rel="next nofollow" href="([^"]+)"', page)
        if not link:
            continue
        there = link[1].decode().replace("&amp;", "&")
        for _ in range(5):
            first.append(ours.get(path)[0])
            deep.append(ours.get(there)[0])
    _log("page 1", first)
    _log("page 500", deep)
    log.info("page 500 takes %.2f times page 1", statistics.median(deep) / statistics.median(first))


def other_pages(ours: Client) -> None:
    """Logs the other public pages, those with the most on them."""
    from quotes import tallies

    ((speaker, _),) = tallies.most_quoted(1)
    outlet, _ = tallies.of_outlets()[0]
    for path in ("/", "/speakers/", f"/speakers/?q={speaker.name[:2]}", speaker.get_absolute_url(), "/outlets/",
                 outlet.get_absolute_url(), "/quotes/", f"/quotes/said-by/?by={speaker.name[:2]}", "/quotes/1000/",
                 "/articles/1000/", "/sitemap.xml", "/corrections/", "/statements/", "/claims/"):  # fmt: skip
        _log(
            re.sub(r"[^/]+/$", lambda m: m[0] if len(m[0]) < 12 else "…/", path), [ours.get(path)[0] for _ in range(7)]
        )


def weights(ours: Client) -> None:
    """Logs what the search page weighs with all that it loads: bare, and as served to a client that takes gzip."""
    page = ours.get("/quotes/?q=government")[1]
    html = page.decode()
    cards = html.count('class="card"')
    served = len(ours.get("/quotes/?q=government", **{"Accept-Encoding": "gzip"})[1])
    files = sorted(set(re.findall(r'(?:src|href)="(/static/[^"]+)"', html)))
    elsewhere = re.findall(r'(?:src|<link[^>]*href)="(?:https?:)?//', html)
    bare = sum(len(ours.get(path)[1]) for path in files)
    packed = sum(len(ours.get(path, **{"Accept-Encoding": "gzip"})[1]) for path in files)
    log.info("the search page with %d quotes: %.1f kB bare, %.1f kB as served, %.1f kB if it were packed",
             cards, len(page) / 1000, served / 1000, len(gzip.compress(page)) / 1000)  # fmt: skip
    log.info("with its %d files: %.1f kB bare, %.1f kB as served; %d from other hosts; no cookie",
             len(files), (len(page) + bare) / 1000, (served + packed) / 1000, len(elsewhere))  # fmt: skip


def queries(searches: Sequence[Search]) -> None:
    """Logs how many queries the search page takes."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client as Inside
    from django.test.utils import CaptureQueriesContext

    settings.OTR_SEARCH_RATE = ""
    inside, numbers = Inside(headers={"host": "localhost"}), Counter[int]()
    for search in searches[:100]:
        with CaptureQueriesContext(connection) as captured:
            inside.get(search.ours)
        numbers[len(captured)] += 1
    log.info("queries a search: %s", ", ".join(f"{number} in {many}" for number, many in sorted(numbers.items())))


if __name__ == "__main__":
    main()
