"""Runs the tests that use the database on PostgreSQL: `python -m tests.postgres [pytest's arguments]`.

On the server that OTR_DATABASE_URL names, else on a cluster that lives in a temporary folder for as long as the run.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

# What needs a browser or the model says nothing new about the database.
SELECTION = ("-m", "django_db and not browser and not model")
# Nothing of it outlives the run, so nothing has to reach the disk.
FAST = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def programs() -> Path | None:
    """The folder of PostgreSQL's programs (initdb, pg_ctl), the newest version's, or None."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    # Debian keeps them off PATH, a folder for each version.
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(folders, key=lambda folder: int(folder.parent.name), default=None)


@contextmanager
def private_cluster(folder: Path) -> Iterator[str]:
    """A running cluster of its own, as the URL of a database; stopped and removed afterwards.

    It is reached by a socket in its folder alone. PostgreSQL refuses to run as root, so root runs it as `postgres`.
    """
    user = "postgres" if os.geteuid() == 0 else None
    # A short name near the root: the path of a socket may have no more than about a hundred characters.
    with tempfile.TemporaryDirectory(prefix="otr-pg-") as name:
        home = Path(name)
        if user:
            shutil.chown(home, user)

        def call(program: str, *arguments: str) -> None:
            subprocess.run([folder / program, *arguments], check=True, user=user, cwd=home, stdout=subprocess.DEVNULL)

        data = str(home / "data")
        call("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        call("pg_ctl", "-D", data, "-l", str(home / "log"), "-o", f"{FAST} -k {home}", "-w", "start")
        try:
            yield f"postgres://postgres@{quote(name, safe='')}/postgres"
        finally:
            call("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def run_tests(url: str, arguments: Sequence[str]) -> int:
    """pytest's status. A process of its own, because Django reads its settings once."""
    command = [sys.executable, "-m", "pytest", *SELECTION, *(arguments or ["-n", "auto"])]
    return subprocess.run(command, env={**os.environ, "OTR_DATABASE_URL": url}, check=False).returncode


def main() -> int:
    """pytest's status; 1, and what is missing, where there is no PostgreSQL."""
    if url := os.environ.get("OTR_DATABASE_URL"):
        return run_tests(url, sys.argv[1:])
    if (folder := programs()) is None:
        sys.stderr.write("No PostgreSQL: install it (Debian: apt-get install postgresql) or set OTR_DATABASE_URL.\n")
        return 1
    with private_cluster(folder) as url:
        return run_tests(url, sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
