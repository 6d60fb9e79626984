"""The two commands as processes: a server that starts, says where it is and stops; make without a Python."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from itertools import islice
from pathlib import Path
from threading import Timer

import pytest
from django.conf import settings as site

ROOT = Path(site.BASE_DIR)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """What `make run` sets, on a port and with a database of the test's own."""
    own = {"OTR_VAR_DIR": str(tmp_path), "OTR_PLAIN_HTTP": "1", "OTR_BIND": f"127.0.0.1:{free_port()}"}
    foreign = {name: value for name, value in os.environ.items() if not name.startswith(("OTR_", "DJANGO_"))}
    return foreign | own


def manage(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)


def test_prepared_site_is_served_says_where_and_stops_cleanly(environment: dict[str, str], tmp_path: Path) -> None:
    prepared = manage(environment, "prepare", "--bind", environment["OTR_BIND"])
    assert prepared.returncode == 0, prepared.stderr
    password = (tmp_path / "editor-password").read_text(encoding="ascii").strip()
    assert password in prepared.stdout
    gunicorn = [sys.executable, "-m", "gunicorn"]
    with subprocess.Popen(gunicorn, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as server:
        silence = Timer(120, server.kill)  # a server that says nothing must not hold up the tests
        silence.start()
        try:
            assert server.stderr is not None
            said = "".join(islice(server.stderr, 4))
            address = f"http://{environment['OTR_BIND']}/"
            assert address in said
            assert "Plain HTTP" in said
            with urllib.request.urlopen(f"{address}admin/login/", timeout=60) as answer:
                page = answer.read().decode()
                assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert 'name="password"' in page
            # DEBUG is off: Django's own page for developers would name the URL patterns.
            with pytest.raises(urllib.error.HTTPError) as missing:
                urllib.request.urlopen(f"{address}no-such-page/", timeout=60)
            assert missing.value.code == 404
            assert "urlpatterns" not in missing.value.read().decode()
            missing.value.close()
            # The port is taken now, and a second start says so.
            again = manage(environment, "prepare", "--bind", environment["OTR_BIND"])
            assert again.returncode == 1
            assert "is taken" in again.stderr
        finally:
            silence.cancel()
            server.send_signal(signal.SIGINT)
            left = server.communicate(timeout=60)[1]
    assert server.returncode == 0
    assert "Traceback" not in left


def test_web_process_serves_https_only_without_the_switch(environment: dict[str, str]) -> None:
    question = (
        "from django.test import Client; from django.conf import settings; import django; django.setup();"
        "settings.ALLOWED_HOSTS.append('testserver'); answer = Client().get('/admin/login/');"
        "import sys; sys.stdout.write(f'{answer.status_code} {answer[\"Location\"]}')"
    )
    strict = {name: value for name, value in environment.items() if name != "OTR_PLAIN_HTTP"}
    strict["DJANGO_SETTINGS_MODULE"] = "quotes.settings"
    command = [sys.executable, "-c", question]
    answer = subprocess.run(command, cwd=ROOT, env=strict, capture_output=True, text=True, timeout=60, check=True)
    assert answer.stdout == "301 https://testserver/admin/login/"


def test_r10_a_misspelt_level_starts_no_server(environment: dict[str, str]) -> None:
    """gunicorn runs none of Django's checks, and what nobody meant would be public."""
    gunicorn = [sys.executable, "-m", "gunicorn"]
    wrong = {**environment, "OTR_PUBLIC_LEVEL": "Checked"}
    ended = subprocess.run(gunicorn, cwd=ROOT, env=wrong, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode != 0
    assert 'Environment variable "OTR_PUBLIC_LEVEL" invalid' in ended.stderr
    assert "Must be one of: all, likely, checked" in ended.stderr


def test_an_empty_rate_of_the_api_is_no_limit(environment: dict[str, str]) -> None:
    question = (
        "from django.test import Client; from django.conf import settings; import django; django.setup();"
        "settings.ALLOWED_HOSTS.append('testserver'); client = Client();"
        "import sys; sys.stdout.write(str({client.get('/api/nothing-here').status_code for _ in range(200)}));"
        "from quotes.api.endpoints import api; sys.stdout.write(str(api.throttle))"
    )
    command = [sys.executable, "-c", question]
    free = {**environment, "OTR_API_RATE": "", "DJANGO_SETTINGS_MODULE": "quotes.settings"}
    answer = subprocess.run(command, cwd=ROOT, env=free, capture_output=True, text=True, timeout=60, check=True)
    assert answer.stdout == "{404}[]"


@pytest.mark.skipif(shutil.which("make") is None, reason="no make")
class TestMake:
    def make(self, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        """make, on a PATH that has the shell's usual programs and those in `folder`/bin, but no Python."""
        programs = folder / "bin"
        programs.mkdir(exist_ok=True)
        for name in ("sh", "awk", "make", "touch", "cat"):
            if (found := shutil.which(name)) and not (programs / name).exists():
                (programs / name).symlink_to(found)
        shutil.copy(ROOT / "Makefile", folder)
        (folder / "requirements.txt").touch()
        command = [str(programs / "make"), *arguments]
        return subprocess.run(
            command, cwd=folder, env={"PATH": str(programs)}, capture_output=True, text=True, timeout=60, check=False
        )

    def test_alone_says_what_there_is(self, tmp_path: Path) -> None:
        answer = self.make(tmp_path)
        assert answer.returncode == 0
        assert all(f"make {goal} " in answer.stdout for goal in ("run", "install", "test", "lint", "bench", "lock"))
        assert not (tmp_path / ".venv").exists()

    def test_no_python_at_all(self, tmp_path: Path) -> None:
        answer = self.make(tmp_path, "install")
        assert answer.returncode != 0
        assert "needs Python 3.11 or later" in answer.stderr
        assert not (tmp_path / ".venv").exists()

    def test_a_newer_python_than_python3_is_found(self, tmp_path: Path) -> None:
        (tmp_path / "bin").mkdir()
        old, new = tmp_path / "bin" / "python3", tmp_path / "bin" / "python3.12"
        old.write_text("#!/bin/sh\necho Python 3.9.2\nexit 1\n", encoding="ascii")
        # Enough of a Python to be asked its version, to make an environment, and to install nothing.
        new.write_text(
            '#!/bin/sh\ncase "$2" in venv) echo "made by 3.12";; *) echo "Python 3.12.1";; esac\n', encoding="ascii"
        )
        for path in (old, new):
            path.chmod(0o755)
        answer = self.make(tmp_path, ".venv/.made")
        assert "made by 3.12" in answer.stdout
