"""First-run set-up: what `prepare` makes, what it leaves alone, and what it says."""

import re
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as site
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

import manage
from quotes import first_run, passes

ROOT = Path(site.BASE_DIR)


@pytest.fixture
def var(settings: Settings, tmp_path: Path) -> Path:
    """An empty folder for what the site keeps beside its database."""
    settings.VAR_DIR = tmp_path
    return tmp_path


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_every_variable_that_is_read_stands_in_the_readme() -> None:
    code = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("quotes/settings.py", "gunicorn.conf.py"))
    names = {f"OTR_{name}" for name in re.findall(r'\benv\.\w+\(\s*"([A-Z_]+)"', code)}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(OTR_[A-Z_]+)`", readme))
    assert names
    assert names == told


@pytest.mark.django_db
class TestEditor:
    def test_is_staff_in_the_group_and_can_sign_in(self, var: Path) -> None:
        password = first_run.make_editor()
        user = User.objects.get(username="editor")
        assert password is not None
        assert len(password) >= 16
        assert user.check_password(password)
        assert user.is_staff
        assert not user.is_superuser
        assert [group.name for group in user.groups.all()] == ["editors"]

    def test_password_is_kept_for_its_owner_only(self, var: Path) -> None:
        password = first_run.make_editor()
        kept = first_run.editor_password_path()
        assert kept.read_text(encoding="ascii").strip() == password
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600

    def test_an_account_that_exists_is_left_alone(self, var: Path) -> None:
        first_run.make_editor()
        user = User.objects.get(username="editor")
        user.set_password("chosen by the editor")
        user.save()
        user.groups.clear()
        assert first_run.make_editor() is None
        user.refresh_from_db()
        assert user.check_password("chosen by the editor")
        assert not user.groups.exists()

    @pytest.mark.parametrize(("left", "reused"), [("as-it-was-noted\n", True), ("", False)])
    def test_a_kill_between_file_and_account_loses_nothing(self, var: Path, left: str, reused: bool) -> None:
        first_run.editor_password_path().write_text(left, encoding="ascii")
        password = first_run.make_editor()
        assert (password == "as-it-was-noted") is reused
        assert first_run.editor_password_path().read_text(encoding="ascii").strip() == password

    def test_without_the_group_nothing_is_made(self, var: Path) -> None:
        Group.objects.filter(name="editors").delete()
        with pytest.raises(Group.DoesNotExist):
            first_run.make_editor()
        assert not User.objects.exists()


class TestStaticFiles:
    @pytest.fixture
    def source(self, settings: Settings, var: Path) -> Path:
        folder = var / "sources"
        folder.mkdir()
        (folder / "site.css").write_text("body { color: black }", encoding="utf-8")
        settings.STATIC_ROOT = var / "collected"
        settings.STATICFILES_DIRS = [folder]
        settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
        settings.STORAGES = {
            **settings.STORAGES,
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
        }
        return folder / "site.css"

    def test_are_collected_once(self, source: Path) -> None:
        assert first_run.collect_static_files()
        assert not first_run.collect_static_files()

    @pytest.mark.parametrize("change", ["edited", "added", "removed", "lost"])
    def test_are_collected_again_after_a_change(self, source: Path, change: str) -> None:
        first_run.collect_static_files()
        match change:
            case "edited":
                source.write_text("body { color: white }\n", encoding="utf-8")
            case "added":
                source.with_name("print.css").touch()
            case "removed":
                source.unlink()
            case "lost":
                (site.STATIC_ROOT / "staticfiles.json").unlink()
        assert first_run.collect_static_files()


class TestAddress:
    def test_taken_and_free(self, taken_port: int) -> None:
        assert not first_run.address_is_free("127.0.0.1", taken_port)
        assert first_run.address_is_free("127.0.0.1", 0)

    def test_a_taken_port_stops_prepare_before_anything_is_done(self, taken_port: int) -> None:
        # No database mark: a query would fail this test.
        with pytest.raises(CommandError, match=f"Port {taken_port} is taken.*PORT={taken_port + 1}"):
            call_command("prepare", f"--bind=127.0.0.1:{taken_port}")

    @pytest.mark.parametrize("bind", ["8000", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:0", "127.0.0.1:70000"])
    def test_no_address_is_refused(self, bind: str) -> None:
        with pytest.raises(CommandError, match="is not HOST:PORT"):
            call_command("prepare", f"--bind={bind}")


@pytest.mark.django_db
class TestPrepare:
    @pytest.fixture(autouse=True)
    def steps(self, var: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
        """The commands that `prepare` calls, instead of running them; one that is given "broken" refuses it."""
        called: list[tuple[str, ...]] = []

        def call(name: str, *arguments: str, **_options: object) -> None:
            called.append((name, *arguments))
            if "broken" in arguments:
                raise CommandError("1 refused")
            if "partly" in arguments:
                raise SystemExit(1)

        monkeypatch.setattr("quotes.management.commands.prepare.call_command", call)
        monkeypatch.setattr(first_run, "collect_static_files", lambda: False)
        return called

    @pytest.mark.parametrize(
        ("due", "attributed"),
        [(0, []), (3, [("attribute", "--processes=1")]), (500, [("attribute", "--processes=all")])],
    )
    def test_attributes_only_when_something_waits(
        self,
        steps: list[tuple[str, ...]],
        due: int,
        attributed: list[tuple[str, ...]],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(passes, "due", lambda: list(range(due)))
        call_command("prepare", "samples", stdout=StringIO())
        assert steps == [("ingest", "samples"), *attributed]

    @pytest.mark.parametrize(("path", "word"), [("broken", "1 refused"), ("partly", "not everything could be used")])
    def test_a_refused_article_is_told_and_the_rest_goes_on(
        self, steps: list[tuple[str, ...]], path: str, word: str
    ) -> None:
        told = StringIO()
        call_command("prepare", path, "samples", stdout=StringIO(), stderr=told)
        assert word in told.getvalue()
        assert ("ingest", "samples") in steps
        assert User.objects.filter(username="editor").exists()

    def test_the_password_is_shown_once(self, var: Path) -> None:
        first, second = StringIO(), StringIO()
        call_command("prepare", stdout=first)
        call_command("prepare", stdout=second)
        password = first_run.editor_password_path().read_text(encoding="ascii").strip()
        assert password in first.getvalue()
        assert password not in second.getvalue()
        assert str(first_run.editor_password_path()) in second.getvalue()


class TestSecretKey:
    def settle(self, var: Path) -> str:
        """The key that a fresh process settles on."""
        command = [
            sys.executable,
            "-c",
            "from quotes.settings import SECRET_KEY; import sys; sys.stdout.write(SECRET_KEY)",
        ]
        environment = {"OTR_VAR_DIR": str(var), "PATH": ""}
        return subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True).stdout

    def test_is_made_once_for_its_owner_only(self, tmp_path: Path) -> None:
        key = self.settle(tmp_path)
        assert len(key) >= 50
        assert self.settle(tmp_path) == key
        assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
        assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_a_stray_host_name_is_told_without_a_traceback(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    assert client.get("/", headers={"host": "stray.example"}).status_code == 400
    (record,) = caplog.records
    assert "stray.example" in record.getMessage()
    assert record.exc_info is None


def test_a_command_that_is_stopped_says_so_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_arguments: list[str]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("django.core.management.execute_from_command_line", stopped)
    with pytest.raises(SystemExit, match="Stopped"):
        manage.main()
