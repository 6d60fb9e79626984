"""Finds a Chromium that starts, or installs one: `python -m tests.browser.chromium [--install]` prints its path.

Looked for, in this order: $CHROMIUM, the usual names on PATH, Playwright's own. Installed, in this order: Playwright's
own, else the system's package when root.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
# One way of installing for each package manager: the commands, in order.
PACKAGE_MANAGERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "apt-get": (("apt-get", "update"), ("apt-get", "install", "-y", "--no-install-recommends", "chromium")),
    "dnf": (("dnf", "install", "-y", "chromium"),),
    "apk": (("apk", "add", "--no-cache", "chromium"),),
}


class NoChromiumError(RuntimeError):
    """There is no Chromium that starts; the message says what was tried."""


def starts(path: Path) -> bool:
    """Whether this program runs at all: a snap's stub or a browser without its libraries is on PATH and does not."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def candidates() -> Iterator[Path]:
    """Where a Chromium may be, the likeliest first. Nothing says that it starts."""
    for name in NAMES:
        if found := shutil.which(name):
            yield Path(found)
    if (path := _playwrights_own()) and path.exists():
        yield path


def _playwrights_own() -> Path | None:
    """Where Playwright keeps (or would keep) its own Chromium; only it knows, by platform and version."""
    question = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as p: import sys; sys.stdout.write(p.chromium.executable_path)"
    )
    # In a process of its own: Playwright's loop must not be left behind in a test's.
    answer = subprocess.run([sys.executable, "-c", question], capture_output=True, text=True, timeout=60, check=False)
    return Path(answer.stdout) if answer.returncode == 0 and answer.stdout else None


def find() -> Path | None:
    """A Chromium that starts, or None. Raises NoChromiumError where $CHROMIUM is set and does not start."""
    if chosen := os.environ.get("CHROMIUM"):
        path = Path(shutil.which(chosen) or chosen)
        if not starts(path):
            raise NoChromiumError(f"$CHROMIUM is {chosen}, which does not start.")
        return path
    return next(filter(starts, candidates()), None)


def install() -> Path:
    """Installs a Chromium and gives its path. Raises NoChromiumError with every reason why that failed."""
    reasons = []
    for commands in _ways():
        reason = _run(commands)
        if not reason and (path := find()):
            return path
        reasons.append(reason or f"{commands[-1][0]} said that all went well, but no Chromium starts")
    if os.geteuid() != 0:
        reasons.append("the system's package manager was not asked: that needs root")
    raise NoChromiumError(
        "No Chromium for the browser tests, and none could be installed:\n"
        + "".join(f"  - {reason}\n" for reason in reasons)
        + "Install one (Debian: apt-get install chromium) or name one in $CHROMIUM."
    )


def _ways() -> Iterator[tuple[tuple[str, ...], ...]]:
    yield ((sys.executable, "-m", "playwright", "install", "chromium"),)
    if os.geteuid() == 0:
        yield from (commands for name, commands in PACKAGE_MANAGERS.items() if shutil.which(name))


def _run(commands: Sequence[Sequence[str]]) -> str:
    """Runs them until one fails, their output on standard error. "" if all went well, else what went wrong."""
    for command in commands:
        sys.stderr.write(f"$ {' '.join(command)}\n")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        try:
            # Fifteen minutes: a download that stands still must not hold up the run for ever.
            code = subprocess.run(command, stdout=sys.stderr, env=environment, timeout=900, check=False).returncode
        except (OSError, subprocess.TimeoutExpired) as error:
            return f"{' '.join(command)}: {error}"
        if code:
            return f"{' '.join(command)} ended with status {code}"
    return ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the path of a Chromium that starts; status 1 and the reason if there is none."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.browser.chromium")
    parser.add_argument("--install", action="store_true", help="install one if none is found")
    options = parser.parse_args(arguments)
    try:
        path = find() or (install() if options.install else None)
        if path is None:
            raise NoChromiumError("No Chromium found. `python -m tests.browser.chromium --install` installs one.")
    except NoChromiumError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
